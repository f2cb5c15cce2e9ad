import type { Knex } from 'knex';

/** Imported versions of code tables, courts, case types and causes, and from which day each holds. Nothing is ever deleted. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('standard_version', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    t.string('name').notNullable();
    t.text('source').notNullable().defaultTo('');
    t.string('file_name').notNullable();
    /** Of the file's bytes. */
    t.string('file_sha256', 64).notNullable();
    t.string('encoding').notNullable();
    /** whole | additions */
    t.string('mode').notNullable();
    /** What additions were laid over; null: the version the console comes with, or a whole table. */
    t.string('base_id').references('id').inTable('standard_version');
    t.integer('entries').notNullable();
    /** The whole table as gzipped JSON. */
    t.binary('content').notNullable();
    t.string('imported_by').notNullable();
    t.string('imported_at').notNullable();
    /** What it touches, as counted last: JSON, and when. */
    t.text('impact');
    t.string('impact_at');
    t.unique(['kind', 'name']);
  });
  await knex.schema.createTable('standard_activation', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    /** null: back to the version the console comes with. */
    t.string('version_id').references('id').inTable('standard_version');
    /** A Beijing day. */
    t.string('effective_from', 10).notNullable();
    t.text('reason').notNullable();
    t.string('activated_by').notNullable();
    t.string('activated_at').notNullable();
    t.string('cancelled_by');
    t.string('cancelled_at');
    t.text('cancel_reason').notNullable().defaultTo('');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX standard_activation_day ON standard_activation (kind, effective_from) WHERE cancelled_at IS NULL',
  );
}
