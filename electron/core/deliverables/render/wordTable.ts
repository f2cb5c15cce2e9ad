import type { PrintedTable } from './model.ts';

/** Twentieths of a point between text and rule. */
const PAD = 70;
const WHOLE = 5_000;
/** A table of so many rows is not torn over two pages. */
const SHORT = 14;

/** A table as WordprocessingML: thin rules, grey head repeated on each page, numbers right-aligned, rows never cut. */
export function wordTable(table: PrintedTable): string {
  const widths = shares(table);
  const grid = widths.map((width) => `<w:gridCol w:w="${width * 2}"/>`).join('');
  const head = row(
    table.columns.map(({ name }, index) =>
      cell(name, 'center', widths[index] ?? 0, { head: true, keep: true }),
    ),
    true,
  );
  const keep = table.rows.length <= SHORT;
  const body = table.rows.map((cells, place) =>
    row(
      cells.map((text, index) =>
        cell(text, table.columns[index]?.numeric ? 'right' : 'left', widths[index] ?? 0, {
          head: false,
          keep: keep && place < table.rows.length - 1,
        }),
      ),
      false,
    ),
  );
  return `<w:tbl><w:tblPr><w:tblW w:w="${WHOLE}" w:type="pct"/>${borders()}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="${PAD}" w:type="dxa"/><w:right w:w="${PAD}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${head}${body.join('')}</w:tbl>`;
}

function row(cells: readonly string[], head: boolean): string {
  return `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`;
}

function cell(
  text: string,
  align: 'left' | 'right' | 'center',
  width: number,
  { head, keep }: { head: boolean; keep: boolean },
): string {
  const shade = head ? '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' : '';
  const bold = head ? '<w:b/>' : '';
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="pct"/>${shade}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>${keep ? '<w:keepNext/>' : ''}<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/><w:jc w:val="${align}"/></w:pPr><w:r><w:rPr>${bold}<w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p></w:tc>`;
}

function borders(): string {
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  return `<w:tblBorders>${sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('')}</w:tblBorders>`;
}

/** Widths in fiftieths of a percent, by the longest text of each column, within bounds. */
function shares({ columns, rows }: PrintedTable): number[] {
  const lengths = columns.map(({ name }, index) => {
    const longest = Math.max(
      textWidth(name),
      ...rows.slice(0, 60).map((cells) => Math.min(textWidth(cells[index] ?? ''), 40)),
    );
    return Math.max(5, longest + 2);
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length) => Math.floor((length / total) * WHOLE));
}

/** Half-width characters a text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return width;
}

/** XML 1.0 has no place for most control characters. */
export function escapeXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
