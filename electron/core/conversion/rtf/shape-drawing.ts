/** Draws a shape without a picture of its own: its outline, filling and line, or its text. Lengths in twips. */
import type { Picture, Twips } from '../document.ts';
import { createCanvas } from '../pictures/canvas.ts';
import { freeForm, isLine, isTextShape, outlineOf } from './shape-geometry.ts';

export interface ShapeLook {
  type: number;
  width: Twips;
  height: Twips;
  /** Absent: no line. */
  line?: { colour: string; width: Twips; dash: number; style: number };
  /** Absent: not filled. */
  fill?: string;
  flipHorizontal: boolean;
  flipVertical: boolean;
  /** Degrees clockwise. */
  rotation: number;
  arrows: { start: boolean; end: boolean };
  /** A free form: its points, its segments and the space they are in. */
  form?: { vertices: string; segments: string; left: number; top: number; right: number; bottom: number };
  /** Text drawn as a picture. */
  art?: { text: string; font: string; bold: boolean; italic: boolean };
}

/** A drawing and where its corner lies from the shape's. */
export interface Drawing {
  picture: Picture;
  dx: Twips;
  dy: Twips;
}

/** Dashes by `lineDashing`, in widths of the line. */
const DASHES: Record<number, number[]> = {
  1: [3, 1],
  2: [1, 1],
  3: [3, 1, 1, 1],
  4: [3, 1, 1, 1, 1, 1],
  5: [1, 3],
  6: [4, 3],
  7: [8, 3],
  8: [4, 3, 1, 3],
  9: [8, 3, 1, 3],
  10: [8, 3, 1, 3, 1, 3],
};
/** Lines of `lineStyle` (MS-ODRAW 2.4.14) across the line, as where each begins and ends in its width. */
const STRIPES: Record<number, [number, number][]> = {
  1: [
    [0, 0.33],
    [0.67, 1],
  ],
  2: [
    [0, 0.6],
    [0.8, 1],
  ],
  3: [
    [0, 0.2],
    [0.4, 1],
  ],
  4: [
    [0, 0.17],
    [0.33, 0.67],
    [0.83, 1],
  ],
};
const THINNEST = 5;
const LARGEST = 31680;
const NO_PEN = { colour: 'none', width: 0, dash: '', none: true };

function arrowHead(x: number, y: number, angle: number, size: number): string {
  const corner = (turn: number): string =>
    `${(x - size * Math.cos(angle + turn)).toFixed(1)} ${(y - size * Math.sin(angle + turn)).toFixed(1)}`;
  return `M${x} ${y}L${corner(0.42)}L${corner(-0.42)}Z`;
}

/** Width of a text in ems, by halves and wholes. */
function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 1 : 0.56;
  return Math.max(0.5, ems);
}

function turned(look: ShapeLook, svg: string): string {
  const { width, height, rotation, flipHorizontal, flipVertical } = look;
  const [x, y] = [width / 2, height / 2];
  const flip = `scale(${flipHorizontal ? -1 : 1} ${flipVertical ? -1 : 1})`;
  const isPlain = rotation === 0 && !flipHorizontal && !flipVertical;
  if (isPlain) return svg;
  return `<g transform="translate(${x} ${y}) rotate(${rotation}) ${flip} translate(${-x} ${-y})">${svg}</g>`;
}

/** Draws a shape; undefined when nothing of it is to be seen. */
export function drawShape(look: ShapeLook): Drawing | undefined {
  const { width, height, line, art, form } = look;
  if (width > LARGEST || height > LARGEST || (width === 0 && height === 0)) return undefined;
  const canvas = createCanvas();
  const stroke = Math.max(THINNEST, line?.width ?? 0);
  const pen = line
    ? {
        colour: line.colour,
        width: stroke,
        dash: (DASHES[line.dash] ?? []).map((part) => part * stroke).join(' '),
        none: false,
      }
    : NO_PEN;
  const brush = look.fill ? { colour: look.fill, none: false } : undefined;
  if (isTextShape(look.type)) {
    if (!art || art.text.trim() === '' || height === 0) return undefined;
    const size = height * 0.86;
    const face = { family: art.font, size, bold: art.bold, italic: art.italic, underline: false, angle: 0 };
    canvas.text(art.text, 0, height * 0.78, face, look.fill ?? line?.colour ?? '#000000', 'start');
  } else if (form) {
    const path = freeForm(form.vertices, form.segments, (x, y) => [
      ((x - form.left) / Math.max(1, form.right - form.left)) * width,
      ((y - form.top) / Math.max(1, form.bottom - form.top)) * height,
    ]);
    canvas.shape(path, pen, brush, true);
  } else {
    const { path, open } = outlineOf(look.type, width, height);
    const stripes = line && isLine(look.type) ? STRIPES[line.style] : undefined;
    if (stripes) {
      const length = Math.hypot(width, height) || 1;
      for (const [from, to] of stripes) {
        const off = ((from + to) / 2 - 0.5) * stroke;
        const [x, y] = [(-height / length) * off, (width / length) * off];
        const end = `${(width + x).toFixed(1)} ${(height + y).toFixed(1)}`;
        canvas.shape(
          `M${x.toFixed(1)} ${y.toFixed(1)}L${end}`,
          { ...pen, width: (to - from) * stroke },
          undefined,
          false,
        );
      }
    } else {
      canvas.shape(path, pen, open ? undefined : brush, false);
    }
    if (line && isLine(look.type)) {
      const angle = Math.atan2(height, width);
      const size = stroke * 4 + 40;
      const head = { colour: line.colour, none: false };
      if (look.arrows.end) canvas.shape(arrowHead(width, height, angle, size), NO_PEN, head, false);
      if (look.arrows.start) canvas.shape(arrowHead(0, 0, angle + Math.PI, size), NO_PEN, head, false);
    }
  }
  if (canvas.isEmpty()) return undefined;
  const reach = look.rotation === 0 ? 0 : (Math.hypot(width, height) - Math.min(width, height)) / 2;
  const pad = Math.ceil(stroke + reach + (look.arrows.start || look.arrows.end ? stroke * 4 : 0));
  const view = { x: 0, y: 0, width: width + 2 * pad, height: height + 2 * pad };
  const svg = new TextDecoder().decode(canvas.svg(view));
  const open = svg.indexOf('>') + 1;
  const close = svg.lastIndexOf('</svg>');
  let inner = svg.slice(open, close);
  if (art && isTextShape(look.type)) {
    inner = `<g transform="scale(${(width / (emsOf(art.text) * height * 0.86)).toFixed(4)} 1)">${inner}</g>`;
  }
  return {
    picture: {
      format: 'svg',
      data: new TextEncoder().encode(
        `${svg.slice(0, open)}<g transform="translate(${pad} ${pad})">${turned(look, inner)}</g>${svg.slice(close)}`,
      ),
      width: view.width,
      height: view.height,
    },
    dx: -pad,
    dy: -pad,
  };
}
