import type { Knex } from 'knex';
import type { Engine } from '../../../../shared/contract/datacenter.ts';

/** The first `bytes` of a BLOB, cut on the server so that only they travel. */
export function headOf(builder: Knex, engine: Engine, column: string, bytes: number): Knex.Raw {
  switch (engine) {
    case 'oracle':
    case 'dameng':
      return builder.raw(`DBMS_LOB.SUBSTR(??, ${bytes}, 1)`, [column]);
    case 'mssql':
      return builder.raw(`SUBSTRING(??, 1, ${bytes})`, [column]);
    default:
      return builder.raw(`SUBSTR(??, 1, ${bytes})`, [column]);
  }
}

/** The length of a BLOB in bytes, told from its header without reading it. */
export function lengthOf(builder: Knex, engine: Engine, column: string): Knex.Raw {
  switch (engine) {
    case 'oracle':
    case 'dameng':
      return builder.raw('DBMS_LOB.GETLENGTH(??)', [column]);
    case 'mssql':
      return builder.raw('DATALENGTH(??)', [column]);
    case 'postgres':
    case 'mysql':
      return builder.raw('OCTET_LENGTH(??)', [column]);
    default:
      return builder.raw('LENGTH(??)', [column]);
  }
}

/** A condition that `prefix` columns are written under, or nothing for columns the table lacks. */
export function qualified(prefix: string, column: string): string {
  return `${prefix}.${column}`;
}
