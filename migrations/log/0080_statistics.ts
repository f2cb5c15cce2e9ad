import type { Knex } from 'knex';

/** Saved queries with their approval and schedule, each run of one, and each export of a run. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('statistics_query', (t) => {
    t.string('id').primary();
    t.string('name').notNullable().unique();
    t.text('purpose').notNullable().defaultTo('');
    t.string('requester').notNullable().defaultTo('');
    t.string('connection_id').notNullable();
    t.text('sql').notNullable();
    /** JSON: StatisticsParameter[] */
    t.text('parameters').notNullable().defaultTo('[]');
    /** JSON: names of the tables with personal data it reads. */
    t.text('sensitive_tables').notNullable().defaultTo('[]');
    /** unneeded | waiting | approved | rejected */
    t.string('approval').notNullable();
    t.string('approved_by');
    t.string('approved_at');
    t.text('approval_note').notNullable().defaultTo('');
    /** `HH:MM` on workdays; null: not scheduled. */
    t.string('schedule_time');
    /** csv | xlsx: also exported after a scheduled run. */
    t.string('schedule_format');
    t.string('scheduled_day');
    t.string('created_by_id').notNullable();
    t.string('created_by').notNullable();
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
  await knex.schema.createTable('statistics_run', (t) => {
    t.string('id').primary();
    t.string('query_id').references('id').inTable('statistics_query').onDelete('SET NULL');
    /** As it was called when it ran; `临时查询` when it was never saved. */
    t.string('name').notNullable();
    t.string('connection_id').notNullable();
    t.string('connection_name').notNullable();
    t.text('sql').notNullable();
    /** JSON: parameter values by name. */
    t.text('parameter_values').notNullable().defaultTo('{}');
    t.text('reason').notNullable().defaultTo('');
    t.integer('unmasked').notNullable().defaultTo(0);
    t.integer('row_limit').notNullable();
    t.string('job_id');
    /** running | done | failed | cancelled */
    t.string('state').notNullable();
    /** JSON: StatisticsColumn[] */
    t.text('columns').notNullable().defaultTo('[]');
    t.integer('rows').notNullable().defaultTo(0);
    /** Why the result ends early: `rows`, `size` or empty. */
    t.string('cut').notNullable().defaultTo('');
    t.integer('bytes').notNullable().defaultTo(0);
    t.integer('first_row_ms');
    t.integer('ms');
    t.text('error').notNullable().defaultTo('');
    t.string('run_by_id').notNullable();
    t.string('run_by').notNullable();
    t.string('started_at').notNullable().index();
    /** The result file is gone. */
    t.integer('dropped').notNullable().defaultTo(0);
    t.index(['query_id', 'started_at'], 'statistics_run_query');
  });
  await knex.schema.createTable('statistics_export', (t) => {
    t.string('id').primary();
    t.string('run_id').notNullable().references('id').inTable('statistics_run').onDelete('CASCADE');
    t.string('format').notNullable();
    /** Name inside results/statistics. */
    t.string('file').notNullable();
    t.integer('rows').notNullable();
    t.integer('bytes').notNullable();
    t.string('sha256').notNullable();
    t.string('exported_by').notNullable();
    t.string('exported_at').notNullable();
  });
}
