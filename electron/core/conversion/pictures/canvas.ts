/** A small drawing surface that metafiles play on and that gives SVG. All coordinates are already in its own units. */

export interface Pen {
  colour: string;
  width: number;
  dash: string;
  none: boolean;
}
export interface Brush {
  colour: string;
  none: boolean;
}
export interface TextFace {
  family: string;
  size: number;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  /** Degrees, counter-clockwise. */
  angle: number;
}

export interface Canvas {
  shape(path: string, pen: Pen, brush: Brush | undefined, evenOdd: boolean): void;
  text(
    text: string,
    x: number,
    y: number,
    face: TextFace,
    colour: string,
    anchor: 'start' | 'middle' | 'end',
  ): void;
  image(png: Uint8Array, x: number, y: number, width: number, height: number): void;
  /** False once the drawing has grown beyond what is sensible: then the rest is left out. */
  hasRoom(): boolean;
  isEmpty(): boolean;
  svg(viewBox: { x: number; y: number; width: number; height: number }): Uint8Array;
}

const MAX_ELEMENTS = 50_000;
const MAX_CHARACTERS = 16 * 1024 * 1024;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** A coordinate as short text; what is no number counts as 0. */
export function coordinate(value: number): string {
  if (!Number.isFinite(value)) return '0';
  return String(Math.round(Math.max(-1e7, Math.min(1e7, value)) * 100) / 100);
}

/** Creates an empty canvas. */
export function createCanvas(): Canvas {
  const elements: string[] = [];
  let characters = 0;
  const add = (element: string): void => {
    if (elements.length >= MAX_ELEMENTS || characters + element.length > MAX_CHARACTERS) return;
    characters += element.length;
    elements.push(element);
  };
  return {
    shape(path, pen, brush, evenOdd) {
      const fill = !brush || brush.none ? 'none' : brush.colour;
      if (path === '' || (pen.none && fill === 'none')) return;
      const stroke = pen.none
        ? ''
        : ` stroke="${pen.colour}" stroke-width="${coordinate(pen.width)}"${pen.dash ? ` stroke-dasharray="${pen.dash}"` : ''}`;
      add(`<path d="${path}" fill="${fill}"${evenOdd ? ' fill-rule="evenodd"' : ''}${stroke}/>`);
    },
    text(text, x, y, face, colour, anchor) {
      if (text.trim() === '') return;
      const turn = face.angle
        ? ` transform="rotate(${coordinate(-face.angle)} ${coordinate(x)} ${coordinate(y)})"`
        : '';
      const style = `${face.bold ? ' font-weight="bold"' : ''}${face.italic ? ' font-style="italic"' : ''}${face.underline ? ' text-decoration="underline"' : ''}`;
      add(
        `<text x="${coordinate(x)}" y="${coordinate(y)}" font-family="${escapeXml(face.family)}" font-size="${coordinate(face.size)}"${style} fill="${colour}" text-anchor="${anchor}"${turn} xml:space="preserve">${escapeXml(text)}</text>`,
      );
    },
    image(png, x, y, width, height) {
      const data = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString('base64');
      add(
        `<image x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(width)}" height="${coordinate(height)}" preserveAspectRatio="none" href="data:image/png;base64,${data}"/>`,
      );
    },
    hasRoom: () => elements.length < MAX_ELEMENTS && characters < MAX_CHARACTERS,
    isEmpty: () => elements.length === 0,
    svg({ x, y, width, height }) {
      const box = `${coordinate(x)} ${coordinate(y)} ${coordinate(width)} ${coordinate(height)}`;
      return new TextEncoder().encode(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${coordinate(width)}" height="${coordinate(height)}" preserveAspectRatio="none">${elements.join('')}</svg>`,
      );
    },
  };
}
