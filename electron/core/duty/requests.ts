import { randomUUID } from 'node:crypto';
import type { DutyRequest, RequestInput, RequestState } from '../../../shared/contract/dutyRoster.ts';
import { type LeaveSpan, type Slot, slotKey, slotsUnderLeave } from '../../../shared/domain/roster.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { mustFindPerson, personOf, readRules } from './people.ts';
import { checkSpan, movesOf, partnersOf, refuseMoves } from './requestMoves.ts';
import {
  type ConsentRow,
  leaveOf,
  type MoveRow,
  type NamedConsentRow,
  type NamedRequestRow,
  requestStore,
} from './requestStore.ts';
import { rosterStore } from './rosterStore.ts';
import { place } from './slots.ts';

export async function listRequests(
  core: Core,
  page: { offset: number; limit: number; states?: readonly RequestState[] | undefined },
): Promise<{ total: number; rows: DutyRequest[] }> {
  const store = requestStore(core.log);
  const { rows, total } = await store.list(page);
  const ids = rows.map(({ id }) => id);
  const [moves, consents] = [await store.moves(ids), await store.consents(ids)];
  return { total, rows: rows.map((row) => present(row, moves, consents)) };
}

/** The duties of a person that fall into a leave. @throws DUTY_NO_PERSON, DUTY_LEAVE_SPAN */
export async function dutiesUnderLeave(
  core: Core,
  actor: Actor,
  span: Omit<LeaveSpan, 'personId'> & { personId?: string | undefined },
): Promise<Slot[]> {
  const person = await requester(core, actor, span.personId);
  const leave = { ...span, personId: person.id };
  checkSpan(leave);
  const rules = await readRules(core);
  return slotsUnderLeave(leave, await rosterStore(core.log).slots(leave.fromDay, leave.toDay), rules.shifts);
}

/**
 * Asks for a swap, a substitute or leave. Leave over a duty is refused until each such duty has a substitute. Whoever
 * would take a duty is asked first (consent.ts), then the approver.
 * @throws DUTY_NO_PERSON, DUTY_NOT_YOURS, DUTY_LEAVE_SPAN, DUTY_LEAVE_TWICE, DUTY_LEAVE_OVER_SHIFT, DUTY_OVERLAP,
 *   DUTY_ON_LEAVE, DUTY_PERSON_INACTIVE, DUTY_SLOT_PAST, DUTY_ASKED_ALREADY
 */
export async function askFor(core: Core, actor: Actor, input: RequestInput): Promise<DutyRequest> {
  const person = await requester(core, actor, input.kind === 'leave' ? input.personId : undefined);
  const id = randomUUID();
  await inTransaction(core.log, async (trx) => {
    const moves = await movesOf({ log: trx }, person.id, input, beijingDay(core.now()));
    const leave =
      input.kind === 'leave'
        ? {
            leave_kind: input.leaveKind,
            from_day: input.fromDay,
            from_half: input.fromHalf,
            to_day: input.toDay,
            to_half: input.toHalf,
          }
        : { leave_kind: null, from_day: null, from_half: null, to_day: null, to_half: null };
    const consents = await consentsOf({ log: trx }, actor, id, partnersOf(moves, person.id), core.now());
    await requestStore(trx).insert(
      {
        id,
        kind: input.kind,
        state: consents.every(({ answer }) => answer !== null) ? 'waiting' : 'asked',
        person_id: person.id,
        reason: input.reason,
        ...leave,
        created_by: actor.operatorId,
        created_at: core.now().toISOString(),
        decided_by: null,
        decided_at: null,
        note: '',
        returned_at: null,
      },
      moves,
      consents,
    );
  });
  return recordedRequest(core, actor, id, 'duty.ask', {
    kind: input.kind,
    person: person.name,
    reason: input.reason,
  });
}

/** Who is to be asked; who writes the request for somebody else and takes the duty has agreed with that. */
async function consentsOf(
  core: Pick<Core, 'log'>,
  actor: Actor,
  requestId: string,
  partners: readonly string[],
  now: Date,
): Promise<ConsentRow[]> {
  const own = await rosterStore(core.log).personOfOperator(actor.operatorId);
  return partners.map((personId) => ({
    request_id: requestId,
    person_id: personId,
    note: '',
    ...(personId === own?.id
      ? { answer: 'agreed', answered_by: actor.operatorId, answered_at: now.toISOString() }
      : { answer: null, answered_by: null, answered_at: null }),
  }));
}

/** The person a request is for: one's own, or, for a manager, anybody's. */
async function requester(core: Core, actor: Actor, personId: string | undefined) {
  const own = await personOf(core, actor);
  if (personId === undefined || personId === own?.id) {
    if (!own) throw fail('DUTY_NO_PERSON', words.noPerson);
    return own;
  }
  if (actor.role !== 'manager') throw fail('DUTY_NOT_YOURS', words.notYours, { field: 'personId' });
  return mustFindPerson(core, personId);
}

/**
 * A manager or supervisor, neither who asked nor who takes a duty by it, decides once those have agreed. What was approved happens at once, all of it or nothing.
 * @throws DUTY_REQUEST_OWN, DUTY_REQUEST_ASKED, DUTY_REQUEST_DECIDED, DUTY_REQUEST_NOTE, DUTY_REQUEST_STALE, DUTY_OVERLAP, DUTY_ON_LEAVE
 */
