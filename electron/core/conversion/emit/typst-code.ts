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

const DASHES: Record<Border['style'], string> = {
  single: '',
  double: '',
  thick: '',
  triple: '',
  wave: '',
  dotted: 'dotted',
  dashed: 'dashed',
  'dash-dot': 'dash-dotted',
};

/** A stroke for a border; `none` where there is none. */
export function stroke(border: Border | undefined): string {
  if (!border) return 'none';
  const paint = border.colour ? colour(border.colour) : 'black';
  const width = border.style === 'thick' ? border.width * 1.5 : border.width;
  const dash = DASHES[border.style];
  return dash
    ? `(paint: ${paint}, thickness: ${pt(width)}, dash: "${dash}")`
    : `(paint: ${paint}, thickness: ${pt(width)})`;
}
