import type { Knex } from 'knex';

/** Connections that are a folder of export files: how they are read, and how their snapshot stands. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('datacenter_files', (t) => {
    t.string('connection_id').primary();
    /** ExportFiles as JSON. */
    t.text('settings').notNullable();
    t.string('state').notNullable();
    t.string('exported_at');
    t.string('read_at');
    t.string('checked_at');
    t.integer('tables').notNullable().defaultTo(0);
    t.integer('rows').notNullable().defaultTo(0);
    t.integer('refused').notNullable().defaultTo(0);
    t.integer('suspect').notNullable().defaultTo(0);
    t.integer('failed_files').notNullable().defaultTo(0);
    t.text('error').notNullable().defaultTo('');
    /** Name, size, time and SHA-256 of each file as it was read; JSON. */
    t.text('marks').notNullable().defaultTo('[]');
    /** What became of each file; JSON. */
    t.text('files').notNullable().defaultTo('[]');
    /** Where the refused lines lie, relative to the workspace; '' before the first reading. */
    t.text('refused_file').notNullable().defaultTo('');
    t.foreign('connection_id').references('datacenter_connection.id').onDelete('CASCADE');
  });
}
