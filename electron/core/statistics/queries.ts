import { randomUUID } from 'node:crypto';
import type {
  QueryInput,
  SavedQuery,
  SchemaTable,
  StatisticsParameter,
} from '../../../shared/contract/statistics.ts';
import { sensitiveColumn } from '../../../shared/domain/masking.ts';
import { fail, OpsError } from '../../../shared/errors/errors.ts';
import { statisticsMessages as words } from '../../../shared/messages/statistics.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { type CatalogueColumn, listColumns } from '../datacenter/columns.ts';
import { listConnections, openConnection } from '../datacenter/datacenter.ts';
import { writtenDictionary } from '../datacenter/dictionary.ts';
import { guardStatement } from '../datacenter/statementGuard.ts';
import { bindParameters, guessParameter, parameterNames } from './parameters.ts';
import { sensitiveTables, tablesNamed } from './sensitivity.ts';
import { type QueryRow, statisticsStore } from './store.ts';

const SCHEMA_KEEPS_MS = 5 * 60_000;
const schemas = new WeakMap<Core, Map<string, { at: number; columns: CatalogueColumn[] }>>();

/** Columns of a connection's tables, as they stood at most five minutes ago. */
export async function schemaColumns(core: Core, connectionId: string): Promise<CatalogueColumn[]> {
  const known = schemas.get(core) ?? new Map<string, { at: number; columns: CatalogueColumn[] }>();
  schemas.set(core, known);
  const found = known.get(connectionId);
  if (found && Date.now() - found.at < SCHEMA_KEEPS_MS) return found.columns;
  const connection = await openConnection(core, connectionId);
  try {
    const columns = await listColumns(connection);
    known.set(connectionId, { at: Date.now(), columns });
    return columns;
  } finally {
    await connection.close();
  }
}

/** Tables and columns for completion, with Chinese names: of our dictionary, else the comments of the database. */
export async function querySchema(core: Core, connectionId: string): Promise<SchemaTable[]> {
  const tables = new Map<string, SchemaTable>();
  const written = new Map(writtenDictionary().tables.map((table) => [table.name, table]));
  for (const { table, column, type, comment } of await schemaColumns(core, connectionId)) {
    let found = tables.get(table);
    if (!found) {
      found = { name: table, title: written.get(table)?.chinese ?? '', columns: [] };
      tables.set(table, found);
    }
    found.columns.push({
      name: column,
      title: written.get(table)?.columns.find(({ name }) => name === column)?.chinese ?? comment,
      type,
      sensitive: sensitiveColumn(column) !== undefined,
    });
  }
  return [...tables.values()];
}

/** @throws STATISTICS_NO_CONNECTION */
export async function connectionOf(core: Core, id: string) {
  const connection = (await listConnections(core)).find((each) => each.id === id);
  if (!connection) throw fail('STATISTICS_NO_CONNECTION', words.connectionNeeded, { field: 'connectionId' });
  return connection;
}

/** Which tables with personal data a statement reads. @throws the errors of connecting */
export async function sensitiveTablesOf(core: Core, connectionId: string, sql: string): Promise<string[]> {
  const { engine } = await connectionOf(core, connectionId);
  return tablesNamed(sql, engine, sensitiveTables(await schemaColumns(core, connectionId)));
}

export async function listQueries(core: Core): Promise<SavedQuery[]> {
  return (await statisticsStore(core.log).queries()).map((row) => presentQuery(row, row.last_success));
}

/** @throws STATISTICS_NOT_FOUND */
export async function mustFindQuery(core: Core, id: string): Promise<QueryRow> {
  const row = await statisticsStore(core.log).query(id);
  if (!row) throw fail('STATISTICS_NOT_FOUND', words.notFound);
  return row;
}

/** @throws STATISTICS_NOT_FOUND */
export async function queryNamed(core: Core, name: string): Promise<QueryRow> {
  const row = await statisticsStore(core.log).queryNamed(name);
  if (!row) throw fail('STATISTICS_NOT_FOUND', words.noNamed(name));
  return row;
}

/**
 * Saves a query. What decides about its data (statement, connection, parameters) takes an approval with it when it
 * changes. While the database cannot be asked which tables hold personal data, an approval is asked for.
 * @throws STATISTICS_NAME_TAKEN, STATISTICS_NOT_FOUND, DATACENTER_READ_ONLY, DATACENTER_STATEMENT
 */
