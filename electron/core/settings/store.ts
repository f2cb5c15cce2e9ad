import type { Knex } from 'knex';
import { inTransaction } from '../log/log.ts';

interface SettingRow {
  name: string;
  value: string;
  changed_by: string;
  changed_at: string;
}

export function settingsStore(log: Knex) {
  return {
    async all(): Promise<Record<string, unknown>> {
      const rows = await log<SettingRow>('setting');
      return Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value) as unknown]));
    },
    async save(values: Record<string, unknown>, by: string, at: string): Promise<void> {
      await inTransaction(log, async (trx) => {
        for (const [name, value] of Object.entries(values)) {
          await trx('setting')
            .insert({ name, value: JSON.stringify(value), changed_by: by, changed_at: at })
            .onConflict('name')
            .merge();
        }
      });
    },
  };
}
