import type { Knex } from 'knex';

/**
 * Whoever takes over a duty is asked before the approver is; people on the roster may stand in the staff register. Requests
 * that were already waiting stay with their approver, and people without an entry in the register stay as they are.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_request_consent', (t) => {
    t.string('request_id').notNullable().references('id').inTable('duty_request');
    t.string('person_id').notNullable().references('id').inTable('duty_person');
    /** agreed | declined; null while it is not answered. */
    t.string('answer');
    /** Who wrote the answer down: the person, or a colleague of somebody without an account. */
    t.string('answered_by').references('id').inTable('operator');
    t.string('answered_at');
    t.text('note').notNullable().defaultTo('');
    t.primary(['request_id', 'person_id']);
    t.index(['person_id', 'answer']);
  });
  // In place: knex would rebuild the table in a transaction of its own.
  await knex.raw('ALTER TABLE duty_person ADD COLUMN member_id varchar(255) REFERENCES staff_member (id)');
  await linkBy(knex, 'operator_id', 'operator_id');
  await linkBy(knex, 'name', 'name');
  await knex.raw(
    'CREATE UNIQUE INDEX duty_person_member ON duty_person (member_id) WHERE member_id IS NOT NULL',
  );
}

/** Links who can be nobody else: one person of the roster and one serving member agree in the value. */
async function linkBy(knex: Knex, own: string, registered: string): Promise<void> {
  await knex.raw(
    `UPDATE duty_person SET member_id = (
       SELECT m.id FROM staff_member AS m WHERE m.${registered} = duty_person.${own} AND m.until = ''
     )
     WHERE member_id IS NULL
       AND (SELECT count(*) FROM duty_person AS p WHERE p.${own} = duty_person.${own}) = 1
       AND (SELECT count(*) FROM staff_member AS m WHERE m.${registered} = duty_person.${own} AND m.until = '') = 1
       AND NOT EXISTS (
         SELECT 1 FROM duty_person AS p JOIN staff_member AS m ON m.id = p.member_id
         WHERE m.${registered} = duty_person.${own}
       )`,
  );
}
