/**
 * The conversion of one document, usable alone: bytes of RTF in, bytes of PDF, DOCX, HTML or text out,
 * with an account of what happened. Never throws.
 */
import { conversionFailures } from '../../../shared/messages/conversion.ts';
import { canDraw, familyDrawing, undrawableCharacters } from '../typst/coverage.ts';
import { lastResortFont } from '../typst/lastResort.ts';
import { TypesetError } from '../typst/typesetError.ts';
import { createTypesetter, type Typesetter } from '../typst/typesetter.ts';
import type { RichDocument } from './document.ts';
import type { Substitution } from './emit/faces.ts';
import { emitHtml } from './emit/html.ts';
import { emitText } from './emit/text.ts';
import { emitTypst, type TypstOptions } from './emit/typst.ts';
import { type Contents, contentsOf, plainText } from './model-text.ts';
import {
  type ConversionOptions,
  type ConversionOutcome,
  emptyOutcome,
  noteOf,
  unfinished,
} from './outcome.ts';
import type { Comparison } from './proof/compare.ts';
import { provePdf, proveText } from './proof/proof.ts';
import { looksLikeRtf, parseRtf } from './rtf/parser.ts';
import { simplified } from './simplify.ts';

const MAX_BYTES = 256 * 1024 * 1024;
const REPLACEMENT = '□';
/** Families asked for beside a document's own, for characters those do not have. */
const MAX_FALLBACK = 6;
/** Scripts that have never crashed the typesetter; a second try keeps to them. */
const PLAIN_SCRIPTS =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}]/u;
/** Marks of direction turn runs round, where a face that lacks a character makes the typesetter die; they are not drawn. */
const FORMAT_MARK = /\p{Cf}/u;
/** Notes that do not mean the result differs from what the source shows. */
const HARMLESS = new Set<string>();

let typesetter: Typesetter | undefined;

/** The typesetter of this process. */
export function processTypesetter(): Typesetter {
  typesetter ??= createTypesetter();
  return typesetter;
}

let completeTypesetter: Typesetter | undefined;

/** The typesetter for documents with characters no installed face has: it draws a box and keeps the character. */
function lastResortTypesetter(): Typesetter {
  completeTypesetter ??= createTypesetter({ fontBlobs: [lastResortFont(undrawableCharacters())] });
  return completeTypesetter;
}

/** Why bytes are no RTF document, or undefined when they look like one. */
export function refusalOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'conversion.empty';
  if (bytes.length > MAX_BYTES) return 'conversion.too-large';
  if (looksLikeRtf(bytes)) return undefined;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1');
  if (/EncryptedPackage|E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k/.test(head)) return 'conversion.encrypted';
  return bytes.every((byte) => byte === 0 || byte === 0x20) ? 'conversion.empty' : 'conversion.not-rtf';
}

interface Typeset {
  pdf: Uint8Array;
  pages: number;
  substitutions: Substitution[];
}

/** The ways a document is tried, the most faithful first; each with the note it costs. */
function typesetDocument(
  document: RichDocument,
  simple: boolean,
  ms: ConversionOutcome['ms'],
  note: (code: string, count?: number) => void,
): Typeset {
  let missing = 0;
  let setter = processTypesetter();
  const extra = new Set<number>();
  const replace = (text: string): string => {
    let out = '';
    for (const character of text) {
      const code = character.codePointAt(0) as number;
      if (simple && FORMAT_MARK.test(character)) continue;
      const hasFace = code < 0x80 || canDraw(code);
      const isSafe = code < 0x80 || !simple || PLAIN_SCRIPTS.test(character);
      const isKept = isSafe && !extra.has(code) && (hasFace || setter !== processTypesetter());
      if (!hasFace || !isKept) missing++;
      out += isKept ? character : REPLACEMENT;
    }
    return out;
  };
  const attempt = (model: RichDocument, options: TypstOptions, pdfa: boolean): Typeset => {
    const started = performance.now();
    const { markup, files, substitutions } = emitTypst(model, options);
    const emitted = performance.now();
    ms.emit += emitted - started;
    try {
      return { ...setter.typeset(markup, { files, pdfa }), substitutions };
    } finally {
      ms.typst += performance.now() - emitted;
    }
  };

  let model = simple ? simplified(document) : document;
  if (simple) note('simplified');
  let options: TypstOptions = simple ? { careful: true, withoutPictures: true, replace } : {};
  let pdfa = true;
  for (let tries = 0; ; tries++) {
    try {
      missing = 0;
      const result = attempt(model, options, pdfa);
      if (missing > 0) note('character-missing', missing);
      return result;
    } catch (error) {
      if (!(error instanceof TypesetError) || tries >= 8) throw error;
      const undrawn = error.undrawnCharacter;
      const family = undrawn !== undefined && canDraw(undrawn) ? familyDrawing(undrawn) : undefined;
      const fallback = options.fallback ?? [];
      if (family !== undefined && !fallback.includes(family) && fallback.length < MAX_FALLBACK) {
        options = { ...options, fallback: [...fallback, family] };
        tries--;
      } else if (undrawn !== undefined && setter === processTypesetter()) {
        setter = lastResortTypesetter();
        options = { ...options, replace };
      } else if (undrawn !== undefined && tries < 5) {
        extra.add(undrawn);
        options = { ...options, replace };
      } else if (undrawn !== undefined && pdfa) {
        pdfa = false;
        note('not-pdfa');
      } else if (error.pictureRelated && !options.withoutPictures) {
        options = { ...options, withoutPictures: true };
        note('picture-dropped');
      } else if (model === document) {
        model = simplified(document);
        options = { ...options, withoutPictures: true };
        note('simplified');
      } else {
        throw error;
      }
    }
  }
}

