import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { CatalogueColumn } from '../datacenter/columns.ts';
import type { Value } from '../datacenter/datacenter.ts';

/** A column of the table being changed, and how its values are read and written back without losing anything. */
export interface ImageColumn {
  /** In lower case. */
  name: string;
  /** Quoted as the engine wants it. */
  quoted: string;
  /** SQL that reads it exactly. */
  read: string;
  /** SQL with one `?` that writes back what `read` gave. */
  write: string;
  key: number;
}

/** Values as they are kept in JSON; bytes as base64 behind a mark. */
export type ImageValue = string | number | null | { base64: string };

export function imageColumns(engine: Engine, columns: readonly CatalogueColumn[]): ImageColumn[] {
  return columns.map(({ column, exactColumn, type, keyPosition }) => {
    const quoted = quote(engine, exactColumn);
    return { name: column, quoted, key: keyPosition, ...exact(engine, type, quoted) };
  });
}

/**
 * Values normalised for showing lose fractions of seconds and zones: where an engine's type has them, the image holds
 * the engine's own text, which it reads back (PostgreSQL: every type's text form).
 */
function exact(engine: Engine, type: string, quoted: string): { read: string; write: string } {
  switch (engine) {
    case 'postgres':
      return { read: `${quoted}::text`, write: '?' };
    case 'mysql':
      return /date|time|year|decimal|json/.test(type)
        ? { read: `CAST(${quoted} AS CHAR)`, write: '?' }
        : { read: quoted, write: '?' };
    case 'oracle':
    case 'dameng':
      if (/timestamp/.test(type))
        return {
          read: `TO_CHAR(${quoted}, 'YYYY-MM-DD HH24:MI:SS.FF9')`,
          write: "TO_TIMESTAMP(?, 'YYYY-MM-DD HH24:MI:SS.FF9')",
        };
      if (/date/.test(type))
        return {
          read: `TO_CHAR(${quoted}, 'YYYY-MM-DD HH24:MI:SS')`,
          write: "TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS')",
        };
      return { read: quoted, write: '?' };
    case 'mssql':
      return /date|time/.test(type)
        ? { read: `CONVERT(varchar(40), ${quoted}, 121)`, write: '?' }
        : { read: quoted, write: '?' };
    case 'sqlite':
      return { read: quoted, write: '?' };
  }
}

export function quote(engine: Engine, name: string): string {
  if (engine === 'mysql') return `\`${name.replaceAll('`', '``')}\``;
  if (engine === 'mssql') return `[${name.replaceAll(']', ']]')}]`;
  return `"${name.replaceAll('"', '""')}"`;
}

/** What follows the table, and what ends the statement, to keep rows from changing until the transaction ends. */
export function lockClauses(engine: Engine): { afterTable: string; atEnd: string } {
  if (engine === 'sqlite') return { afterTable: '', atEnd: '' };
  if (engine === 'mssql') return { afterTable: ' WITH (UPDLOCK, HOLDLOCK)', atEnd: '' };
  return { afterTable: '', atEnd: ' FOR UPDATE' };
}

export function toImage(value: Value): ImageValue {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

export function fromImage(value: ImageValue): Value {
  return typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value;
}
