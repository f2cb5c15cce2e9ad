import type { Engine } from '../../../shared/contract/datacenter.ts';

/** A piece of SQL text. `name` is a quoted identifier with its quotes taken off; a `word` is bare. */
export interface Token {
  kind: 'word' | 'name' | 'string' | 'number' | 'symbol' | 'comment';
  /** As written, except `name`: unquoted. */
  text: string;
  /** Offsets in the SQL text, end exclusive. */
  start: number;
  end: number;
}

/** Thrown for text no engine would take: an unclosed quote or comment. Holds the offset where it opened. */
export class SqlLexError extends Error {
  readonly offset: number;
  readonly what: 'string' | 'name' | 'comment';

  constructor(what: 'string' | 'name' | 'comment', offset: number) {
    super(`Unclosed ${what} at ${offset}`);
    this.name = 'SqlLexError';
    this.what = what;
    this.offset = offset;
  }
}

interface Rules {
  backslashStrings: boolean;
  doubleQuoteIsString: boolean;
  backtickNames: boolean;
  bracketNames: boolean;
  hashComments: boolean;
  nestedComments: boolean;
  dashesNeedSpace: boolean;
  dollarStrings: boolean;
  escapeStrings: boolean;
  oracleQuotes: boolean;
}

const STANDARD: Rules = {
  backslashStrings: false,
  doubleQuoteIsString: false,
  backtickNames: false,
  bracketNames: false,
  hashComments: false,
  nestedComments: false,
  dashesNeedSpace: false,
  dollarStrings: false,
  escapeStrings: false,
  oracleQuotes: false,
};

/** How each engine reads text; the sessions we open set the modes that make these rules hold (see dialects). */
const RULES: Record<Engine, Rules> = {
  sqlite: { ...STANDARD, backtickNames: true, bracketNames: true },
  postgres: { ...STANDARD, nestedComments: true, dollarStrings: true, escapeStrings: true },
  mysql: {
    ...STANDARD,
    backslashStrings: true,
    doubleQuoteIsString: true,
    backtickNames: true,
    hashComments: true,
    dashesNeedSpace: true,
  },
  oracle: { ...STANDARD, oracleQuotes: true },
  mssql: { ...STANDARD, bracketNames: true, nestedComments: true },
  dameng: { ...STANDARD, oracleQuotes: true },
};

const WORD_START = /[\p{L}_@\u0080-\uffff]/u;
const WORD = /[\p{L}\p{N}_@$#\u0080-\uffff]*/uy;
const NUMBER = /(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const SPACE = /\s+/y;
const CLOSERS: Record<string, string> = { '[': ']', '(': ')', '{': '}', '<': '>' };

/** Splits SQL text into tokens by the engine's rules. Throws SqlLexError for an unclosed quote or comment. */
export function lexSql(sql: string, engine: Engine): Token[] {
  const rules = RULES[engine];
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], end: number, text = sql.slice(at, end)) => {
    tokens.push({ kind, text, start: at, end });
    at = end;
  };
  while (at < sql.length) {
    const space = match(SPACE, sql, at);
    if (space) {
      at += space.length;
      continue;
    }
    const char = sql.charAt(at);
    const next = sql.charAt(at + 1);
    if (char === '-' && next === '-' && (!rules.dashesNeedSpace || /^\s?$/.test(sql.charAt(at + 2)))) {
      push('comment', lineEnd(sql, at));
    } else if (char === '#' && rules.hashComments) {
      push('comment', lineEnd(sql, at));
    } else if (char === '/' && next === '*') {
      push('comment', blockEnd(sql, at, rules.nestedComments));
    } else if (char === "'") {
      push('string', quoteEnd(sql, at, "'", rules.backslashStrings, 'string'));
    } else if (char === '"' && rules.doubleQuoteIsString) {
      push('string', quoteEnd(sql, at, '"', rules.backslashStrings, 'string'));
    } else if (char === '"' || (char === '`' && rules.backtickNames)) {
      const end = quoteEnd(sql, at, char, false, 'name');
      push('name', end, sql.slice(at + 1, end - 1).replaceAll(char + char, char));
    } else if (char === '[' && rules.bracketNames) {
      const end = quoteEnd(sql, at, ']', false, 'name');
      push('name', end, sql.slice(at + 1, end - 1).replaceAll(']]', ']'));
    } else if (rules.escapeStrings && /[eE]/.test(char) && next === "'") {
      push('string', quoteEnd(sql, at + 1, "'", true, 'string'));
    } else if (rules.oracleQuotes && /^n?q'/i.test(sql.slice(at, at + 3))) {
      push('string', oracleQuoteEnd(sql, at));
    } else if (char === '$' && rules.dollarStrings && match(DOLLAR_TAG, sql, at)) {
      push('string', dollarEnd(sql, at));
    } else if (WORD_START.test(char)) {
      push('word', at + (match(WORD, sql, at)?.length || 1));
    } else if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(next))) {
      push('number', at + (match(NUMBER, sql, at)?.length || 1));
    } else {
      push('symbol', at + 1);
    }
  }
  return tokens;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function lineEnd(sql: string, at: number): number {
  const end = sql.slice(at).search(/[\r\n]/);
  return end < 0 ? sql.length : at + end;
}

function blockEnd(sql: string, at: number, nested: boolean): number {
  let depth = 1;
  for (let i = at + 2; i < sql.length; i++) {
    if (sql.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    } else if (nested && sql.startsWith('/*', i)) {
      depth++;
      i++;
    }
  }
  throw new SqlLexError('comment', at);
}

function quoteEnd(
  sql: string,
  open: number,
  close: string,
  backslash: boolean,
  what: 'string' | 'name',
): number {
  for (let i = open + 1; i < sql.length; i++) {
    const char = sql.charAt(i);
    if (backslash && char === '\\') i++;
    else if (char === close) {
      if (sql.charAt(i + 1) !== close) return i + 1;
      i++;
    }
  }
  throw new SqlLexError(what, open);
}

function oracleQuoteEnd(sql: string, at: number): number {
  const open = sql.indexOf("'", at) + 1;
  const opener = sql.charAt(open);
  const end = sql.indexOf(`${CLOSERS[opener] ?? opener}'`, open + 1);
  if (opener === '' || end < 0) throw new SqlLexError('string', at);
  return end + 2;
}

function dollarEnd(sql: string, at: number): number {
  const tag = match(DOLLAR_TAG, sql, at) ?? '$$';
  const end = sql.indexOf(tag, at + tag.length);
  if (end < 0) throw new SqlLexError('string', at);
  return end + tag.length;
}
