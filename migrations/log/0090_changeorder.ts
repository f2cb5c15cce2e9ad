import type { Knex } from 'knex';

/** Reviewed manual changes: one row is one change order, from draft to executed and perhaps undone. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('changeorder', (t) => {
    t.string('id').primary();
    /** BG-YYYYMMDD-NNN */
    t.string('number').notNullable().unique();
    t.string('title').notNullable();
    t.string('applicant').notNullable();
    t.string('connection_id').notNullable();
    t.string('connection_name').notNullable();
    t.text('sql').notNullable();
    t.text('reason').notNullable();
    t.string('incident').notNullable().defaultTo('');
    /** draft | submitted | approved | rejected | executing | executed | failed | undoing | undone */
    t.string('state').notNullable().index();
    /** update | delete | insert; empty until submitted. */
    t.string('kind').notNullable().defaultTo('');
    t.string('table_name').notNullable().defaultTo('');
    t.text('condition').notNullable().defaultTo('');
    /** JSON: string[] */
    t.text('primary_key').notNullable().defaultTo('[]');
    t.integer('predicted_rows');
    t.integer('actual_rows');
    t.integer('undone_rows');
    t.string('sql_digest').notNullable().defaultTo('');
    /** Name inside results/changeorder. */
    t.string('image_file').notNullable().defaultTo('');
    t.string('image_digest').notNullable().defaultTo('');
    t.string('job_id');
    t.text('failure').notNullable().defaultTo('');
    t.text('approval_note').notNullable().defaultTo('');
    t.text('undo_reason').notNullable().defaultTo('');
    t.string('author_id').notNullable();
    t.string('author').notNullable();
    t.string('created_at').notNullable();
    t.string('changed_at').notNullable();
    t.string('submitter_id');
    t.string('submitted_at');
    t.string('approver_id');
    t.string('approver');
    t.string('approved_at');
    t.string('executor_id');
    t.string('executor');
    t.string('executed_at');
    t.string('reviewer');
    t.string('reviewed_at');
    t.string('undone_by');
    t.string('undone_at');
  });
}
