/** A column as a CREATE TABLE describes it. */
export interface DdlColumn {
  name: string;
  /** In lower case without length: `varchar`. */
  type: string;
  /** Length or precision, and scale; null where none is given. */
  length: number | null;
  scale: number | null;
  nullable: boolean;
}

export interface DdlTable {
  name: string;
  columns: DdlColumn[];
  key: string[];
}

type Token = { kind: 'word' | 'name' | 'number' | 'string' | 'sign'; text: string };

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"((?:[^"]|"")*)"|\[([^\]]*)\]|`([^`]*)`|'(?:[^']|'')*'|[\p{L}_#@$][\p{L}\p{N}_#@$]*|\d+(?:\.\d+)?|\S/gu;

/** Words that begin something about the table, not a column. */
const TABLE_PARTS = new Set(['constraint', 'primary', 'unique', 'foreign', 'check', 'index', 'key']);
/** Types of two or three words, as ddlgen and the standard write them. */
const LONG_TYPES: Readonly<Record<string, string>> = {
  'double precision': 'double',
  'character varying': 'varchar',
  'char varying': 'varchar',
  'nchar varying': 'nvarchar',
  'unsigned int': 'unsigned int',
  'unsigned smallint': 'unsigned smallint',
  'unsigned bigint': 'unsigned bigint',
  'unsigned tinyint': 'tinyint',
};

/**
 * Tables out of a script as Sybase's ddlgen, PowerDesigner or a person write it: CREATE TABLE with its columns, and primary
 * keys from the column, the table, ALTER TABLE … ADD … PRIMARY KEY and sp_primarykey. Everything else is passed over.
 */
export function parseDdl(script: string): DdlTable[] {
  const tokens = tokensOf(script);
  const tables = new Map<string, DdlTable>();
  const is = (at: number, ...words: string[]) =>
    words.every((word, index) => tokens[at + index]?.kind === 'word' && lower(tokens[at + index]) === word);
  for (let at = 0; at < tokens.length; at++) {
    if (is(at, 'create', 'table')) {
      const named = tableName(tokens, at + 2);
      if (!named || tokens[named.next]?.text !== '(') continue;
      const body = bracketed(tokens, named.next);
      const table = tableOf(named.name, split(body.inside));
      if (table.columns.length > 0) tables.set(table.name.toLowerCase(), table);
      at = body.next - 1;
    } else if (is(at, 'alter', 'table')) {
      const named = tableName(tokens, at + 2);
      const key = named && keyBehind(tokens, named.next);
      const table = named && tables.get(named.name.toLowerCase());
      if (table && key && table.key.length === 0) table.key = key;
    } else if (is(at, 'sp_primarykey')) {
      const parts = procedureArguments(tokens, at + 1);
      const table = tables.get((parts[0] ?? '').split('.').at(-1)?.toLowerCase() ?? '');
      if (table && table.key.length === 0) table.key = parts.slice(1);
    }
  }
  return [...tables.values()];
}

function tokensOf(script: string): Token[] {
  const tokens: Token[] = [];
  for (const match of script.matchAll(TOKEN)) {
    const [all, quoted, bracket, tick] = match;
    if (all.startsWith('--') || all.startsWith('/*')) continue;
    const name = quoted?.replaceAll('""', '"') ?? bracket ?? tick;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (all.startsWith("'"))
      tokens.push({ kind: 'string', text: all.slice(1, -1).replaceAll("''", "'") });
    else if (/^\d/.test(all)) tokens.push({ kind: 'number', text: all });
    else tokens.push({ kind: /^[\p{L}_#@$]/u.test(all) ? 'word' : 'sign', text: all });
  }
  return tokens;
}

/** `db.owner.name`, `db..name`, quoted or not: the last part. */
function tableName(tokens: readonly Token[], from: number): { name: string; next: number } | undefined {
  let name: string | undefined;
  for (let at = from; ; at++) {
    const token = tokens[at];
    if (token?.kind === 'word' || token?.kind === 'name') {
      name = token.text;
      if (tokens[at + 1]?.text !== '.') return { name, next: at + 1 };
    } else if (token?.text !== '.') return name === undefined ? undefined : { name, next: at };
  }
}

function bracketed(tokens: readonly Token[], open: number): { inside: Token[]; next: number } {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== 'sign') continue;
    if (text === '(') depth++;
    else if (text === ')' && --depth === 0) return { inside: tokens.slice(open + 1, at), next: at + 1 };
  }
  return { inside: tokens.slice(open + 1), next: tokens.length };
}

/** The parts between commas outside of brackets. */
function split(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'sign' && token.text === '(') depth++;
    if (token.kind === 'sign' && token.text === ')') depth--;
    if (token.kind === 'sign' && token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

function tableOf(name: string, parts: readonly Token[][]): DdlTable {
  const table: DdlTable = { name, columns: [], key: [] };
  for (const part of parts) {
    const [first] = part;
    if (first?.kind === 'word' && TABLE_PARTS.has(lower(first))) {
      const key = keyBehind(part, 0);
      if (key) table.key = key;
      continue;
    }
    const column = columnOf(part);
    if (!column) continue;
    table.columns.push(column);
    if (keyBehind(part, 1, column.name)) table.key = [column.name];
  }
  const inKey = new Set(table.key.map((column) => column.toLowerCase()));
  for (const column of table.columns) if (inKey.has(column.name.toLowerCase())) column.nullable = false;
  return table;
}

function columnOf(part: readonly Token[]): DdlColumn | undefined {
  const [name, first, second] = part;
  if (!name || (name.kind !== 'word' && name.kind !== 'name')) return undefined;
  if (first?.kind !== 'word' && first?.kind !== 'name') return undefined;
  const long = LONG_TYPES[`${lower(first)} ${second ? lower(second) : ''}`];
  const at = long ? 3 : 2;
  const sizes =
    part[at]?.text === '('
      ? bracketed(part, at)
          .inside.filter(({ kind }) => kind === 'number')
          .map(({ text }) => Number(text))
      : [];
  const words = part.filter(({ kind }) => kind === 'word').map((token) => lower(token));
  const notNull = words.some((word, index) => word === 'not' && words[index + 1] === 'null');
  return {
    name: name.text,
    type: long ?? lower(first),
    length: sizes[0] ?? null,
    scale: sizes[1] ?? null,
    nullable: !notNull && !words.includes('identity'),
  };
}

/** The columns of a PRIMARY KEY behind a place; without brackets the column it stands at. */
function keyBehind(tokens: readonly Token[], from: number, own?: string): string[] | undefined {
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at]?.kind !== 'word') continue;
    const word = lower(tokens[at]);
    // The next statement has begun.
    if (own === undefined && at > from && /^(create|alter|go|exec|execute|drop|insert|use)$/.test(word))
      return undefined;
    if (word !== 'primary' || lower(tokens[at + 1]) !== 'key') continue;
    let open = at + 2;
    while (/^(non)?clustered$/.test(lower(tokens[open]))) open++;
    if (tokens[open]?.text !== '(') return own === undefined ? undefined : [own];
    return split(bracketed(tokens, open).inside).flatMap(([column]) => (column ? [column.text] : []));
  }
  return undefined;
}

/** `exec sp_primarykey T, a, b` and with quotes. */
function procedureArguments(tokens: readonly Token[], from: number): string[] {
  const found: string[] = [];
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'sign') break;
    found.push(token.text);
    if (tokens[at + 1]?.text !== ',') break;
    at++;
  }
  return found;
}

function lower(token: Token | undefined): string {
  return token?.text.toLowerCase() ?? '';
}
