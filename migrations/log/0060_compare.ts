import type { Knex } from 'knex';

/**
 * Saved comparisons of a table in two databases, their runs with what they found, and back-fills with a receipt for each
 * row. Keys and values are canonical texts (electron/core/compare/canonical.ts), as JSON arrays.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('compare_definition', (t) => {
    t.string('id').primary();
    t.string('name').notNullable().unique();
    t.string('source_id').notNullable();
    t.string('target_id').notNullable();
    t.string('table').notNullable();
    t.string('target_table').notNullable();
    /** JSON: what is compared by which columns (PlanInput). */
    t.text('columns').notNullable();
    t.string('updated_at').notNullable();
    t.string('updated_by').notNullable();
    t.string('removed_at');
  });
  await knex.schema.createTable('compare_run', (t) => {
    t.string('id').primary();
    /** Null: compared on the command line, without a saved comparison. */
    t.string('definition_id').references('id').inTable('compare_definition');
    /** The definition as it was run, JSON: a later change of it does not change what a run means. */
    t.text('definition').notNullable();
    t.string('job_id');
    /** running | finished */
    t.string('state').notNullable();
    t.string('started_at').notNullable();
    t.string('finished_at');
    t.string('run_by').notNullable();
    /** CompareTotals as JSON. */
    t.text('totals');
    t.index(['definition_id', 'started_at']);
  });
  await knex.schema.createTable('compare_difference', (t) => {
    t.increments('id');
    t.string('run_id').notNullable().references('id').inTable('compare_run');
    /** The stretch it was found in: those of an unfinished stretch are found anew. */
    t.integer('stretch').notNullable();
    /** missing | extra | different */
    t.string('kind').notNullable();
    t.text('key').notNullable();
    t.text('group_values').notNullable();
    t.text('columns');
    t.index(['run_id', 'kind', 'id']);
    t.index(['run_id', 'stretch']);
  });
  await knex.schema.createTable('compare_group', (t) => {
    t.string('run_id').notNullable().references('id').inTable('compare_run');
    t.integer('sequence').notNullable();
    t.text('group_values').notNullable();
    t.integer('source').notNullable();
    t.integer('target').notNullable();
    t.integer('missing').notNullable();
    t.integer('extra').notNullable();
    t.integer('different').notNullable();
    t.primary(['run_id', 'sequence']);
  });
  await knex.schema.createTable('compare_backfill', (t) => {
    t.string('id').primary();
    t.string('run_id').notNullable().references('id').inTable('compare_run');
    t.string('job_id');
    t.integer('dry_run').notNullable();
    t.integer('updates').notNullable();
    /** running | finished */
    t.string('state').notNullable();
    t.string('started_at').notNullable();
    t.string('finished_at');
    t.string('run_by').notNullable();
    t.integer('inserted').notNullable().defaultTo(0);
    t.integer('updated').notNullable().defaultTo(0);
    t.integer('present').notNullable().defaultTo(0);
    t.integer('gone').notNullable().defaultTo(0);
    t.index(['run_id', 'started_at']);
  });
  await knex.schema.createTable('compare_receipt', (t) => {
    t.increments('id');
    t.string('backfill_id').notNullable().references('id').inTable('compare_backfill');
    t.text('key').notNullable();
    /** inserted | updated | present | gone */
    t.string('outcome').notNullable();
    t.string('at').notNullable();
    t.index(['backfill_id', 'outcome', 'id']);
  });
}
