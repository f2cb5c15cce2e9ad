import type { Knex } from 'knex';
import { inTransaction } from '../../log/log.ts';

export interface PlanRow {
  id: string;
  name: string;
  source_id: string;
  target_id: string;
  every_minutes: number;
  overlap_minutes: number;
  next_at: number;
  enabled: number;
  last_at: string | null;
  last_success_at: string | null;
  last_error: string;
  changed_by: string;
  changed_at: string;
}

export interface TableRow {
  plan_id: string;
  place: number;
  name: string;
  key: string;
  mark: string;
  high_water: string | null;
  copied_at: string | null;
  copied_rows: number | null;
  proven_at: string | null;
  source_rows: number | null;
  target_rows: number | null;
  missing: number | null;
  different: number | null;
  extra: number | null;
  repaired: number | null;
}

/** The tables `backup_plan` and `backup_table` of the log. */
export function backupStore(log: Knex) {
  const plans = () => log<PlanRow>('backup_plan');
  const tables = () => log<TableRow>('backup_table');
  return {
    plans: (): Promise<PlanRow[]> => plans().orderBy('name'),
    plan: (id: string): Promise<PlanRow | undefined> => plans().where({ id }).first(),
    named: (name: string): Promise<PlanRow | undefined> => plans().where({ name }).first(),
    tables: (planId: string): Promise<TableRow[]> => tables().where({ plan_id: planId }).orderBy('place'),

    /** Inserts or changes a plan; a table that stays what it was keeps how far it is. */
    async save(
      plan: Omit<PlanRow, 'next_at' | 'last_at' | 'last_success_at' | 'last_error'>,
      wanted: readonly Pick<TableRow, 'name' | 'key' | 'mark'>[],
      startOver: boolean,
    ): Promise<void> {
      await inTransaction(log, async (trx) => {
        await trx('backup_plan').insert(plan).onConflict('id').merge();
        const before = await trx<TableRow>('backup_table').where({ plan_id: plan.id });
        await trx('backup_table').where({ plan_id: plan.id }).delete();
        for (const [place, table] of wanted.entries()) {
          const kept = before.find(
            (row) => row.name === table.name && row.key === table.key && row.mark === table.mark,
          );
          await trx('backup_table').insert({ ...(startOver ? {} : kept), ...table, plan_id: plan.id, place });
        }
      });
    },

    remove: async (id: string): Promise<boolean> => (await plans().where({ id }).delete()) > 0,
    update: (id: string, values: Partial<PlanRow>) => plans().where({ id }).update(values),
    updateTable: (planId: string, name: string, values: Partial<TableRow>) =>
      tables().where({ plan_id: planId, name }).update(values),

    /** Takes the turn of a scheduled run; false when another process has it or it is not due. */
    claim: async (id: string, nowMs: number, nextMs: number): Promise<boolean> =>
      (await plans().where({ id, enabled: 1 }).where('next_at', '<=', nowMs).update({ next_at: nextMs })) > 0,
  };
}
