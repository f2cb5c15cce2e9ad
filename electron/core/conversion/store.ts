import type { Knex } from 'knex';
import type { FileFilter, FileStatus } from '../../../shared/contract/conversion.ts';
import { inTransaction } from '../log/log.ts';

export interface SourceRow {
  id: string;
  name: string;
  kind: 'datacenter' | 'database' | 'folder';
  connection_id: string | null;
  folder: string;
  mapping: string | null;
  target: string;
  court_code: number | null;
  window_from: string | null;
  window_to: string | null;
  rate_per_minute: number;
  enabled: number;
  searched_until: string | null;
  searched_at: string | null;
  succeeded_at: string | null;
  last_error: string;
  changed_by: string;
  changed_at: string;
}

export interface FileRow {
  id: number;
  source_id: string;
  file_key: string;
  case_id: string;
  court_code: number | null;
  name: string;
  suffix: string;
  found: string;
  mismatch: number;
  byte_size: number | null;
  stamp: string;
  sha256: string | null;
  status: FileStatus;
  reason_code: string;
  reason: string;
  pages: number | null;
  pictures: number | null;
  tables: number | null;
  notes: string;
  differences: string;
  ms: number | null;
  attempts: number;
  forced: number;
  result_sha256: string | null;
  run_id: string | null;
  found_at: string;
  converted_at: string | null;
}

export type NewFileRow = Pick<
  FileRow,
  | 'source_id'
  | 'file_key'
  | 'case_id'
  | 'court_code'
  | 'name'
  | 'suffix'
  | 'mismatch'
  | 'byte_size'
  | 'stamp'
  | 'status'
  | 'found_at'
> &
  Partial<FileRow>;

export interface CourtCount {
  court_code: number | null;
  status: FileStatus;
  total: number;
  last_at: string | null;
}

/** What a case is locked under: files without a case lock themselves. */
const CASE_KEY = "CASE WHEN f.case_id = '' THEN '#' || f.source_id || ':' || f.file_key ELSE f.case_id END";

