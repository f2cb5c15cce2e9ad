import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { acceptanceHindrance } from '../../../shared/domain/acceptance.ts';
import { KIND_RULES } from '../../../shared/domain/serviceRecord.ts';
import { type Day, isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages as words } from '../../../shared/messages/assignments.ts';
import type { Actor, Core } from '../core.ts';
import { again, move, mustBeAllowed, mustBeOpen, mustFindRecord, recorded, todayOf } from './records.ts';
import { assignmentsStore, type RecordRow } from './store.ts';

export interface Closing {
  id: string;
  doneOn: string;
  outcome: string;
  result: string;
}

/**
 * Ends a record with what came of it.
 * @throws ASSIGNMENTS_CLOSING (with `details.field`), ASSIGNMENTS_OPEN_CHILDREN, ASSIGNMENTS_HINDRANCE, ASSIGNMENTS_STATE
 */
export async function closeRecord(core: Core, actor: Actor, input: Closing): Promise<ServiceRecord> {
  const row = await mustFindRecord(core, input.id);
  mustBeAllowed(actor, row.kind, 'end');
  mustBeOpen(row, 'close');
  checkClosing(row, input, todayOf(core));
  await checkReady(core, row, input.outcome);
  const rule = KIND_RULES[row.kind];
  await move(
    core,
    row,
    {
      state: 'done',
      done_on: input.doneOn,
      outcome: rule.outcomes.length > 0 ? input.outcome : '',
      result: input.result,
      percent: rule.tracked ? 100 : 0,
    },
    { actor, kind: 'close', percent: rule.tracked ? 100 : null, text: input.result },
  );
  await recorded(core, actor, 'close', row.number, {
    outcome: words.outcomes[input.outcome] ?? '',
    result: input.result,
  });
  return again(core, actor, row.id);
}

function checkClosing(row: RecordRow, input: Closing, today: Day): void {
  const at = (field: string, message: string) => fail('ASSIGNMENTS_CLOSING', message, { field });
  if (!isDay(input.doneOn)) throw at('doneOn', words.doneDay);
  if (row.starts_on && input.doneOn < row.starts_on) throw at('doneOn', words.doneBeforeStart);
  if (input.doneOn > today) throw at('doneOn', words.doneInFuture);
  if (input.result.trim() === '') throw at('result', words.resultNeeded(words.resultOf(row.kind)));
  const { outcomes } = KIND_RULES[row.kind];
  if (outcomes.length === 0 && input.outcome !== '')
    throw at('outcome', words.outcomeStray(words.kinds[row.kind]));
  if (outcomes.length > 0 && !outcomes.includes(input.outcome)) throw at('outcome', words.outcomeNeeded);
}

/** Whether what hangs on the record lets it end. Actions of a meeting live on by themselves. */
async function checkReady(core: Core, row: RecordRow, outcome: string): Promise<void> {
  const store = assignmentsStore(core.log);
  if (row.kind === 'plan') {
    const open = await store.openChildren(row.id);
    if (open > 0) throw fail('ASSIGNMENTS_OPEN_CHILDREN', words.openChildren(open));
  }
  if (row.kind === 'review' && row.score === null)
    throw fail('ASSIGNMENTS_HINDRANCE', words.reviewNeedsScore);
  if (row.kind === 'document' && (await store.versions(row.id)).some(({ state }) => state === 'waiting'))
    throw fail('ASSIGNMENTS_HINDRANCE', words.versionWaiting);
  if (row.kind === 'acceptance') {
    const { rows } = await store.list({ parentId: row.id, states: ['open'] }, '', todayOf(core));
    const hindrance = acceptanceHindrance(outcome, {
      lines: await store.lines(row.id),
      openDefects: rows,
      signed: (await store.signatures(row.id)).map(({ side }) => side),
    });
    if (hindrance) throw fail('ASSIGNMENTS_HINDRANCE', words.hindrances[hindrance]);
  }
}

/** Takes a record back with a reason; nothing is deleted. @throws ASSIGNMENTS_STATE, ASSIGNMENTS_OPEN_CHILDREN */
export async function cancelRecord(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<ServiceRecord> {
  const row = await mustFindRecord(core, input.id);
  mustBeAllowed(actor, row.kind, 'write');
  mustBeOpen(row, 'cancel');
  const open = await assignmentsStore(core.log).openChildren(row.id);
  if (open > 0) throw fail('ASSIGNMENTS_OPEN_CHILDREN', words.openChildren(open));
  await move(
    core,
    row,
    { state: 'cancelled', result: input.reason, done_on: todayOf(core) },
    { actor, kind: 'cancel', percent: null, text: input.reason },
  );
  await recorded(core, actor, 'cancel', row.number, { reason: input.reason });
  return again(core, actor, row.id);
}

/** An ended record goes on. @throws ASSIGNMENTS_STATE */
export async function reopenRecord(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<ServiceRecord> {
  const row = await mustFindRecord(core, input.id);
  if (row.state === 'open')
    throw fail('ASSIGNMENTS_STATE', words.wrongState(words.stateOf(row.kind, row.state), words.acts.reopen));
  await move(
    core,
    row,
    { state: 'open', done_on: '', outcome: '', result: '', percent: Math.min(row.percent, 99) },
    { actor, kind: 'reopen', percent: null, text: input.reason },
  );
  if (row.kind === 'acceptance') await assignmentsStore(core.log).voidSignatures(row.id);
  await recorded(core, actor, 'reopen', row.number, { reason: input.reason, result: row.result });
  return again(core, actor, row.id);
}
