import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { DatacenterMigration } from '../../../migrations/datacenter/index.ts';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { dialectOf } from './dialects/index.ts';

/** What knex asks of a client to run a statement; ours writes it down instead. */
interface RecordingClient {
  acquireConnection(): Promise<object>;
  releaseConnection(connection: object): Promise<void>;
  query(connection: object, statement: { sql: string; bindings?: readonly unknown[] }): Promise<object>;
  processResponse(response: object): unknown;
  raw(sql: string, bindings: readonly unknown[]): Knex.Raw;
}

/**
 * The statements of a step on one engine, in order, exactly as they run: what a dry run prints is what a run sends.
 * @throws DATACENTER_STRUCTURE_READS when the step reads the database to decide
 */
export async function structureSql(
  engine: Engine,
  step: DatacenterMigration,
  direction: 'up' | 'down',
): Promise<string[]> {
  const statements: string[] = [];
  const knex = dialectOf(engine).builder();
  const client = knex.client as RecordingClient;
  client.acquireConnection = async () => ({});
  client.releaseConnection = async () => undefined;
  client.processResponse = () => [];
  client.query = async (_connection, { sql, bindings = [] }) => {
    if (/^\s*(select|pragma|show)\b/i.test(sql)) {
      throw fail('DATACENTER_STRUCTURE_READS', datacenterMessages.structure.reads);
    }
    const text = bindings.length > 0 ? client.raw(sql, bindings).toString() : sql;
    statements.push(engineTypes(engine, text));
    return {};
  };
  await step[direction](knex);
  return statements;
}

/** Oracle before 12.2 ends names at 30 bytes: longer ones of indexes and constraints keep their head and get a digest. */
function shortNames(sql: string): string {
  return sql.replace(/"([A-Z0-9_]{31,})"/g, (_all, name: string) => {
    const digest = createHash('md5').update(name).digest('hex').slice(0, 8).toUpperCase();
    return `"${name.slice(0, 21)}_${digest}"`;
  });
}

const MYSQL_WIDE: Record<string, string> = { blob: 'longblob', text: 'longtext', timestamp: 'datetime' };

/**
 * What knex's types lack on an engine, in column definitions only:
 * - MySQL's `blob` and `text` end at 65,535 bytes, its `timestamp` ends in 2038 and moves with the session's zone:
 *   files, judgments and wall-clock instants need the wide types
 * - Oracle and Dameng count a length in bytes unless told otherwise, and a Chinese character takes three
 */
function engineTypes(engine: Engine, sql: string): string {
  if (engine === 'oracle' && /^create index |^alter table \S+ add constraint /i.test(sql))
    return shortNames(sql);
  if (!/^(create|alter) table /i.test(sql)) return sql;
  if (engine === 'mysql') {
    return sql.replace(
      /(`\w+` )(blob|text|timestamp)\b/g,
      (_all, name: string, type: string) => name + MYSQL_WIDE[type],
    );
  }
  if (engine === 'oracle' || engine === 'dameng') {
    return sql.replace(
      /("\w+" varchar2)\((\d+)\)/gi,
      (_all, name: string, length: string) => `${name}(${length} char)`,
    );
  }
  return sql;
}
