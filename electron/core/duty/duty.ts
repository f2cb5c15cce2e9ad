import { randomUUID } from 'node:crypto';
import type {
  ClockCheck,
  Handover,
  HandoverInput,
  OpenMatter,
  Shift,
} from '../../../shared/contract/duty.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyMessages } from '../../../shared/messages/duty.ts';
import { recorder } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { compareWithCentre, type Machine, presentClock, recordClock, workstation } from './clock.ts';
import { presentEntry } from './logbook.ts';
import { type NamedLogRow, recordStore } from './recordStore.ts';
import { dutyStore, type HandoverRow, type MatterRow, type ShiftRow } from './store.ts';

const recorded = recorder('duty');

export async function currentDuty(core: Core, actor: Actor) {
  const store = dutyStore(core.log);
  const onDuty = await presentShifts(core, await store.openShifts());
  const waiting = await store.waitingHandover();
  return {
    onDuty,
    mine: onDuty.find((shift) => shift.operatorId === actor.operatorId) ?? null,
    waitingHandover: waiting ? await presentHandover(core, waiting) : null,
    matters: (await store.openMatters()).map(presentMatter),
  };
}

/**
 * Begins the actor's shift and records how far the workstation's clock can be believed.
 * @throws DUTY_ALREADY_SIGNED_IN
 */
export async function signInForDuty(
  core: Core,
  actor: Actor,
  machine: Machine = workstation,
): Promise<Shift> {
  const now = core.now();
  const id = randomUUID();
  await inTransaction(core.log, async (trx) => {
    const store = dutyStore(trx);
    if (await store.openShiftOf(actor.operatorId))
      throw fail('DUTY_ALREADY_SIGNED_IN', dutyMessages.alreadySignedIn);
    await store.insertShift({
      id,
      day: beijingDay(now),
      operator_id: actor.operatorId,
      signed_in_at: now.toISOString(),
    });
  });
  const clock = await recordClock(core, id, machine);
  await recorded(core, actor, 'duty.signIn', id, { suspect: clock.suspect });
  return mustFindShift(core, id);
}

/** Compares the clock a shift was signed in with to the data centre's. @throws DUTY_SHIFT_UNKNOWN */
export async function compareShiftClock(core: Core, shiftId: string): Promise<ClockCheck> {
  const clock = await compareWithCentre(core, shiftId);
  if (!clock) throw fail('DUTY_SHIFT_UNKNOWN', dutyMessages.shiftNotFound);
  return clock;
}

/**
 * Ends the actor's shift. With a hand-over, the matters open at this moment are carried over to whoever accepts it.
 * @throws DUTY_NOT_SIGNED_IN
 */
export async function signOutOfDuty(
  core: Core,
  actor: Actor,
  input: { note: string; handover?: HandoverInput },
): Promise<Shift> {
  const at = core.now().toISOString();
  const shiftId = await inTransaction(core.log, async (trx) => {
    const store = dutyStore(trx);
    const shift = await store.openShiftOf(actor.operatorId);
    if (!shift) throw fail('DUTY_NOT_SIGNED_IN', dutyMessages.notSignedIn);
    await store.closeShift(shift.id, { signed_out_at: at, note: input.note });
    if (input.handover) await writeHandover(store, shift, actor, input.handover, at);
    return shift.id;
  });
  await recorded(core, actor, 'duty.signOut', shiftId, { handover: Boolean(input.handover) });
  return mustFindShift(core, shiftId);
}

async function writeHandover(
  store: ReturnType<typeof dutyStore>,
  shift: ShiftRow,
  actor: Actor,
  input: HandoverInput,
  at: string,
): Promise<void> {
  const id = randomUUID();
  await store.insertHandover({
    id,
    shift_id: shift.id,
    from_operator: actor.operatorId,
    to_operator: null,
    written_at: at,
    accepted_at: null,
    face_to_face: input.faceToFace ? 1 : 0,
    system_state: input.systemState,
    items: input.items,
    notices: input.notices,
    risks: input.risks,
  });
  await store.carryOpenMatters(id);
}

/** @throws HANDOVER_NOT_FOUND, HANDOVER_OWN, HANDOVER_ALREADY_ACCEPTED */
export async function acceptHandover(core: Core, actor: Actor, id: string): Promise<Handover> {
  const store = dutyStore(core.log);
  const row = await store.handover(id);
  if (!row) throw fail('HANDOVER_NOT_FOUND', dutyMessages.handoverNotFound);
  if (row.from_operator === actor.operatorId) throw fail('HANDOVER_OWN', dutyMessages.handoverOwn);
  const first = await store.acceptHandover(id, actor.operatorId, core.now().toISOString());
  if (!first) throw fail('HANDOVER_ALREADY_ACCEPTED', dutyMessages.handoverAccepted);
  await recorded(core, actor, 'duty.acceptHandover', id);
  const accepted = await store.handover(id);
  return presentHandover(core, accepted ?? row);
}

