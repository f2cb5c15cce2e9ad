import type { Knex } from 'knex';

/**
 * Sources that RTF is converted from, where each of their files stands, and which cases are being converted this moment
 * by whichever process. A file's row outlives its conversion: it is how a changed source is told from a finished one.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('conversion_source', (t) => {
    t.string('id').primary();
    t.string('name').notNullable().unique();
    /** datacenter | database | folder */
    t.string('kind').notNullable();
    t.string('connection_id');
    t.string('folder').notNullable().defaultTo('');
    t.text('mapping');
    t.text('target').notNullable();
    t.integer('court_code');
    t.string('window_from');
    t.string('window_to');
    t.integer('rate_per_minute').notNullable().defaultTo(0);
    t.integer('enabled').notNullable().defaultTo(1);
    /** Rows added up to here were looked at for RTF under other suffixes; as the source writes time. */
    t.string('searched_until');
    t.string('searched_at');
    t.string('succeeded_at');
    t.text('last_error').notNullable().defaultTo('');
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
  await knex.schema.createTable('conversion_file', (t) => {
    t.increments('id');
    t.string('source_id').notNullable().references('id').inTable('conversion_source').onDelete('CASCADE');
    t.string('file_key').notNullable();
    t.string('case_id').notNullable().defaultTo('');
    t.integer('court_code');
    t.string('name').notNullable().defaultTo('');
    t.string('suffix').notNullable().defaultTo('');
    /** What the first bytes say; empty until looked at. */
    t.string('found').notNullable().defaultTo('');
    t.integer('mismatch').notNullable().defaultTo(0);
    t.integer('byte_size');
    /** What the source says of its version: digest, else size and time. */
    t.string('stamp').notNullable();
    /** Of the bytes that were converted. */
    t.string('sha256');
    /** waiting | converted | noted | doubtful | refused | failed | quarantined */
    t.string('status').notNullable();
    t.string('reason_code').notNullable().defaultTo('');
    t.text('reason').notNullable().defaultTo('');
    t.integer('pages');
    t.integer('pictures');
    t.integer('tables');
    t.text('notes').notNullable().defaultTo('[]');
    t.text('differences').notNullable().defaultTo('[]');
    t.integer('ms');
    t.integer('attempts').notNullable().defaultTo(0);
    /** Convert even when the target holds a result of this very source. */
    t.integer('forced').notNullable().defaultTo(0);
    /** SHA-256 of the PDF, written before the PDF itself where the target keeps no digest. */
    t.string('result_sha256');
    /** The run that dealt with it last. */
    t.string('run_id');
    t.string('found_at').notNullable();
    t.string('converted_at');
    t.unique(['source_id', 'file_key']);
    t.index(['source_id', 'status', 'case_id', 'id'], 'conversion_file_work');
    t.index(['status', 'court_code', 'case_id', 'id'], 'conversion_file_status');
    t.index(['court_code', 'case_id', 'id'], 'conversion_file_order');
    t.index(['run_id', 'status'], 'conversion_file_run');
  });
  await knex.raw(
    'CREATE INDEX conversion_file_forced ON conversion_file (source_id, court_code) WHERE forced = 1',
  );
  await countedByTriggers(knex);
  await knex.schema.createTable('conversion_case_lock', (t) => {
    t.string('case_key').primary();
    t.string('owner').notNullable().index();
    /** Epoch milliseconds. */
    t.integer('until').notNullable();
  });
}

/** Counts per source, court and status, kept by the database itself: a board over a million files costs nothing to read. */
async function countedByTriggers(knex: Knex): Promise<void> {
  await knex.schema.createTable('conversion_count', (t) => {
    t.string('source_id').notNullable().references('id').inTable('conversion_source').onDelete('CASCADE');
    /** -1: not known. */
    t.integer('court_code').notNullable();
    t.string('status').notNullable();
    /** 1: the suffix says RTF. */
    t.integer('by_suffix').notNullable();
    t.integer('total').notNullable();
    t.string('last_at');
    t.primary(['source_id', 'court_code', 'status', 'by_suffix']);
  });
  const key = (row: string) =>
    `${row}.source_id, COALESCE(${row}.court_code, -1), ${row}.status, ${row}.suffix = 'rtf'`;
  const add = `INSERT INTO conversion_count VALUES (${key('NEW')}, 1, NEW.converted_at)
    ON CONFLICT DO UPDATE SET total = total + 1, last_at = NULLIF(MAX(COALESCE(last_at, ''), COALESCE(excluded.last_at, '')), '');`;
  const take = `UPDATE conversion_count SET total = total - 1
    WHERE (source_id, court_code, status, by_suffix) = (${key('OLD')});`;
  await knex.raw(`CREATE TRIGGER conversion_file_added AFTER INSERT ON conversion_file BEGIN ${add} END`);
  await knex.raw(`CREATE TRIGGER conversion_file_gone AFTER DELETE ON conversion_file BEGIN ${take} END`);
  await knex.raw(
    `CREATE TRIGGER conversion_file_moved AFTER UPDATE OF status, court_code, suffix, converted_at ON conversion_file
     BEGIN ${take} ${add} END`,
  );
}
