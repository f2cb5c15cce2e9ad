import type { ChangeKind } from '../../../shared/contract/changeorder.ts';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { changeorderMessages } from '../../../shared/messages/changeorder.ts';
import { lexSql, SqlLexError, type Token } from '../datacenter/sqlLexer.ts';
import { guardStatement } from '../datacenter/statementGuard.ts';

const words = changeorderMessages.guard;

/** One understood change of one table. Texts are as written. */
export interface ParsedChange {
  kind: ChangeKind;
  /** As written, with its schema. */
  tableText: string;
  /** Its own name, unquoted and in lower case. */
  table: string;
  /** The WHERE condition; empty for INSERT. */
  condition: string;
  /** Columns that UPDATE sets or INSERT fills, in lower case. */
  columns: string[];
  /** INSERT: the texts of each row's values. */
  tuples: string[][];
  /** The whole statement without comments at its end and semicolon. */
  statement: string;
}

/** What makes the count or the undo uncertain wherever it stands at the top level. */
const CLAUSES = new Set([
  'RETURNING',
  'LIMIT',
  'ORDER',
  'FROM',
  'JOIN',
  'USING',
  'TOP',
  'OUTPUT',
  'WITH',
  'ON',
  'DEFAULT',
  'PARTITION',
]);

/**
 * Reads one UPDATE, DELETE or INSERT of one table, in the plain forms only: no aliases, joins, RETURNING, LIMIT,
 * ON CONFLICT or INSERT … SELECT; WHERE is required. Expressions may hold subqueries, but nothing that writes: every part
 * passes the guard of the read-only connections.
 * @throws CHANGEORDER_STATEMENT with what is allowed
 */
export function parseChange(sql: string, engine: Engine): ParsedChange {
  const tokens = significant(sql, engine);
  while (isSymbol(tokens.at(-1), ';')) tokens.pop();
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last) throw wrong(words.empty);
  if (tokens.some((token) => isSymbol(token, ';'))) throw wrong(words.several);
  const statement = sql.slice(first.start, last.end);
  const reader: Reader = { sql, engine, tokens, at: 0 };
  switch (wordAt(reader)) {
    case 'UPDATE':
      return { ...readUpdate(reader), statement };
    case 'DELETE':
      return { ...readDelete(reader), statement };
    case 'INSERT':
      return { ...readInsert(reader), statement };
    default:
      throw wrong(words.start(first.text.slice(0, 20)));
  }
}

interface Reader {
  sql: string;
  engine: Engine;
  tokens: readonly Token[];
  at: number;
}
type Parsed = Omit<ParsedChange, 'statement'>;

function readUpdate(reader: Reader): Parsed {
  reader.at++;
  const target = readTable(reader);
  expectWord(reader, 'SET');
  const setFrom = reader.at;
  const whereAt = topLevel(reader, 'WHERE');
  if (whereAt < 0) throw wrong(words.whereNeeded('UPDATE'));
  const columns: string[] = [];
  for (const [from, to] of commaParts(reader, setFrom, whereAt)) {
    const name = reader.tokens[from];
    if (!name || !isName(name) || !isSymbol(reader.tokens[from + 1], '=') || from + 2 >= to)
      throw unusual(reader, from);
    columns.push(name.text.toLowerCase());
    checkExpression(reader, from + 2, to, target.tableText);
  }
  const condition = readCondition(reader, whereAt, target.tableText);
  return { kind: 'update', ...target, condition, columns, tuples: [] };
}

function readDelete(reader: Reader): Parsed {
  reader.at++;
  expectWord(reader, 'FROM');
  const target = readTable(reader);
  if (reader.at >= reader.tokens.length) throw wrong(words.whereNeeded('DELETE'));
  if (wordAt(reader) !== 'WHERE') throw unusual(reader, reader.at);
  const condition = readCondition(reader, reader.at, target.tableText);
  return { kind: 'delete', ...target, condition, columns: [], tuples: [] };
}

function readInsert(reader: Reader): Parsed {
  reader.at++;
  expectWord(reader, 'INTO');
  const target = readTable(reader);
  if (!isSymbol(reader.tokens[reader.at], '(')) throw wrong(words.insertColumns);
  const columnsEnd = closing(reader, reader.at);
  const columns = commaParts(reader, reader.at + 1, columnsEnd).map(([from, to]) => {
    const name = reader.tokens[from];
    if (!name || !isName(name) || to !== from + 1) throw unusual(reader, from);
    return name.text.toLowerCase();
  });
  reader.at = columnsEnd + 1;
  if (wordAt(reader) === 'SELECT' || wordAt(reader) === 'WITH') throw wrong(words.insertSelect);
  expectWord(reader, 'VALUES');
  const tuples: string[][] = [];
  for (;;) {
    if (!isSymbol(reader.tokens[reader.at], '(')) throw unusual(reader, reader.at);
    const end = closing(reader, reader.at);
    const parts = commaParts(reader, reader.at + 1, end);
    if (parts.length !== columns.length) throw wrong(words.insertValues(tuples.length + 1));
    tuples.push(
      parts.map(([from, to]) => {
        checkExpression(reader, from, to, undefined);
        return textOf(reader, from, to);
      }),
    );
    reader.at = end + 1;
    if (reader.at >= reader.tokens.length) break;
    if (!isSymbol(reader.tokens[reader.at], ',')) throw unusual(reader, reader.at);
    reader.at++;
  }
  return { kind: 'insert', ...target, condition: '', columns, tuples };
}

