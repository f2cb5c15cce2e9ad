import type { Knex } from 'knex';
import { inTransaction } from '../log/log.ts';
import type { Difference } from './difference.ts';
import type { Group } from './groups.ts';

export interface DefinitionRow {
  id: string;
  name: string;
  source_id: string;
  target_id: string;
  table: string;
  target_table: string;
  columns: string;
  updated_at: string;
  updated_by: string;
  removed_at: string | null;
}

export interface RunRow {
  id: string;
  definition_id: string | null;
  definition: string;
  job_id: string | null;
  state: string;
  started_at: string;
  finished_at: string | null;
  run_by: string;
  totals: string | null;
}

export interface DifferenceRow {
  id: number;
  run_id: string;
  stretch: number;
  kind: string;
  key: string;
  group_values: string;
  columns: string | null;
}

export interface GroupRow extends Omit<Group, 'by'> {
  run_id: string;
  sequence: number;
  group_values: string;
}

export interface BackfillRow {
  id: string;
  run_id: string;
  job_id: string | null;
  dry_run: number;
  updates: number;
  state: string;
  started_at: string;
  finished_at: string | null;
  run_by: string;
  inserted: number;
  updated: number;
  present: number;
  gone: number;
}

export type Outcome = 'inserted' | 'updated' | 'present' | 'gone';

/** Rows of one INSERT, which knex writes as a compound SELECT: SQLite takes 500 of its terms. */
const CHUNK = 400;

