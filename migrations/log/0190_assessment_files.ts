import type { Knex } from 'knex';

/** Files that prove a fact of the assessment: stored by their digest in the workspace, listed here. Never deleted. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('assessment_file', (t) => {
    t.string('id').primary();
    t.string('fact_id').notNullable().references('id').inTable('assessment_fact');
    /** The step it was handed in with: an act of `assessment_event`. */
    t.string('act').notNullable();
    /** As the person named it. */
    t.string('name').notNullable();
    t.integer('bytes').notNullable();
    t.string('sha256', 64).notNullable();
    t.string('added_by').notNullable();
    t.string('added_at').notNullable();
    t.index(['fact_id']);
  });
}
