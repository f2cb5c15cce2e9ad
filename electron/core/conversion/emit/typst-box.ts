/** Pictures, text boxes and drawn shapes as Typst code. */
import type { BoxInline, Picture, Twips } from '../document.ts';
import { type Beside, GAP } from './beside.ts';
import { estimateHeight } from './heights.ts';
import { liftedCode } from './layers.ts';
import { placeOnPaper } from './on-paper.ts';
import { colour, pt, stroke } from './typst-code.ts';
import type { TypstEmitter } from './typst-emitter.ts';

/** Room between the edge of a text box and its text. */
const BOX_PADDING = 100;
const WIDEST = 31680;

/** What is drawn over a washed-out picture: a little larger, or its edges would shine. */
function veilCode({ veil }: Picture): string {
  if (!veil) return '';
  return `;place(top + left, dx: -0.5pt, dy: -0.5pt, rect(width: 100% + 1pt, height: 100% + 1pt, fill: luma(${(veil.grey * 100).toFixed(1)}%, ${((1 - veil.share) * 100).toFixed(1)}%)))`;
}

/** Code of a picture, at most as wide as the text. */
export function pictureCode(emitter: TypstEmitter, picture: Picture, available: Twips): string {
  const path = emitter.addPicture(picture);
  if (path === undefined) {
    return `box(width: ${pt(Math.min(available, picture.width || 1440))}, height: ${pt(picture.height || 360)}, stroke: 0.5pt + gray)`;
  }
  const crop = picture.crop;
  const scale = Math.min(1, available > 0 ? available / Math.max(1, picture.width) : 1);
  const width = picture.width * scale;
  const height = Math.min(picture.height * scale, emitter.pageHeight());
  const size = `width: ${pt(width)}, height: ${pt(height)}`;
  const veil = veilCode(picture);
  const image = `image("/${path}", ${size}, fit: "stretch")`;
  if (!crop) return veil === '' ? `box(${image})` : `box(${size}, {place(top + left, ${image})${veil}})`;
  const fullWidth = (picture.width + crop.left + crop.right) * scale;
  const fullHeight = (picture.height + crop.top + crop.bottom) * scale;
  return `box(${size}, clip: true, {place(dx: ${pt(-crop.left * scale)}, dy: ${pt(-crop.top * scale)}, image("/${path}", width: ${pt(fullWidth)}, height: ${pt(fullHeight)}, fit: "stretch"))${veil}})`;
}

function drawingCode(emitter: TypstEmitter, { picture }: NonNullable<BoxInline['drawing']>): string {
  const path = emitter.addPicture(picture);
  if (path === undefined) return 'none';
  return `image("/${path}", width: ${pt(picture.width)}, height: ${pt(picture.height)}, fit: "stretch")`;
}

/** The code to put something at a place; undefined where the place is out of reach. `text`: its size, if it holds any. */
export function placeCode(
  emitter: TypstEmitter,
  place: NonNullable<BoxInline['place']>,
  dx: Twips,
  dy: Twips,
  text?: { width: Twips; height: Twips },
) {
  const origin = emitter.origin();
  const isAtParagraph = place.vertical === 'paragraph';
  if (!origin && !(isAtParagraph && place.horizontal === 'column')) return undefined;
  const margin = emitter.margin();
  const corner = origin ?? margin;
  const wantedX = place.horizontal === 'page' ? place.x - corner.left : place.x;
  const wantedY =
    place.vertical === 'page'
      ? place.y - corner.top
      : isAtParagraph
        ? place.y
        : place.y + margin.top - corner.top;
  const wanted = { x: wantedX, y: wantedY };
  const { x, y } = text && origin ? placeOnPaper(wanted, text, corner, emitter.paper()) : wanted;
  return `place(${isAtParagraph ? 'left' : 'top + left'}, dx: ${pt(x + dx)}, dy: ${pt(y + dy)}, `;
}

/** What is drawn at a box's place: its content, or a mark of it where the page draws it. */
function lifted(emitter: TypstEmitter, box: BoxInline, content: string): string {
  return box.layer && emitter.lifts(box) ? liftedCode(box.layer, content) : content;
}

