import { unzipSync, zipSync } from 'fflate';
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { deliverablesMessages } from '../../../../shared/messages/deliverables.ts';
import { chartSheet } from './excelCharts.ts';
import { figureCells, printModel, type ReportInput } from './model.ts';
import { textWidth } from './wordTable.ts';

const words = deliverablesMessages;
const NAME_LIMIT = 31;
const MTIME = new Date(1980, 0, 1, 0, 0, 0);

/** The edition as a workbook: head and texts, all figures, the charts, then one sheet per table. Numbers stay numbers. */
export async function renderExcel(input: ReportInput): Promise<Uint8Array> {
  const { content } = input;
  const parts = content.sections.flatMap((section) => section.parts);
  const taken = new Set<string>();
  const sheets: WriteSheet[] = [headSheet(input, taken), figureSheet(input, taken)];
  const charts = chartSheet(sheetName(words.xlsx.charts, taken), parts, clean);
  if (charts) sheets.push(charts);
  for (const part of parts)
    for (const table of part.tables)
      sheets.push(
        sheetOf(
          sheetName(`${part.title}-${table.name}`, taken),
          table.columns.map(({ name }) => name),
          table.rows,
        ),
      );
  const file = await writeXlsx({
    sheets,
    properties: {
      title: content.title,
      creator: content.takenBy,
      company: content.contractor,
      created: new Date(content.takenAt),
      modified: new Date(content.takenAt),
    },
  });
  return zipSync(unzipSync(file), { level: 6, mtime: MTIME });
}

function headSheet(input: ReportInput, taken: Set<string>): WriteSheet {
  const model = printModel(input);
  const texts = model.sections.flatMap((section) =>
    section.texts.map(({ name, paragraphs }) => [
      `${section.title}${name ? ` ${name}` : ''}`,
      paragraphs.join('\n'),
    ]),
  );
  const rows: CellValue[][] = [
    [model.title],
    ...model.frame,
    [words.word.frame.digest, input.edition.digest],
    [],
    ...texts,
  ];
  return {
    name: sheetName(words.xlsx.text, taken),
    columns: [{ width: 34 }, { width: 90 }],
    rows: rows.map(clean),
  };
}

function figureSheet({ content }: ReportInput, taken: Set<string>): WriteSheet {
  const [name = '', unit = '', now = '', last = '', change = '', year = '', yearChange = ''] =
    words.word.columns;
  const rows = content.sections
    .flatMap((section) => section.parts)
    .flatMap((part) =>
      part.figures.map((figure): CellValue[] => {
        const cells = figureCells(figure);
        return [
          part.title,
          figure.name,
          figure.unit,
          figure.value ?? cells.value,
          figure.previous,
          cells.change,
          figure.yearAgo,
          cells.yearChange,
        ];
      }),
    );
  return sheetOf(
    sheetName(words.xlsx.overview, taken),
    [words.xlsx.part, name, unit, now, last, change, year, yearChange],
    rows,
  );
}

function sheetOf(name: string, header: readonly string[], rows: readonly CellValue[][]): WriteSheet {
  const widths = header.map((title, index) => {
    const longest = Math.max(
      textWidth(title),
      ...rows.slice(0, 200).map((row) => Math.min(60, textWidth(String(row[index] ?? '')))),
    );
    return { width: longest + 3 };
  });
  return { name, columns: widths, rows: [clean([...header]), ...rows.map(clean)], freezePane: { rows: 1 } };
}

/** Excel's cells hold 32,767 characters, and no control characters. */
function clean(row: readonly CellValue[]): CellValue[] {
  return row.map((cell) =>
    typeof cell === 'string'
      ? cell
          .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
          .toWellFormed()
          .slice(0, 32_000)
      : cell,
  );
}

/** At most 31 characters, none of `[]:*?/\`, each name once. */
function sheetName(title: string, taken: Set<string>): string {
  const plain = title.replace(/[[\]:*?/\\']/g, ' ').slice(0, NAME_LIMIT);
  let name = plain;
  for (let number = 2; taken.has(name); number++) name = `${plain.slice(0, NAME_LIMIT - 3)} ${number}`;
  taken.add(name);
  return name;
}
