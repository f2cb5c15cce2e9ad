/** Paragraphs that follow each other with the same borders or shading share one box. */
import {
  type Block,
  type Border,
  type Borders,
  DEFAULT_PARAGRAPH,
  type Inline,
  type Paragraph,
  type Twips,
} from '../document.ts';
import { type BorderLine, borderLines, colour, lineStroke, pt, stroke } from './typst-code.ts';

function hasFrame(block: Block): block is Paragraph {
  if (block.kind !== 'paragraph') return false;
  const { borders, background } = block.style;
  return (
    background !== undefined || (borders !== undefined && Object.values(borders).some((border) => border))
  );
}

function frameKey({ style }: Paragraph): string {
  return JSON.stringify([style.borders ?? null, style.background ?? null, style.left, style.right]);
}

function holdsBreak({ inlines }: Paragraph): boolean {
  return inlines.some((inline) => inline.kind === 'break' && inline.what !== 'line');
}

/** A framed paragraph in pieces, its page and column breaks between them: a box cannot hold a break. */
function splitAtBreaks(paragraph: Paragraph): Paragraph[] {
  const pieces: Paragraph[] = [];
  let inlines: Inline[] = [];
  const close = (): void => {
    if (inlines.length > 0) pieces.push({ ...paragraph, inlines });
    inlines = [];
  };
  for (const inline of paragraph.inlines) {
    if (inline.kind !== 'break' || inline.what === 'line') {
      inlines.push(inline);
      continue;
    }
    close();
    pieces.push({ kind: 'paragraph', style: DEFAULT_PARAGRAPH, inlines: [inline], mark: paragraph.mark });
  }
  if (pieces.length === 0) return [paragraph];
  close();
  return pieces;
}

/** Splits blocks into runs: single blocks, and groups of paragraphs framed alike that no page break parts. */
export function groupFramed(blocks: readonly Block[]): { framed: boolean; blocks: Block[] }[] {
  const groups: { framed: boolean; blocks: Block[]; key: string }[] = [];
  const whole = blocks.some((block) => hasFrame(block) && holdsBreak(block))
    ? blocks.flatMap((block): Block[] => (hasFrame(block) ? splitAtBreaks(block) : [block]))
    : blocks;
  for (const block of whole) {
    const framed = hasFrame(block);
    const key = framed ? frameKey(block) : '';
    const last = groups.at(-1);
    const parts = framed && block.style.pageBreakBefore;
    if (last && last.key === key && last.framed === framed && !parts) last.blocks.push(block);
    else groups.push({ framed, blocks: [block], key });
  }
  return groups;
}

const EDGES = ['top', 'bottom', 'left', 'right'] as const;

function sides(values: Partial<Record<(typeof EDGES)[number], Twips>>): string {
  const parts = EDGES.filter((edge) => values[edge]).map((edge) => `${edge}: ${pt(values[edge] ?? 0)}`);
  return parts.length > 0 ? `(${parts.join(', ')})` : '';
}

/**
 * Wraps the code of a framed group in its box, one for each line of its borders. Side borders stand outside the text, as
 * word processors draw them; above and below they take room. The box begins and ends where the paragraphs do.
 */
export function frameCode(code: string, paragraphs: readonly Paragraph[]): string {
  const { style } = paragraphs[0] as Paragraph;
  const borders: Borders = style.borders ?? {};
  const indent = {
    left: Math.min(...paragraphs.map((entry) => entry.style.left + Math.min(0, entry.style.firstLine))),
    right: style.right,
  };
  const lines = Object.fromEntries(
    EDGES.map((edge) => {
      const border = borders[edge];
      return [edge, border ? borderLines(border) : []];
    }),
  ) as Record<(typeof EDGES)[number], BorderLine[]>;
  const layers = Math.max(1, ...EDGES.map((edge) => lines[edge].length));
  let result = `{${code}}`;
  for (let layer = layers - 1; layer >= 0; layer--) {
    const options = ['width: 100%'];
    const drawn = EDGES.filter((edge) => lines[edge][layer]);
    const strokes = drawn.map(
      (edge) => `${edge}: ${lineStroke(borders[edge] as Border, lines[edge][layer] as BorderLine)}`,
    );
    if (strokes.length > 0) options.push(`stroke: (${strokes.join(', ')})`);
    const space = (edge: (typeof EDGES)[number]): Twips =>
      layer < lines[edge].length ? (borders[edge]?.space ?? 0) : 0;
    // From this line to the next one inwards, or from the innermost to the text.
    const step = (edge: 'top' | 'bottom'): Twips => {
      const [here, next] = [lines[edge][layer], lines[edge][layer + 1]];
      if (!here) return 0;
      return next ? next.inset - here.inset : space(edge);
    };
    const reach = (edge: 'left' | 'right'): Twips => {
      const innermost = lines[edge].at(-1);
      const here = lines[edge][layer] ?? innermost;
      return (innermost ? space(edge) + innermost.inset - (here?.inset ?? 0) : 0) - indent[edge];
    };
    const inset = sides({ top: step('top'), bottom: step('bottom') });
    const outset = sides({ left: reach('left'), right: reach('right') });
    if (inset) options.push(`inset: ${inset}`);
    if (outset) options.push(`outset: ${outset}`);
    if (style.background && layer === layers - 1) options.push(`fill: ${colour(style.background)}`);
    result = `block(${options.join(', ')}, ${result})`;
  }
  return result;
}

/** A line between two paragraphs of a framed group; undefined where they ask for none. */
export function betweenCode({ style }: Paragraph): string | undefined {
  const border = style.borders?.between;
  if (!border) return undefined;
  return `block(width: 100%, inset: (y: ${pt(border.space)}), outset: (left: ${pt(-style.left)}, right: ${pt(-style.right)}), stroke: (top: ${stroke(border)}))`;
}
