import type { Knex } from 'knex';
import type { ChangeState } from '../../../shared/contract/changeorder.ts';
import { inTransaction } from '../log/log.ts';

export interface ChangeRow {
  id: string;
  number: string;
  title: string;
  applicant: string;
  connection_id: string;
  connection_name: string;
  sql: string;
  reason: string;
  incident: string;
  state: ChangeState;
  kind: string;
  table_name: string;
  condition: string;
  primary_key: string;
  predicted_rows: number | null;
  actual_rows: number | null;
  undone_rows: number | null;
  sql_digest: string;
  image_file: string;
  image_digest: string;
  job_id: string | null;
  failure: string;
  approval_note: string;
  undo_reason: string;
  author_id: string;
  author: string;
  created_at: string;
  changed_at: string;
  submitter_id: string | null;
  submitted_at: string | null;
  approver_id: string | null;
  approver: string | null;
  approved_at: string | null;
  executor_id: string | null;
  executor: string | null;
  executed_at: string | null;
  reviewer: string | null;
  reviewed_at: string | null;
  undone_by: string | null;
  undone_at: string | null;
}

export type NewChange = Pick<
  ChangeRow,
  | 'id'
  | 'title'
  | 'applicant'
  | 'connection_id'
  | 'connection_name'
  | 'sql'
  | 'reason'
  | 'incident'
  | 'author_id'
  | 'author'
  | 'created_at'
  | 'changed_at'
>;

export function changeorderStore(log: Knex) {
  return {
    find: (id: string): Promise<ChangeRow | undefined> => log<ChangeRow>('changeorder').where({ id }).first(),
    named: (number: string): Promise<ChangeRow | undefined> =>
      log<ChangeRow>('changeorder').where({ number }).first(),
    async list(page: { offset: number; limit: number; states?: readonly ChangeState[] | undefined }) {
      const chosen = () =>
        log<ChangeRow>('changeorder').where((where) => {
          if (page.states?.length) where.whereIn('state', [...page.states]);
        });
      const rows: ChangeRow[] = await chosen()
        .orderBy('number', 'desc')
        .offset(page.offset)
        .limit(page.limit);
      const [count] = (await chosen().count({ total: '*' })) as unknown as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    /** Adds a draft under the day's next number `BG-YYYYMMDD-NNN`. */
    async add(row: NewChange, day: string): Promise<void> {
      await inTransaction(log, async (trx) => {
        const prefix = `BG-${day.replaceAll('-', '')}-`;
        const last = await trx<ChangeRow>('changeorder')
          .where('number', 'like', `${prefix}%`)
          .orderBy('number', 'desc')
          .first('number');
        const next = Number(last?.number.slice(prefix.length) ?? 0) + 1;
        await trx('changeorder').insert({
          ...row,
          number: `${prefix}${String(next).padStart(3, '0')}`,
          state: 'draft',
        });
      });
    },
    /** Changes an order only while it is in one of the states; false when it no longer is. */
    async move(id: string, from: readonly ChangeState[], change: Partial<ChangeRow>): Promise<boolean> {
      return (
        (await log('changeorder')
          .where({ id })
          .whereIn('state', [...from])
          .update(change)) === 1
      );
    },
    async remove(id: string, from: readonly ChangeState[]): Promise<boolean> {
      return (
        (await log('changeorder')
          .where({ id })
          .whereIn('state', [...from])
          .delete()) === 1
      );
    },
  };
}
