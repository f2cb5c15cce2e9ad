import { createHash, randomUUID } from 'node:crypto';
import type {
  ChangeInput,
  ChangeKind,
  Changeorder,
  ChangeState,
  Prediction,
} from '../../../shared/contract/changeorder.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { changeorderMessages as words } from '../../../shared/messages/changeorder.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { listConnections, openConnection } from '../datacenter/datacenter.ts';
import type { JobRecord } from '../jobs/job.ts';
import { CHANGEORDER_EXECUTE, CHANGEORDER_UNDO } from './jobs.ts';
import { type ChangeRow, changeorderStore } from './store.ts';
import { predict } from './subject.ts';

export { changeorderExecuteJob, changeorderUndoJob } from './jobs.ts';
export { printChange } from './print.ts';

/** States in which the author may still write. */
const OPEN: readonly ChangeState[] = ['draft', 'rejected', 'failed'];

export async function listChanges(
  core: Core,
  page: { offset: number; limit: number; states?: readonly ChangeState[] | undefined },
): Promise<{ total: number; rows: Changeorder[] }> {
  const { rows, total } = await changeorderStore(core.log).list(page);
  return { total, rows: rows.map(present) };
}

/** @throws CHANGEORDER_NOT_FOUND */
export async function findChange(core: Core, id: string): Promise<Changeorder> {
  return present(await mustFind(core, id));
}

/** @throws CHANGEORDER_NOT_FOUND */
export async function changeNumbered(core: Core, number: string): Promise<Changeorder> {
  const row = await changeorderStore(core.log).named(number);
  if (!row) throw fail('CHANGEORDER_NOT_FOUND', words.noNumber(number));
  return present(row);
}

/** How many orders wait for somebody's approval. */
export async function waitingChanges(core: Core): Promise<{ count: number }> {
  const { total } = await changeorderStore(core.log).list({ offset: 0, limit: 1, states: ['submitted'] });
  return { count: total };
}

/**
 * Writes a new draft, or changes one's own that is not under way.
 * @throws CHANGEORDER_STATE, CHANGEORDER_AUTHOR, CHANGEORDER_NO_CONNECTION
 */
export async function saveChange(core: Core, actor: Actor, input: ChangeInput): Promise<Changeorder> {
  const store = changeorderStore(core.log);
  const connection = (await listConnections(core)).find(({ id }) => id === input.connectionId);
  if (!connection) throw fail('CHANGEORDER_NO_CONNECTION', words.connectionNeeded, { field: 'connectionId' });
  const now = core.now().toISOString();
  const fields = {
    title: input.title,
    applicant: input.applicant,
    connection_id: connection.id,
    connection_name: connection.name,
    sql: input.sql,
    reason: input.reason,
    incident: input.incident,
    changed_at: now,
  };
  const id = input.id ?? randomUUID();
  if (input.id === undefined) {
    const author = { author_id: actor.operatorId, author: actor.name, created_at: now };
    await store.add({ id, ...fields, ...author }, beijingDay(core.now()));
  } else {
    const row = await mustFind(core, input.id);
    if (row.author_id !== actor.operatorId) throw fail('CHANGEORDER_AUTHOR', words.notAuthor);
    if (!(await store.move(id, OPEN, { ...fields, state: 'draft' })))
      throw await wrongState(core, id, 'save');
  }
  return recorded(core, actor, id, 'changeorder.save', { sql: input.sql, reason: input.reason });
}

/** @throws CHANGEORDER_STATE, CHANGEORDER_AUTHOR */
export async function removeChange(core: Core, actor: Actor, id: string): Promise<void> {
  const row = await mustFind(core, id);
  if (row.author_id !== actor.operatorId) throw fail('CHANGEORDER_AUTHOR', words.notAuthor);
  // What ever ran, or was refused, stays on record.
  if (!(await changeorderStore(core.log).remove(id, ['draft']))) throw await wrongState(core, id, 'remove');
  await appendAudit(core, actor, 'changeorder.remove', row.number, { sql: row.sql });
  core.changes.bump('changeorder');
}

