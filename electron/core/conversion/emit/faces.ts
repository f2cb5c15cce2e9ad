/** Which installed families draw a run, what they measure, and which substitutions that took. */
import { latinAdvances, measuredAt } from '../../typst/advances.ts';
import { type FontCatalogue, fontCatalogue } from '../../typst/fonts.ts';
import type { FontFace } from '../../typst/sfnt.ts';
import type { CharacterStyle, FontEntry } from '../document.ts';

/** A font the document named and the family drawn instead. */
export interface Substitution {
  asked: string;
  used: string;
}

export interface RunFaces {
  latin: string;
  eastAsian: string;
  /** Height above and below the baseline, in ems, of each script's face. */
  latinAscent: number;
  latinDescent: number;
  eastAsianAscent: number;
  eastAsianDescent: number;
  /** Widths in ems of Latin characters. */
  advances: Float32Array;
  /** Width in ems of the space of the font that was meant, where the face drawn stands in for one with another space. */
  space?: number;
  bold: boolean;
  italic: boolean;
}

export interface FaceResolver {
  of(style: CharacterStyle): RunFaces;
  /** Does `work` for text that stands apart from the body: in cells, boxes, notes, headers and footers. */
  apart<T>(work: () => T): T;
  /** Records that a run of the style holds text of the script, so that substitutions reported are real ones. */
  used(style: CharacterStyle, eastAsian: boolean): void;
  substitutions(): Substitution[];
}

/** Ideographs, kana, hangul, CJK punctuation and full-width forms. */
export const EAST_ASIAN =
  /[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\ud840-\ud8bf]/;
const LATIN = /[!-~\u00a1-\u024f\u0370-\u04ff]/;

export function hasEastAsian(text: string): boolean {
  return EAST_ASIAN.test(text);
}

export function hasLatin(text: string): boolean {
  return LATIN.test(text);
}

/** Chinese fonts have Latin characters and spaces of half an em, but for those made for screens. */
const HALF = 0.5;
const PROPORTIONAL = /雅黑|yahei|等线|dengxian|noto|source han|思源/i;

const DEFAULT_EAST_ASIAN = '宋体';
const DEFAULT_LATIN = 'Times New Roman';

/**
 * Resolves the fonts of one document, whose own font for East Asian text is `documentFont`.
 *
 * A run of the body that names one font for all scripts, which is not installed, has the lines of the document's own font, as
 * LibreOffice measures them: the stand-in only lends its glyphs, and its lines may be a quarter higher than those of the
 * font that was meant.
 */
export function createFaceResolver(
  documentFont?: FontEntry,
  catalogue: FontCatalogue = fontCatalogue(),
): FaceResolver {
  const cache = new Map<string, RunFaces>();
  const reported = new Map<string, Substitution>();
  let isApart = false;

  function nameFor(font: FontEntry | undefined, eastAsian: boolean): string {
    if (!font || font.name === '') return eastAsian ? DEFAULT_EAST_ASIAN : DEFAULT_LATIN;
    return font.name;
  }

  function chooseFor(font: FontEntry | undefined, eastAsian: boolean) {
    const hint = font?.kind === 'unknown' ? undefined : font?.kind;
    const choice = catalogue.choose(nameFor(font, eastAsian), eastAsian, hint);
    if (choice.substituted && font?.alternative) {
      const other = catalogue.choose(font.alternative, eastAsian, hint);
      if (!other.substituted) return other;
    }
    return choice;
  }

  function lineFace(bold: boolean, italic: boolean): FontFace | undefined {
    if (!documentFont) return undefined;
    const { eastAsian } = chooseFor(documentFont, false);
    return catalogue.face(chooseFor(documentFont, eastAsian).family, bold, italic);
  }

  return {
    of(style) {
      const key = `${style.latin?.id ?? ''}|${style.eastAsian?.id ?? ''}|${style.eastAsianNamed || isApart ? 'n' : ''}${style.bold ? 'b' : ''}${style.italic ? 'i' : ''}`;
      let faces = cache.get(key);
      if (!faces) {
        const latin = chooseFor(style.latin, false);
        const eastAsian = chooseFor(style.eastAsian ?? style.latin, true);
        const latinFace = catalogue.face(latin.family, style.bold, style.italic);
        const isStandIn = !style.eastAsianNamed && !isApart && eastAsian.substituted;
        const ownLines = isStandIn ? lineFace(style.bold, style.italic) : undefined;
        const latinLines = latin.eastAsian ? (ownLines ?? latinFace) : latinFace;
        const eastAsianLines = ownLines ?? catalogue.face(eastAsian.family, style.bold, style.italic);
        faces = {
          latin: latin.family,
          eastAsian: eastAsian.family,
          // Word and LibreOffice put the face's line gap above the line.
          latinAscent: latinLines ? latinLines.ascent + latinLines.lineGap : 0.9,
          latinDescent: latinLines?.descent ?? 0.22,
          eastAsianAscent: eastAsianLines ? eastAsianLines.ascent + eastAsianLines.lineGap : 0.88,
          eastAsianDescent: eastAsianLines?.descent ?? 0.12,
          advances: latinAdvances(latinFace),
          bold: style.bold,
          italic: style.italic,
        };
        const isMeant =
          latin.eastAsian && latin.substituted && !PROPORTIONAL.test(nameFor(style.latin, false));
        if (isMeant) faces.space = HALF;
        cache.set(key, faces);
      }
      return faces;
    },
    apart(work) {
      const outer = isApart;
      isApart = true;
      const result = work();
      isApart = outer;
      return result;
    },
    used(style, eastAsian) {
      const font = eastAsian ? (style.eastAsian ?? style.latin) : style.latin;
      if (!font || font.name === '') return;
      const key = `${eastAsian ? 'e' : 'l'}${font.id}`;
      if (reported.has(key)) return;
      const choice = chooseFor(font, eastAsian);
      reported.set(key, { asked: choice.substituted ? font.name : '', used: choice.family });
    },
    substitutions() {
      const seen = new Set<string>();
      return [...reported.values()].filter(({ asked, used }) => {
        const key = `${asked}→${used}`;
        if (asked === '' || seen.has(key)) return false;
        seen.add(key);
        return true;
      });
    },
  };
}

/** Width in twips of a text in a style (no kerning, no line breaks). */
export function textWidth(text: string, style: CharacterStyle, faces: RunFaces): number {
  let ems = 0;
  let count = 0;
  // Quotes and dashes are as wide as ideographs among them, and of a Latin face among Latin letters.
  const wideQuotes = text.length < 3 || EAST_ASIAN.test(text);
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    count++;
    const at = measuredAt(code);
    if (faces.space !== undefined && (code === 0x20 || code === 0xa0)) ems += faces.space;
    else if (wideQuotes && code >= 0x2010 && code <= 0x2026) ems += 1;
    else if (at >= 0) ems += faces.advances[at] as number;
    else ems += EAST_ASIAN.test(character) || code >= 0x2460 ? 1 : 0.5;
  }
  const size = style.position === 'normal' ? style.size : style.size * 0.6;
  return ems * size * style.scale + count * style.spacing;
}
