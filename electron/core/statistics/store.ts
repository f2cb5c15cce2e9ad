import type { Knex } from 'knex';
import type {
  ExportFormat,
  SavedQuery,
  StatisticsColumn,
  StatisticsRun,
} from '../../../shared/contract/statistics.ts';

export interface QueryRow {
  id: string;
  name: string;
  purpose: string;
  requester: string;
  connection_id: string;
  sql: string;
  parameters: string;
  sensitive_tables: string;
  approval: SavedQuery['approval'];
  approved_by: string | null;
  approved_at: string | null;
  approval_note: string;
  schedule_time: string | null;
  schedule_format: ExportFormat | null;
  scheduled_day: string | null;
  created_by_id: string;
  created_by: string;
  changed_by: string;
  changed_at: string;
}

export interface RunRow {
  id: string;
  query_id: string | null;
  name: string;
  connection_id: string;
  connection_name: string;
  sql: string;
  parameter_values: string;
  reason: string;
  unmasked: number;
  row_limit: number;
  job_id: string | null;
  state: StatisticsRun['state'];
  columns: string;
  rows: number;
  cut: StatisticsRun['cut'];
  bytes: number;
  first_row_ms: number | null;
  ms: number | null;
  error: string;
  run_by_id: string;
  run_by: string;
  started_at: string;
  dropped: number;
}

export interface ExportRow {
  id: string;
  run_id: string;
  format: ExportFormat;
  file: string;
  rows: number;
  bytes: number;
  sha256: string;
  exported_by: string;
  exported_at: string;
}

export function statisticsStore(log: Knex) {
  return {
    queries: (): Promise<(QueryRow & { last_success: string | null })[]> =>
      log('statistics_query as q')
        .select('q.*', {
          last_success: log('statistics_run')
            .max('started_at')
            .whereRaw("query_id = q.id AND state = 'done'"),
        })
        .orderBy('q.name'),
    query: (id: string): Promise<QueryRow | undefined> =>
      log<QueryRow>('statistics_query').where({ id }).first(),
    queryNamed: (name: string): Promise<QueryRow | undefined> =>
      log<QueryRow>('statistics_query').where({ name }).first(),
    async saveQuery(row: QueryRow): Promise<void> {
      await log('statistics_query').insert(row).onConflict('id').merge();
    },
    async changeQuery(id: string, columns: Partial<QueryRow>): Promise<void> {
      await log('statistics_query').where({ id }).update(columns);
    },
    async removeQuery(id: string): Promise<void> {
      await log('statistics_query').where({ id }).delete();
    },
    /** Takes today's turn of a schedule; false when another process took it. */
    async takeTurn(id: string, day: string): Promise<boolean> {
      const taken = await log('statistics_query')
        .where({ id })
        .andWhere((where) => where.whereNull('scheduled_day').orWhereNot('scheduled_day', day))
        .update({ scheduled_day: day });
      return taken === 1;
    },

    run: (id: string): Promise<RunRow | undefined> => log<RunRow>('statistics_run').where({ id }).first(),
    async runs(page: { queryId?: string | undefined; offset: number; limit: number }) {
      const chosen = () =>
        log<RunRow>('statistics_run').where((where) => {
          if (page.queryId) where.where('query_id', page.queryId);
        });
      const rows: RunRow[] = await chosen()
        .orderBy('started_at', 'desc')
        .offset(page.offset)
        .limit(page.limit);
      const [count] = (await chosen().count({ total: '*' })) as unknown as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    async addRun(row: RunRow): Promise<void> {
      await log('statistics_run').insert(row);
    },
    async changeRun(id: string, columns: Partial<RunRow>): Promise<void> {
      await log('statistics_run').where({ id }).update(columns);
    },
    /** Runs whose result may still lie on disk, newest first. */
    keptRuns: (): Promise<RunRow[]> =>
      log<RunRow>('statistics_run').where({ dropped: 0 }).orderBy('started_at', 'desc'),

    async addExport(row: ExportRow): Promise<void> {
      await log('statistics_export').insert(row);
    },
    exports: (runId: string): Promise<ExportRow[]> =>
      log<ExportRow>('statistics_export').where({ run_id: runId }).orderBy('exported_at', 'desc'),
    export: (id: string): Promise<ExportRow | undefined> =>
      log<ExportRow>('statistics_export').where({ id }).first(),
  };
}

export const columnsOf = (row: RunRow) => JSON.parse(row.columns) as StatisticsColumn[];
