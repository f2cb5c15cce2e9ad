/** One row of a file before its values are looked at. */
export interface RawRecord {
  /** Line of the file where it begins, from 1. */
  line: number;
  /** null: nothing stood there (NULL); '': an empty text. */
  fields: (string | null)[];
  /** Whether a row terminator followed. */
  ended: boolean;
  /** Characters after a closing quote: the row cannot be trusted. */
  afterQuote: boolean;
  /** The first characters as they stand. */
  head: string;
}

/** The file as a whole cannot be read: where, and why. */
export class UnreadableRecords extends Error {
  readonly line: number;
  readonly why: 'tooLong' | 'openQuote';
  constructor(line: number, why: 'tooLong' | 'openQuote') {
    super(why);
    this.line = line;
    this.why = why;
  }
}

export interface RecordReader {
  push(text: string): Generator<RawRecord>;
  end(): Generator<RawRecord>;
}

/** Characters one row may have: the memory a wrong row terminator costs at most. */
export const LONGEST_RECORD = 16_000_000;
const HEAD = 80;

/** bcp's way to write an empty text, told from NULL, which is nothing at all. */
const EMPTY_TEXT = '\0';

/**
 * Splits bcp's character output: values are not quoted, so a terminator within a value cannot be told from a real one and
 * shows as a row of another width. With the row terminator `\n` a file whose first row ends in `\r\n` is read by that.
 */
export function bcpRecords(column: string, row: string): RecordReader {
  let rest = '';
  let line = 1;
  let terminator: string | undefined = row === '\n' ? undefined : row;

  function record(text: string, ended: boolean): RawRecord {
    const found: RawRecord = {
      line,
      fields: text.split(column).map((field) => (field === '' ? null : field === EMPTY_TEXT ? '' : field)),
      ended,
      afterQuote: false,
      head: text.slice(0, HEAD),
    };
    line += newlines(text);
    return found;
  }

  return {
    *push(text) {
      rest += text;
      if (terminator === undefined) {
        const at = rest.indexOf('\n');
        if (at >= 0) terminator = at > 0 && rest[at - 1] === '\r' ? '\r\n' : '\n';
      }
      let from = 0;
      if (terminator !== undefined) {
        const lines = newlines(terminator);
        for (let at = rest.indexOf(terminator); at >= 0; at = rest.indexOf(terminator, from)) {
          yield record(rest.slice(from, at), true);
          line += lines;
          from = at + terminator.length;
        }
      }
      rest = rest.slice(from);
      if (rest.length > LONGEST_RECORD) throw new UnreadableRecords(line, 'tooLong');
    },
    *end() {
      if (rest !== '') yield record(rest, false);
      rest = '';
    },
  };
}

/**
 * Splits CSV (RFC 4180): values may be quoted and then hold delimiters, line ends and doubled quotes.
 * @param delimiters of these the one that stands most often in the first line
 */
export function csvRecords(...delimiters: readonly string[]): RecordReader {
  let rest = '';
  let line = 1;
  let delimiter = '';

  /** The record at `from`, with where the next begins; undefined when its end has not come yet. */
  function parse(from: number, final: boolean): { record: RawRecord; next: number } | undefined {
    const fields: (string | null)[] = [];
    let afterQuote = false;
    let at = from;
    let lineEnd = -2;
    const done = (end: number, next: number, ended: boolean) => {
      const text = rest.slice(from, end);
      const record = { line, fields, ended, afterQuote, head: text.slice(0, HEAD) };
      line += newlines(text) + (ended ? 1 : 0);
      return { record, next };
    };
    for (;;) {
      let value: string | null;
      if (rest[at] === '"') {
        const quoted = quotedValue(at, final);
        if (quoted === undefined) return undefined;
        value = quoted.value;
        at = quoted.next;
      } else value = null;
      if (lineEnd < at) lineEnd = rest.indexOf('\n', at);
      const end = lineEnd < 0 ? rest.length : lineEnd;
      const delimiterAt = rest.indexOf(delimiter, at);
      const inLine = delimiterAt >= 0 && delimiterAt < end;
      if (!inLine && lineEnd < 0 && !final) return undefined;
      const stop = inLine ? delimiterAt : lineEnd > at && rest[lineEnd - 1] === '\r' ? lineEnd - 1 : end;
      const between = rest.slice(at, Math.max(stop, at));
      if (value === null) value = between === '' ? null : between;
      else if (between !== '') afterQuote = true;
      fields.push(value);
      if (inLine) at = delimiterAt + delimiter.length;
      else return done(stop, lineEnd < 0 ? rest.length : lineEnd + 1, lineEnd >= 0);
    }
  }

  function quotedValue(at: number, final: boolean): { value: string; next: number } | undefined {
    let value = '';
    for (let from = at + 1; ; ) {
      const close = rest.indexOf('"', from);
      if (close < 0 || (close === rest.length - 1 && !final)) {
        if (final && close < 0) throw new UnreadableRecords(line, 'openQuote');
        return undefined;
      }
      value += rest.slice(from, close);
      if (rest[close + 1] !== '"') return { value, next: close + 1 };
      value += '"';
      from = close + 2;
    }
  }

  function* take(final: boolean): Generator<RawRecord> {
    let from = 0;
    if (delimiter === '') {
      const end = rest.indexOf('\n');
      if (end < 0 && !final) return;
      const first = end < 0 ? rest : rest.slice(0, end);
      const count = (text: string) => first.split(text).length;
      delimiter = delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
    }
    while (from < rest.length) {
      const found = parse(from, final);
      if (!found) break;
      from = found.next;
      yield found.record;
    }
    rest = rest.slice(from);
  }

  return {
    *push(text) {
      rest += text;
      yield* take(false);
      if (rest.length > LONGEST_RECORD) throw new UnreadableRecords(line, 'tooLong');
    },
    *end() {
      yield* take(true);
    },
  };
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
