import type { Knex } from 'knex';
import { inTransaction } from '../log/log.ts';

export interface AuditRow {
  id: number;
  at: string;
  operator_id: string;
  operator_name: string;
  host: string;
  action: string;
  target: string;
  detail: string;
  previous_hash: string;
  hash: string;
}

type NewEntry = Omit<AuditRow, 'id' | 'hash' | 'previous_hash'>;

export function auditStore(log: Knex) {
  return {
    async append(entry: NewEntry, hash: (entry: NewEntry, previous: string) => string): Promise<void> {
      await inTransaction(log, async (trx) => {
        const last = await trx<AuditRow>('audit_entry').orderBy('id', 'desc').first('hash');
        const previous = last?.hash ?? '';
        await trx('audit_entry').insert({ ...entry, previous_hash: previous, hash: hash(entry, previous) });
      });
    },

    async list(page: { offset: number; limit: number }): Promise<{ rows: AuditRow[]; total: number }> {
      const rows = await log<AuditRow>('audit_entry')
        .orderBy('id', 'desc')
        .offset(page.offset)
        .limit(page.limit);
      const [count] = (await log('audit_entry').count({ total: '*' })) as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },

    /** How often each act was recorded from one instant to another (excluded), and by how many people in all. */
    async countsBetween(from: string, to: string) {
      const within = () => log('audit_entry').where('at', '>=', from).where('at', '<', to);
      const actions = (await within().groupBy('action').select('action').count({ total: '*' })) as {
        action: string;
        total: number;
      }[];
      const [people] = (await within().countDistinct({ total: 'operator_id' })) as { total: number }[];
      return {
        actions: actions.map(({ action, total }) => ({ action, total: Number(total) })),
        people: Number(people?.total ?? 0),
      };
    },

    async after(id: number, limit: number): Promise<AuditRow[]> {
      return log<AuditRow>('audit_entry').where('id', '>', id).orderBy('id').limit(limit);
    },
  };
}