async function write(
  source: Uint8Array,
  document: RichDocument,
  contents: Contents,
  options: ConversionOptions,
  outcome: ConversionOutcome,
): Promise<void> {
  const { ms } = outcome;
  const note = (code: string, count = 1): void => {
    outcome.notes.push(noteOf(code, count));
  };
  let comparison: (Comparison & { pages?: number }) | undefined;
  if (options.to === 'pdf') {
    const { pdf, pages, substitutions } = typesetDocument(document, options.simple ?? false, ms, note);
    outcome.output = pdf;
    outcome.pages = pages;
    outcome.substitutions = substitutions;
    if (options.proof) {
      const started = performance.now();
      try {
        comparison = await provePdf(source, pdf, contents.generated);
      } catch {
        outcome.notes.push({
          code: 'conversion.proof',
          message: conversionFailures['conversion.proof'] ?? '',
          count: 1,
        });
        outcome.status = 'doubtful';
      }
      ms.proof = performance.now() - started;
    }
  } else {
    const started = performance.now();
    const encoder = new TextEncoder();
    const written = plainText(document.sections.flatMap((section) => section.blocks));
    if (options.to === 'txt') outcome.output = encoder.encode(emitText(document));
    else if (options.to === 'html') outcome.output = encoder.encode(emitHtml(document));
    else outcome.output = await (await import('./emit/docx.ts')).emitDocx(document);
    ms.emit = performance.now() - started;
    if (options.proof) {
      const proving = performance.now();
      comparison = proveText(source, written, contents.generated);
      ms.proof = performance.now() - proving;
    }
  }
  if (comparison && !comparison.equal) {
    outcome.status = 'doubtful';
    outcome.differences = comparison.differences;
  }
}

/**
 * The outcome of a document whose PDF another program has made (see rescuer.ts): the same proof, and its notes say who made
 * it. Doubtful when its text differs or cannot be read back. Never throws.
 */
export async function proveRescued(source: Uint8Array, pdf: Uint8Array): Promise<ConversionOutcome> {
  try {
    const { document, notes, generated } = parseRtf(source);
    const contents = contentsOf(document);
    const outcome = emptyOutcome('noted');
    outcome.output = pdf;
    outcome.pictures = contents.pictures;
    outcome.tables = contents.tables;
    outcome.characters = contents.characters;
    outcome.notes = [noteOf('rescued', 1), ...notes.map(({ code, count }) => noteOf(code, count))];
    const started = performance.now();
    const comparison = await provePdf(source, pdf, [...contents.generated, ...generated]);
    outcome.ms.proof = performance.now() - started;
    outcome.pages = comparison.pages;
    if (comparison.equal) return outcome;
    return { ...outcome, status: 'doubtful', differences: comparison.differences };
  } catch (error) {
    const outcome = unfinished('failed', 'conversion.proof');
    outcome.notes.push({ code: 'detail', message: String(error).slice(0, 300), count: 1 });
    return outcome;
  }
}

/** Converts one document. Every input gives an outcome; nothing is thrown. */
export async function convertRtf(bytes: Uint8Array, options: ConversionOptions): Promise<ConversionOutcome> {
  try {
    const refusal = refusalOf(bytes);
    if (refusal) return unfinished('refused', refusal);
    const started = performance.now();
    const { document, notes, generated } = parseRtf(bytes);
    const contents = contentsOf(document);
    contents.generated.push(...generated);
    const outcome = emptyOutcome('converted');
    outcome.ms.parse = performance.now() - started;
    outcome.pictures = contents.pictures;
    outcome.tables = contents.tables;
    outcome.characters = contents.characters;
    if (notes.some(({ code }) => code === 'date-filled')) {
      const now = new Date();
      contents.generated.push(`${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`.repeat(8));
    }
    outcome.notes = notes.map(({ code, count }) => noteOf(code, count));
    if (!contents.any) {
      return { ...unfinished('refused', 'conversion.no-content'), ms: outcome.ms };
    }
    await write(bytes, document, contents, options, outcome);
    if (outcome.status === 'converted' && outcome.notes.some((entry) => !HARMLESS.has(entry.code))) {
      outcome.status = 'noted';
    }
    return outcome;
  } catch (error) {
    const outcome = unfinished('failed', 'conversion.internal');
    outcome.notes.push({ code: 'detail', message: String(error).slice(0, 300), count: 1 });
    return outcome;
  }
}