export function conversionStore(db: Knex) {
  const files = () => db<FileRow>('conversion_file');

  function filtered(filter: FileFilter) {
    const query = db('conversion_file as f').join('conversion_source as s', 's.id', 'f.source_id');
    if (filter.statuses) query.whereIn('f.status', filter.statuses);
    if (filter.sourceId) query.where('f.source_id', filter.sourceId);
    if (filter.mismatch) query.where('f.mismatch', 1);
    if (filter.courts) {
      const codes = filter.courts.filter((court) => court !== null);
      query.where((either) => {
        either.whereIn('f.court_code', codes);
        if (filter.courts?.includes(null)) either.orWhereNull('f.court_code');
      });
    }
    if (filter.text) {
      const text = filter.text;
      const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
      query.where((either) =>
        either
          .whereRaw("f.name LIKE ? ESCAPE '\\'", [part])
          .orWhere('f.file_key', text)
          .orWhere('f.case_id', text),
      );
    }
    return query;
  }

  /** From the counters where they can tell, for counting a million rows one by one takes most of a second. */
  async function countOf(filter: FileFilter): Promise<number> {
    if (filter.text || filter.mismatch) {
      const [row] = (await filtered(filter).count({ total: '*' })) as { total: number }[];
      return Number(row?.total ?? 0);
    }
    const query = db('conversion_count').sum({ total: 'total' });
    if (filter.statuses) query.whereIn('status', filter.statuses);
    if (filter.sourceId) query.where({ source_id: filter.sourceId });
    if (filter.courts)
      query.whereIn(
        'court_code',
        filter.courts.map((court) => court ?? -1),
      );
    const row = (await query.first()) as { total: number | null } | undefined;
    return Number(row?.total ?? 0);
  }

  async function counters(sourceId: string, where: { status?: FileStatus; by_suffix: number }) {
    const rows = (await db('conversion_count')
      .where({ source_id: sourceId, ...where })
      .groupBy('court_code')
      .select('court_code')
      .sum({ total: 'total' })) as { court_code: number; total: number }[];
    return new Map(rows.map((row) => [knownCourt(row.court_code), Number(row.total)]));
  }

  return {
    sources: () => db<SourceRow>('conversion_source').orderBy('changed_at').orderBy('id'),
    source: (id: string) => db<SourceRow>('conversion_source').where({ id }).first(),
    sourceNamed: (name: string) => db<SourceRow>('conversion_source').where({ name }).first(),
    async saveSource(row: Partial<SourceRow> & { id: string }): Promise<void> {
      await db('conversion_source').insert(row).onConflict('id').merge();
    },
    async addSourceIfNone(row: Partial<SourceRow> & { id: string }): Promise<void> {
      await db('conversion_source').insert(row).onConflict('id').ignore();
    },
    async updateSource(id: string, columns: Partial<SourceRow>): Promise<void> {
      await db('conversion_source').where({ id }).update(columns);
    },
    async removeSource(id: string): Promise<void> {
      await inTransaction(db, async (trx) => {
        await trx('conversion_file').where({ source_id: id }).delete();
        await trx('conversion_source').where({ id }).delete();
      });
    },

    file: (id: number) => files().where({ id }).first(),
    async filesByKey(sourceId: string, keys: readonly string[]): Promise<Map<string, FileRow>> {
      const rows = await files()
        .where({ source_id: sourceId })
        .whereIn('file_key', [...keys]);
      return new Map(rows.map((row) => [row.file_key, row]));
    },

    /** New files, and known ones with what changed of them, in one transaction. */
    async recordFound(
      added: readonly NewFileRow[],
      changed: readonly { id: number; columns: Partial<FileRow> }[],
    ): Promise<void> {
      if (added.length === 0 && changed.length === 0) return;
      await inTransaction(db, async (trx) => {
        for (let at = 0; at < added.length; at += 200) {
          await trx('conversion_file')
            .insert(added.slice(at, at + 200))
            .onConflict(['source_id', 'file_key'])
            .ignore();
        }
        for (const { id, columns } of changed) await trx('conversion_file').where({ id }).update(columns);
      });
    },

    /** Failed ones get another try, up to `attempts` in all. */
    async retryFailed(sourceId: string, attempts: number): Promise<void> {
      await files()
        .where({ source_id: sourceId, status: 'failed' })
        .where('attempts', '<', attempts)
        .update({ status: 'waiting', forced: 1 });
    },

    /** Files that are done as far as the log knows, oldest first: to check that their results are still there. */
    finishedAfter: (sourceId: string, id: number, limit: number) =>
      files()
        .where({ source_id: sourceId })
        .whereIn('status', ['converted', 'noted', 'doubtful'])
        .where('id', '>', id)
        .orderBy('id')
        .limit(limit),

    /**
     * Takes waiting files of cases that nobody converts, and locks those cases for the owner. Files of one case come
     * together. At most `limit` files and, but for the first, `bytes` in all.
     */
    async claim(
      sourceId: string,
      lock: { owner: string; now: number; until: number },
      room: { limit: number; bytes: number },
      only: readonly number[] | undefined,
    ): Promise<FileRow[]> {
      return inTransaction(db, async (trx) => {
        await trx('conversion_case_lock').where('until', '<=', lock.now).delete();
        const query = trx('conversion_file as f')
          .select('f.*', trx.raw(`${CASE_KEY} as case_key`))
          .where({ 'f.source_id': sourceId, 'f.status': 'waiting' })
          .whereRaw(`NOT EXISTS (SELECT 1 FROM conversion_case_lock l WHERE l.case_key = ${CASE_KEY})`)
          .orderBy('f.case_id')
          .orderBy('f.id')
          .limit(room.limit);
        if (only) query.whereIn('f.id', [...only]);
        const rows = (await query) as (FileRow & { case_key: string })[];
        const taken: typeof rows = [];
        let bytes = 0;
        for (const row of rows) {
          bytes += row.byte_size ?? 0;
          if (taken.length > 0 && bytes > room.bytes) break;
          taken.push(row);
        }
        const keys = [...new Set(taken.map((row) => row.case_key))];
        for (const key of keys) {
          await trx('conversion_case_lock').insert({ case_key: key, owner: lock.owner, until: lock.until });
        }
        return taken;
      });
    },

    async countWaiting(sourceId: string, only: readonly number[] | undefined): Promise<number> {
      const query = files().where({ source_id: sourceId, status: 'waiting' });
      if (only) query.whereIn('id', [...only]);
      const [row] = (await query.count({ total: '*' })) as unknown as { total: number }[];
      return Number(row?.total ?? 0);
    },

    async extendLocks(owner: string, until: number): Promise<void> {
      await db('conversion_case_lock').where({ owner }).update({ until });
    },
    async releaseLocks(owner: string): Promise<void> {
      await db('conversion_case_lock').where({ owner }).delete();
    },

    async saveResults(rows: readonly { id: number; columns: Partial<FileRow> }[]): Promise<void> {
      await inTransaction(db, async (trx) => {
        for (const { id, columns } of rows) await trx('conversion_file').where({ id }).update(columns);
      });
    },
    async forget(ids: readonly number[]): Promise<void> {
      await files()
        .whereIn('id', [...ids])
        .delete();
    },

    async countsOfRun(runId: string): Promise<Map<FileStatus, number>> {
      const rows = (await db('conversion_file')
        .where({ run_id: runId })
        .groupBy('status')
        .select('status')
        .count({ total: '*' })) as { status: FileStatus; total: number }[];
      return new Map(rows.map((row) => [row.status, Number(row.total)]));
    },

    /** What became of the files dealt with from one instant to another (excluded), per court and status. */
    async countsBetween(from: string, to: string): Promise<Omit<CourtCount, 'last_at'>[]> {
      const rows = (await db('conversion_file')
        .where('converted_at', '>=', from)
        .where('converted_at', '<', to)
        .groupBy('court_code', 'status')
        .select('court_code', 'status')
        .count({ total: '*' })) as { court_code: number | null; status: FileStatus; total: number }[];
      return rows.map((row) => ({ ...row, total: Number(row.total) }));
    },

    /** Per court and status, over the given sources; from counters, whatever the number of files. */
    async board(sourceIds: readonly string[]): Promise<CourtCount[]> {
      const rows = (await db('conversion_count')
        .whereIn('source_id', [...sourceIds])
        .where('total', '>', 0)
        .groupBy('court_code', 'status')
        .select('court_code', 'status')
        .sum({ total: 'total' })
        .max({ last_at: 'last_at' })) as (CourtCount & { court_code: number })[];
      return rows.map((row) => ({
        court_code: knownCourt(row.court_code),
        status: row.status,
        total: Number(row.total),
        last_at: row.last_at || null,
      }));
    },

    /** Waiting files that the source's own count of what is not converted leaves out, per court. */
    async waitingUnseen(sourceId: string): Promise<Map<number | null, number>> {
      const other = await counters(sourceId, { status: 'waiting', by_suffix: 0 });
      const forced = (await db('conversion_file')
        .where({ source_id: sourceId, forced: 1, status: 'waiting', suffix: 'rtf' })
        .groupBy('court_code')
        .select('court_code')
        .count({ total: '*' })) as { court_code: number | null; total: number }[];
      for (const row of forced)
        other.set(row.court_code, (other.get(row.court_code) ?? 0) + Number(row.total));
      return other;
    },

    async countFinished(sourceId: string): Promise<number> {
      const row = (await db('conversion_count')
        .where({ source_id: sourceId })
        .whereNot({ status: 'waiting' })
        .sum({ total: 'total' })
        .first()) as { total: number | null } | undefined;
      return Number(row?.total ?? 0);
    },

    /** Files whose suffix says RTF and that are done with, per court. */
    async finishedRtf(sourceId: string): Promise<Map<number | null, number>> {
      const rows = (await db('conversion_count')
        .where({ source_id: sourceId, by_suffix: 1 })
        .whereNot({ status: 'waiting' })
        .groupBy('court_code')
        .select('court_code')
        .sum({ total: 'total' })) as { court_code: number; total: number }[];
      return new Map(rows.map((row) => [knownCourt(row.court_code), Number(row.total)]));
    },

    /** Files whose suffix says RTF, whatever became of them, per court. */
    knownRtf: (sourceId: string) => counters(sourceId, { by_suffix: 1 }),

    async list(
      filter: FileFilter,
      page: { offset: number; limit: number },
    ): Promise<{ rows: (FileRow & { source_name: string })[]; total: number }> {
      const rows = (await filtered(filter)
        .select('f.*', 's.name as source_name')
        .orderBy('f.court_code')
        .orderBy('f.case_id')
        .orderBy('f.id')
        .offset(page.offset)
        .limit(page.limit)) as (FileRow & { source_name: string })[];
      return { rows, total: await countOf(filter) };
    },

    async fileWithSource(id: number): Promise<(FileRow & { source_name: string }) | undefined> {
      return db('conversion_file as f')
        .join('conversion_source as s', 's.id', 'f.source_id')
        .where('f.id', id)
        .first('f.*', 's.name as source_name') as Promise<(FileRow & { source_name: string }) | undefined>;
    },
  };
}

/** The counters write -1 for a court that is not known: SQLite's primary keys hold no null twice. */
function knownCourt(code: number): number | null {
  return code === -1 ? null : code;
}
