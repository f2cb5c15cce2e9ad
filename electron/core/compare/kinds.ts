import type { Engine } from '../../../shared/contract/datacenter.ts';

/** What a column holds, told by its declared type, the same words for every engine. */
export type Family =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'char'
  | 'text'
  | 'clob'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'boolean'
  | 'bytes'
  | 'other';

/** A column as one side has it. */
export interface Column {
  /** As the engine spells it. */
  name: string;
  /** Declared type in lower case, without length. */
  type: string;
  family: Family;
  /** Digits after the point; null: not declared, any number. */
  scale: number | null;
  /** Digits of a second it can hold; null: any. */
  fraction: number | null;
  nullable: boolean;
  /** Bytes its widest value may have, where the catalogue tells (Oracle, Dameng). */
  bytes: number | null;
  /** Whether the column's own order is that of the UTF-8 bytes; only texts may differ. */
  bytewise: boolean;
  /** Whether its texts are stored in UTF-8. */
  utf8: boolean;
}

/** How a pair of columns is compared. */
export type Kind = 'integer' | 'decimal' | 'float' | 'text' | 'date' | 'timestamp' | 'time' | 'bytes';

/** The rule for one pair of columns: both sides write their value as the same canonical text (see canonical.ts). */
export interface Rule {
  kind: Kind;
  /** Trailing spaces are padding: one side is CHAR(n). */
  trim: boolean;
  /** An empty string is NULL: one side is Oracle. */
  emptyIsNull: boolean;
  /** Both print a decimal with the same digits after its point: a row's checksum need not cut its zeros. */
  sameScale: boolean;
  /** Digits of a second that both can hold. */
  fraction: number;
  /** Large objects are compared by length (bytes), or by length and their first 1,000 characters (text). */
  lengthOnly: boolean;
}

const MAX_FRACTION = 6;
/** A wider text would not fit into an Oracle statement's own texts beside its key. */
const WIDEST_TEXT = 2000;
const NUMBERS: readonly Family[] = ['integer', 'decimal', 'float', 'boolean'];

/** The rule two columns are compared by. SQLite's types are only wishes: there the other side decides. */
export function ruleFor(
  source: { engine: Engine; column: Column },
  target: { engine: Engine; column: Column },
): Rule {
  const columns = [source.column, target.column];
  const engines = [source.engine, target.engine];
  const has = (...families: Family[]) => columns.some((column) => families.includes(column.family));
  const kind = kindOf(source, target);
  return {
    kind,
    trim: kind === 'text' && has('char'),
    emptyIsNull: kind === 'text' && engines.some((engine) => engine === 'oracle'),
    sameScale:
      source.column.scale === target.column.scale && [source, target].every((side) => printsAllDigits(side)),
    fraction: Math.min(...columns.map((column) => column.fraction ?? MAX_FRACTION), MAX_FRACTION),
    lengthOnly: [source, target].some(
      ({ engine, column }) =>
        (engine === 'oracle' || engine === 'dameng') &&
        (column.family === 'clob' || column.family === 'bytes' || (column.bytes ?? 0) > WIDEST_TEXT),
    ),
  };
}

/** Oracle leaves zeros away, SQLite knows no scale, and money has its own. */
function printsAllDigits({ engine, column }: { engine: Engine; column: Column }): boolean {
  return (
    ['postgres', 'mysql', 'mssql'].includes(engine) &&
    /^(numeric|decimal)$/.test(column.type) &&
    column.scale !== null
  );
}

function kindOf(
  source: { engine: Engine; column: Column },
  target: { engine: Engine; column: Column },
): Kind {
  const a = source.column.family;
  const b = target.column.family;
  if (a === 'bytes' || b === 'bytes') return 'bytes';
  if (source.engine === 'sqlite' && target.engine !== 'sqlite') return plainKind(b);
  if (target.engine === 'sqlite' && source.engine !== 'sqlite') return plainKind(a);
  if (NUMBERS.includes(a) && NUMBERS.includes(b)) {
    if (a === 'float' || b === 'float') return 'float';
    return a === 'decimal' || b === 'decimal' ? 'decimal' : 'integer';
  }
  const [ka, kb] = [plainKind(a), plainKind(b)];
  if (ka === kb) return ka;
  const days = ['date', 'timestamp'];
  return days.includes(ka) && days.includes(kb) ? 'timestamp' : 'text';
}

function plainKind(family: Family): Kind {
  switch (family) {
    case 'integer':
    case 'boolean':
      return 'integer';
    case 'decimal':
    case 'float':
    case 'date':
    case 'time':
    case 'bytes':
      return family;
    case 'timestamp':
    case 'timestamptz':
      return 'timestamp';
    default:
      return 'text';
  }
}

const FAMILIES: readonly [RegExp, Family][] = [
  [/^bool/, 'boolean'],
  [/^(tiny|small|medium|big)?int(eger)?\d?\b|^int[248]\b|serial|^year\b|^oid\b/, 'integer'],
  [/^(float|double|real|binary_(float|double))/, 'float'],
  [/^(numeric|decimal|number|dec|money|smallmoney)\b/, 'decimal'],
  [/^(timestamp|datetime).*(with (local )?time zone)|^timestamptz|^datetimeoffset/, 'timestamptz'],
  [/^(timestamp|datetime|smalldatetime)/, 'timestamp'],
  [/^date\b/, 'date'],
  [/^time\b/, 'time'],
  [/^(n?clob|long$|text|ntext|(tiny|medium|long)text)/, 'clob'],
  [/^(nchar|character\b(?! varying)|char\b|bpchar|nchar)/, 'char'],
  [/char|^string/, 'text'],
  [/blob|^bytea|binary|^raw|^image|^bfile/, 'bytes'],
];

/** The family of a declared type. */
export function familyOf(engine: Engine, type: string, scale: number | null): Family {
  const name = type.trim().toLowerCase();
  if (engine === 'sqlite' && name === '') return 'other';
  if (engine === 'mssql' && name === 'bit') return 'boolean';
  if (engine === 'mysql' && name === 'bit') return 'integer';
  if (engine === 'mssql' && (name === 'timestamp' || name === 'rowversion')) return 'bytes';
  if (engine === 'oracle' || engine === 'dameng') {
    if (name === 'date' && engine === 'oracle') return 'timestamp';
    if (name === 'float') return 'decimal';
    if (name === 'number' && scale === 0) return 'integer';
  }
  if (engine === 'sqlite' && /^(text|clob)/.test(name)) return 'text';
  return FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}
