/**
 * How footnotes and endnotes are counted. Source: RTF 1.9.1, "Footnotes and Endnotes" (document: `\ftn…`, `\aftn…`;
 * section: `\sftn…`, `\saftn…`).
 */
import type { NumberFormat } from '../document.ts';
import { formatNumber } from '../numbers.ts';
import type { Context, NoteCount, NoteCounts } from './context.ts';

/** Footnotes count 1, 2, 3 and endnotes i, ii, iii unless a document says otherwise, as word processors do. */
export function createNoteCounts(): NoteCounts {
  return {
    foot: { value: 0, start: 1, format: 'decimal', restarts: false },
    end: { value: 0, start: 1, format: 'lower-roman', restarts: false },
  };
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
const WORD = /^s?(a?)ftn(n([a-z]+)|start|restart|rstcont)$/;
const SYMBOLS = '*†‡§';
const LAST_START = 16383;

/** Whether a word tells how notes are counted. */
export function isNoteWord(word: string): boolean {
  const match = WORD.exec(word);
  return match !== null && (match[3] === undefined || Object.hasOwn(FORMATS, match[3]));
}

/** Applies such a word. */
export function applyNoteWord(context: Context, word: string, param: number): boolean {
  const [, end, what, name] = WORD.exec(word) ?? [];
  const count = context.noteCounts[end ? 'end' : 'foot'];
  if (name !== undefined) count.format = FORMATS[name] ?? count.format;
  else if (what === 'start') count.start = Math.min(LAST_START, Math.max(0, param));
  else if (what === 'restart') count.restarts = true;
  else if (what === 'rstcont') count.restarts = false;
  return true;
}

/** The mark of the next note: *, †, ‡, §, **, … or a number. */
export function nextMark(count: NoteCount): string {
  const number = count.start + count.value;
  if (count.format !== 'symbols') return formatNumber(number, count.format);
  if (number < 1 || number > 40) return String(number);
  return (SYMBOLS[(number - 1) % 4] ?? '*').repeat(Math.ceil(number / 4));
}

/** A section has ended. */
export function restartNotes(counts: NoteCounts): void {
  for (const count of [counts.foot, counts.end]) if (count.restarts) count.value = 0;
}
