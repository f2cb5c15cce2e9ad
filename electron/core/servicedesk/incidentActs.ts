import type { Incident, IncidentTimesInput } from '../../../shared/contract/servicedesk.ts';
import { INCIDENT_STEPS, type IncidentStep, LIVE_STATES } from '../../../shared/domain/servicedesk.ts';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import type { Actor, Core } from '../core.ts';
import { type IncidentChange, type IncidentWork, inIncident } from './incidentWork.ts';
import type { IncidentRow, IncidentStore } from './store.ts';
import { threadStore } from './threadStore.ts';

/** When something was done; `at` null: now. Another moment needs the reason for entering it later. */
export interface Done {
  id: string;
  at: string | null;
  reason: string;
}

/** A moment this near to now is now: the form was open for a while. */
const NOW_TOLERANCE_MS = 60_000;

/** @throws SERVICEDESK_STATE, SERVICEDESK_TIME, SERVICEDESK_REASON */
export function respondIncident(core: Core, actor: Actor, input: Done): Promise<Incident> {
  return inIncident(core, actor, input.id, 'respond', async ({ row, now }) => {
    allowed(row, 'respond');
    notYet(row.responded_at, words.times.respondedAt);
    const at = momentOf(input, now);
    return {
      changes: {
        responded_at: at,
        ...(row.state === 'paused' ? {} : { state: 'working' }),
        owner: row.owner || actor.name,
      },
      note: entered(words.times.respondedAt, at, input),
    };
  });
}

/** @throws as respondIncident */
export function arriveIncident(core: Core, actor: Actor, input: Done): Promise<Incident> {
  return inIncident(core, actor, input.id, 'arrive', async ({ row, now }) => {
    allowed(row, 'arrive');
    notYet(row.arrived_at, words.times.arrivedAt);
    const at = momentOf(input, now);
    return { changes: { arrived_at: at }, note: entered(words.times.arrivedAt, at, input) };
  });
}

