import type { Knex } from 'knex';

/** Plans of the backup library: what is copied from one connection to another, and how far each table is. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('backup_plan', (t) => {
    t.string('id').primary();
    t.string('name').notNullable().unique();
    t.string('source_id').notNullable().references('id').inTable('datacenter_connection').onDelete('CASCADE');
    t.string('target_id').notNullable().references('id').inTable('datacenter_connection').onDelete('CASCADE');
    t.integer('every_minutes').notNullable();
    t.integer('overlap_minutes').notNullable();
    /** Epoch ms from which the schedule may start the next run; moving it claims the run. */
    t.integer('next_at').notNullable().defaultTo(0);
    t.integer('enabled').notNullable().defaultTo(1);
    t.string('last_at');
    t.string('last_success_at');
    t.text('last_error').notNullable().defaultTo('');
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
  await knex.schema.createTable('backup_table', (t) => {
    t.string('plan_id').notNullable().references('id').inTable('backup_plan').onDelete('CASCADE');
    t.integer('place').notNullable();
    t.string('name').notNullable();
    t.text('key').notNullable();
    /** The column that grows with every change; empty: the whole table is copied each time. */
    t.string('mark').notNullable().defaultTo('');
    /** Rows up to here have been copied and committed. */
    t.string('high_water');
    t.string('copied_at');
    t.integer('copied_rows');
    t.string('proven_at');
    t.integer('source_rows');
    t.integer('target_rows');
    t.integer('missing');
    t.integer('different');
    t.integer('extra');
    t.integer('repaired');
    t.primary(['plan_id', 'name']);
  });
}
