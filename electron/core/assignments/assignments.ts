import { randomUUID } from 'node:crypto';
import type { CheckedRecordInput, ServiceRecord } from '../../../shared/contract/assignments.ts';
import { contentProblem, KIND_RULES } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages as words } from '../../../shared/messages/assignments.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { listOperators } from '../operators/operators.ts';
import { contentChanges, contentRow, presentRecord } from './present.ts';
import { again, move, mustBeAllowed, mustBeOpen, mustFindRecord, recorded, todayOf } from './records.ts';
import { assignmentsStore, type ListedRow } from './store.ts';

export { removeLine, saveLine, signAcceptance } from './acceptance.ts';
export { addVersion, approveVersion } from './documents.ts';
export { cancelRecord, closeRecord, reopenRecord } from './ending.ts';
export { assignmentFigures, recordsOfPeriod } from './figures.ts';
export { addFile, readFile } from './files.ts';
export { printList, printRecord } from './print.ts';
export { getRecord, listRecords, overdueRecords, quarters, recordNumbered, waitingFor } from './read.ts';

/**
 * Writes a new record, or changes an open one; what changed is kept as a note.
 * @throws ASSIGNMENTS_CONTENT (with `details.field`), ASSIGNMENTS_PARENT, ASSIGNMENTS_STATE, ASSIGNMENTS_CHANGED,
 *   ASSIGNMENTS_NOT_YOURS
 */
export async function saveRecord(
  core: Core,
  actor: Actor,
  input: CheckedRecordInput,
): Promise<ServiceRecord> {
  mustBeAllowed(actor, input.kind, 'write');
  const parent = await checkParent(core, input);
  const content = contentRow(input);
  const problem = contentProblem(input.kind, input, parent);
  if (problem)
    throw fail('ASSIGNMENTS_CONTENT', words.problem(problem, input.kind), { field: problem.field });
  const owner = (await listOperators(core)).find(({ name }) => name === content.owner);
  const owned = { ...content, owner_id: owner?.id ?? null };
  const id = input.id
    ? await edit(core, actor, input.id, input, owned)
    : await add(core, actor, input, owned);
  const row = await mustFindRecord(core, id);
  if (row.kind === 'defect' && row.parent_id) await assignmentsStore(core.log).voidSignatures(row.parent_id);
  return presentRecord(row, actor.operatorId, todayOf(core));
}

type OwnedContent = ReturnType<typeof contentRow> & { owner_id: string | null };

async function add(
  core: Core,
  actor: Actor,
  input: CheckedRecordInput,
  content: OwnedContent,
): Promise<string> {
  const id = randomUUID();
  const now = core.now();
  const number = await inTransaction(core.log, async (trx) => {
    const store = assignmentsStore(trx);
    const next = await store.nextNumber(KIND_RULES[input.kind].prefix, beijingDay(now));
    await store.insert({
      id,
      kind: input.kind,
      number: next,
      state: 'open',
      ...content,
      done_on: '',
      percent: 0,
      outcome: '',
      result: '',
      parent_id: input.parentId,
      author_id: actor.operatorId,
      author: actor.name,
      created_at: now.toISOString(),
      changed_at: now.toISOString(),
    });
    return next;
  });
  await recorded(core, actor, 'add', number, { kind: words.kinds[input.kind], title: content.title });
  return id;
}

async function edit(
  core: Core,
  actor: Actor,
  id: string,
  input: CheckedRecordInput,
  content: OwnedContent,
): Promise<string> {
  const row = await mustFindRecord(core, id);
  if (row.kind !== input.kind) throw fail('ASSIGNMENTS_KIND', words.kindFixed);
  mustBeOpen(row, 'edit');
  if (input.changedAt && input.changedAt !== row.changed_at)
    throw fail('ASSIGNMENTS_CHANGED', words.changedMeanwhile);
  const changes = contentChanges(row, content);
  await move(core, row, content, { actor, kind: 'change', percent: null, text: changes.join('；') });
  await recorded(core, actor, 'save', row.number, { changes: changes.join('；') });
  return id;
}

/** A parent of the right kind, open; an action of a meeting is an assignment under it. */
async function checkParent(core: Core, input: CheckedRecordInput): Promise<ListedRow | undefined> {
  const { under } = KIND_RULES[input.kind];
  if (!input.parentId) {
    if (under)
      throw fail('ASSIGNMENTS_PARENT', words.parentNeeded(words.kinds[under]), { field: 'parentId' });
    return undefined;
  }
  const parent = await mustFindRecord(core, input.parentId);
  const allowed = under ?? (input.kind === 'assignment' ? 'meeting' : undefined);
  if (parent.kind !== allowed)
    throw fail('ASSIGNMENTS_PARENT', words.parentWrong(words.kinds[input.kind], words.kinds[parent.kind]));
  if (parent.state !== 'open' && !input.id) throw fail('ASSIGNMENTS_PARENT', words.parentEnded);
  return parent;
}

/** @throws ASSIGNMENTS_PERCENT, ASSIGNMENTS_STATE, ASSIGNMENTS_NOT_TRACKED */
export async function noteProgress(
  core: Core,
  actor: Actor,
  input: { id: string; percent: number; text: string },
): Promise<ServiceRecord> {
  const row = await mustFindRecord(core, input.id);
  mustBeOpen(row, 'progress');
  if (!KIND_RULES[row.kind].tracked)
    throw fail('ASSIGNMENTS_NOT_TRACKED', words.notTracked(words.kinds[row.kind]));
  if (!Number.isInteger(input.percent) || input.percent < 0 || input.percent > 100)
    throw fail('ASSIGNMENTS_PERCENT', words.percent, { field: 'percent' });
  if (input.percent === 100) throw fail('ASSIGNMENTS_PERCENT', words.percentDone, { field: 'percent' });
  await move(
    core,
    row,
    { percent: input.percent },
    { actor, kind: 'progress', percent: input.percent, text: input.text },
  );
  await recorded(core, actor, 'progress', row.number, { percent: input.percent, text: input.text });
  return again(core, actor, row.id);
}
