import type { Knex } from 'knex';

/**
 * The province-wide schema of the data centre. Days are `date`, instants `timestamp` without zone in Beijing time
 * (what court systems store); case ids are the 15-digit 案件标识. Names are ours; `resources/dictionary` gives the Chinese.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('court', (t) => {
    t.integer('code').primary();
    t.integer('parent_code');
    t.string('level_code', 8);
    t.string('name', 100).notNullable();
    t.string('mark', 20).notNullable();
    t.string('tier', 10);
  });
  await knex.schema.createTable('code_item', (t) => {
    t.string('class_code', 10).notNullable();
    t.string('class_name', 100);
    t.string('code', 30).notNullable();
    t.string('name', 200).notNullable();
    t.string('version', 20).notNullable();
    t.primary(['class_code', 'code', 'version']);
  });
  await knex.schema.createTable('court_staff', (t) => {
    t.string('staff_id', 20).primary();
    t.integer('court_code').notNullable().index();
    t.string('department', 60);
    t.string('name', 40).notNullable();
    t.string('sex', 4);
    t.string('post', 40);
    t.integer('active').notNullable().defaultTo(1);
  });
  await knex.schema.createTable('lawyer', (t) => {
    t.string('lawyer_id', 20).primary();
    t.string('name', 40).notNullable();
    t.string('license_number', 30);
    t.string('firm', 100);
  });
  await knex.schema.createTable('court_case', (t) => {
    t.string('case_id', 18).primary();
    t.string('case_number', 60).index();
    t.integer('court_code').index();
    t.string('case_type', 4);
    t.string('exchange_code', 2).index();
    t.date('received_date').index();
    t.date('filed_date').index();
    t.date('closed_date').index();
    t.integer('status').notNullable();
    t.string('filing_cause', 100);
    t.string('closing_cause', 100);
    t.string('closing_way', 60);
    t.string('procedure', 40);
    t.string('source', 60);
    t.string('judge_id', 20);
    t.string('tribunal', 60);
    t.decimal('claim_amount', 16, 2);
    t.decimal('closing_amount', 16, 2);
    t.integer('has_document');
    t.string('no_document_reason', 100);
    t.string('original_case_number', 60);
    t.string('original_court', 100);
    t.string('enforcement_basis', 100);
    t.string('enforcement_basis_kind', 60);
    t.decimal('enforced_amount', 16, 2);
    t.integer('legal_days');
    t.integer('actual_days');
    t.date('effective_date');
    t.date('archived_date');
    /** When the files of an appealed first-instance case went to the higher court (上诉移送日期); kept on the appeal. */
    t.date('appeal_transferred_date');
    /** First report that told of the closing. */
    t.timestamp('closing_reported_at', { useTz: false });
    t.timestamp('created_at', { useTz: false });
    t.timestamp('updated_at', { useTz: false }).index();
  });
  await knex.schema.createTable('case_party', (t) => {
    t.string('party_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    t.string('litigation_status', 40);
    t.string('party_type', 20);
    t.string('name', 200);
    t.string('sex', 20);
    t.date('birth_date');
    t.string('id_kind', 40);
    t.string('id_number', 30);
    t.string('credit_code', 30);
    t.string('organisation_code', 20);
    t.string('legal_representative', 40);
    t.string('phone', 30);
    t.string('address', 200);
    t.string('district_code', 6);
  });
  await knex.schema.createTable('case_hearing', (t) => {
    t.string('hearing_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    t.timestamp('hearing_time', { useTz: false });
    t.string('courtroom', 60);
    t.string('notice', 200);
  });
  await knex.schema.createTable('case_deduction', (t) => {
    t.string('deduction_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    t.string('kind', 60);
    t.date('from_date');
    t.date('to_date');
    t.integer('days');
  });
  await knex.schema.createTable('case_extension', (t) => {
    t.string('extension_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    t.string('approved_by', 60);
    t.date('approved_date');
    t.date('original_due_date');
    t.integer('days');
  });
  await knex.schema.createTable('case_document', (t) => {
    t.string('document_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    t.string('kind', 40);
    t.string('title', 200);
    t.string('format', 10);
    t.date('made_date');
    t.text('content');
  });
  await knex.schema.createTable('bankruptcy_case', (t) => {
    t.string('case_id', 18).primary();
    /** 清算 | 重整 | 和解 | 破申 */
    t.string('kind', 10).notNullable();
    t.string('petition_matter', 60);
    t.string('applicant_kind', 40);
    t.date('petition_received_date');
    t.date('filing_approved_date');
    t.date('accepted_date');
    t.date('administrator_date');
    t.date('first_meeting_date');
    t.date('declared_date');
    t.date('ended_date');
    t.string('stage', 60);
    t.string('end_reason', 60);
    t.timestamp('received_at', { useTz: false }).index();
  });
  await knex.schema.createTable('bankruptcy_uplink', (t) => {
    t.string('uplink_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    /** pending | sent | accepted | failed | returned */
    t.string('state', 10).notNullable();
    t.string('package', 80);
    t.timestamp('sent_at', { useTz: false }).index();
    t.timestamp('receipt_at', { useTz: false });
    t.string('receipt_message', 200);
  });
  await knex.schema.createTable('efile_catalogue', (t) => {
    t.string('catalogue_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    t.string('parent_id', 24);
    t.string('name', 100);
    t.integer('main_volume');
    t.integer('sequence');
    t.integer('page_from');
    t.integer('page_to');
  });
  await knex.schema.createTable('efile', (t) => {
    t.string('file_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    /** The court whose front end delivered the file: one of the 23, not always the court of the case. */
    t.integer('court_code').notNullable().index();
    t.string('catalogue_id', 24);
    t.integer('sequence');
    t.string('name', 200);
    t.string('suffix', 10).index();
    t.integer('byte_size');
    t.string('sha256', 64);
    t.integer('main_volume');
    t.string('file_mark', 80);
    t.timestamp('created_at', { useTz: false }).index();
    t.binary('content');
  });
  await knex.schema.createTable('efile_conversion', (t) => {
    t.string('file_id', 24).primary();
    /** SHA-256 of the source it was made from: a changed source is converted anew. */
    t.string('source_sha256', 64).notNullable();
    /** converted | noted | doubtful | refused | failed */
    t.string('status', 10).notNullable().index();
    t.string('format', 10);
    t.integer('pages');
    t.text('notes');
    t.timestamp('converted_at', { useTz: false }).index();
    t.binary('content');
  });
  await knex.schema.createTable('efile_uplink', (t) => {
    t.string('uplink_id', 24).primary();
    t.string('case_id', 18).notNullable().index();
    t.integer('court_code').index();
    t.string('package', 80);
    t.integer('files');
    t.bigInteger('bytes');
    t.string('state', 10).notNullable();
    t.timestamp('sent_at', { useTz: false }).index();
    t.string('message', 200);
  });
  await knex.schema.createTable('front_end', (t) => {
    t.integer('court_code').primary();
    t.string('name', 100);
    t.integer('backlog_files');
    t.timestamp('oldest_file_at', { useTz: false });
    t.timestamp('last_seen_at', { useTz: false });
    t.bigInteger('bytes_total');
    t.bigInteger('bytes_used');
  });
  await knex.schema.createTable('upload_log', (t) => {
    t.string('upload_id', 24).primary();
    t.integer('court_code').notNullable().index();
    /** five-minute | daily | list | balance | statistics */
    t.string('channel', 20).notNullable().index();
    t.string('package', 80);
    t.integer('cases');
    t.timestamp('sent_at', { useTz: false }).index();
    /** accepted | rejected | pending */
    t.string('state', 10).notNullable();
    t.string('message', 200);
    t.string('tool_version', 20);
  });
  await knex.schema.createTable('upload_failure', (t) => {
    t.string('failure_id', 24).primary();
    t.string('upload_id', 24).notNullable().index();
    t.string('case_id', 18).index();
    t.string('rule_code', 10);
    t.string('message', 200);
  });
  await knex.schema.createTable('production_count', (t) => {
    t.integer('court_code').notNullable();
    t.date('day').notNullable();
    t.integer('source_cases').notNullable();
    t.integer('centre_cases').notNullable();
    t.integer('centre_extra').notNullable();
    t.integer('centre_missing').notNullable();
    t.primary(['court_code', 'day']);
  });
  await knex.schema.createTable('retrieval_request', (t) => {
    t.string('request_id', 24).primary();
    /** 最高人民法院 | 第五巡回法庭 */
    t.string('requester', 40).notNullable();
    t.string('case_number', 60);
    t.timestamp('requested_at', { useTz: false }).index();
    t.timestamp('due_at', { useTz: false });
    t.integer('urgent').notNullable().defaultTo(0);
    /** waiting | delivered | failed */
    t.string('state', 12).notNullable();
    t.timestamp('delivered_at', { useTz: false });
    t.string('problem', 200);
  });
  await knex.schema.createTable('share_interface', (t) => {
    t.string('interface_id', 20).primary();
    /** interfaces (the 12) | caseshare (bankruptcy and three-kinds data) */
    t.string('service', 20).notNullable();
    t.string('name', 100).notNullable();
    /** in | out */
    t.string('direction', 4);
    t.string('protocol', 20);
    t.integer('expected_minutes');
    t.string('owner', 40);
  });
  await knex.schema.createTable('share_call', (t) => {
    t.string('call_id', 24).primary();
    t.string('interface_id', 20).notNullable();
    t.integer('court_code').notNullable();
    t.timestamp('called_at', { useTz: false }).index();
    t.integer('ok').notNullable();
    t.integer('elapsed_ms');
    t.string('message', 200);
    t.index(['interface_id', 'court_code', 'called_at']);
  });
  await knex.schema.createTable('platform_task', (t) => {
    t.string('task_id', 24).primary();
    t.string('name', 100).notNullable();
    t.string('node', 60);
    /** succeeded | failed | running */
    t.string('state', 12).notNullable();
    t.timestamp('started_at', { useTz: false }).index();
    t.timestamp('ended_at', { useTz: false });
    t.string('message', 200);
  });
  await knex.schema.createTable('platform_taking', (t) => {
    t.string('taking_id', 24).primary();
    t.string('taker', 100).notNullable();
    t.string('approval_number', 60);
    t.string('scope', 200);
    t.integer('row_count');
    t.timestamp('taken_at', { useTz: false }).index();
    t.integer('within_scope').notNullable();
  });
}

export const TABLES = [
  'court',
  'code_item',
  'court_staff',
  'lawyer',
  'court_case',
  'case_party',
  'case_hearing',
  'case_deduction',
  'case_extension',
  'case_document',
  'bankruptcy_case',
  'bankruptcy_uplink',
  'efile_catalogue',
  'efile',
  'efile_conversion',
  'efile_uplink',
  'front_end',
  'upload_log',
  'upload_failure',
  'production_count',
  'retrieval_request',
  'share_interface',
  'share_call',
  'platform_task',
  'platform_taking',
] as const;

export async function down(knex: Knex): Promise<void> {
  for (const table of [...TABLES].reverse()) await knex.schema.dropTableIfExists(table);
}
