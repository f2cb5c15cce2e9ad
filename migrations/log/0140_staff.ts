import type { Knex } from 'knex';

/** The people of the service, their replacements with filing and approval, requests to the remote experts. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('staff_member', (t) => {
    t.string('id').primary();
    t.string('name').notNullable();
    /** manager | engineer | expert */
    t.string('post').notNullable();
    /** onsite | remote */
    t.string('place').notNullable();
    t.integer('key_post').notNullable().defaultTo(0);
    for (const name of ['level', 'employer', 'phone', 'email']) t.string(name).notNullable().defaultTo('');
    t.text('qualifications').notNullable().defaultTo('');
    t.text('note').notNullable().defaultTo('');
    /** First and last day of service; the last is empty while the person serves. */
    t.string('since').notNullable();
    t.string('until').notNullable().defaultTo('');
    t.string('operator_id').references('operator.id');
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
  await knex.schema.createTable('staff_replacement', (t) => {
    t.string('id').primary();
    /** RY-YYYYMMDD-NNN */
    t.string('number').notNullable().unique();
    /** draft | filed | approved | rejected | done | cancelled */
    t.string('state').notNullable().index();
    t.string('leaving_id').notNullable().references('staff_member.id').index();
    t.string('successor_id').references('staff_member.id');
    for (const name of ['successor', 'phone', 'level', 'filed_on', 'filed_to', 'document'])
      t.string(name).notNullable().defaultTo('');
    t.text('qualifications').notNullable().defaultTo('');
    /** resigned | transferred | withdrawn | leave | other */
    t.string('cause').notNullable();
    t.text('reason').notNullable().defaultTo('');
    /** The post as it was when the replacement was written. */
    t.string('post').notNullable();
    t.integer('key_post').notNullable();
    /** First day of the successor. */
    t.string('effective_on').notNullable();
    t.string('handover_from').notNullable();
    t.string('handover_to').notNullable();
    t.text('handover_note').notNullable().defaultTo('');
    t.string('approver');
    t.string('approved_at');
    t.string('approved_on').notNullable().defaultTo('');
    t.text('approval_note').notNullable().defaultTo('');
    t.text('end_note').notNullable().defaultTo('');
    t.string('author_id').notNullable();
    t.string('author').notNullable();
    t.string('created_at').notNullable();
    t.string('changed_at').notNullable();
  });
  await knex.schema.createTable('expert_request', (t) => {
    t.string('id').primary();
    /** ZJ-YYYYMMDD-NNN */
    t.string('number').notNullable().unique();
    /** open | answered | closed */
    t.string('state').notNullable().index();
    t.string('title').notNullable();
    /** normal | urgent */
    t.string('urgency').notNullable();
    t.text('description').notNullable();
    t.string('expert').notNullable().defaultTo('');
    t.string('link').notNullable().defaultTo('');
    t.string('channel').notNullable().defaultTo('');
    t.text('answer').notNullable().defaultTo('');
    t.string('answered_by');
    t.string('answered_at');
    t.text('conclusion').notNullable().defaultTo('');
    t.string('closed_by');
    t.string('closed_at');
    /** The last bundle that was saved for it. */
    t.string('bundle_digest').notNullable().defaultTo('');
    t.string('bundle_at');
    t.string('author_id').notNullable();
    t.string('author').notNullable();
    t.string('created_at').notNullable();
  });
}
