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
  { input, template, formats }: RenderRequest,
  told: (format: ReportFormat | 'charts') => void,
): Promise<RenderedFile[]> {
  const fonts = fontCatalogue();
  const latin = fonts.choose('Arial', false).family;
  const heading = [latin, fonts.choose('黑体', true).family];
  const body = [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family];
  told('charts');
  const svgs = new Map<string, string>();
  for (const { parts, brief } of input.content.sections)
    for (const part of brief ? [] : parts)
      for (const chart of part.charts) svgs.set(`${part.id}.${chart.id}`, chartSvg(chart, heading));
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
