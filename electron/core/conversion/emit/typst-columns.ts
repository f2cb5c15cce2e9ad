/** Sections in columns as Typst code. Lengths in twips. */
import type { Section, Twips } from '../document.ts';
import { pt } from './typst-code.ts';
import type { TypstEmitter } from './typst-emitter.ts';
import { emptyHeight } from './typst-paragraph.ts';
import { columnWidthOf, textWidthOf } from './typst-section.ts';

/** Columns made equally long may differ by a line where lines are not all alike. */
const COLUMN_SLACK: Twips = 400;
const RULE = '0.5pt';

/** Widths of a section's columns and the gaps after them. */
export function columnsOf(section: Section): { width: Twips; gap: Twips }[] {
  const { count, gap, widths } = section.columns;
  const width = columnWidthOf(section);
  return Array.from({ length: count }, (_, at) => widths?.[at] ?? { width, gap });
}

/** How much longer than an equal share of the text the columns must be for all of it to fit. */
function slackOf(section: Section, emitter: TypstEmitter): Twips {
  const heights = new Set<Twips>();
  for (const block of section.blocks) {
    if (block.kind !== 'paragraph') return COLUMN_SLACK;
    const { spaceBefore, spaceAfter } = block.style;
    const isPlain = block.inlines.every((inline) => inline.kind === 'text' || inline.kind === 'bookmark');
    if (!isPlain || spaceBefore > 0 || spaceAfter > 0) return COLUMN_SLACK;
    heights.add(Math.round(emptyHeight(emitter, block)));
  }
  const [height] = heights;
  const { count } = section.columns;
  return heights.size === 1 && height ? (height * (count - 1)) / count + 2 : COLUMN_SLACK;
}

/** Lines between columns of equal width, as code placed at the top of them. */
function rulesCode(section: Section): string {
  if (!section.columns.line) return '';
  const { gap, count } = section.columns;
  const width = columnWidthOf(section);
  return Array.from({ length: count - 1 }, (_, at) => {
    const x = (at + 1) * width + (at + 0.5) * gap;
    return `place(top + left, dx: ${pt(x)}, line(length: 100%, angle: 90deg, stroke: ${RULE}));`;
  }).join('');
}

/** Columns whose ends the text itself names: side by side, each as wide as the section says. */
function statedColumns(section: Section, parts: readonly string[]): string {
  const columns = columnsOf(section);
  const rows: string[] = [];
  for (let from = 0; from < parts.length; from += columns.length) {
    const cells = columns.map(({ gap }, at) => {
      const before = columns[at - 1];
      const inset = `left: ${pt(before ? before.gap / 2 : 0)}, right: ${pt(at < columns.length - 1 ? gap / 2 : 0)}`;
      const rule = section.columns.line && before ? `, stroke: (left: ${RULE})` : '';
      return `grid.cell(inset: (${inset})${rule}, {\n${parts[from + at] ?? ''}\n})`;
    });
    const widths = columns.map(({ width, gap }, at) => {
      const before = columns[at - 1];
      return pt(width + (before ? before.gap / 2 : 0) + (at < columns.length - 1 ? gap / 2 : 0));
    });
    rows.push(`grid(columns: (${widths.join(', ')}), ${cells.join(', ')})`);
  }
  return `#{\n${rows.join('\npagebreak(weak: true)\n')}\n}`;
}

/** Columns that begin in the middle of a page, made equally long unless the text says where each ends. */
export function columnsCode(section: Section, code: string, emitter: TypstEmitter): string {
  const parts = code.split(/^colbreak\(\)$/m);
  if (parts.length > 1) return statedColumns(section, parts);
  const { count, gap } = section.columns;
  const columns = `columns(${count}, gutter: ${pt(gap)}, body)`;
  return `#layout(size => {
let body = {\n${code}\n}
let share = measure(block(width: ${pt(columnWidthOf(section))}, body)).height / ${count} + ${pt(slackOf(section, emitter))}
if share < size.height { block(height: share, width: ${pt(textWidthOf(section))}, {${rulesCode(section)} ${columns}}) } else { ${columns} }
})`;
}

/** Lines between the columns of whole pages, for the background of the page. */
export function pageRules(section: Section, top: Twips, bottom: Twips): string {
  if (!section.columns.line || section.columns.count < 2) return '';
  const height = section.height - top - bottom;
  return `place(top + left, dx: ${pt(section.margin.left)}, dy: ${pt(top)}, block(height: ${pt(height)}, width: ${pt(textWidthOf(section))}, {${rulesCode(section)}}));`;
}