/** What a statement would do, by reading only. @throws CHANGEORDER_STATEMENT, CHANGEORDER_NO_KEY, CHANGEORDER_NO_ROWS … */
export async function predictChange(
  core: Core,
  input: { connectionId: string; sql: string },
): Promise<Prediction> {
  const connection = await openConnection(core, input.connectionId);
  try {
    return await predict(connection, input.sql);
  } finally {
    await connection.close();
  }
}

/** Counts once more and hands the order over for approval. @throws as predictChange, CHANGEORDER_STATE */
export async function submitChange(core: Core, actor: Actor, id: string): Promise<Changeorder> {
  const row = await mustFind(core, id);
  if (!OPEN.includes(row.state)) throw await wrongState(core, id, 'submit');
  const prediction = await predictChange(core, { connectionId: row.connection_id, sql: row.sql });
  const submitted = await changeorderStore(core.log).move(id, OPEN, {
    state: 'submitted',
    kind: prediction.kind,
    table_name: prediction.table,
    condition: prediction.condition,
    primary_key: JSON.stringify(prediction.primaryKey),
    predicted_rows: prediction.rows,
    actual_rows: null,
    undone_rows: null,
    sql_digest: digestOf(row),
    image_file: '',
    image_digest: '',
    job_id: null,
    failure: '',
    approval_note: '',
    submitter_id: actor.operatorId,
    submitted_at: core.now().toISOString(),
    approver_id: null,
    approver: null,
    approved_at: null,
    executor_id: null,
    executor: null,
    executed_at: null,
    reviewer: null,
    reviewed_at: null,
    changed_at: core.now().toISOString(),
  });
  if (!submitted) throw await wrongState(core, id, 'submit');
  return recorded(core, actor, id, 'changeorder.submit', { sql: row.sql, predicted: prediction.rows });
}

/** A second person decides. @throws CHANGEORDER_OWN, CHANGEORDER_STATE, CHANGEORDER_NOTE */
export async function approveChange(
  core: Core,
  actor: Actor,
  input: { id: string; approved: boolean; note: string },
): Promise<Changeorder> {
  const row = await mustFind(core, input.id);
  if (actor.operatorId === row.author_id || actor.operatorId === row.submitter_id)
    throw fail('CHANGEORDER_OWN', words.approverIsAuthor);
  if (!input.approved && input.note === '')
    throw fail('CHANGEORDER_NOTE', words.rejectNeedsNote, { field: 'note' });
  const decided = await changeorderStore(core.log).move(input.id, ['submitted'], {
    state: input.approved ? 'approved' : 'rejected',
    approval_note: input.note,
    approver_id: actor.operatorId,
    approver: actor.name,
    approved_at: core.now().toISOString(),
    changed_at: core.now().toISOString(),
  });
  if (!decided) throw await wrongState(core, input.id, 'approve');
  return recorded(core, actor, input.id, input.approved ? 'changeorder.approve' : 'changeorder.reject', {
    sql: row.sql,
    predicted: row.predicted_rows,
    note: input.note,
  });
}

/** Starts an approved order, once. @throws CHANGEORDER_STATE, CHANGEORDER_TAKEN, CHANGEORDER_TAMPERED */
export async function startExecution(core: Core, actor: Actor, id: string): Promise<JobRecord> {
  const store = changeorderStore(core.log);
  const row = await mustFind(core, id);
  if (row.sql_digest !== digestOf(row)) throw fail('CHANGEORDER_TAMPERED', words.sqlChanged);
  const taken = await store.move(id, ['approved'], {
    state: 'executing',
    executor_id: actor.operatorId,
    executor: actor.name,
    executed_at: null,
    failure: '',
    changed_at: core.now().toISOString(),
  });
  if (!taken) throw await takenOr(core, id, 'execute');
  await recorded(core, actor, id, 'changeorder.execute', { sql: row.sql, predicted: row.predicted_rows });
  return startOr(core, actor, CHANGEORDER_EXECUTE, row, {
    state: 'approved',
    executor: null,
    executor_id: null,
  });
}