export async function decideRequest(
  core: Core,
  actor: Actor,
  input: { id: string; approved: boolean; note: string },
): Promise<DutyRequest> {
  const row = await mustFindRequest(core, input.id);
  const own = await personOf(core, actor);
  if (row.created_by === actor.operatorId || row.person_id === own?.id)
    throw fail('DUTY_REQUEST_OWN', words.ownRequest);
  const partners = await requestStore(core.log).consents([row.id]);
  if (partners.some(({ person_id }) => person_id === own?.id))
    throw fail('DUTY_REQUEST_OWN', words.partnersRequest);
  if (row.state === 'asked') {
    const open = partners.filter(({ answer }) => answer === null).map(({ person_name }) => person_name);
    throw fail('DUTY_REQUEST_ASKED', words.stillAsked(open));
  }
  if (!input.approved && input.note === '')
    throw fail('DUTY_REQUEST_NOTE', words.rejectNeedsNote, { field: 'note' });
  const at = core.now().toISOString();
  await inTransaction(core.log, async (trx) => {
    const store = requestStore(trx);
    const decided = await store.move(row.id, 'waiting', {
      state: input.approved ? 'approved' : 'rejected',
      decided_by: actor.operatorId,
      decided_at: at,
      note: input.note,
    });
    if (!decided) throw fail('DUTY_REQUEST_DECIDED', words.alreadyDecided);
    if (input.approved) await carryOut({ log: trx }, row, await store.moves([row.id]), actor.name, at);
  });
  const action = input.approved ? 'duty.approve' : 'duty.reject';
  return recordedRequest(core, actor, row.id, action, {
    kind: row.kind,
    person: row.person_name,
    note: input.note,
  });
}

async function carryOut(
  core: Pick<Core, 'log'>,
  row: NamedRequestRow,
  rows: readonly MoveRow[],
  by: string,
  at: string,
): Promise<void> {
  const moves = rows.map(({ day, shift, role, from_person, to_person }) => ({
    day,
    shift,
    role,
    from: from_person,
    to: to_person,
  }));
  await refuseMoves(core, moves, 'note');
  const store = rosterStore(core.log);
  if (row.kind === 'leave') {
    // The roster may have put the person on duty since they asked.
    const { shifts } = await readRules(core);
    const leave = leaveOf(row);
    const named = new Set(moves.map(slotKey));
    const open = slotsUnderLeave(leave, await store.slots(leave.fromDay, leave.toDay), shifts).filter(
      (slot) => !named.has(slotKey(slot)),
    );
    if (open.length > 0)
      throw fail(
        'DUTY_LEAVE_OVER_SHIFT',
        words.leaveOverShift(open.map(({ day, role }) => place(day, role))),
      );
  }
  const reason = words.byRequest(words.requestKinds[row.kind], row.person_name, row.reason);
  for (const move of moves) {
    await store.setSlot(move, move.to);
    await store.addChange({ ...move, reason, requestId: row.id, by, at });
  }
}

/** @throws DUTY_NOT_YOURS, DUTY_REQUEST_DECIDED */
export async function withdrawRequest(core: Core, actor: Actor, id: string): Promise<DutyRequest> {
  const row = await mustFindRequest(core, id);
  if (row.created_by !== actor.operatorId) throw fail('DUTY_NOT_YOURS', words.notYourRequest);
  if (!(await requestStore(core.log).move(id, ['asked', 'waiting'], { state: 'withdrawn' })))
    throw fail('DUTY_REQUEST_DECIDED', words.alreadyDecided);
  return recordedRequest(core, actor, id, 'duty.withdraw', { kind: row.kind, person: row.person_name });
}

/** Writes the act into the audit, wakes the windows. @returns the request as it stands now */
export async function recordedRequest(
  core: Core,
  actor: Actor,
  id: string,
  action: string,
  detail: Record<string, unknown>,
): Promise<DutyRequest> {
  await appendAudit(core, actor, action, id, detail);
  core.changes.bump('duty');
  const store = requestStore(core.log);
  return present(await mustFindRequest(core, id), await store.moves([id]), await store.consents([id]));
}

/** @throws DUTY_REQUEST_NOT_FOUND */
export async function mustFindRequest(core: Core, id: string): Promise<NamedRequestRow> {
  const row = await requestStore(core.log).find(id);
  if (!row) throw fail('DUTY_REQUEST_NOT_FOUND', words.requestNotFound);
  return row;
}

function present(
  row: NamedRequestRow,
  moves: readonly MoveRow[],
  consents: readonly NamedConsentRow[],
): DutyRequest {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    personId: row.person_id,
    personName: row.person_name,
    reason: row.reason,
    leave: row.kind === 'leave' ? { ...leaveOf(row), kind: row.leave_kind ?? 'other' } : null,
    moves: moves
      .filter(({ request_id }) => request_id === row.id)
      .map(({ day, shift, role, ...move }) => ({
        day,
        shift,
        role,
        from: move.from_person,
        fromName: move.from_name,
        to: move.to_person,
        toName: move.to_name,
      })),
    consents: consents
      .filter(({ request_id }) => request_id === row.id)
      .map((consent) => ({
        personId: consent.person_id,
        name: consent.person_name,
        hasAccount: consent.operator_id !== null,
        answer: consent.answer,
        answeredBy: consent.answerer_name,
        answeredAt: consent.answered_at,
        note: consent.note,
      })),
    createdBy: row.creator_name,
    createdAt: row.created_at,
    decidedBy: row.decider_name,
    decidedAt: row.decided_at,
    note: row.note,
    returnedAt: row.returned_at,
  };
}