export async function addMatter(
  core: Core,
  actor: Actor,
  input: { title: string; detail: string },
): Promise<OpenMatter> {
  const id = randomUUID();
  await dutyStore(core.log).insertMatter({
    id,
    title: input.title,
    detail: input.detail,
    raised_by: actor.operatorId,
    raised_at: core.now().toISOString(),
  });
  await recorded(core, actor, 'duty.addMatter', id, { title: input.title });
  return mustFindMatter(core, id);
}

/** @throws MATTER_NOT_OPEN */
export async function closeMatter(
  core: Core,
  actor: Actor,
  input: { id: string; conclusion: string },
): Promise<OpenMatter> {
  const closed = await dutyStore(core.log).closeMatter(input.id, {
    closed_by: actor.operatorId,
    closed_at: core.now().toISOString(),
    conclusion: input.conclusion,
  });
  if (!closed) throw fail('MATTER_NOT_OPEN', dutyMessages.matterNotOpen);
  await recorded(core, actor, 'duty.closeMatter', input.id);
  return mustFindMatter(core, input.id);
}

export async function dutyHistory(core: Core, page: { offset: number; limit: number }) {
  const store = dutyStore(core.log);
  const { rows, total } = await store.history(page);
  const handovers = await store.handoversOfShifts(rows.map((row) => row.id));
  const matters = await store.mattersOf(handovers.map((row) => row.id));
  const log = await recordStore(core.log).entriesOfShifts(handovers.map((row) => row.shift_id));
  const shifts = await presentShifts(core, rows);
  return {
    total,
    rows: shifts.map((row) => {
      const handover = handovers.find((candidate) => candidate.shift_id === row.id);
      return {
        ...row,
        handover: handover
          ? shapeHandover(
              handover,
              matters.filter((matter) => matter.handover_id === handover.id),
              log,
            )
          : null,
      };
    }),
  };
}

async function mustFindShift(core: Core, id: string): Promise<Shift> {
  const row = await dutyStore(core.log).shift(id);
  if (!row) throw fail('DUTY_NOT_SIGNED_IN', dutyMessages.notSignedIn);
  const [shift] = await presentShifts(core, [row]);
  if (!shift) throw fail('DUTY_NOT_SIGNED_IN', dutyMessages.notSignedIn);
  return shift;
}

/** A hand-over with its matters and its shift's log. @throws HANDOVER_NOT_FOUND */
export async function findHandover(core: Core, id: string): Promise<Handover> {
  const row = await dutyStore(core.log).handover(id);
  if (!row) throw fail('HANDOVER_NOT_FOUND', dutyMessages.handoverNotFound);
  return presentHandover(core, row);
}

async function mustFindMatter(core: Core, id: string): Promise<OpenMatter> {
  const row = await dutyStore(core.log).matter(id);
  if (!row) throw fail('MATTER_NOT_OPEN', dutyMessages.matterNotOpen);
  return presentMatter(row);
}

async function presentHandover(core: Core, row: HandoverRow): Promise<Handover> {
  return shapeHandover(
    row,
    await dutyStore(core.log).mattersOf([row.id]),
    await recordStore(core.log).entriesOfShifts([row.shift_id]),
  );
}

function shapeHandover(
  row: HandoverRow,
  matters: readonly MatterRow[],
  log: readonly NamedLogRow[],
): Handover {
  return {
    id: row.id,
    shiftId: row.shift_id,
    fromName: row.from_name,
    toName: row.to_name,
    writtenAt: row.written_at,
    acceptedAt: row.accepted_at,
    faceToFace: row.face_to_face === 1,
    systemState: row.system_state,
    items: row.items,
    notices: row.notices,
    risks: row.risks,
    matters: matters.map(presentMatter),
    log: log.filter((entry) => entry.shift_id === row.shift_id).map(presentEntry),
  };
}

async function presentShifts(core: Core, rows: readonly ShiftRow[]): Promise<Shift[]> {
  const clocks = await recordStore(core.log).clocks(rows.map(({ id }) => id));
  const clockOf = new Map(clocks.map((clock) => [clock.target_id, presentClock(clock)]));
  return rows.map((row) => ({
    id: row.id,
    day: row.day,
    operatorId: row.operator_id,
    operatorName: row.operator_name,
    signedInAt: row.signed_in_at,
    signedOutAt: row.signed_out_at,
    note: row.note,
    clock: clockOf.get(row.id) ?? null,
  }));
}

function presentMatter(row: MatterRow): OpenMatter {
  return {
    id: row.id,
    title: row.title,
    detail: row.detail,
    raisedBy: row.raised_name,
    raisedAt: row.raised_at,
    closedBy: row.closed_name,
    closedAt: row.closed_at,
    conclusion: row.conclusion,
    carriedOver: Number(row.carried_over),
  };
}
