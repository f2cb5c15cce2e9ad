import type { Knex } from 'knex';

/** What health rounds found: the last of each connection, the points of its trends, and thresholds people changed. */
export async function up(knex: Knex): Promise<void> {
  const connection = (t: Knex.CreateTableBuilder) =>
    t
      .string('connection_id')
      .notNullable()
      .references('id')
      .inTable('datacenter_connection')
      .onDelete('CASCADE');
  await knex.schema.createTable('datacenter_health_round', (t) => {
    connection(t).primary();
    t.integer('watched').notNullable().defaultTo(0);
    /** Epoch ms from which a watcher may take the next sample; moving it claims the sample. */
    t.integer('next_at').notNullable().defaultTo(0);
    /** `updated_at` of the connection whose sign-in was refused: not asked by itself again until that changes. */
    t.string('paused_for');
    t.string('engine').notNullable().defaultTo('');
    t.string('version').notNullable().defaultTo('');
    t.string('last_at');
    t.string('last_success_at');
    t.integer('ms');
    t.integer('failures').notNullable().defaultTo(0);
    t.string('error_code');
    t.text('error_message');
  });
  await knex.schema.createTable('datacenter_health_state', (t) => {
    connection(t);
    t.string('item').notNullable();
    t.string('unit').notNullable();
    t.float('value');
    t.float('bound');
    t.text('text').notNullable();
    t.text('skipped');
    t.text('details').notNullable();
    t.string('taken_at').notNullable();
    t.string('last_read_at');
    t.integer('streak_warning').notNullable();
    t.integer('streak_fault').notNullable();
    t.string('level').notNullable();
    t.string('level_since').notNullable();
    t.primary(['connection_id', 'item']);
  });
  await knex.schema.createTable('datacenter_health_rule', (t) => {
    t.string('item').primary();
    t.float('warning');
    t.float('fault');
    t.integer('repeats').notNullable();
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
  // One row per series and span of time, its key being its order on disk. `step` 0: each sample, 1: hours, 2: Beijing days.
  await knex.raw(`CREATE TABLE datacenter_health_point (
    connection_id TEXT NOT NULL REFERENCES datacenter_connection(id) ON DELETE CASCADE,
    series TEXT NOT NULL,
    step INTEGER NOT NULL,
    at INTEGER NOT NULL,
    n INTEGER NOT NULL,
    total REAL NOT NULL,
    least REAL NOT NULL,
    most REAL NOT NULL,
    PRIMARY KEY (connection_id, series, step, at)
  ) WITHOUT ROWID`);
  await knex.raw('CREATE INDEX datacenter_health_point_age ON datacenter_health_point (step, at)');
}
