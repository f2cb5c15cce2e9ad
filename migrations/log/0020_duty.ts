import type { Knex } from 'knex';

/** Duty shifts, hand-overs and the open matters they carry (check sheet columns C and D). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_shift', (t) => {
    t.string('id').primary();
    t.string('day').notNullable().index();
    t.string('operator_id').notNullable().references('id').inTable('operator');
    t.string('signed_in_at').notNullable().index();
    t.string('signed_out_at');
    t.text('note').notNullable().defaultTo('');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX duty_shift_open ON duty_shift (operator_id) WHERE signed_out_at IS NULL',
  );
  await knex.schema.createTable('duty_handover', (t) => {
    t.string('id').primary();
    t.string('shift_id').notNullable().unique().references('id').inTable('duty_shift');
    t.string('from_operator').notNullable().references('id').inTable('operator');
    t.string('to_operator').references('id').inTable('operator');
    t.string('written_at').notNullable().index();
    t.string('accepted_at');
    t.integer('face_to_face').notNullable();
    t.text('system_state').notNullable();
    t.text('items').notNullable();
    t.text('notices').notNullable();
    t.text('risks').notNullable();
  });
  await knex.schema.createTable('duty_matter', (t) => {
    t.string('id').primary();
    t.string('title').notNullable();
    t.text('detail').notNullable();
    t.string('raised_by').notNullable().references('id').inTable('operator');
    t.string('raised_at').notNullable();
    t.string('closed_by').references('id').inTable('operator');
    t.string('closed_at').index();
    t.text('conclusion').notNullable().defaultTo('');
  });
  await knex.schema.createTable('duty_handover_matter', (t) => {
    t.string('handover_id').notNullable().references('id').inTable('duty_handover');
    t.string('matter_id').notNullable().references('id').inTable('duty_matter');
    t.primary(['handover_id', 'matter_id']);
  });
}
