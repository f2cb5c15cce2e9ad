import type { Knex } from 'knex';

/** The service desk: incidents with their clock, problems, changes, releases, configuration items, knowledge. */
export async function up(knex: Knex): Promise<void> {
  await incidents(knex);
  await records(knex);
  await items(knex);
  await knowledge(knex);
}

async function incidents(knex: Knex): Promise<void> {
  // Numbers have no gaps: the counter moves in the transaction that writes the record.
  await knex.schema.createTable('servicedesk_counter', (t) => {
    t.string('prefix').notNullable();
    t.string('day').notNullable();
    t.integer('last').notNullable();
    t.primary(['prefix', 'day']);
  });
  await knex.schema.createTable('servicedesk_incident', (t) => {
    t.string('id').primary();
    /** SJ-YYYYMMDD-NNN */
    t.string('number').notNullable().unique();
    t.string('title').notNullable();
    /** open | working | paused | resolved | closed | cancelled */
    t.string('state').notNullable();
    /** phone | self | platform | customer | check */
    t.string('source').notNullable();
    /** What it was raised from, so that the same thing is not raised twice: `check:casefile.storage`; empty otherwise. */
    t.string('source_key').notNullable().defaultTo('');
    t.string('origin').notNullable().defaultTo('');
    t.string('reporter').notNullable().defaultTo('');
    t.string('reporter_phone').notNullable().defaultTo('');
    t.integer('court');
    t.string('service').notNullable();
    t.string('occurred_at');
    t.string('opened_at').notNullable();
    t.string('responded_at');
    t.string('arrived_at');
    t.string('resolved_at');
    t.string('closed_at');
    t.integer('impact').notNullable();
    t.integer('urgency').notNullable();
    t.integer('priority').notNullable();
    t.text('symptom').notNullable().defaultTo('');
    t.string('category').notNullable().defaultTo('');
    t.text('cause').notNullable().defaultTo('');
    t.text('steps').notNullable().defaultTo('');
    t.text('data_scope').notNullable().defaultTo('');
    t.string('fix').notNullable().defaultTo('');
    t.string('confirmed_by').notNullable().defaultTo('');
    t.integer('satisfaction');
    t.string('owner').notNullable().defaultTo('');
    t.integer('occurrences').notNullable().defaultTo(1);
    /** respond | arrive | resolve, joined by commas: what was announced as near its deadline. */
    t.string('announced').notNullable().defaultTo('');
    t.string('created_by').notNullable();
    t.string('created_at').notNullable();
    t.string('changed_at').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    t.index(['state', 'opened_at']);
    t.index(['opened_at']);
  });
  // At most one live incident of one source, also with two processes at once.
  await knex.raw(
    `CREATE UNIQUE INDEX servicedesk_incident_live ON servicedesk_incident (source_key)
     WHERE source_key <> '' AND state IN ('open', 'working', 'paused')`,
  );
  await knex.schema.createTable('servicedesk_pause', (t) => {
    t.increments('id');
    t.string('incident_id').notNullable().references('id').inTable('servicedesk_incident');
    t.string('from_at').notNullable();
    t.string('to_at');
    t.string('reason').notNullable();
    t.string('by').notNullable();
    t.index(['incident_id']);
  });
  await knex.raw(
    'CREATE UNIQUE INDEX servicedesk_pause_open ON servicedesk_pause (incident_id) WHERE to_at IS NULL',
  );
  await knex.schema.createTable('servicedesk_occurrence', (t) => {
    t.increments('id');
    t.string('incident_id').notNullable().references('id').inTable('servicedesk_incident');
    /** `2026-11-20/casefile.storage`, the number of a merged incident, or empty for a manual one. */
    t.string('origin').notNullable();
    t.string('at').notNullable();
    t.text('text').notNullable();
    t.unique(['incident_id', 'origin']);
  });
  await knex.schema.createTable('servicedesk_breach', (t) => {
    t.string('incident_id').notNullable().references('id').inTable('servicedesk_incident');
    /** respond | arrive | resolve */
    t.string('target').notNullable();
    /** The deadline: from that instant on it was a breach. */
    t.string('at').notNullable();
    t.string('noticed_at').notNullable();
    /** Set when corrected times show that it was none. */
    t.string('void_at');
    t.string('void_reason').notNullable().defaultTo('');
    t.primary(['incident_id', 'target']);
    t.index(['at']);
  });
  await knex.schema.createTable('servicedesk_policy', (t) => {
    t.string('name').primary();
    t.text('value').notNullable();
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
}

async function records(knex: Knex): Promise<void> {
  await knex.schema.createTable('servicedesk_record', (t) => {
    t.string('id').primary();
    /** problem | change | release */
    t.string('kind').notNullable();
    t.string('number').notNullable().unique();
    t.string('title').notNullable();
    t.string('state').notNullable();
    /** JSON: the form's fields. */
    t.text('fields').notNullable();
    /** JSON: step → who, when, note. */
    t.text('steps').notNullable().defaultTo('{}');
    t.string('author_id').notNullable();
    t.string('author').notNullable();
    t.string('created_at').notNullable();
    t.string('changed_at').notNullable();
    t.integer('version').notNullable().defaultTo(1);
    t.index(['kind', 'state']);
  });
  await knex.schema.createTable('servicedesk_node', (t) => {
    t.string('release_id').notNullable().references('id').inTable('servicedesk_record');
    t.integer('court').notNullable();
    t.integer('place').notNullable();
    /** planned | done | failed | verified | rolledback */
    t.string('state').notNullable();
    t.text('note').notNullable().defaultTo('');
    t.string('by').notNullable().defaultTo('');
    t.string('at');
    t.primary(['release_id', 'court']);
  });
  await knex.schema.createTable('servicedesk_note', (t) => {
    t.increments('id');
    t.string('kind').notNullable();
    t.string('ref').notNullable();
    t.string('at').notNullable();
    t.string('by').notNullable();
    t.string('act').notNullable();
    t.text('text').notNullable();
    t.index(['kind', 'ref']);
  });
  // One row is one link; both sides see it. The lesser kind and id stand first, so that it is there once.
  await knex.schema.createTable('servicedesk_link', (t) => {
    t.increments('id');
    t.string('from_kind').notNullable();
    t.string('from_ref').notNullable();
    t.string('to_kind').notNullable();
    t.string('to_ref').notNullable();
    /** related | duplicate */
    t.string('relation').notNullable();
    t.string('by').notNullable();
    t.string('at').notNullable();
    t.unique(['from_kind', 'from_ref', 'to_kind', 'to_ref']);
    t.index(['to_kind', 'to_ref']);
  });
  await knex.schema.createTable('servicedesk_attachment', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    t.string('ref').notNullable();
    t.string('name').notNullable();
    t.integer('bytes').notNullable();
    t.string('sha256').notNullable();
    t.string('by').notNullable();
    t.string('at').notNullable();
    t.index(['kind', 'ref']);
  });
}

async function items(knex: Knex): Promise<void> {
  await knex.schema.createTable('servicedesk_item', (t) => {
    t.string('id').primary();
    /** PZ-NNNN */
    t.string('number').notNullable().unique();
    t.string('name').notNullable().unique();
    t.string('type').notNullable();
    t.string('address').notNullable().defaultTo('');
    t.string('version').notNullable().defaultTo('');
    t.integer('court');
    t.string('owner').notNullable().defaultTo('');
    t.string('warranty_until').notNullable().defaultTo('');
    t.string('keeper').notNullable().defaultTo('');
    t.string('audited_on').notNullable().defaultTo('');
    t.text('note').notNullable().defaultTo('');
    t.integer('retired').notNullable().defaultTo(0);
    t.string('changed_at').notNullable();
    t.integer('row_version').notNullable().defaultTo(1);
  });
  await knex.schema.createTable('servicedesk_relation', (t) => {
    t.string('from_id').notNullable().references('id').inTable('servicedesk_item');
    t.string('to_id').notNullable().references('id').inTable('servicedesk_item');
    /** uses | runs-on */
    t.string('relation').notNullable();
    t.primary(['from_id', 'to_id', 'relation']);
    t.index(['to_id']);
  });
}

async function knowledge(knex: Knex): Promise<void> {
  await knex.schema.createTable('servicedesk_article', (t) => {
    t.string('id').primary();
    /** ZS-NNNN */
    t.string('number').notNullable().unique();
    t.string('title').notNullable();
    t.string('kind').notNullable();
    t.string('service').notNullable();
    /** draft | published | retired */
    t.string('state').notNullable();
    t.text('body').notNullable();
    t.integer('version').notNullable();
    t.string('author').notNullable();
    t.string('origin').notNullable().defaultTo('');
    t.string('created_at').notNullable();
    t.string('changed_at').notNullable();
  });
  await knex.schema.createTable('servicedesk_article_version', (t) => {
    t.string('article_id').notNullable().references('id').inTable('servicedesk_article');
    t.integer('version').notNullable();
    t.string('title').notNullable();
    t.text('body').notNullable();
    t.text('note').notNullable();
    t.string('by').notNullable();
    t.string('at').notNullable();
    t.primary(['article_id', 'version']);
  });
  // What is searched, folded (NFKC, lower case); the index follows by triggers, so that it cannot be forgotten.
  await knex.schema.createTable('servicedesk_text', (t) => {
    t.increments('id');
    t.string('kind').notNullable();
    t.string('ref').notNullable();
    t.text('title').notNullable();
    t.text('body').notNullable();
    t.unique(['kind', 'ref']);
    // Titles apart from the texts, so that walking them reads little.
    t.index(['title', 'kind', 'ref'], 'servicedesk_text_title');
  });
  await knex.raw(
    `CREATE VIRTUAL TABLE servicedesk_index USING fts5(
       title, body, content='servicedesk_text', content_rowid='id', tokenize='trigram')`,
  );
  // The index's own terms: which trigrams a word of one or two characters begins.
  await knex.raw("CREATE VIRTUAL TABLE servicedesk_term USING fts5vocab('servicedesk_index', 'row')");
  await knex.raw(
    `CREATE TRIGGER servicedesk_text_added AFTER INSERT ON servicedesk_text BEGIN
       INSERT INTO servicedesk_index (rowid, title, body) VALUES (new.id, new.title, new.body);
     END`,
  );
  await knex.raw(
    `CREATE TRIGGER servicedesk_text_removed AFTER DELETE ON servicedesk_text BEGIN
       INSERT INTO servicedesk_index (servicedesk_index, rowid, title, body)
       VALUES ('delete', old.id, old.title, old.body);
     END`,
  );
  await knex.raw(
    `CREATE TRIGGER servicedesk_text_changed AFTER UPDATE ON servicedesk_text BEGIN
       INSERT INTO servicedesk_index (servicedesk_index, rowid, title, body)
       VALUES ('delete', old.id, old.title, old.body);
       INSERT INTO servicedesk_index (rowid, title, body) VALUES (new.id, new.title, new.body);
     END`,
  );
}
