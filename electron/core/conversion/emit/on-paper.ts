/** What would be drawn beside the paper, where nobody can read it, is brought back onto it. Lengths in twips. */
import type { BoxInline, CharacterStyle, Paragraph, Section, Table, Twips } from '../document.ts';

/** Room left between text and the edge of the paper. */
const EDGE: Twips = 120;
/** Columns that are wider together than any paper are shares of the line. */
const WIDEST_PAPER: Twips = 31680;
/** Least width of a line of text: half an inch. */
const LEAST_LINE: Twips = 720;

/** A table whose columns reach beyond the paper, moved and then narrowed until all of them are on it. */
export function tableOnPaper(table: Table, section: Section): Table {
  if (section.columns.count > 1) return table;
  const width = table.columns.reduce((sum, column) => sum + column, 0);
  const { margin } = section;
  if (width > WIDEST_PAPER)
    return narrowed({ ...table, align: 'left', left: 0 }, width, section.width - margin.left - margin.right);
  const room = section.width - 2 * EDGE;
  if (table.align !== 'left') {
    const line = section.width - margin.left - margin.right;
    if (width <= line || width <= room) return table;
    return narrowed({ ...table, align: 'left', left: EDGE - margin.left }, width, room);
  }
  const start = margin.left + table.left;
  if (start >= 0 && start + width <= section.width) return table;
  const from = Math.max(EDGE, Math.min(start, section.width - EDGE - width));
  return narrowed({ ...table, left: from - margin.left }, width, section.width - EDGE - from);
}

function narrowed(table: Table, width: Twips, room: Twips): Table {
  if (width <= room) return table;
  return { ...table, columns: table.columns.map((column) => (column * room) / width) };
}

/** A paragraph whose lines or characters are taller than the page, where none of them would be seen, made as tall as it. */
export function paragraphOnPage(paragraph: Paragraph, section: Section): Paragraph {
  const { style, inlines, mark } = paragraph;
  const room = section.height - section.margin.top - section.margin.bottom;
  const largest = room / 2;
  const size = inlines.reduce(
    (most, inline) => (inline.kind === 'text' ? Math.max(most, inline.style.size) : most),
    mark.size,
  );
  const { line } = style;
  const height = line.kind === 'multiple' ? line.ratio * Math.min(size, largest) : line.height;
  const isHarmless =
    size <= largest && height <= room && style.spaceBefore <= largest && style.spaceAfter <= largest;
  if (isHarmless) return paragraph;
  const limited = (character: CharacterStyle): CharacterStyle =>
    character.size > largest ? { ...character, size: largest } : character;
  return {
    ...paragraph,
    mark: limited(mark),
    inlines: inlines.map((inline) =>
      inline.kind === 'text' ? { ...inline, style: limited(inline.style) } : inline,
    ),
    style: {
      ...style,
      spaceBefore: Math.min(largest, style.spaceBefore),
      spaceAfter: Math.min(largest, style.spaceAfter),
      line: height > room ? { kind: 'multiple', ratio: 1 } : line,
    },
  };
}

/**
 * A paragraph whose indents leave no line to write on or lead off the paper (`section`: the one it is in).
 * `available` is the width between the margins.
 */
export function paragraphOnPaper(paragraph: Paragraph, available: Twips, section?: Section): Paragraph {
  const { style } = paragraph;
  const isHarmless =
    style.left >= 0 &&
    style.right >= 0 &&
    style.firstLine >= -style.left &&
    style.left + style.firstLine + style.right + LEAST_LINE <= available &&
    style.left + style.right + LEAST_LINE <= available;
  if (isHarmless) return paragraph;
  const least = Math.min(LEAST_LINE, available);
  let { left, right, firstLine } = style;
  if (section && section.columns.count <= 1) {
    left = Math.max(left, EDGE - section.margin.left);
    firstLine = Math.max(firstLine, EDGE - section.margin.left - left);
    right = Math.max(right, EDGE - section.margin.right);
  }
  if (available - left - right < least) right = Math.max(Math.min(0, right), available - left - least);
  if (available - left - right < least) left = available - right - least;
  if (firstLine > available - left - right - least / 2)
    firstLine = Math.max(0, available - left - right - least);
  if (left === style.left && right === style.right && firstLine === style.firstLine) return paragraph;
  return { ...paragraph, style: { ...style, left, right, firstLine } };
}

/**
 * The place of a text box, measured from the corner of the paper where its text begins. A box off the paper stands at the edge
 * it has left; one beneath the page, at its paragraph.
 */
export function placeOnPaper(
  { x, y }: { x: Twips; y: Twips },
  box: Pick<BoxInline, 'width' | 'height'>,
  corner: { left: Twips; top: Twips },
  section: Pick<Section, 'width' | 'height'>,
): { x: Twips; y: Twips } {
  const farLeft = -corner.left;
  const farRight = section.width - corner.left - Math.min(box.width, section.width);
  const lowest = section.height - corner.top - Math.min(box.height, section.height);
  return {
    x: Math.max(farLeft, Math.min(x, farRight)),
    y: Math.max(-corner.top, y > lowest ? Math.max(0, y + corner.top < section.height ? lowest : 0) : y),
  };
}
