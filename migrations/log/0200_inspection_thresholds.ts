import type { Knex } from 'knex';

/** Limits of automatic check items that this workspace set otherwise than the template. */
export async function up(log: Knex): Promise<void> {
  await log.schema.createTable('inspection_threshold', (table) => {
    table.text('item_id').primary();
    table.double('warning');
    table.double('fault');
    table.text('reason').notNullable();
    table.text('changed_by').notNullable();
    table.text('changed_at').notNullable();
  });
}
