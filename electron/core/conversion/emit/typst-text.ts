/** Runs of text as Typst code: one short function for each style of character, defined once. */
import { measuredAt } from '../../typst/advances.ts';
import type { CharacterStyle, LineSpacing, Paragraph, Twips } from '../document.ts';
import { mapSymbols } from '../rtf/symbols.ts';
import { type FaceResolver, hasEastAsian, hasLatin, type RunFaces } from './faces.ts';
import {
  emphasisCode,
  isScaled,
  isSlanted,
  scaledCode,
  segmentsOf,
  slantedCode,
  uprightCode,
  wrappersOf,
} from './run-looks.ts';
import { colour, pt, string } from './typst-code.ts';

/** How the lines of a paragraph are to be spaced; told to each run, since Typst's line height is its runs'. */
export interface LineFrame {
  line: LineSpacing;
  /** Height above and below the baseline of the paragraph's largest run, in twips. */
  ascent: Twips;
  descent: Twips;
  /** The paragraph has East Asian text: quotes and dashes are drawn full width. */
  eastAsian: boolean;
}

export interface TextEmitter {
  /** Code of a run. */
  run(text: string, style: CharacterStyle, frame: LineFrame): string;
  /** Code that wraps arbitrary content in a run's style (page numbers). */
  wrap(content: string, style: CharacterStyle, frame: LineFrame): string;
  /** What `write` gives, its ideographs turned back: for text in columns, which is turned as a whole. */
  upright(write: () => string): string;
  /** `#let` lines of the styles used so far. */
  definitions(): string[];
}

const SCRIPT_SIZE = 0.58;
const SCRIPT_RAISE = 0.33;

/** A word that may be longer than a line; it gets places to break, as word processors break it anywhere. */
const ONE_CHARACTER = /^(.)\1*$/u;
const LONG_WORD = /[!-~\u00a1-\u024f]{45,}/g;

/** Height of a style's text above and below the baseline, in twips, for the scripts that occur. */
export function runHeight(
  style: CharacterStyle,
  resolver: FaceResolver,
  eastAsian: boolean,
  latin: boolean,
): { ascent: Twips; descent: Twips } {
  const faces = resolver.of(style);
  const size = style.size;
  const useEastAsian = eastAsian || !latin;
  const useLatin = latin || !eastAsian;
  const onlyLatin = useLatin && !eastAsian;
  return {
    ascent:
      size *
      (onlyLatin
        ? faces.latinAscent
        : Math.max(useEastAsian ? faces.eastAsianAscent : 0, useLatin ? faces.latinAscent : 0)),
    descent:
      size *
      (onlyLatin
        ? faces.latinDescent
        : Math.max(useEastAsian ? faces.eastAsianDescent : 0, useLatin ? faces.latinDescent : 0)),
  };
}

/** Top and bottom edge of a line, in twips from the baseline, for a run of the given height. */
export function lineEdges(frame: LineFrame, ascent: Twips, descent: Twips): { top: Twips; bottom: Twips } {
  const { line } = frame;
  if (line.kind === 'exact') return { top: line.height * 0.8, bottom: line.height * 0.2 };
  if (line.kind === 'atLeast') {
    return { top: Math.max(frame.ascent, line.height - frame.descent), bottom: frame.descent };
  }
  const height = ascent + descent;
  const extra = height * (line.ratio - 1);
  // Wider lines get their room below, narrower ones lose it above, as word processors do.
  return extra > 0
    ? { top: ascent, bottom: descent + extra }
    : { top: Math.max(20, ascent + extra), bottom: descent };
}

/** The frame of a paragraph: its tallest runs decide where the baseline of fixed lines lies. */
export function lineFrame(paragraph: Paragraph, resolver: FaceResolver): LineFrame {
  let ascent = 0;
  let descent = 0;
  let eastAsian = false;
  let any = false;
  const grow = (style: CharacterStyle, text: string): void => {
    const isEastAsian = hasEastAsian(text);
    eastAsian ||= isEastAsian;
    const height = runHeight(style, resolver, isEastAsian, hasLatin(text));
    ascent = Math.max(ascent, height.ascent);
    descent = Math.max(descent, height.descent);
    any = true;
  };
  if (paragraph.label) grow(paragraph.label.style, paragraph.label.text);
  for (const inline of paragraph.inlines) {
    if (inline.kind === 'text') grow(inline.style, inline.text);
    else if (inline.kind === 'field') grow(inline.style, '1');
  }
  if (!any) grow(paragraph.mark, ' ');
  return { line: paragraph.style.line, ascent, descent, eastAsian };
}

/**
 * The families of a run, the Latin one first. In Chinese text it leaves quotes and dashes to the Chinese face, full width.
 * One family is named once: Typst would take what the first entry leaves from any face but it.
 */
function fontCode(
  faces: { latin: string; eastAsian: string },
  leavesQuotes: boolean,
  fallback: readonly string[],
): string {
  const rest = fallback.map((family) => `, ${string(family)}`).join('');
  if (faces.latin === faces.eastAsian) return rest ? `(${string(faces.latin)}${rest})` : string(faces.latin);
  const latin = leavesQuotes ? `(name: ${string(faces.latin)}, covers: "latin-in-cjk")` : string(faces.latin);
  return `(${latin}, ${string(faces.eastAsian)}${rest})`;
}

/**
 * The width of spaces, where it is not the face's own: of Typst's `spacing`, which holds for ideographic spaces too, the
 * share and the length that make a space as wide as it is meant and leave those a whole em wide.
 */
