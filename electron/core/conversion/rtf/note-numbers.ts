/**
 * How footnotes and endnotes are counted. Source: RTF 1.9.1, "Footnotes and Endnotes" (document: `\ftn…`, `\aftn…`;
 * section: `\sftn…`, `\saftn…`).
 */
import type { NumberFormat } from '../document.ts';
import { formatNumber } from '../numbers.ts';
import type { Context, NoteCount, NoteCounts, NoteNumbering } from './context.ts';

function newCount(format: NumberFormat): NoteCount {
  const document: NoteNumbering = { start: 1, format, restarts: 'never' };
  return { value: 0, isFresh: true, document, section: { ...document } };
}

/** Footnotes count 1, 2, 3 and endnotes i, ii, iii unless a document says otherwise, as word processors do. */
export function createNoteCounts(): NoteCounts {
  return { foot: newCount('decimal'), end: newCount('lower-roman') };
}

const FORMATS: Record<string, NumberFormat | 'symbols'> = {
  ar: 'decimal',
  alc: 'lower-letter',
  auc: 'upper-letter',
  rlc: 'lower-roman',
  ruc: 'upper-roman',
  chi: 'symbols',
  chosung: 'chosung',
  cnum: 'circled',
  dbnum: 'chinese',
  dbnumd: 'chinese',
  dbnumt: 'chinese',
  dbnumk: 'chinese-legal',
  dbar: 'full-width',
  ganada: 'ganada',
  gbnum: 'decimal',
  gbnumd: 'circled',
  gbnuml: 'circled',
  gbnumk: 'circled',
  zodiac: 'heavenly-stem',
  zodiacd: 'earthly-branch',
  zodiacl: 'earthly-branch',
};
const WORD = /^(s?)(a?)ftn(n([a-z]+)|start|restart|rstcont|rstpg)$/;
const RESTARTS: Record<string, NoteNumbering['restarts']> = {
  restart: 'section',
  rstcont: 'never',
  rstpg: 'page',
};
const SYMBOLS = '*†‡§';
const LAST_START = 16383;

/** Whether a word tells how notes are counted. */
export function isNoteWord(word: string): boolean {
  const match = WORD.exec(word);
  return match !== null && (match[4] === undefined || Object.hasOwn(FORMATS, match[4]));
}

/** Applies such a word: to the section, or to the document and with it the section that is being read. */
export function applyNoteWord(context: Context, word: string, param: number): boolean {
  const [, ofSection, end, what, name] = WORD.exec(word) ?? [];
  const count = context.noteCounts[end ? 'end' : 'foot'];
  for (const numbering of ofSection ? [count.section] : [count.document, count.section]) {
    if (name !== undefined) numbering.format = FORMATS[name] ?? numbering.format;
    else if (what === 'start') numbering.start = Math.min(LAST_START, Math.max(0, param));
    else if (what) numbering.restarts = RESTARTS[what] ?? numbering.restarts;
  }
  return true;
}

/** The number of the next note. */
export function nextNumber({ value, isFresh, section }: NoteCount): number {
  return section.start + (isFresh && section.restarts !== 'never' ? 0 : value);
}

/** A note has been counted. */
export function countNote(count: NoteCount): void {
  count.value = nextNumber(count) - count.section.start + 1;
  count.isFresh = false;
}

/** How a number marks a note: *, †, ‡, §, **, … or as a number. */
export function noteMark(number: number, format: NoteNumbering['format']): string {
  if (format !== 'symbols') return formatNumber(number, format);
  if (number < 1 || number > 40) return String(number);
  return (SYMBOLS[(number - 1) % 4] ?? '*').repeat(Math.ceil(number / 4));
}

/** A section has ended. */
export function endNoteSection({ foot, end }: NoteCounts): void {
  foot.isFresh = true;
  end.isFresh = true;
}

/** `\sectd`: a section counts its notes as the document does. */
export function resetNoteSection({ foot, end }: NoteCounts): void {
  foot.section = { ...foot.document };
  end.section = { ...end.document };
}
