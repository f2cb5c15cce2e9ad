import type { Knex } from 'knex';

/** People and rules of duty, month rosters, requests, attendance, duty log, and what clocks said at each sign-in. */
export async function up(knex: Knex): Promise<void> {
  await people(knex);
  await rosters(knex);
  await requests(knex);
  await attendance(knex);
  await records(knex);
}

async function people(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_person', (t) => {
    t.string('id').primary();
    t.string('name').notNullable();
    t.string('phone').notNullable().defaultTo('');
    t.string('operator_id').unique().references('id').inTable('operator');
    t.integer('attends').notNullable();
    t.integer('active').notNullable().defaultTo(1);
    t.string('since').notNullable();
    t.string('created_at').notNullable();
  });
  await knex.schema.createTable('duty_rules', (t) => {
    t.increments('version');
    t.text('value').notNullable();
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
}

async function rosters(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_month', (t) => {
    t.string('month').primary();
    t.string('state').notNullable();
    t.text('carry');
    t.string('generated_by');
    t.string('generated_at');
    t.string('published_by');
    t.string('published_at');
  });
  await knex.schema.createTable('duty_slot', (t) => {
    t.string('day').notNullable();
    t.string('shift').notNullable();
    t.string('role').notNullable();
    t.string('person_id').notNullable().references('id').inTable('duty_person');
    t.primary(['day', 'shift', 'role']);
    t.index(['person_id', 'day']);
  });
  await knex.schema.createTable('duty_slot_change', (t) => {
    t.increments('id');
    t.string('day').notNullable().index();
    t.string('shift').notNullable();
    t.string('role').notNullable();
    t.string('from_person').references('id').inTable('duty_person');
    t.string('to_person').references('id').inTable('duty_person');
    t.text('reason').notNullable();
    t.string('request_id').references('id').inTable('duty_request');
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
}

async function requests(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_request', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    t.string('state').notNullable();
    t.string('person_id').notNullable().references('id').inTable('duty_person');
    t.text('reason').notNullable();
    t.string('leave_kind');
    t.string('from_day');
    t.string('from_half');
    t.string('to_day');
    t.string('to_half');
    t.string('created_by').notNullable().references('id').inTable('operator');
    t.string('created_at').notNullable().index();
    t.string('decided_by').references('id').inTable('operator');
    t.string('decided_at');
    t.text('note').notNullable().defaultTo('');
    t.string('returned_at');
    t.index(['state', 'created_at']);
    t.index(['kind', 'state', 'to_day']);
  });
  await knex.schema.createTable('duty_request_move', (t) => {
    t.string('request_id').notNullable().references('id').inTable('duty_request');
    t.string('day').notNullable();
    t.string('shift').notNullable();
    t.string('role').notNullable();
    t.string('from_person').notNullable().references('id').inTable('duty_person');
    t.string('to_person').notNullable().references('id').inTable('duty_person');
    t.primary(['request_id', 'day', 'shift', 'role']);
  });
}

async function attendance(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_attendance_mark', (t) => {
    t.string('id').primary();
    t.string('person_id').notNullable().references('id').inTable('duty_person');
    t.string('day').notNullable();
    t.string('kind').notNullable();
    t.string('at').notNullable();
    t.string('source').notNullable();
    t.text('reason').notNullable().defaultTo('');
    t.string('recorded_by').notNullable().references('id').inTable('operator');
    t.string('recorded_at').notNullable();
    t.string('replaced_at');
    t.index(['day', 'person_id']);
  });
  // One mark of a kind counts for a person's day; what it replaced stays beside it.
  await knex.raw(
    'CREATE UNIQUE INDEX duty_attendance_mark_counts ON duty_attendance_mark (person_id, day, kind) WHERE replaced_at IS NULL',
  );
}

async function records(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_log_entry', (t) => {
    t.string('id').primary();
    t.string('day').notNullable();
    t.string('at').notNullable();
    t.string('kind').notNullable();
    t.string('who').notNullable().defaultTo('');
    t.string('phone').notNullable().defaultTo('');
    t.text('content').notNullable();
    t.text('outcome').notNullable().defaultTo('');
    t.string('shift_id').index().references('id').inTable('duty_shift');
    t.string('written_by').notNullable().references('id').inTable('operator');
    t.string('written_at').notNullable();
    t.text('void_reason').notNullable().defaultTo('');
    t.string('voided_by').references('id').inTable('operator');
    t.string('voided_at');
    t.index(['day', 'at']);
  });
  await knex.schema.createTable('duty_clock_check', (t) => {
    t.string('target_id').primary();
    t.string('at').notNullable();
    t.float('uptime_seconds').notNullable();
    t.integer('jump_seconds');
    t.integer('behind_seconds').notNullable();
    t.integer('centre_seconds');
    t.string('centre_state').notNullable();
    t.integer('suspect').notNullable();
  });
  await knex.raw('CREATE INDEX duty_shift_operator ON duty_shift (operator_id, signed_in_at)');
}
