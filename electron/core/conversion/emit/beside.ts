/**
 * Pictures and boxes that text goes round. Typst does not flow text round anything: one at the left or right edge gets its
 * paragraphs in a column beside it, one between the edges stands above its paragraph. Lengths in twips.
 */
import type { Block, BoxInline, Paragraph, Twips } from '../document.ts';
import type { FaceResolver } from './faces.ts';
import { estimateHeight } from './heights.ts';

export interface Beside {
  box: BoxInline;
  side: 'left' | 'right' | 'above';
  /** Where the box begins, from the left edge of the text. */
  x: Twips;
  /** How far it lies below the paragraph's first line. */
  y: Twips;
  /** Width left for the text beside it. */
  width: Twips;
  /** What stands beside it: the paragraph it is in and those that follow, without the box. */
  paragraphs: Paragraph[];
}

/** Room between a picture and the text beside it (MS-ODRAW 2.3.4.9: an eighth of an inch). */
export const GAP: Twips = 180;
/** How near to an edge counts as at the edge, and the least room that text goes into. */
const NEAR: Twips = 600;
const LEAST_WIDTH: Twips = 1800;
/** Text that goes on this far below the picture would look lost in its narrow column. */
const OVERHANG = 2.5;

function isPlain(block: Block | undefined): block is Paragraph {
  return (
    block?.kind === 'paragraph' &&
    !block.style.pageBreakBefore &&
    !block.style.frame &&
    !block.style.borders &&
    block.inlines.every(
      (inline) => inline.kind !== 'box' && (inline.kind !== 'break' || inline.what === 'line'),
    )
  );
}

/** The box of a paragraph that the text from there on goes round; undefined where there is none. `available`: the text's width. */
export function besideOf(
  blocks: readonly Block[],
  from: number,
  available: Twips,
  margin: { left: Twips },
  resolver: FaceResolver,
): Beside | undefined {
  const first = blocks[from];
  if (first?.kind !== 'paragraph') return undefined;
  const box = first.inlines.find((inline): inline is BoxInline => inline.kind === 'box' && !!inline.around);
  if (!box?.around || box.width <= 0) return undefined;
  const { around } = box;
  const rest = withoutBox(first, box);
  const wanted = around.horizontal === 'page' ? around.x - margin.left : around.x;
  const x = Math.max(0, Math.min(wanted, available - box.width));
  const y = around.vertical === 'paragraph' ? Math.max(0, around.y) : 0;
  const width = available - box.width - GAP;
  const above: Beside = { box, side: 'above', x, y: 0, width: available, paragraphs: [] };
  const isAtEdge = x <= NEAR || x + box.width >= available - NEAR;
  if (around.isAbove || !isAtEdge || width < LEAST_WIDTH || !isPlain(rest)) return above;
  const paragraphs = [rest];
  const height = box.height + y;
  let filled = estimateHeight(paragraphs, width, resolver);
  for (
    let next = blocks[from + 1];
    filled < height && isPlain(next);
    next = blocks[from + paragraphs.length]
  ) {
    paragraphs.push(next);
    filled = estimateHeight(paragraphs, width, resolver);
  }
  if (filled > OVERHANG * height) return above;
  return { box, side: x <= NEAR ? 'left' : 'right', x, y, width, paragraphs };
}

/** A paragraph without a box that is drawn apart. */
export function withoutBox(paragraph: Paragraph, box: BoxInline): Paragraph {
  return { ...paragraph, inlines: paragraph.inlines.filter((inline) => inline !== box) };
}
