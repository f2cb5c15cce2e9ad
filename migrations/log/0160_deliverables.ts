import type { Knex } from 'knex';

/** Reports: what is due when (changes against the register shipped), editions with frozen figures, templates, deliveries. */
export async function up(knex: Knex): Promise<void> {
  /** Only kinds somebody changed; the rest stands as shipped. */
  await knex.schema.createTable('deliverable_definition', (t) => {
    t.string('kind').primary();
    t.text('due').notNullable();
    t.string('recipient').notNullable();
    t.integer('enabled').notNullable();
    /** Periods that end before this day are not asked for. */
    t.string('since').notNullable();
    /** `MM-DD` on which a reporting year begins. */
    t.string('year_start').notNullable().defaultTo('01-01');
    t.integer('version').notNullable().defaultTo(1);
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
  /** A report somebody began, or one without a rhythm that was opened. */
  await knex.schema.createTable('deliverable_report', (t) => {
    t.string('id').primary();
    t.string('kind').notNullable();
    t.string('period_key').notNullable();
    t.string('title').notNullable();
    t.string('period_from').notNullable();
    t.string('period_to').notNullable();
    /** Entered by hand for reports without a rhythm; null: by the rule. */
    t.string('due_day');
    t.string('recipient').notNullable();
    t.string('opened_by').notNullable();
    t.string('opened_at').notNullable();
    t.string('removed_at');
    t.index(['period_to']);
  });
  await knex.raw(
    'CREATE UNIQUE INDEX deliverable_report_period ON deliverable_report (kind, period_key) WHERE removed_at IS NULL',
  );
  await knex.schema.createTable('deliverable_edition', (t) => {
    t.string('id').primary();
    t.string('report_id').notNullable().references('id').inTable('deliverable_report').onDelete('CASCADE');
    t.integer('number').notNullable();
    /** draft | final */
    t.string('state').notNullable();
    /** The frozen figures as JSON; never written again. */
    t.text('content').notNullable();
    /** SHA-256 of `content`. */
    t.string('digest').notNullable();
    t.string('taken_at').notNullable();
    t.string('definition_version').notNullable();
    t.string('template_digest').notNullable().references('digest').inTable('deliverable_template');
    t.text('narrative').notNullable().defaultTo('{}');
    t.integer('narrative_version').notNullable().defaultTo(1);
    t.string('narrative_by').notNullable().defaultTo('');
    t.string('narrative_at');
    t.string('made_by').notNullable();
    t.string('final_by');
    t.string('final_at');
    t.unique(['report_id', 'number']);
  });
  /** Word templates by their content: what an edition was made with stays, whatever becomes of the file. */
  await knex.schema.createTable('deliverable_template', (t) => {
    t.string('digest').primary();
    t.binary('content').notNullable();
    t.string('kept_at').notNullable();
  });
  /** Files rendered, by what they were rendered from. */
  await knex.schema.createTable('deliverable_file', (t) => {
    t.string('edition_id').notNullable().references('id').inTable('deliverable_edition').onDelete('CASCADE');
    t.integer('narrative_version').notNullable();
    /** pdf | docx | xlsx */
    t.string('format').notNullable();
    t.string('sha256').notNullable();
    t.integer('bytes').notNullable();
    t.integer('pages');
    t.string('rendered_at').notNullable();
    t.primary(['edition_id', 'narrative_version', 'format']);
  });
  await knex.schema.createTable('deliverable_delivery', (t) => {
    t.string('id').primary();
    t.string('report_id').notNullable().references('id').inTable('deliverable_report').onDelete('CASCADE');
    t.string('edition_id').notNullable().references('id').inTable('deliverable_edition');
    t.string('recipient').notNullable();
    /** paper | file | both */
    t.string('way').notNullable();
    t.string('delivered_day').notNullable();
    t.string('recorded_by').notNullable();
    t.string('recorded_at').notNullable();
    /** Who signed the receipt; empty while it has not come back. */
    t.string('signed_by').notNullable().defaultTo('');
    t.string('receipt_name').notNullable().defaultTo('');
    t.string('receipt_digest').notNullable().defaultTo('');
    t.text('note').notNullable().defaultTo('');
    t.string('voided_at');
    t.string('voided_by');
    t.string('void_reason');
    t.index(['report_id']);
  });
}
