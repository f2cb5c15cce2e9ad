import type { Knex } from 'knex';

/** Operators and sessions, settings, audit, jobs, and the two tables that let several processes share the log. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('log_lock', (t) => {
    t.integer('taken').notNullable();
  });
  await knex('log_lock').insert({ taken: 0 });
  await knex.schema.createTable('change_counter', (t) => {
    t.string('topic').primary();
    t.integer('version').notNullable();
  });
  await knex.schema.createTable('operator', (t) => {
    t.string('id').primary();
    t.string('login_name').notNullable().unique();
    t.string('name').notNullable();
    t.string('role').notNullable();
    t.string('phone').notNullable().defaultTo('');
    t.integer('active').notNullable().defaultTo(1);
    t.string('password').notNullable();
    t.integer('failed_attempts').notNullable().defaultTo(0);
    t.string('locked_until');
    t.string('created_at').notNullable();
  });
  await knex.schema.createTable('operator_session', (t) => {
    t.string('token_hash').primary();
    t.string('operator_id').notNullable().references('id').inTable('operator');
    t.string('created_at').notNullable();
    t.string('expires_at').notNullable();
  });
  await knex.schema.createTable('setting', (t) => {
    t.string('name').primary();
    t.text('value').notNullable();
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
  await knex.schema.createTable('audit_entry', (t) => {
    t.increments('id');
    t.string('at').notNullable();
    t.string('operator_id').notNullable();
    t.string('operator_name').notNullable();
    t.string('host').notNullable();
    t.string('action').notNullable();
    t.string('target').notNullable();
    t.text('detail').notNullable();
    t.string('previous_hash').notNullable();
    t.string('hash').notNullable();
  });
  await knex.raw(
    "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
  );
  await knex.raw(
    "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
  );
  await knex.schema.createTable('job', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    t.string('title').notNullable();
    t.string('state').notNullable().index();
    t.string('exclusive_key');
    t.integer('done').notNullable().defaultTo(0);
    t.integer('total');
    t.string('text').notNullable().defaultTo('');
    t.text('params').notNullable();
    t.text('checkpoint');
    t.text('result');
    t.text('error');
    t.string('created_by').notNullable();
    t.text('actor').notNullable();
    t.string('created_at').notNullable();
    t.string('started_at');
    t.string('ended_at');
    t.integer('cancel_requested').notNullable().defaultTo(0);
    t.string('lease_owner');
    t.integer('lease_until').notNullable().defaultTo(0);
  });
  await knex.raw(
    "CREATE UNIQUE INDEX job_exclusive ON job (exclusive_key) WHERE exclusive_key IS NOT NULL AND state IN ('queued', 'running')",
  );
}
