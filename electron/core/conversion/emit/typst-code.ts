/** Small pieces of Typst code: numbers, strings, colours, strokes. All lengths come in twips. */
import type { Border, Twips } from '../document.ts';

/** A length in points. */
export function pt(twips: Twips): string {
  const points = Math.round(twips * 50) / 1000;
  return `${Number.isFinite(points) ? points : 0}pt`;
}

/** A string literal. Control characters and unpaired surrogates are dropped: Typst takes valid text only. */
export function string(text: string): string {
  let clean = text.replace(/["\\]/g, (character) => `\\${character}`);
  clean = clean.replace(/[\p{Cc}\ufffe\uffff]/gu, '');
  return `"${clean.isWellFormed() ? clean : clean.toWellFormed()}"`;
}

export function colour(value: string): string {
  return `rgb("${value}")`;
}

const DASHES: Partial<Record<Border['style'], string>> = {
  dotted: 'dotted',
  dashed: 'dashed',
  'dash-dot': 'dash-dotted',
};

/** One of the lines a border is drawn as: how thick, and how far its middle lies inside the outermost line's middle. */
export interface BorderLine {
  width: Twips;
  inset: Twips;
}

/** The thin line beside a thick one, and the room between them (MS-OI29500 2.1.574: small gaps are of fixed width). */
const THIN: Twips = 15;

/** The lines of a border from the outside inwards. */
export function borderLines({ style, width }: Border): BorderLine[] {
  switch (style) {
    case 'double':
      return [
        { width, inset: 0 },
        { width, inset: 2 * width },
      ];
    case 'triple':
      return [0, 2, 4].map((step) => ({ width, inset: step * width }));
    case 'thick-thin':
      return [
        { width, inset: 0 },
        { width: THIN, inset: width / 2 + 1.5 * THIN },
      ];
    case 'thin-thick':
      return [
        { width: THIN, inset: 0 },
        { width, inset: 1.5 * THIN + width / 2 },
      ];
    default:
      return [{ width: style === 'thick' ? width * 1.5 : width, inset: 0 }];
  }
}

/** A stroke for one of a border's lines. */
export function lineStroke(border: Border, line: BorderLine): string {
  const paint = border.colour ? colour(border.colour) : 'black';
  const dash = DASHES[border.style];
  return `(paint: ${paint}, thickness: ${pt(line.width)}${dash ? `, dash: "${dash}"` : ''})`;
}

/** A stroke for a border drawn as one line; `none` where there is none. */
export function stroke(border: Border | undefined): string {
  if (!border) return 'none';
  const width = border.style === 'thick' ? border.width * 1.5 : border.width;
  return lineStroke(border, { width, inset: 0 });
}
