import type { Knex } from 'knex';

/**
 * Days entered over the published calendar; daily check sheets with their items, every reading of an automatic check,
 * corrections (old values are never lost), signatures, and the addresses that probes look at.
 *
 * An item keeps what a check found (`auto_*`) apart from what a person entered (the columns without prefix): an automatic
 * run writes only the former, so it cannot overwrite the latter.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('calendar_day', (t) => {
    t.string('day').primary();
    /** rest | work */
    t.string('kind').notNullable();
    t.string('festival').notNullable().defaultTo('');
    t.integer('major');
    t.string('source').notNullable();
    t.string('entered_by').notNullable();
    t.string('entered_at').notNullable();
  });
  await knex.schema.createTable('inspection_sheet', (t) => {
    t.string('day').primary();
    t.string('day_kind').notNullable();
    t.string('day_label').notNullable();
    t.integer('template_version').notNullable();
    t.string('shift').notNullable().defaultTo('');
    t.string('weather').notNullable().defaultTo('');
    t.string('climate').notNullable().defaultTo('');
    t.string('inspector_a').notNullable().defaultTo('');
    t.string('inspector_b').notNullable().defaultTo('');
    t.string('reviewer').notNullable().defaultTo('');
    t.text('open_matters').notNullable().defaultTo('');
    t.integer('version').notNullable().defaultTo(1);
    t.string('created_by').notNullable();
    t.string('created_at').notNullable();
    t.string('last_job');
    t.string('last_run_at');
  });
  await knex.schema.createTable('inspection_item', (t) => {
    t.string('day').notNullable().references('day').inTable('inspection_sheet');
    t.string('item_id').notNullable();
    t.integer('sequence').notNullable();
    t.string('service').notNullable();
    t.string('name').notNullable();
    /** automatic | manual */
    t.string('method').notNullable();
    t.string('standard').notNullable();
    t.string('unit').notNullable();
    t.string('last_day');
    t.string('last_value');
    t.float('last_number');
    t.string('auto_value');
    t.float('auto_number');
    /** normal | warning | fault | unchecked */
    t.string('auto_result');
    t.text('auto_remark');
    t.string('auto_at');
    t.string('value');
    t.string('result');
    t.text('explanation');
    t.text('action');
    t.string('incident');
    t.string('owner');
    t.string('due');
    t.text('note');
    t.text('basis');
    t.string('entered_by');
    t.string('entered_at');
    t.integer('version').notNullable().defaultTo(1);
    t.primary(['day', 'item_id']);
  });
  await knex.schema.createTable('inspection_reading', (t) => {
    t.increments('id');
    t.string('day').notNullable();
    t.string('item_id').notNullable();
    t.string('at').notNullable();
    t.string('value');
    t.float('number');
    t.string('result').notNullable();
    t.text('remark').notNullable();
    t.integer('elapsed_ms').notNullable();
    t.string('job_id').notNullable();
    t.index(['item_id', 'day']);
  });
  await knex.schema.createTable('inspection_correction', (t) => {
    t.increments('id');
    t.string('day').notNullable().references('day').inTable('inspection_sheet');
    /** Null for the head of the sheet. */
    t.string('item_id');
    t.string('field').notNullable();
    t.text('old_value').notNullable();
    t.text('new_value').notNullable();
    t.text('reason').notNullable();
    t.string('operator_id').notNullable();
    t.string('operator_name').notNullable();
    t.string('at').notNullable();
    t.integer('after_signature').notNullable();
    t.index(['day']);
  });
  await knex.schema.createTable('inspection_signature', (t) => {
    t.increments('id');
    t.string('day').notNullable().references('day').inTable('inspection_sheet');
    /** inspector | reviewer | customer */
    t.string('box').notNullable();
    t.string('operator_id').notNullable();
    t.string('operator_name').notNullable();
    t.string('at').notNullable();
    /** Of the content that was signed. */
    t.string('digest').notNullable();
    t.string('voided_at');
    t.text('void_reason');
  });
  await knex.raw(
    'CREATE UNIQUE INDEX inspection_signature_valid ON inspection_signature (day, box) WHERE voided_at IS NULL',
  );
  await knex.schema.createTable('inspection_probe', (t) => {
    t.string('id').primary();
    /** http | tcp | folder */
    t.string('kind').notNullable();
    t.string('target').notNullable();
    t.string('expect').notNullable().defaultTo('');
    t.string('changed_by').notNullable();
    t.string('changed_at').notNullable();
  });
}
