import type { Knex } from 'knex';
import type { MarkKind } from '../../../shared/contract/dutyAttendance.ts';
import type { LogKind } from '../../../shared/contract/dutyLog.ts';
import type { Day } from '../../../shared/domain/time.ts';

export interface MarkRow {
  id: string;
  person_id: string;
  day: string;
  kind: MarkKind;
  at: string;
  source: 'sign' | 'correction';
  reason: string;
  recorded_by: string;
  recorded_at: string;
  replaced_at: string | null;
}

export interface LogRow {
  id: string;
  day: string;
  at: string;
  kind: LogKind;
  who: string;
  phone: string;
  content: string;
  outcome: string;
  shift_id: string | null;
  written_by: string;
  written_at: string;
  void_reason: string;
  voided_by: string | null;
  voided_at: string | null;
}

export interface NamedLogRow extends LogRow {
  writer_name: string;
  voider_name: string | null;
}

export interface ClockRow {
  /** A shift's or an attendance mark's id. */
  target_id: string;
  at: string;
  uptime_seconds: number;
  jump_seconds: number | null;
  behind_seconds: number;
  centre_seconds: number | null;
  centre_state: 'unchecked' | 'compared' | 'unreachable' | 'none';
  suspect: number;
}

/** Attendance marks, the duty log, and what clocks said. */
export function recordStore(db: Knex) {
  const entries = () =>
    db('duty_log_entry')
      .join({ writer: 'operator' }, 'writer.id', 'duty_log_entry.written_by')
      .leftJoin({ voider: 'operator' }, 'voider.id', 'duty_log_entry.voided_by')
      .select('duty_log_entry.*', 'writer.name as writer_name', 'voider.name as voider_name');
  return {
    /** The marks that count in `from`…`to`. */
    marks: (from: Day, to: Day): Promise<MarkRow[]> =>
      db('duty_attendance_mark').whereBetween('day', [from, to]).whereNull('replaced_at'),
    /** Every mark of a person's day, also what was replaced. */
    marksOf: (personId: string, day: Day): Promise<(MarkRow & { recorder_name: string })[]> =>
      db('duty_attendance_mark')
        .join('operator', 'operator.id', 'duty_attendance_mark.recorded_by')
        .where({ person_id: personId, day })
        .orderBy('recorded_at')
        .select('duty_attendance_mark.*', 'operator.name as recorder_name'),
    async putMark(row: MarkRow): Promise<void> {
      await db('duty_attendance_mark')
        .where({ person_id: row.person_id, day: row.day, kind: row.kind })
        .whereNull('replaced_at')
        .update({ replaced_at: row.recorded_at });
      await db('duty_attendance_mark').insert(row);
    },
    insertEntry: async (row: LogRow): Promise<void> => {
      await db('duty_log_entry').insert(row);
    },
    entry: (id: string): Promise<NamedLogRow | undefined> => entries().where('duty_log_entry.id', id).first(),
    async strikeEntry(id: string, changes: Partial<LogRow>): Promise<boolean> {
      return (await db('duty_log_entry').where({ id }).whereNull('voided_at').update(changes)) === 1;
    },
    async listEntries(page: {
      from: Day;
      to: Day;
      kinds?: readonly LogKind[] | undefined;
      offset: number;
      limit: number;
    }): Promise<{ rows: NamedLogRow[]; total: number }> {
      const chosen = (query: Knex.QueryBuilder) => {
        query.whereBetween('duty_log_entry.day', [page.from, page.to]);
        if (page.kinds?.length) query.whereIn('duty_log_entry.kind', [...page.kinds]);
        return query;
      };
      const rows = (await chosen(entries())
        .orderBy([
          { column: 'duty_log_entry.day', order: 'desc' },
          { column: 'duty_log_entry.at', order: 'desc' },
        ])
        .offset(page.offset)
        .limit(page.limit)) as NamedLogRow[];
      const [count] = (await chosen(db('duty_log_entry').count({ total: '*' }))) as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    entriesOfShifts: (ids: readonly string[]): Promise<NamedLogRow[]> =>
      entries()
        .whereIn('duty_log_entry.shift_id', [...ids])
        .orderBy('duty_log_entry.at'),
    insertClock: async (row: ClockRow): Promise<void> => {
      await db('duty_clock_check').insert(row);
    },
    updateClock: async (targetId: string, changes: Partial<ClockRow>): Promise<void> => {
      await db('duty_clock_check').where({ target_id: targetId }).update(changes);
    },
    clocks: (targetIds: readonly string[]): Promise<ClockRow[]> =>
      db('duty_clock_check').whereIn('target_id', [...targetIds]),
    /** The reading taken last. */
    lastClock: (): Promise<ClockRow | undefined> => db('duty_clock_check').orderByRaw('rowid DESC').first(),
  };
}