/** `table` or `schema.table`; an alias or anything else behind it is found by what must follow. */
function readTable(reader: Reader): { tableText: string; table: string } {
  const from = reader.at;
  for (let parts = 1; parts <= 3; parts++) {
    const name = reader.tokens[reader.at];
    if (!name || !isName(name)) throw wrong(words.tableWanted);
    reader.at++;
    if (!isSymbol(reader.tokens[reader.at], '.')) {
      const next = wordAt(reader);
      const ended = reader.at >= reader.tokens.length;
      const fine =
        ended || ['SET', 'WHERE', 'VALUES'].includes(next) || isSymbol(reader.tokens[reader.at], '(');
      if (!fine) throw wrong(words.tableWanted);
      return { tableText: textOf(reader, from, reader.at), table: name.text.toLowerCase() };
    }
    reader.at++;
  }
  throw wrong(words.tableWanted);
}

function readCondition(reader: Reader, whereAt: number, tableText: string): string {
  const from = whereAt + 1;
  if (from >= reader.tokens.length) throw wrong(words.whereNeeded('WHERE'));
  checkExpression(reader, from, reader.tokens.length, tableText);
  return textOf(reader, from, reader.tokens.length);
}

/** No clause at its top level that would go on after it, brackets closed, and nothing in it that writes. */
function checkExpression(reader: Reader, from: number, to: number, tableText: string | undefined): void {
  let depth = 0;
  for (let i = from; i < to; i++) {
    const token = reader.tokens[i] as Token;
    if (isSymbol(token, '(')) depth++;
    else if (isSymbol(token, ')')) depth--;
    if (depth < 0) throw unusual(reader, i);
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (depth === 0 && CLAUSES.has(word)) throw wrong(words.clause(word));
    if (depth === 0 && (word === 'UNION' || word === 'SELECT' || word === 'GROUP'))
      throw wrong(words.clause(word));
  }
  if (depth !== 0 || from >= to) throw unusual(reader, from);
  const text = textOf(reader, from, to);
  guardStatement(tableText ? `SELECT (${text}) FROM ${tableText}` : `SELECT (${text})`, reader.engine);
}

function significant(sql: string, engine: Engine): Token[] {
  try {
    return lexSql(sql, engine).filter((token) => {
      if (token.kind !== 'comment') return true;
      if (engine === 'mysql' && /^\/\*M?!/.test(token.text))
        throw wrong(words.clause(token.text.slice(0, 10)));
      return false;
    });
  } catch (error) {
    if (!(error instanceof SqlLexError)) throw error;
    throw wrong(words.unclosed);
  }
}

/** Index of a word at bracket depth 0 from the reader's place on; -1 when there is none. */
function topLevel(reader: Reader, word: string): number {
  let depth = 0;
  for (let i = reader.at; i < reader.tokens.length; i++) {
    const token = reader.tokens[i] as Token;
    if (isSymbol(token, '(')) depth++;
    else if (isSymbol(token, ')')) depth--;
    else if (depth === 0 && token.kind === 'word' && token.text.toUpperCase() === word) return i;
  }
  return -1;
}

/** Token ranges between commas at bracket depth 0. */
function commaParts(reader: Reader, from: number, to: number): [from: number, to: number][] {
  const parts: [number, number][] = [];
  let depth = 0;
  let start = from;
  for (let i = from; i < to; i++) {
    const token = reader.tokens[i] as Token;
    if (isSymbol(token, '(')) depth++;
    else if (isSymbol(token, ')')) depth--;
    else if (depth === 0 && isSymbol(token, ',')) {
      parts.push([start, i]);
      start = i + 1;
    }
  }
  parts.push([start, to]);
  return parts;
}

function closing(reader: Reader, open: number): number {
  let depth = 0;
  for (let i = open; i < reader.tokens.length; i++) {
    if (isSymbol(reader.tokens[i], '(')) depth++;
    else if (isSymbol(reader.tokens[i], ')') && --depth === 0) return i;
  }
  throw unusual(reader, open);
}

function expectWord(reader: Reader, word: string): void {
  if (wordAt(reader) !== word) throw unusual(reader, reader.at);
  reader.at++;
}

function wordAt(reader: Reader): string {
  const token = reader.tokens[reader.at];
  return token?.kind === 'word' ? token.text.toUpperCase() : '';
}

function isSymbol(token: Token | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}

const isName = (token: Token) => token.kind === 'word' || token.kind === 'name';

function textOf(reader: Reader, from: number, to: number): string {
  return reader.sql.slice(reader.tokens[from]?.start ?? 0, reader.tokens[to - 1]?.end ?? 0);
}

function unusual(reader: Reader, at: number): Error {
  return wrong(words.shape(reader.tokens[at]?.text.slice(0, 30) ?? reader.tokens.at(-1)?.text ?? ''));
}

function wrong(message: string): Error {
  return fail('CHANGEORDER_STATEMENT', message, { field: 'sql' });
}