/** Starts putting back what an executed order changed. @throws CHANGEORDER_STATE, CHANGEORDER_TAKEN */
export async function startUndo(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<JobRecord> {
  const row = await mustFind(core, input.id);
  const taken = await changeorderStore(core.log).move(input.id, ['executed'], {
    state: 'undoing',
    undo_reason: input.reason,
    undone_by: actor.name,
    failure: '',
    changed_at: core.now().toISOString(),
  });
  if (!taken) throw await takenOr(core, input.id, 'undo');
  await recorded(core, actor, input.id, 'changeorder.undo', { reason: input.reason });
  return startOr(core, actor, CHANGEORDER_UNDO, row, { state: 'executed', undone_by: null });
}

/** Somebody else confirms the outcome. @throws CHANGEORDER_STATE, CHANGEORDER_REVIEWER */
export async function reviewChange(core: Core, actor: Actor, id: string): Promise<Changeorder> {
  const row = await mustFind(core, id);
  if (row.executor_id === actor.operatorId) throw fail('CHANGEORDER_REVIEWER', words.reviewerIsExecutor);
  const done = await changeorderStore(core.log).move(id, ['executed', 'undone'], {
    reviewer: actor.name,
    reviewed_at: core.now().toISOString(),
    changed_at: core.now().toISOString(),
  });
  if (!done) throw await wrongState(core, id, 'review');
  return recorded(core, actor, id, 'changeorder.review', { rows: row.actual_rows });
}

/** A job that cannot start leaves the order as it was. */
async function startOr(
  core: Core,
  actor: Actor,
  kind: string,
  row: ChangeRow,
  back: Partial<ChangeRow>,
): Promise<JobRecord> {
  try {
    return await core.jobs.start(actor, kind, { id: row.id, number: row.number });
  } catch (error) {
    await changeorderStore(core.log).move(row.id, ['executing', 'undoing'], back);
    core.changes.bump('changeorder');
    throw error;
  }
}

async function mustFind(core: Core, id: string): Promise<ChangeRow> {
  const row = await changeorderStore(core.log).find(id);
  if (!row) throw fail('CHANGEORDER_NOT_FOUND', words.notFound);
  return row;
}

async function wrongState(core: Core, id: string, act: keyof typeof words.acts): Promise<Error> {
  const { state } = await mustFind(core, id);
  return fail('CHANGEORDER_STATE', words.wrongState(words.states[state], words.acts[act]));
}

async function takenOr(core: Core, id: string, act: keyof typeof words.acts): Promise<Error> {
  const { state } = await mustFind(core, id);
  return state === 'executing' || state === 'undoing'
    ? fail('CHANGEORDER_TAKEN', words.taken)
    : wrongState(core, id, act);
}

async function recorded(
  core: Core,
  actor: Actor,
  id: string,
  action: string,
  detail: Record<string, unknown>,
): Promise<Changeorder> {
  const row = await mustFind(core, id);
  await appendAudit(core, actor, action, row.number, detail);
  core.changes.bump('changeorder');
  return present(row);
}

/** SHA-256 of where and what: an approval holds for exactly that. */
function digestOf(row: Pick<ChangeRow, 'connection_id' | 'sql'>): string {
  return createHash('sha256').update(`${row.connection_id}\n${row.sql}`).digest('hex');
}

function present(row: ChangeRow): Changeorder {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    applicant: row.applicant,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    sql: row.sql,
    reason: row.reason,
    incident: row.incident,
    state: row.state,
    kind: row.kind === '' ? null : (row.kind as ChangeKind),
    table: row.table_name,
    condition: row.condition,
    primaryKey: JSON.parse(row.primary_key) as string[],
    predictedRows: row.predicted_rows,
    actualRows: row.actual_rows,
    undoneRows: row.undone_rows,
    sqlDigest: row.sql_digest.slice(0, 16),
    imageFile: row.image_digest ? row.image_file : '',
    imageDigest: row.image_digest,
    jobId: row.job_id,
    failure: row.failure,
    approvalNote: row.approval_note,
    undoReason: row.undo_reason,
    authorId: row.author_id,
    author: row.author,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    submittedAt: row.submitted_at,
    approver: row.approver,
    approvedAt: row.approved_at,
    executor: row.executor,
    executedAt: row.executed_at,
    reviewer: row.reviewer,
    reviewedAt: row.reviewed_at,
    undoneBy: row.undone_by,
    undoneAt: row.undone_at,
  };
}
