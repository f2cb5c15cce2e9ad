import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Replacement, replacementInputSchema } from '../../../shared/contract/staff.ts';
import {
  type ReplacementState,
  replacementBreaches,
  replacementProblem,
} from '../../../shared/domain/staffing.ts';
import { addDays, beijingDay, type Day, isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { staffMessages as words } from '../../../shared/messages/staff.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { recordStaff } from './recordStaff.ts';
import { type ListedReplacement, type MemberRow, staffStore } from './store.ts';

type Act = keyof typeof words.acts;
const UNDER_WAY: readonly ReplacementState[] = ['draft', 'filed', 'approved', 'rejected'];

export async function listReplacements(
  core: Core,
  page: { offset: number; limit: number; states?: readonly ReplacementState[] | undefined },
): Promise<{ total: number; rows: Replacement[] }> {
  const today = beijingDay(core.now());
  const { rows, total } = await staffStore(core.log).replacements(page);
  return { total, rows: rows.map((row) => presentReplacement(row, today)) };
}

/** @throws STAFF_REPLACEMENT_NOT_FOUND */
export async function replacementNumbered(core: Core, number: string): Promise<Replacement> {
  const row = await staffStore(core.log).replacementNamed(number.trim().toUpperCase());
  if (!row) throw fail('STAFF_REPLACEMENT_NOT_FOUND', words.noNumber(number));
  return presentReplacement(row, beijingDay(core.now()));
}

/** @throws STAFF_REPLACEMENT_NOT_FOUND */
export async function mustFindReplacement(core: Core, id: string): Promise<ListedReplacement> {
  const row = await staffStore(core.log).replacement(id);
  if (!row) throw fail('STAFF_REPLACEMENT_NOT_FOUND', words.replacementNotFound);
  return row;
}

/**
 * Writes who shall replace whom, or changes one that is not filed yet.
 * @throws STAFF_REPLACEMENT (with `details.field`), STAFF_REPLACEMENT_RUNNING, STAFF_REPLACEMENT_STATE, STAFF_NOT_FOUND
 */
export async function saveReplacement(
  core: Core,
  actor: Actor,
  input: z.infer<typeof replacementInputSchema>,
): Promise<Replacement> {
  const store = staffStore(core.log);
  const now = core.now();
  const leaving = await mustServe(core, input.leavingId, beijingDay(now));
  const problem = replacementProblem(input, leaving);
  if (problem) throw fail('STAFF_REPLACEMENT', words.problems[problem.problem], { field: problem.field });
  const running = await store.running(leaving.id);
  if (running && running.id !== input.id)
    throw fail('STAFF_REPLACEMENT_RUNNING', words.replacementRunning(running.number), { field: 'leavingId' });
  const content = {
    leaving_id: leaving.id,
    successor: input.successor,
    phone: input.phone,
    level: input.level,
    qualifications: input.qualifications,
    cause: input.cause,
    reason: input.reason,
    effective_on: input.effectiveOn,
    handover_from: input.handoverFrom,
    handover_to: input.handoverTo,
    handover_note: input.handoverNote,
    post: leaving.post,
    key_post: leaving.key_post,
    changed_at: now.toISOString(),
  };
  const id = input.id ?? randomUUID();
  if (input.id) {
    // What was refused may be put right; it must be filed and approved anew.
    const back = {
      state: 'draft',
      filed_on: '',
      filed_to: '',
      document: '',
      approver: null,
      approved_at: null,
      approved_on: '',
    } as const;
    await move(core, id, ['draft', 'rejected'], 'save', { ...content, ...back });
  } else
    await inTransaction(core.log, async (trx) => {
      const inside = staffStore(trx);
      await inside.insertReplacement({
        id,
        number: await inside.nextNumber('staff_replacement', 'RY', beijingDay(now)),
        state: 'draft',
        successor_id: null,
        filed_on: '',
        filed_to: '',
        document: '',
        ...content,
        approver: null,
        approved_at: null,
        approved_on: '',
        approval_note: '',
        end_note: '',
        author_id: actor.operatorId,
        author: actor.name,
        created_at: now.toISOString(),
      });
    });
  return done(core, actor, id, 'saveReplacement', {
    leaving: leaving.name,
    successor: input.successor,
    effectiveOn: input.effectiveOn,
  });
}

async function mustServe(core: Core, id: string, today: Day): Promise<MemberRow> {
  const leaving = await staffStore(core.log).member(id);
  if (!leaving) throw fail('STAFF_NOT_FOUND', words.memberNotFound, { field: 'leavingId' });
  if (leaving.until !== '' && leaving.until < today)
    throw fail('STAFF_REPLACEMENT', words.notServing, { field: 'leavingId' });
  if (leaving.place === 'remote') throw fail('STAFF_REPLACEMENT', words.remoteExpert, { field: 'leavingId' });
  return leaving;
}

/** The court was told. @throws STAFF_REPLACEMENT (with `details.field`), STAFF_REPLACEMENT_STATE */
export async function fileReplacement(
  core: Core,
  actor: Actor,
  input: { id: string; filedOn: string; filedTo: string; document: string },
): Promise<Replacement> {
  const at = (message: string) => fail('STAFF_REPLACEMENT', message, { field: 'filedOn' });
  if (!isDay(input.filedOn)) throw at(words.filedDay);
  if (input.filedOn > beijingDay(core.now())) throw at(words.filedInFuture);
  await move(core, input.id, ['draft'], 'file', {
    state: 'filed',
    filed_on: input.filedOn,
    filed_to: input.filedTo,
    document: input.document,
  });
  return done(core, actor, input.id, 'file', { filedOn: input.filedOn, filedTo: input.filedTo });
}

/** The supervisor decides about a key post. @throws STAFF_REPLACEMENT, STAFF_REPLACEMENT_STATE */
export async function approveReplacement(
  core: Core,
  actor: Actor,
  input: { id: string; approved: boolean; note: string },
): Promise<Replacement> {
  const row = await mustFindReplacement(core, input.id);
  if (row.key_post !== 1) throw fail('STAFF_REPLACEMENT', words.notKeyPost);
  if (!input.approved && input.note === '')
    throw fail('STAFF_REPLACEMENT', words.rejectNeedsNote, { field: 'note' });
  const now = core.now();
  await move(core, input.id, ['filed'], 'approve', {
    state: input.approved ? 'approved' : 'rejected',
    approver: actor.name,
    approved_at: now.toISOString(),
    approved_on: input.approved ? beijingDay(now) : '',
    approval_note: input.note,
  });
  return done(core, actor, input.id, input.approved ? 'approve' : 'reject', { note: input.note });
}

/**
 * The successor has begun: the register changes. What should have been done before and was not must be stated openly.
 * @throws STAFF_REPLACEMENT_EARLY, STAFF_REPLACEMENT_BREACHED, STAFF_REPLACEMENT_STATE
 */
export async function completeReplacement(
  core: Core,
  actor: Actor,
  input: { id: string; note: string; breached: boolean },
): Promise<Replacement> {
  const row = await mustFindReplacement(core, input.id);
  const now = core.now();
  const today = beijingDay(now);
  if (row.effective_on > today) throw fail('STAFF_REPLACEMENT_EARLY', words.completeEarly);
  const breaches = replacementBreaches({ ...factsOf(row), state: 'done' }, today);
  if (breaches.length > 0 && !input.breached)
    throw fail(
      'STAFF_REPLACEMENT_BREACHED',
      words.completeBreached(breaches.map((breach) => words.breaches[breach]).join('、')),
      { field: 'breached' },
    );
  const successorId = randomUUID();
  await inTransaction(core.log, async (trx) => {
    const store = staffStore(trx);
    const leaving = await store.member(row.leaving_id);
    const state = (await store.replacement(row.id))?.state ?? row.state;
    if (!leaving || !UNDER_WAY.includes(state)) throw wrongState(state, 'complete');
    const changed = { changed_by: actor.name, changed_at: now.toISOString() };
    await store.updateMember(leaving.id, { until: addDays(row.effective_on, -1), ...changed });
    await store.insertMember({
      id: successorId,
      name: row.successor,
      post: row.post,
      place: leaving.place,
      key_post: row.key_post,
      level: row.level,
      employer: leaving.employer,
      phone: row.phone,
      email: '',
      qualifications: row.qualifications,
      note: '',
      since: row.effective_on,
      until: '',
      operator_id: null,
      ...changed,
    });
    await store.move(row.id, UNDER_WAY, {
      state: 'done',
      successor_id: successorId,
      end_note: input.note,
      changed_at: now.toISOString(),
    });
  });
  return done(core, actor, row.id, 'complete', {
    breaches: breaches.map((one) => words.breaches[one]).join('、'),
  });
}

/** @throws STAFF_REPLACEMENT_STATE */
export async function cancelReplacement(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Replacement> {
  await move(core, input.id, UNDER_WAY, 'cancel', {
    state: 'cancelled',
    end_note: input.reason,
  });
  return done(core, actor, input.id, 'cancelReplacement', { reason: input.reason });
}

async function move(
  core: Core,
  id: string,
  from: readonly ReplacementState[],
  act: Act,
  change: Parameters<ReturnType<typeof staffStore>['move']>[2],
): Promise<void> {
  const at = core.now().toISOString();
  if (await staffStore(core.log).move(id, from, { ...change, changed_at: at })) return;
  throw wrongState((await mustFindReplacement(core, id)).state, act);
}

function wrongState(state: ReplacementState, act: Act): Error {
  return fail('STAFF_REPLACEMENT_STATE', words.wrongState(words.states[state], words.acts[act]));
}

async function done(
  core: Core,
  actor: Actor,
  id: string,
  act: string,
  detail: Record<string, unknown>,
): Promise<Replacement> {
  const row = await mustFindReplacement(core, id);
  await recordStaff(core, actor, act, row.number, detail);
  return presentReplacement(row, beijingDay(core.now()));
}

export function factsOf(row: ListedReplacement) {
  return {
    state: row.state,
    keyPost: row.key_post === 1,
    effectiveOn: row.effective_on,
    filedOn: row.filed_on,
    approvedOn: row.approved_on,
  };
}

export function presentReplacement(row: ListedReplacement, today: Day): Replacement {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    leavingId: row.leaving_id,
    leaving: row.leaving,
    successor: row.successor,
    phone: row.phone,
    level: row.level,
    qualifications: row.qualifications,
    cause: row.cause,
    reason: row.reason,
    post: row.post,
    keyPost: row.key_post === 1,
    effectiveOn: row.effective_on,
    handoverFrom: row.handover_from,
    handoverTo: row.handover_to,
    handoverNote: row.handover_note,
    filedOn: row.filed_on,
    filedTo: row.filed_to,
    document: row.document,
    approver: row.approver,
    approvedOn: row.approved_on,
    approvalNote: row.approval_note,
    endNote: row.end_note,
    breaches: replacementBreaches(factsOf(row), today),
    author: row.author,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}
