import Database from 'better-sqlite3';
import { definitionInputSchema } from '../../../shared/contract/compare.ts';
import { connectionInputSchema } from '../../../shared/contract/datacenter.ts';
import { queryInputSchema } from '../../../shared/contract/statistics.ts';
import { demoDataMessages as texts } from '../../../shared/messages/demoData.ts';
import { saveChange, submitChange } from '../changeorder/changeorder.ts';
import { saveDefinition, startCompare } from '../compare/compare.ts';
import type { Actor, Core } from '../core.ts';
import { saveConnection } from '../datacenter/datacenter.ts';
import { listOperators } from '../operators/operators.ts';
import { approveQuery, saveQuery } from '../statistics/queries.ts';
import { demoAccounts } from './accounts.ts';

const EXCHANGE_FILE = 'exchange-library.sqlite';
/** Beyond this the exchange library would cost more time than the demo has. */
const MOST_COMPARED = 20_000;
/** What the exchange library has of a case. */
const EXCHANGED = ['case_id', 'case_number', 'court_code', 'filed_date', 'closed_date', 'closing_way'];

/**
 * What people saved and what waits for somebody, so that the pages 统计, 变更单 and 库间比对 are alive at first sight: queries
 * (one waits for approval), a change order that waits, and a comparison with its result.
 * @param centre the connection of the demo's data centre
 * @param file the data centre where it is a file of the workspace
 */
export async function fillSavedWork(
  core: Core,
  centre: string,
  file: string | undefined,
  cases: number,
): Promise<void> {
  const people = await listOperators(core);
  const person = (role: Actor['role']): Actor => {
    const { loginName } = demoAccounts().find((account) => account.role === role) ?? {};
    const found = people.find((each) => each.loginName === loginName);
    if (!found) throw new Error(`the demo has no ${role}`);
    return { operatorId: found.id, name: found.name, role, host: 'window' };
  };
  await Promise.all([
    fillQueries(core, centre, person('engineer'), person('supervisor')),
    file === undefined ? undefined : fillChange(core, centre, file, person('engineer')),
    file === undefined || cases > MOST_COMPARED
      ? undefined
      : fillComparison(core, centre, file, person('engineer')),
  ]);
}

async function fillQueries(core: Core, centre: string, author: Actor, approver: Actor): Promise<void> {
  for (const { approved, note, ...query } of texts.queries.map((each) => ({
    approved: false,
    note: '',
    ...each,
  }))) {
    const saved = await saveQuery(core, author, queryInputSchema.parse({ ...query, connectionId: centre }));
    if (approved) await approveQuery(core, approver, { id: saved.id, approved, note });
  }
}

/** One case of a simplified procedure is to become an ordinary one; the order waits for a second person. */
async function fillChange(core: Core, centre: string, file: string, author: Actor): Promise<void> {
  const database = new Database(file, { readonly: true });
  const caseId = database
    .prepare("SELECT case_id FROM court_case WHERE procedure = '09_03201-1' ORDER BY case_id LIMIT 1")
    .pluck()
    .get() as string | undefined;
  database.close();
  if (caseId === undefined) return;
  const { sql, ...fields } = texts.change;
  const order = await saveChange(core, author, {
    ...fields,
    connectionId: centre,
    sql: sql(caseId),
    incident: '',
  });
  await submitChange(core, author, order.id);
}

/** The vendor's exchange library: the centre's cases, of which it lacks one, holds three more, and two read differently. */
async function fillComparison(core: Core, centre: string, file: string, author: Actor): Promise<void> {
  const path = core.workspace.path(EXCHANGE_FILE);
  makeExchangeLibrary(path, file);
  const exchange = await saveConnection(
    core,
    author,
    connectionInputSchema.parse({ name: texts.exchangeName, engine: 'sqlite', file: EXCHANGE_FILE }),
  );
  const definition = await saveDefinition(
    core,
    author,
    definitionInputSchema.parse({
      name: texts.comparison,
      sourceId: exchange.id,
      targetId: centre,
      table: 'court_case',
      key: ['case_id'],
      columns: EXCHANGED.slice(1),
      by: ['court_code'],
    }),
  );
  const { job } = await startCompare(core, author, definition.id);
  await core.jobs.wait(job.id);
}

function makeExchangeLibrary(path: string, file: string): void {
  const database = new Database(path);
  try {
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.prepare('ATTACH ? AS centre').run(file);
    const columns = EXCHANGED.join(', ');
    database.exec(`CREATE TABLE court_case (case_id varchar(18) PRIMARY KEY, case_number varchar(60),
        court_code integer, filed_date date, closed_date date, closing_way varchar(60));
      INSERT INTO court_case SELECT ${columns} FROM centre.court_case ORDER BY case_id;
      DELETE FROM court_case WHERE rowid = 11;
      UPDATE court_case SET closed_date = NULL, closing_way = NULL
        WHERE case_id IN (SELECT case_id FROM court_case WHERE closed_date IS NOT NULL ORDER BY case_id LIMIT 2 OFFSET 5);
      INSERT INTO court_case SELECT case_id || '9', replace(case_number, '号', '001号'), court_code, filed_date, NULL, NULL
        FROM court_case ORDER BY case_id LIMIT 3 OFFSET 20`);
    database.exec('DETACH centre');
  } finally {
    database.close();
  }
}
