import type { ReportFormat } from '../../../../shared/contract/deliverables.ts';
import { fontCatalogue } from '../../typst/fonts.ts';
import { createTypesetter } from '../../typst/typesetter.ts';
import { chartSvg } from './charts.ts';
import { renderExcel } from './excel.ts';
import type { ReportInput } from './model.ts';
import { renderPdf } from './pdf.ts';
import { chartPictures } from './png.ts';
import { renderWord } from './word.ts';

export interface RenderRequest {
  input: ReportInput;
  template: Uint8Array;
  formats: readonly ReportFormat[];
}

export interface RenderedFile {
  format: ReportFormat;
  bytes: Uint8Array;
  /** Known of a PDF. */
  pages: number | null;
}

/** Renders an edition in each format asked for; `told` hears of each step. Same request, same bytes. */
export async function renderReport(
  { input: given, template, formats }: RenderRequest,
  told: (format: ReportFormat | 'charts') => void,
): Promise<RenderedFile[]> {
  const input = writable(given);
  const fonts = fontCatalogue();
  const latin = fonts.choose('Arial', false).family;
  const heading = [latin, fonts.choose('黑体', true).family];
  const body = [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family];
  // One face for a whole drawing: of two the PDF writer numbers now this, now that one first.
  const drawn = fonts.choose('黑体', true).family;
  told('charts');
  const svgs = new Map<string, string>();
  for (const { parts, brief } of input.content.sections)
    for (const part of brief ? [] : parts)
      for (const chart of part.charts) svgs.set(`${part.id}.${chart.id}`, chartSvg(chart, drawn));
  const typesetter = createTypesetter();
  const files: RenderedFile[] = [];
  for (const format of formats) {
    told(format);
    if (format === 'pdf') {
      const { pdf, pages } = renderPdf(typesetter, input, svgs, { body, heading });
      files.push({ format, bytes: pdf, pages });
    } else if (format === 'docx') {
      const pictures = await chartPictures(typesetter, svgs);
      files.push({ format, bytes: await renderWord(input, template, pictures), pages: null });
    } else files.push({ format, bytes: await renderExcel(input), pages: null });
  }
  return files;
}

/** Without control characters and half surrogates, which neither XML nor the typesetter can take. */
function writable(input: ReportInput): ReportInput {
  const clean = (_key: string, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/(?![\t\n\r])\p{Cc}|\u200d|\ufe0e|\ufe0f|\ufffe|\uffff/gu, '').toWellFormed()
      : value;
  return JSON.parse(JSON.stringify(input, clean)) as ReportInput;
}
