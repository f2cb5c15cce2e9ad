import type { Knex } from 'knex';

/** Saved connections to data-centre databases. The password is sealed with the workspace key. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('datacenter_connection', (t) => {
    t.string('id').primary();
    t.string('name').notNullable().unique();
    t.string('engine').notNullable();
    t.text('file').notNullable();
    t.string('host').notNullable();
    t.integer('port').notNullable();
    t.string('database').notNullable();
    t.string('user').notNullable();
    t.text('password_sealed');
    t.string('tls').notNullable();
    t.integer('sid').notNullable();
    t.text('client_dir').notNullable();
    t.integer('statement_timeout_seconds').notNullable();
    t.integer('max_sessions').notNullable();
    t.integer('is_default').notNullable().defaultTo(0);
    t.string('updated_at').notNullable();
    t.string('updated_by').notNullable();
  });
  await knex.raw(
    'CREATE UNIQUE INDEX datacenter_connection_default ON datacenter_connection (is_default) WHERE is_default = 1',
  );
}