export async function saveQuery(core: Core, actor: Actor, input: QueryInput): Promise<SavedQuery> {
  const store = statisticsStore(core.log);
  const before = input.id === undefined ? undefined : await mustFindQuery(core, input.id);
  const sameName = await store.queryNamed(input.name);
  if (sameName && sameName.id !== before?.id)
    throw fail('STATISTICS_NAME_TAKEN', words.nameTaken(input.name), { field: 'name' });
  const { engine } = await connectionOf(core, input.connectionId);
  const parameters = completeParameters(parameterNames(input.sql, engine), input.parameters);
  guardStatement(bindable(input.sql, engine, parameters), engine);
  const kept =
    before !== undefined &&
    before.sql === input.sql &&
    before.connection_id === input.connectionId &&
    before.parameters === JSON.stringify(parameters);
  const sensitive = await sensitiveTablesOf(core, input.connectionId, input.sql).catch((error: unknown) => {
    if (error instanceof OpsError) return undefined;
    throw error;
  });
  const approval = sensitive?.length === 0 ? 'unneeded' : 'waiting';
  const row: QueryRow = {
    id: before?.id ?? randomUUID(),
    name: input.name,
    purpose: input.purpose,
    requester: input.requester,
    connection_id: input.connectionId,
    sql: input.sql,
    parameters: JSON.stringify(parameters),
    sensitive_tables: JSON.stringify(sensitive ?? []),
    ...(kept && before.approval !== 'unneeded' && approval !== 'unneeded'
      ? {
          approval: before.approval,
          approved_by: before.approved_by,
          approved_at: before.approved_at,
          approval_note: before.approval_note,
        }
      : { approval, approved_by: null, approved_at: null, approval_note: '' }),
    schedule_time: before?.schedule_time ?? null,
    schedule_format: before?.schedule_format ?? null,
    scheduled_day: before?.scheduled_day ?? null,
    created_by_id: before?.created_by_id ?? actor.operatorId,
    created_by: before?.created_by ?? actor.name,
    changed_by: actor.name,
    changed_at: core.now().toISOString(),
  };
  await store.saveQuery(row);
  await appendAudit(core, actor, 'statistics.save', row.name, {
    sql: row.sql,
    purpose: row.purpose,
    requester: row.requester,
    approval: row.approval,
    sensitiveTables: sensitive ?? [],
  });
  core.changes.bump('statistics');
  return presentQuery(row, null);
}

/** @throws STATISTICS_NOT_FOUND */
export async function removeQuery(core: Core, actor: Actor, id: string): Promise<void> {
  const row = await mustFindQuery(core, id);
  await statisticsStore(core.log).removeQuery(id);
  await appendAudit(core, actor, 'statistics.remove', row.name, { sql: row.sql });
  core.changes.bump('statistics');
}

/** @throws STATISTICS_NOT_FOUND, STATISTICS_APPROVAL when there is nothing to approve or no reason for a refusal */
export async function approveQuery(
  core: Core,
  actor: Actor,
  input: { id: string; approved: boolean; note: string },
): Promise<SavedQuery> {
  const row = await mustFindQuery(core, input.id);
  if (row.approval === 'unneeded') throw fail('STATISTICS_APPROVAL', words.approvalUnneeded);
  if (!input.approved && input.note === '')
    throw fail('STATISTICS_APPROVAL', words.rejectNeedsNote, { field: 'note' });
  const change = {
    approval: input.approved ? ('approved' as const) : ('rejected' as const),
    approved_by: actor.name,
    approved_at: core.now().toISOString(),
    approval_note: input.note,
  };
  await statisticsStore(core.log).changeQuery(row.id, change);
  await appendAudit(core, actor, input.approved ? 'statistics.approve' : 'statistics.reject', row.name, {
    sql: row.sql,
    tables: JSON.parse(row.sensitive_tables),
    note: input.note,
  });
  core.changes.bump('statistics');
  return presentQuery({ ...row, ...change }, null);
}

/** Sets or takes away the time on workdays. @throws STATISTICS_SCHEDULE, STATISTICS_NOT_FOUND */
export async function scheduleQuery(
  core: Core,
  actor: Actor,
  input: { id: string; time: string | null; format: QueryRow['schedule_format'] },
): Promise<SavedQuery> {
  const row = await mustFindQuery(core, input.id);
  if (input.time !== null) {
    if (row.approval === 'waiting' || row.approval === 'rejected')
      throw fail('STATISTICS_SCHEDULE', words.scheduleApproval);
    const open = parametersOf(row).find((parameter) => parameter.default === '');
    if (open) throw fail('STATISTICS_SCHEDULE', words.scheduleParameters(open.label || open.name));
  }
  const change = { schedule_time: input.time, schedule_format: input.format, scheduled_day: null };
  await statisticsStore(core.log).changeQuery(row.id, change);
  await appendAudit(core, actor, 'statistics.schedule', row.name, { time: input.time, format: input.format });
  core.changes.bump('statistics');
  return presentQuery({ ...row, ...change }, null);
}

/** The parameters a text asks for now, keeping what is known of each. */
export async function queryParameters(
  core: Core,
  input: { sql: string; connectionId: string; known: readonly StatisticsParameter[] },
): Promise<StatisticsParameter[]> {
  const { engine } = await connectionOf(core, input.connectionId);
  return completeParameters(parameterNames(input.sql, engine), input.known);
}

export function completeParameters(
  names: readonly string[],
  known: readonly StatisticsParameter[],
): StatisticsParameter[] {
  return names.map((name) => known.find((each) => each.name === name) ?? guessParameter(name));
}

export function parametersOf(row: QueryRow): StatisticsParameter[] {
  return JSON.parse(row.parameters) as StatisticsParameter[];
}

/** The text with its parameters' places filled by a harmless value, for judging it before values are known. */
function bindable(
  sql: string,
  engine: Parameters<typeof bindParameters>[1],
  parameters: StatisticsParameter[],
) {
  const harmless = Object.fromEntries(
    parameters.map(({ name, type }) => [
      name,
      type === 'date' ? '2026-01-01' : type === 'court' ? '3000' : '1',
    ]),
  );
  return bindParameters(sql, engine, parameters, harmless, new Date(0)).sql;
}

export function presentQuery(row: QueryRow, lastSuccess: string | null): SavedQuery {
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    requester: row.requester,
    connectionId: row.connection_id,
    sql: row.sql,
    parameters: parametersOf(row),
    sensitiveTables: JSON.parse(row.sensitive_tables) as string[],
    approval: row.approval,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
    approvalNote: row.approval_note,
    scheduleTime: row.schedule_time,
    scheduleFormat: row.schedule_format,
    createdBy: row.created_by,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    lastSuccess,
  };
}