function shapeCode(emitter: TypstEmitter, box: BoxInline, drawing: NonNullable<BoxInline['drawing']>) {
  const { dx, dy } = drawing;
  const at = box.place && placeCode(emitter, box.place, dx, dy);
  const image = drawingCode(emitter, drawing);
  if (at) return { code: `${at}${lifted(emitter, box, image)})`, floating: true };
  const size = `width: ${pt(box.width)}, height: ${pt(box.height)}`;
  return {
    code: `box(${size}, place(top + left, dx: ${pt(dx)}, dy: ${pt(dy)}, ${image}))`,
    floating: false,
  };
}

/** Code of a text box or shape: at its place where it has one, else in the flow. */
export function boxCode(
  emitter: TypstEmitter,
  box: BoxInline,
  available: Twips,
): { code: string; floating: boolean } {
  const { drawing, blocks, picture } = box;
  if (blocks.length === 0 && !picture) {
    if (drawing) return shapeCode(emitter, box, drawing);
    return {
      code: `box(width: ${pt(Math.min(box.width, available))}, height: ${pt(box.height)})`,
      floating: false,
    };
  }
  const width = box.width > 0 ? Math.min(box.width, WIDEST) : available;
  const inner = Math.max(200, width - 2 * BOX_PADDING);
  const parts: string[] = [];
  if (drawing) {
    const shift = blocks.length > 0 ? BOX_PADDING : 0;
    parts.push(
      `place(top + left, dx: ${pt(drawing.dx - shift)}, dy: ${pt(drawing.dy - shift)}, ${drawingCode(emitter, drawing)})`,
    );
  }
  if (picture) parts.push(pictureCode(emitter, picture, box.place ? width : available));
  if (blocks.length > 0) parts.push(emitter.blocks(blocks, inner));
  const content = `{${parts.join('\n')}}`;
  const height = blocks.length > 0 ? estimateHeight(blocks, inner, emitter.resolver) + 2 * BOX_PADDING : 0;
  const at =
    box.place && placeCode(emitter, box.place, 0, 0, blocks.length > 0 ? { width, height } : undefined);
  const style = [`width: ${pt(at ? width : Math.min(width, available))}`];
  if (blocks.length > 0) style.push(`inset: ${pt(BOX_PADDING)}`);
  if (box.border) style.push(`stroke: ${stroke(box.border)}`);
  if (box.background) style.push(`fill: ${colour(box.background)}`);
  // A frame that is seen keeps its height, unless its text needs more.
  const isFramed = box.border !== undefined || box.background !== undefined || drawing !== undefined;
  if (at && isFramed && blocks.length > 0) {
    if (height <= box.height) style.push(`height: ${pt(box.height)}`);
  }
  if (at)
    return {
      code: `${at}${lifted(emitter, box, `block(${style.join(', ')}, ${content})`)})`,
      floating: true,
    };
  return { code: `${blocks.length > 0 ? 'block' : 'box'}(${style.join(', ')}, ${content})`, floating: false };
}

/** Code of a box that text goes round, with the text beside it. `available`: the width of both. */
export function besideCode(
  emitter: TypstEmitter,
  { box, side, x, y, width, paragraphs }: Beside,
  available: Twips,
): string {
  const { around: _, ...inFlow } = box;
  const { code } = boxCode(emitter, inFlow, available);
  if (side === 'above') return `pad(left: ${pt(x)}, ${code})`;
  const text = `{${emitter.blocks(paragraphs, width)}}`;
  const rest = pt(width + GAP);
  const own = pt(available - width - GAP);
  const lowered = y > 0 ? `pad(top: ${pt(y)}, ${code})` : code;
  return side === 'left'
    ? `grid(columns: (${own}, ${rest}), ${lowered}, pad(left: ${pt(GAP)}, ${text}))`
    : `grid(columns: (${rest}, ${own}), pad(right: ${pt(GAP)}, ${text}), ${lowered})`;
}
