import type { Knex } from 'knex';

/** What a switch of a data standard wrote into the code tables of a centre, with the rows before and after. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('standard_write', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    /** null: the version the console comes with. */
    t.string('version_id');
    t.string('version_name').notNullable();
    t.string('connection_id').notNullable();
    t.string('connection_name').notNullable();
    /** prepared | done | undone */
    t.string('state').notNullable();
    t.integer('inserted').notNullable();
    t.integer('updated').notNullable();
    t.integer('kept').notNullable();
    /** JSON of the changes, gzipped. */
    t.binary('changes').notNullable();
    t.text('reason').notNullable();
    t.string('written_by').notNullable();
    t.string('written_at').notNullable();
    t.string('undone_by');
    t.string('undone_at');
    t.text('undo_reason').notNullable().defaultTo('');
  });
}
