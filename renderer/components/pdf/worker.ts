/** The worker in which PDFs are read. */
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
