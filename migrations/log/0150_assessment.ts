import type { Knex } from 'knex';

/** Assessment: versions of the scheme, contract years, the facts with every step taken on them, withdrawal notices. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('assessment_scheme', (t) => {
    /** From 2 on: version 1 is the contract's, carried by the program. */
    t.integer('version').primary();
    /** JSON: Scheme of shared/domain/assessmentScheme.ts */
    t.text('content').notNullable();
    t.string('reason').notNullable();
    t.string('saved_by').notNullable();
    t.string('saved_at').notNullable();
  });
  await knex.schema.createTable('assessment_year', (t) => {
    t.string('id').primary();
    t.string('name').notNullable();
    /** Beijing days, both included. */
    t.string('from_day').notNullable().unique();
    t.string('to_day').notNullable();
    t.integer('scheme_version').notNullable();
    t.string('saved_by').notNullable();
    t.string('saved_at').notNullable();
  });
  await knex.schema.createTable('assessment_fact', (t) => {
    t.string('id').primary();
    /** KH-YYYYMMDD-NNN, by the day it was entered. */
    t.string('number').notNullable().unique();
    /** The capability that found it, or `manual`. */
    t.string('source').notNullable();
    /** The finder's own id, so that the same happening is proposed once; null when entered by a person. */
    t.string('source_key').unique();
    t.string('type').notNullable();
    t.string('date').notNullable().index();
    t.string('person').notNullable().defaultTo('');
    t.string('day_kind').notNullable().defaultTo('');
    t.integer('affected_work').notNullable().defaultTo(0);
    /** none | major | empty until settled. */
    t.string('impact').notNullable().defaultTo('');
    /** Of a bonus. */
    t.float('points');
    t.text('text').notNullable();
    t.string('link').notNullable().defaultTo('');
    t.text('evidence').notNullable().defaultTo('');
    /** proposed | confirmed | rejected | appealed | voided | lapsed */
    t.string('state').notNullable().index();
    t.string('created_by').notNullable();
    t.string('created_at').notNullable();
    t.string('decided_by');
    t.string('decided_at');
    t.text('decision').notNullable().defaultTo('');
    t.string('acknowledged_by');
    t.string('acknowledged_at');
    t.string('appealed_by');
    t.string('appealed_at');
    t.text('appeal').notNullable().defaultTo('');
  });
  await knex.schema.createTable('assessment_event', (t) => {
    t.increments('id');
    t.string('fact_id').notNullable().index();
    t.string('at').notNullable();
    t.string('by').notNullable();
    t.string('act').notNullable();
    t.text('note').notNullable().defaultTo('');
    /** What was settled with it, JSON. */
    t.text('detail').notNullable().defaultTo('{}');
  });
  await knex.schema.createTable('assessment_notice', (t) => {
    t.string('id').primary();
    /** CH-YYYYMMDD-NNN */
    t.string('number').notNullable().unique();
    t.string('person').notNullable();
    t.string('from_day').notNullable();
    t.string('to_day').notNullable();
    /** JSON: numbers of the facts named. */
    t.text('facts').notNullable();
    t.string('issued_by').notNullable();
    t.string('issued_at').notNullable();
    t.unique(['person', 'from_day', 'to_day']);
  });
}
