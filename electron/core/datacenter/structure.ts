import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type DatacenterMigration, datacenterMigrations } from '../../../migrations/datacenter/index.ts';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import { asErrorData, fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { listTables } from './catalogue.ts';
import type { DatacenterConnection, Writer } from './connection.ts';
import { structureSql } from './structureSql.ts';

const words = datacenterMessages.structure;

/** Engines that take structure back when the transaction fails; elsewhere each statement stands at once. */
const TRANSACTIONAL: ReadonlySet<Engine> = new Set(['sqlite', 'postgres', 'mssql']);
const VERSIONS = 'structure_version';
const LOCK = 'structure_lock';
const STATEMENT_TIMEOUT_MS = 3_600_000;
/** Longer than any statement may run. */
const LOCK_EXPIRES_MS = STATEMENT_TIMEOUT_MS + 600_000;

/** One step to be taken, with the statements it sends. */
export interface StructureStep {
  number: number;
  name: string;
  direction: 'up' | 'down';
  statements: string[];
}

/** What stands in the database, and what would be done to reach `to` (the newest by default; 0 takes everything back). */
export interface StructurePlan {
  version: number;
  newest: number;
  steps: StructureStep[];
}

/**
 * The plan for an open database: nothing is changed.
 * @throws DATACENTER_STRUCTURE_FROM_FUTURE when a newer program built it
 */
export async function planStructure(
  connection: DatacenterConnection,
  to?: number,
  migrations: readonly DatacenterMigration[] = datacenterMigrations,
): Promise<StructurePlan> {
  const version = await structureVersion(connection);
  const newest = migrations.at(-1)?.number ?? 0;
  if (version > newest) throw fail('DATACENTER_STRUCTURE_FROM_FUTURE', words.fromFuture(String(version)));
  return { version, newest, steps: await stepsBetween(connection.engine, version, to ?? newest, migrations) };
}

/** All statements of all steps on an engine, without a database: the dry run for review. */
export function structureOfEngine(
  engine: Engine,
  migrations: readonly DatacenterMigration[] = datacenterMigrations,
): Promise<StructureStep[]> {
  return stepsBetween(engine, 0, Number.POSITIVE_INFINITY, migrations);
}

/**
 * Brings a writable database to `to`, step by step under a lock that other programs see. On engines with structure in
 * transactions a failed step leaves nothing behind; on the others it continues after its last finished statement when
 * run again.
 * @throws DATACENTER_STRUCTURE_LOCKED, DATACENTER_STRUCTURE_FAILED, DATACENTER_STRUCTURE_FROM_FUTURE
 */
export async function migrateStructure(
  connection: DatacenterConnection,
  options: {
    to?: number;
    now: Date;
    signal?: AbortSignal;
    /** After each statement: done of total. */
    progress?: (done: number, total: number) => void;
    migrations?: readonly DatacenterMigration[];
  },
): Promise<StructurePlan> {
  await prepareTables(connection);
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`.slice(0, 200);
  await takeLock(connection, holder, options.now);
  try {
    const plan = await planStructure(connection, options.to, options.migrations);
    const total = plan.steps.reduce((sum, step) => sum + step.statements.length, 0);
    let done = 0;
    for (const step of plan.steps) {
      const finished = () => options.progress?.(++done, total);
      await applyStep(connection, step, options.now, finished, options.signal);
      await renewLock(connection);
    }
    return plan;
  } finally {
    // Only our own: one that expired meanwhile may be another program's by now.
    await connection.write((writer) => writer.execute(`DELETE FROM ${LOCK} WHERE holder = ?`, [holder]));
  }
}

/** The number of the last step applied; 0 for a database that knows none. */
export async function structureVersion(connection: DatacenterConnection): Promise<number> {
  if (!(await listTables(connection)).includes(VERSIONS)) return 0;
  // A step half taken back counts as not there.
  const [row] = await connection.query<{ last_step: number | null }>(
    `SELECT MAX(step_number) AS last_step FROM ${VERSIONS} WHERE direction = 'up' AND done = total`,
  );
  return Number(row?.last_step ?? 0);
}

async function stepsBetween(
  engine: Engine,
  from: number,
  to: number,
  migrations: readonly DatacenterMigration[],
): Promise<StructureStep[]> {
  const direction = to >= from ? 'up' : 'down';
  const chosen =
    direction === 'up'
      ? migrations.filter((step) => step.number > from && step.number <= to)
      : migrations.filter((step) => step.number <= from && step.number > to).toReversed();
  const steps: StructureStep[] = [];
  for (const step of chosen) {
    steps.push({
      number: step.number,
      name: step.name,
      direction,
      statements: await structureSql(engine, step, direction),
    });
  }
  return steps;
}

async function applyStep(
  connection: DatacenterConnection,
  step: StructureStep,
  now: Date,
  finished: () => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const write = <T>(work: (writer: Writer) => Promise<T>) =>
    connection.write(work, { timeoutMs: STATEMENT_TIMEOUT_MS, ...(signal ? { signal } : {}) });
  let at = '';
  try {
    if (TRANSACTIONAL.has(connection.engine)) {
      await write(async (writer) => {
        for (const statement of step.statements) {
          at = statement;
          await writer.execute(statement);
          finished();
        }
        await note(writer, step, step.statements.length, now);
      });
      return;
    }
    for (let index = await doneBefore(connection, step); index < step.statements.length; index++) {
      at = step.statements[index] ?? '';
      await write(async (writer) => {
        await writer.execute(at);
        await note(writer, step, index + 1, now);
      });
      finished();
    }
  } catch (error) {
    const { code, message } = asErrorData(error);
    throw fail(
      'DATACENTER_STRUCTURE_FAILED',
      `${words.failed(`${step.number} ${step.name}`)}${message}`,
      { cause: code, statement: at.slice(0, 200) },
      error,
    );
  }
}

/** Writes down how far a step has come; taken back, its row goes. */
async function note(writer: Writer, step: StructureStep, done: number, now: Date): Promise<void> {
  await writer.execute(`DELETE FROM ${VERSIONS} WHERE step_number = ?`, [step.number]);
  const total = step.statements.length;
  if (step.direction === 'down' && done === total) return;
  await writer.execute(
    `INSERT INTO ${VERSIONS} (step_number, name, direction, done, total, applied_at) VALUES (?, ?, ?, ?, ?, ?)`,
    [step.number, step.name, step.direction, done, total, now.toISOString()],
  );
}

async function doneBefore(connection: DatacenterConnection, step: StructureStep): Promise<number> {
  const [row] = await connection.query<{ done: number }>(
    `SELECT done FROM ${VERSIONS} WHERE step_number = ? AND direction = ? AND done < total`,
    [step.number, step.direction],
  );
  return Number(row?.done ?? 0);
}

async function prepareTables(connection: DatacenterConnection): Promise<void> {
  const tables = await listTables(connection);
  const schema = connection.builder().schema;
  const wanted = [
    {
      name: VERSIONS,
      sql: schema.createTable(VERSIONS, (t) => {
        t.integer('step_number').primary();
        t.string('name', 100).notNullable();
        t.string('direction', 4).notNullable();
        t.integer('done').notNullable();
        t.integer('total').notNullable();
        t.string('applied_at', 30).notNullable();
      }),
    },
    {
      name: LOCK,
      sql: connection.builder().schema.createTable(LOCK, (t) => {
        t.integer('id').primary();
        t.string('holder', 200).notNullable();
        t.string('taken_at', 30).notNullable();
      }),
    },
  ];
  for (const { name, sql } of wanted) {
    if (tables.includes(name)) continue;
    try {
      for (const statement of sql.toSQL()) await connection.write((writer) => writer.execute(statement.sql));
    } catch (error) {
      // Another program may have made the table since we looked.
      if (!(await listTables(connection)).includes(name)) throw error;
    }
  }
}

/**
 * The row with id 1 is the lock: only one program can insert it. One whose program died is taken over once it is older than any
 * statement may run.
 */
async function takeLock(connection: DatacenterConnection, holder: string, now: Date): Promise<void> {
  try {
    await connection.write((writer) =>
      writer.execute(`INSERT INTO ${LOCK} (id, holder, taken_at) VALUES (?, ?, ?)`, [
        1,
        holder,
        now.toISOString(),
      ]),
    );
  } catch (error) {
    if (asErrorData(error).code !== 'DATACENTER_DUPLICATE') throw error;
    const [held] = await connection.query<{ holder: string; taken_at: string }>(
      `SELECT holder, taken_at FROM ${LOCK}`,
    );
    if (held && now.getTime() - Date.parse(held.taken_at) > LOCK_EXPIRES_MS) {
      const taken = await connection.write((writer) =>
        writer.execute(`UPDATE ${LOCK} SET holder = ?, taken_at = ? WHERE id = 1 AND holder = ?`, [
          holder,
          now.toISOString(),
          held.holder,
        ]),
      );
      if (taken === 1) return;
    }
    throw fail('DATACENTER_STRUCTURE_LOCKED', words.locked, {
      holder: held?.holder.replace(/ [^ ]+$/, '') ?? '',
      since: held?.taken_at ?? '',
    });
  }
}

/** The lock tells that its program lives: renewed after each step. */
async function renewLock(connection: DatacenterConnection): Promise<void> {
  await connection.write((writer) =>
    writer.execute(`UPDATE ${LOCK} SET taken_at = ? WHERE id = 1`, [new Date().toISOString()]),
  );
}
