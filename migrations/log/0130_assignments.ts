import type { Knex } from 'knex';

/** Records of the service itself, their notes and files, acceptance lists with signatures, versions of documents. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('service_record', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    /** JB-YYYYMMDD-NNN, by the kind's prefix */
    t.string('number').notNullable().unique();
    t.string('title').notNullable();
    /** open | done | cancelled */
    t.string('state').notNullable();
    for (const name of [
      'category',
      'requester',
      'owner',
      'people',
      'party',
      'place',
      'starts_on',
      'starts_at',
      'ends_at',
      'due_on',
      'done_on',
      'period',
      'link',
      'outcome',
    ])
      t.string(name).notNullable().defaultTo('');
    for (const name of ['body', 'materials', 'result']) t.text(name).notNullable().defaultTo('');
    /** The operator whose name the owner is, where there is one. */
    t.string('owner_id');
    t.float('hours');
    t.float('score');
    t.integer('is_key').notNullable().defaultTo(0);
    t.integer('percent').notNullable().defaultTo(0);
    t.string('parent_id').references('service_record.id');
    t.string('author_id').notNullable();
    t.string('author').notNullable();
    t.string('created_at').notNullable();
    t.string('changed_at').notNullable();
    t.index(['kind', 'starts_on']);
    t.index(['state', 'due_on']);
    t.index(['parent_id']);
  });
  await knex.schema.createTable('service_note', (t) => {
    t.increments('id');
    t.string('record_id').notNullable().references('service_record.id').index();
    t.string('at').notNullable();
    t.string('author').notNullable();
    /** progress | change | close | cancel | reopen */
    t.string('kind').notNullable();
    t.integer('percent');
    t.text('text').notNullable();
  });
  await knex.schema.createTable('service_file', (t) => {
    t.string('id').primary();
    t.string('record_id').notNullable().references('service_record.id').index();
    t.string('name').notNullable();
    t.integer('bytes').notNullable();
    /** Of the content; also its name inside results/assignments. */
    t.string('sha256').notNullable();
    t.string('added_by').notNullable();
    t.string('added_at').notNullable();
  });
  await knex.schema.createTable('acceptance_line', (t) => {
    t.increments('id');
    t.string('record_id').notNullable().references('service_record.id').index();
    t.integer('position').notNullable();
    t.string('name').notNullable();
    t.string('quantity').notNullable().defaultTo('');
    t.string('standard').notNullable().defaultTo('');
    /** pending | pass | fail */
    t.string('result').notNullable().defaultTo('pending');
    t.string('remark').notNullable().defaultTo('');
  });
  await knex.schema.createTable('acceptance_signature', (t) => {
    t.string('record_id').notNullable().references('service_record.id');
    /** integrator | operator | customer */
    t.string('side').notNullable();
    t.string('unit').notNullable();
    t.string('name').notNullable();
    t.string('signed_at').notNullable();
    /** Who was signed in when the signature was entered. */
    t.string('entered_by').notNullable();
    t.primary(['record_id', 'side']);
  });
  await knex.schema.createTable('document_version', (t) => {
    t.string('id').primary();
    t.string('record_id').notNullable().references('service_record.id').index();
    t.string('version').notNullable();
    t.text('text').notNullable().defaultTo('');
    t.string('file_id').references('service_file.id');
    t.string('change_note').notNullable().defaultTo('');
    /** waiting | effective | superseded | rejected */
    t.string('state').notNullable();
    t.string('effective_on').notNullable();
    t.string('author_id').notNullable();
    t.string('author').notNullable();
    t.string('created_at').notNullable();
    t.string('approver');
    t.string('approved_at');
    t.string('approval_note').notNullable().defaultTo('');
    t.unique(['record_id', 'version']);
  });
}