function spacingOf({ space, advances }: RunFaces): string | undefined {
  const own = advances[measuredAt(0x20)] ?? 0;
  if (space === undefined || own <= 0 || own >= 0.9) return undefined;
  const share = (1 - space) / (1 - own);
  return `${(share * 100).toFixed(2)}% + ${(1 - share).toFixed(4)}em`;
}

/** What changes how runs are written (see `TypstOptions`). */
interface RunOptions {
  replace?: (text: string) => string;
  careful?: boolean;
  fallback?: readonly string[];
}

/** Creates the emitter of one document's runs. */
export function createTextEmitter(
  resolver: FaceResolver,
  { replace, careful = false, fallback = [] }: RunOptions = {},
): TextEmitter {
  const names = new Map<string, string>();
  const lines: string[] = [];
  const styleIds = new WeakMap<CharacterStyle, string>();
  let upright = false;

  function styleId(style: CharacterStyle): string {
    let id = styleIds.get(style);
    if (id === undefined) {
      id = [
        style.latin?.id,
        style.eastAsian?.id,
        style.size,
        style.bold,
        style.italic,
        style.underline,
        style.underlineColour,
        style.strike,
        style.position,
        style.raise,
        style.colour,
        style.background,
        style.capitals,
        style.scale,
        style.spacing,
        style.emphasis,
        style.border ? `${style.border.style}${style.border.width}` : '',
        style.outline,
        style.link,
      ].join('|');
      styleIds.set(style, id);
    }
    return id;
  }

  function define(style: CharacterStyle, frame: LineFrame, eastAsian: boolean, latin: boolean): string {
    const height = runHeight(style, resolver, eastAsian, latin);
    const { top, bottom } = lineEdges(frame, height.ascent, height.descent);
    const key = `${styleId(style)}|${Math.round(top)}|${Math.round(bottom)}|${frame.eastAsian}${upright || style.italic ? `|${eastAsian}|${upright}` : ''}`;
    const known = names.get(key);
    if (known) return known;
    const name = `t${names.size}`;
    names.set(key, name);
    const faces = resolver.of(style);
    const scripted = style.position !== 'normal';
    const size = scripted ? style.size * SCRIPT_SIZE : style.size;
    const parts = [
      `font: ${fontCode(faces, frame.eastAsian && !careful, fallback)}`,
      `size: ${pt(size)}`,
      `top-edge: ${pt(top)}`,
      `bottom-edge: ${pt(-bottom)}`,
    ];
    const spacing = spacingOf(faces);
    if (spacing) parts.push(`spacing: ${spacing}`);
    if (style.bold) parts.push('weight: 700');
    if (style.italic) parts.push('style: "italic"');
    if (style.colour && style.colour !== '#000000' && !style.outline)
      parts.push(`fill: ${colour(style.colour)}`);
    const raise =
      style.raise + (scripted ? style.size * (style.position === 'super' ? SCRIPT_RAISE : -0.08) : 0);
    if (raise !== 0) parts.push(`baseline: ${pt(-raise)}`);
    const scaled = isScaled(style);
    const widened = scaled ? 0 : (style.scale - 1) * size * (eastAsian ? 1 : 0.5);
    // Letters closer than this would run backwards.
    const tracking = Math.max(-0.6 * size, style.spacing + widened);
    if (Math.abs(tracking) >= 1) parts.push(`tracking: ${pt(tracking)}`);
    if (style.outline) {
      parts.push(`stroke: 0.3pt + ${style.colour ? colour(style.colour) : 'black'}`);
      parts.push('fill: white');
    }
    const textArguments = parts.join(', ');
    let body = `text.with(${textArguments})`;
    if (style.emphasis !== 'none') body = emphasisCode(style, textArguments, bottom);
    else if (upright && eastAsian) body = uprightCode(style, textArguments, top, bottom);
    else if (scaled) body = scaledCode(style, textArguments, bottom);
    else if (isSlanted(style, eastAsian)) body = slantedCode(textArguments, bottom);
    const wrappers = wrappersOf(style);
    if (wrappers.length > 0) {
      lines.push(`#let ${name}i = ${body}`);
      lines.push(`#let ${name}(s) = ${wrappers.join('')}${name}i(s)${')'.repeat(wrappers.length)}`);
    } else {
      lines.push(`#let ${name} = ${body}`);
    }
    return name;
  }

  function shown(text: string, style: CharacterStyle): string {
    let clean = text.replace(/\p{Cc}/gu, '');
    if (/[\uf020-\uf0ff]/.test(clean)) clean = mapSymbols(clean, style.latin?.name ?? '');
    if (replace) clean = replace(clean);
    return clean.replace(LONG_WORD, (word) => {
      const isRule = ONE_CHARACTER.test(word);
      return word.replace(isRule ? /(.)(?=.)/gu : /(.{10})(?=.)/gu, '$1\u200b');
    });
  }

  return {
    run(text, style, frame) {
      const eastAsian = hasEastAsian(text);
      const latin = hasLatin(text);
      if (eastAsian) resolver.used(style, true);
      if (latin) resolver.used(style, false);
      const clean = shown(text, style);
      if (style.capitals === 'none' && style.underline !== 'words')
        return `${define(style, frame, eastAsian, latin)}(${string(clean)})`;
      return segmentsOf(clean, style)
        .map((part) => `${define(part.style, frame, eastAsian, latin)}(${string(part.text)})`)
        .join(';');
    },
    wrap(content, style, frame) {
      const isPlain = style.emphasis === 'none' && !isScaled(style);
      const plain = isPlain ? style : { ...style, emphasis: 'none' as const, scale: 1 };
      return `${define(plain, frame, false, true)}(${content})`;
    },
    upright(write) {
      const before = upright;
      upright = true;
      const code = write();
      upright = before;
      return code;
    },
    definitions: () => lines,
  };
}