/** The comparison's tables of the log. */
export function compareStore(log: Knex) {
  return {
    definitions: (): Promise<DefinitionRow[]> =>
      log<DefinitionRow>('compare_definition').whereNull('removed_at').orderBy('name'),
    definition: (id: string): Promise<DefinitionRow | undefined> =>
      log<DefinitionRow>('compare_definition').where({ id }).whereNull('removed_at').first(),
    definitionNamed: (name: string): Promise<DefinitionRow | undefined> =>
      log<DefinitionRow>('compare_definition').where({ name }).first(),

    async saveDefinition(row: DefinitionRow): Promise<void> {
      await log<DefinitionRow>('compare_definition').insert(row).onConflict('id').merge();
    },

    /** Its runs stay; its name becomes free. */
    async removeDefinition(id: string, at: string): Promise<boolean> {
      const changed = await log<DefinitionRow>('compare_definition')
        .where({ id })
        .whereNull('removed_at')
        .update({ removed_at: at, name: `${id} (removed)` });
      return changed > 0;
    },

    /** Once; a second time changes nothing. */
    addRun: (row: RunRow) => log<RunRow>('compare_run').insert(row).onConflict('id').ignore(),
    run: (id: string): Promise<RunRow | undefined> => log<RunRow>('compare_run').where({ id }).first(),
    lastRun: (definitionId: string): Promise<RunRow | undefined> =>
      log<RunRow>('compare_run').where({ definition_id: definitionId }).orderBy('started_at', 'desc').first(),

    async runs(definitionId: string, offset: number, limit: number) {
      const rows = await log<RunRow>('compare_run')
        .where({ definition_id: definitionId })
        .orderBy('started_at', 'desc')
        .offset(offset)
        .limit(limit);
      return {
        rows,
        total: await countOf(log<RunRow>('compare_run').where({ definition_id: definitionId })),
      };
    },

    setRun: (id: string, change: Partial<RunRow>) => log<RunRow>('compare_run').where({ id }).update(change),

    /** Adds what a stretch found. */
    async addDifferences(runId: string, stretch: number, found: readonly Difference[]): Promise<void> {
      const rows = found.map((each) => ({
        run_id: runId,
        stretch,
        kind: each.kind,
        key: JSON.stringify(each.key),
        group_values: JSON.stringify(each.by),
        columns: each.columns ? JSON.stringify(each.columns) : null,
      }));
      await inTransaction(log, async (trx) => {
        for (let i = 0; i < rows.length; i += CHUNK) {
          await trx('compare_difference').insert(rows.slice(i, i + CHUNK));
        }
      });
    },

    /** Forgets what stretches from this one on found: they are looked at again. */
    forgetFrom: (runId: string, stretch: number) =>
      log<DifferenceRow>('compare_difference')
        .where({ run_id: runId })
        .where('stretch', '>=', stretch)
        .delete(),

    async differences(runId: string, kind: string | undefined, offset: number, limit: number) {
      const of = () =>
        log<DifferenceRow>('compare_difference').where({ run_id: runId, ...(kind ? { kind } : {}) });
      return { rows: await of().orderBy('id').offset(offset).limit(limit), total: await countOf(of()) };
    },

    /** The next differences behind an id, for work over all of them. */
    differencesAfter: (runId: string, kinds: readonly string[], after: number, limit: number) =>
      log<DifferenceRow>('compare_difference')
        .where({ run_id: runId })
        .whereIn('kind', [...kinds])
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit),

    /** Differences per group and kind. */
    groupCounts: (runId: string): Promise<{ group_values: string; kind: string; rows: number }[]> =>
      log<DifferenceRow>('compare_difference')
        .where({ run_id: runId })
        .groupBy('group_values', 'kind')
        .select('group_values', 'kind')
        .count({ rows: '*' }) as unknown as Promise<{ group_values: string; kind: string; rows: number }[]>,

    async saveGroups(runId: string, groups: readonly Group[]): Promise<void> {
      await inTransaction(log, async (trx) => {
        await trx('compare_group').where({ run_id: runId }).delete();
        const rows = groups.map(({ by, ...counts }, sequence) => ({
          run_id: runId,
          sequence,
          group_values: JSON.stringify(by),
          ...counts,
        }));
        for (let i = 0; i < rows.length; i += CHUNK)
          await trx('compare_group').insert(rows.slice(i, i + CHUNK));
      });
    },

    async groups(runId: string, offset: number, limit: number) {
      const of = () => log<GroupRow>('compare_group').where({ run_id: runId });
      return { rows: await of().orderBy('sequence').offset(offset).limit(limit), total: await countOf(of()) };
    },

    /** Once; a second time changes nothing. */
    addBackfill: (row: BackfillRow) =>
      log<BackfillRow>('compare_backfill').insert(row).onConflict('id').ignore(),
    backfill: (id: string): Promise<BackfillRow | undefined> =>
      log<BackfillRow>('compare_backfill').where({ id }).first(),
    backfills: (runId: string): Promise<BackfillRow[]> =>
      log<BackfillRow>('compare_backfill').where({ run_id: runId }).orderBy('started_at', 'desc'),
    setBackfill: (id: string, change: Partial<BackfillRow>) =>
      log<BackfillRow>('compare_backfill').where({ id }).update(change),

    /** Receipts of one batch and the back-fill's new counts, together. */
    async addReceipts(
      backfillId: string,
      receipts: readonly { key: string; outcome: Outcome }[],
      at: string,
    ): Promise<void> {
      const count = (outcome: Outcome) => receipts.filter((receipt) => receipt.outcome === outcome).length;
      await inTransaction(log, async (trx) => {
        const rows = receipts.map((receipt) => ({ backfill_id: backfillId, at, ...receipt }));
        for (let i = 0; i < rows.length; i += CHUNK)
          await trx('compare_receipt').insert(rows.slice(i, i + CHUNK));
        await trx('compare_backfill')
          .where({ id: backfillId })
          .update({
            inserted: trx.raw('inserted + ?', [count('inserted')]),
            updated: trx.raw('updated + ?', [count('updated')]),
            present: trx.raw('present + ?', [count('present')]),
            gone: trx.raw('gone + ?', [count('gone')]),
          });
      });
    },
  };
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [row] = (await query.count({ n: '*' })) as { n: number }[];
  return Number(row?.n ?? 0);
}