/** Stops the clock, with a reason. @throws SERVICEDESK_STATE, SERVICEDESK_NOTE */
export function pauseIncident(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Incident> {
  return inIncident(core, actor, input.id, 'pause', async ({ row, store, now }) => {
    allowed(row, 'pause');
    const reason = needed(input.reason, 'pause', 'reason');
    await store.startPause({ incident_id: row.id, from_at: now, reason, by: actor.name });
    return { changes: { state: 'paused' }, note: reason };
  });
}

/** Lets the clock run again. @throws SERVICEDESK_STATE */
export function resumeIncident(core: Core, actor: Actor, input: { id: string }): Promise<Incident> {
  return inIncident(core, actor, input.id, 'resume', async ({ row, store, now }) => {
    allowed(row, 'resume');
    await store.endPause(row.id, now);
    return {
      changes: { state: row.responded_at === null ? 'open' : 'working' },
      note: words.doneAt(words.acts.resume ?? '', beijingStamp(now)),
    };
  });
}

/** @throws SERVICEDESK_STATE, SERVICEDESK_TIME, SERVICEDESK_NOTE, SERVICEDESK_REASON */
export function resolveIncident(
  core: Core,
  actor: Actor,
  input: Done & { note: string; fix: 'temporary' | 'root'; cause?: string; category?: string },
): Promise<Incident> {
  return inIncident(core, actor, input.id, 'resolve', async ({ row, store, now }) => {
    if (row.state === 'open')
      throw fail(
        'SERVICEDESK_TIME',
        words.wrongTime({ field: 'respondedAt', wrong: 'missing', than: 'resolvedAt' }),
        { field: 'respondedAt' },
      );
    allowed(row, 'resolve');
    const note = needed(input.note, 'resolve', 'note');
    const at = momentOf(input, now);
    const last = (await store.pauses([row.id])).at(-1);
    if (last && at < last.from_at)
      throw fail('SERVICEDESK_TIME', words.pauseTooLate, { field: 'resolvedAt' });
    return {
      changes: {
        state: 'resolved',
        resolved_at: at,
        fix: input.fix,
        ...(input.cause ? { cause: input.cause } : {}),
        ...(input.category ? { category: input.category } : {}),
        steps: row.steps ? `${row.steps}\n${note}` : note,
      },
      note: `${entered(words.times.resolvedAt, at, input)}；${note}`,
    };
  });
}

/** @throws SERVICEDESK_STATE, SERVICEDESK_TIME, SERVICEDESK_REASON */
export function closeIncident(
  core: Core,
  actor: Actor,
  input: Done & { confirmedBy: string; satisfaction: number | null },
): Promise<Incident> {
  return inIncident(core, actor, input.id, 'close', async ({ row, now }) => {
    allowed(row, 'close');
    const at = momentOf(input, now);
    return {
      changes: {
        state: 'closed',
        closed_at: at,
        confirmed_by: input.confirmedBy || row.confirmed_by,
        satisfaction: input.satisfaction ?? row.satisfaction,
      },
      note: entered(words.times.closedAt, at, input),
    };
  });
}

/** Takes a recovery back: the clock goes on from the opening, as if it had never stopped. @throws SERVICEDESK_STATE */
export function reopenIncident(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Incident> {
  return inIncident(core, actor, input.id, 'reopen', async ({ row, store }) => {
    allowed(row, 'reopen');
    const reason = needed(input.reason, 'reopen', 'reason');
    return {
      changes: {
        state: 'working',
        resolved_at: null,
        closed_at: null,
        ...(await ownSource(row, store)),
      },
      note: reason,
    };
  });
}

/** A false alarm or a mistake: kept, counted nowhere. @throws SERVICEDESK_STATE, SERVICEDESK_NOTE */
export function cancelIncident(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Incident> {
  return inIncident(core, actor, input.id, 'cancel', async (given) => {
    allowed(given.row, 'cancel');
    const reason = needed(input.reason, 'cancel', 'reason');
    return { changes: await cancelled(given), note: reason };
  });
}

/** A duplicate becomes an occurrence of another live incident, linked both ways. @throws SERVICEDESK_STATE, SERVICEDESK_MERGE */
export async function mergeIncident(
  core: Core,
  actor: Actor,
  input: { id: string; into: string },
): Promise<Incident> {
  return inIncident(core, actor, input.id, 'merge', async (given) => {
    const { row, store, trx, now } = given;
    allowed(row, 'cancel');
    const into = await store.named(input.into.trim());
    if (!into) throw fail('SERVICEDESK_NOT_FOUND', words.noNumber(input.into), { field: 'into' });
    if (into.id === row.id) throw fail('SERVICEDESK_MERGE', words.mergeSelf, { field: 'into' });
    if (!LIVE_STATES.includes(into.state))
      throw fail('SERVICEDESK_MERGE', words.mergeClosed(into.number), { field: 'into' });
    await store.addOccurrence({
      incident_id: into.id,
      origin: row.number,
      at: row.opened_at,
      text: row.title,
    });
    const thread = threadStore(trx);
    await thread.link(
      { kind: 'incident', ref: row.id },
      { kind: 'incident', ref: into.id },
      'duplicate',
      actor.name,
      now,
    );
    await thread.addNote({
      kind: 'incident',
      ref: into.id,
      at: now,
      by: actor.name,
      act: 'occur',
      text: words.mergedFrom(`${row.number} ${row.title}`),
    });
    return { changes: await cancelled(given), note: words.mergedInto(into.number) };
  });
}

/** Enters or corrects moments later, with a reason; the old ones stay in the timeline. @throws SERVICEDESK_TIME, SERVICEDESK_STALE */
export function correctTimes(
  core: Core,
  actor: Actor,
  input: { id: string; version: number; times: IncidentTimesInput; reason: string },
): Promise<Incident> {
  return inIncident(core, actor, input.id, 'times', async ({ row, store }) => {
    if (row.version !== input.version) throw fail('SERVICEDESK_STALE', words.stale(row.number));
    if (row.state === 'cancelled') throw wrongState(row, 'times');
    const reason = needed(input.reason, 'times', 'reason');
    const changes: IncidentChange = {};
    const lines: string[] = [];
    for (const [field, column] of COLUMNS) {
      const given = input.times[field];
      if (given === undefined) continue;
      const value = given === null ? null : new Date(given).toISOString();
      if (value === row[column]) continue;
      lines.push(`${words.times[field]} ${shown(row[column])} → ${shown(value)}`);
      Object.assign(changes, { [column]: value });
    }
    const state = stateBy({ ...row, ...changes });
    const settled = state === 'resolved' || state === 'closed';
    if (settled && row.state === 'paused')
      throw fail('SERVICEDESK_TIME', words.stillPaused, { field: 'resolvedAt' });
    return {
      changes: { ...changes, state, ...(settled ? {} : await ownSource(row, store)) },
      note: words.changedTimes(lines.join('；'), reason),
    };
  });
}

const COLUMNS = [
  ['occurredAt', 'occurred_at'],
  ['openedAt', 'opened_at'],
  ['respondedAt', 'responded_at'],
  ['arrivedAt', 'arrived_at'],
  ['resolvedAt', 'resolved_at'],
  ['closedAt', 'closed_at'],
] as const;

/** The state its moments say; a pause holds until it is ended. */
function stateBy(row: IncidentRow): IncidentRow['state'] {
  if (row.closed_at !== null) return 'closed';
  if (row.resolved_at !== null) return 'resolved';
  if (row.state === 'paused') return 'paused';
  return row.responded_at === null ? 'open' : 'working';
}

/** Living again beside a newer live incident of the same source, an incident gives that source up: it has one at a time. */
async function ownSource(row: IncidentRow, store: IncidentStore): Promise<IncidentChange> {
  const other = row.source_key ? await store.liveOf(row.source_key) : undefined;
  return other && other.id !== row.id ? { source_key: '' } : {};
}

async function cancelled({ row, store, now }: IncidentWork): Promise<IncidentChange> {
  await store.endPause(row.id, now);
  return { state: 'cancelled', closed_at: null };
}

function allowed(row: IncidentRow, step: IncidentStep): void {
  if (!(INCIDENT_STEPS[step].from as readonly string[]).includes(row.state)) throw wrongState(row, step);
}

function wrongState(row: IncidentRow, act: string) {
  const state = words.states[row.state] ?? row.state;
  return fail('SERVICEDESK_STATE', words.wrongState(row.number, state, words.acts[act] ?? act));
}

function notYet(value: string | null, what: string): void {
  if (value !== null) throw fail('SERVICEDESK_STATE', words.alreadyDone(what, shown(value)));
}

function needed(text: string, act: string, field: string): string {
  if (text.trim() === '') throw fail('SERVICEDESK_NOTE', words.noteNeeded(words.acts[act] ?? act), { field });
  return text.trim();
}

function momentOf(input: Done, now: string): string {
  if (input.at === null) return now;
  const at = new Date(input.at).toISOString();
  const away = Math.abs(Date.parse(at) - Date.parse(now));
  if (away > NOW_TOLERANCE_MS && input.reason.trim() === '')
    throw fail('SERVICEDESK_REASON', words.reasonForTime, { field: 'reason' });
  return at;
}

function entered(what: string, at: string, { reason }: Done): string {
  return reason.trim()
    ? words.entered(what, beijingStamp(at), reason.trim())
    : words.doneAt(what, beijingStamp(at));
}

function shown(value: string | null): string {
  return value === null ? '—' : beijingStamp(value).slice(0, 16);
}
