/** What is drawn on and about the characters of a run: lines, marks, capitals, scaling. Lengths in twips. */
import type { CharacterStyle, Twips } from '../document.ts';
import { colour, pt, string, stroke } from './typst-code.ts';

/** A part of a run with one look. */
export interface Segment {
  text: string;
  style: CharacterStyle;
}

/** Small capitals are drawn at this share of the size, as LibreOffice draws them. */
const SMALL_CAPITALS = 0.8;
/** Scaling up to this is drawn as wider or narrower spacing: the letters would look the same. */
const UNSEEN_SCALE = 0.02;

/** Divides a run where its look changes within: small capitals, and underlined words with bare spaces between. */
export function segmentsOf(text: string, style: CharacterStyle): Segment[] {
  if (style.capitals === 'all') return [{ text: text.toUpperCase(), style }];
  if (style.capitals === 'small') {
    const plain: CharacterStyle = { ...style, capitals: 'none' };
    const small: CharacterStyle = { ...plain, size: Math.round(style.size * SMALL_CAPITALS) };
    return (text.match(/\p{Ll}+|\P{Ll}+/gu) ?? []).map((part) =>
      /^\p{Ll}/u.test(part) ? { text: part.toUpperCase(), style: small } : { text: part, style: plain },
    );
  }
  if (style.underline === 'words' && /\s/.test(text)) {
    const bare: CharacterStyle = { ...style, underline: 'none' };
    return (text.match(/\s+|\S+/g) ?? []).map((part) => ({
      text: part,
      style: /^\s/.test(part) ? bare : style,
    }));
  }
  return [{ text, style }];
}

/** Chinese faces have no slanted cut: their letters are slanted when drawn. */
export function isSlanted(style: CharacterStyle, eastAsian: boolean): boolean {
  return style.italic && eastAsian;
}

/** Whether the letters themselves are to be drawn wider or narrower. */
export function isScaled(style: CharacterStyle): boolean {
  return Math.abs(style.scale - 1) > UNSEEN_SCALE;
}

/**
 * A function that draws a text scaled across, given the arguments of `text`. Words and ideographs are boxes, lines end
 * between them; closing marks stay with what they follow, opening ones with what follows them.
 */
export function scaledCode(style: CharacterStyle, textArguments: string, bottom: Twips): string {
  const share = Math.round(style.scale * 1000) / 10;
  const parts =
    '[!-~\\u{a1}-\\u{24f}\\u{370}-\\u{4ff}]+|\\s+|[（《〈「『“‘【〔]*[^\\s][，。、；：？！）》〉」』”’】〕]*';
  const space = pt((style.scale - 1) * style.size * 0.25);
  return `(s) => for w in s.matches(regex(${JSON.stringify(parts)})) { let c = w.text
  if c.trim() == "" { text(${textArguments}, c); h(${space}) } else { box(baseline: ${pt(bottom)}, scale(x: ${share}%, reflow: true, text(${textArguments}, c))) } }`;
}

/** A function that draws a text slanted, ideograph by ideograph, words as they are. */
export function slantedCode(textArguments: string, bottom: Twips): string {
  const parts =
    '[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}][，。、；：？！）》〉」』”’】〕]*|[^\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}]+';
  return `(s) => for w in s.matches(regex(${JSON.stringify(parts)})) { let c = w.text
  if c.contains(regex("^\\p{Han}|^\\p{Hiragana}|^\\p{Katakana}|^\\p{Hangul}")) { box(baseline: ${pt(bottom)}, skew(ax: -12deg, text(${textArguments}, c))) } else { text(${textArguments}, c) } }`;
}

/** A function that draws ideographs upright in text that is turned as a whole. */
export function uprightCode(style: CharacterStyle, textArguments: string, top: Twips, bottom: Twips): string {
  return `(s) => for c in s.clusters() { box(baseline: ${pt(bottom)}, width: ${pt(style.size)}, height: ${pt(top + bottom)}, align(center + horizon, rotate(-90deg, text(${textArguments}, c)))) }`;
}

/** A function that draws a mark over or under each character. `bottom`: room below the baseline. */
export function emphasisCode(style: CharacterStyle, textArguments: string, bottom: Twips): string {
  const isBelow = style.emphasis === 'under-dot';
  const rise = pt(isBelow ? -bottom + style.size * 0.26 : -bottom - style.size * 0.92);
  const size = pt(style.size);
  const paint = style.colour ? colour(style.colour) : 'black';
  const shape =
    style.emphasis === 'circle'
      ? `circle(radius: ${size} * 0.08, stroke: 0.4pt + ${paint})`
      : style.emphasis === 'comma'
        ? `ellipse(width: ${size} * 0.12, height: ${size} * 0.2, fill: ${paint})`
        : `circle(radius: ${size} * 0.07, fill: ${paint})`;
  return `(s) => for c in s.clusters() { box(baseline: ${pt(bottom)}, { place(bottom + center, dy: ${rise}, ${shape}); text(${textArguments}, c) }) }`;
}

const DASHES: Partial<Record<CharacterStyle['underline'], string>> = {
  dotted: 'dotted',
  dashed: 'dashed',
  'dash-dot': 'dash-dotted',
  'dash-dot-dot': 'dash-dotted',
};

/** A wave along a line, as the paint of a stroke: the pattern begins where the line does. */
function wavePaint(paint: string, thickness: string): string {
  const wave = (y: string): string =>
    `place(curve(stroke: ${thickness} + ${paint}, curve.move((0pt, ${y})), curve.quad((1pt, ${y} - 1.6pt), (2pt, ${y})), curve.quad((3pt, ${y} + 1.6pt), (4pt, ${y}))))`;
  return `tiling(size: (4pt, 6pt), relative: "self", {${wave('0pt')}; ${wave('6pt')}})`;
}

function underlines(style: CharacterStyle): string[] {
  const { underline, size } = style;
  if (underline === 'none') return [];
  const paint = style.underlineColour ?? style.colour ?? '#000000';
  const line = (offset: string, strokeCode: string): string =>
    `underline(evade: false, offset: ${offset}, stroke: ${strokeCode}, `;
  if (underline === 'wave' || underline === 'double-wave') {
    const code = `(thickness: 3pt, paint: ${wavePaint(colour(paint), '0.5pt')})`;
    return underline === 'wave' ? [line('0.2em', code)] : [line('0.15em', code), line('0.3em', code)];
  }
  const dash = DASHES[underline];
  const parts = [
    `thickness: ${pt(size * (underline === 'thick' ? 0.1 : 0.05))}`,
    ...(paint === '#000000' ? [] : [`paint: ${colour(paint)}`]),
    ...(dash ? [`dash: "${dash}"`] : []),
  ];
  const code = `(${parts.join(', ')})`;
  return underline === 'double' ? [line('0.12em', code), line('0.24em', code)] : [line('0.15em', code)];
}

/** The calls that a run's text is handed through, the outermost first; each is closed by one parenthesis. */
export function wrappersOf(style: CharacterStyle): string[] {
  const wrappers: string[] = [];
  if (style.background) {
    wrappers.push(
      `highlight(fill: ${colour(style.background)}, extent: 0pt, top-edge: "ascender", bottom-edge: "descender", `,
    );
  }
  wrappers.push(...underlines(style));
  if (style.strike === 'single') wrappers.push('strike(');
  if (style.strike === 'double') wrappers.push('strike(offset: -0.22em, ', 'strike(offset: -0.32em, ');
  if (style.border) wrappers.push(`highlight(fill: none, stroke: ${stroke(style.border)}, `);
  if (style.link) wrappers.push(`link(${string(style.link)}, `);
  return wrappers;
}
