import type { SlaView } from '../../../shared/contract/servicedesk.ts';
import {
  deadlineOf,
  doneAt,
  SLA_TARGETS,
  type SlaDeadlines,
  type SlaIncident,
  type SlaRules,
  slaBreaches,
  slaDeadlines,
  slaRemaining,
  UnpublishedDay,
} from '../../../shared/domain/sla.ts';
import type { IncidentRow, PauseRow } from './store.ts';

const MINUTE = 60_000;
const NO_CLOCK: SlaView = {
  class: null,
  respondBy: null,
  arriveBy: null,
  resolveBy: null,
  breaches: [],
  next: null,
  near: false,
};

/** An incident as the clock's rules take it. A settled one without an arrival was settled from afar: nothing is owed. */
export function slaIncident(row: IncidentRow, pauses: readonly PauseRow[]): SlaIncident {
  const at = (value: string | null) => (value === null ? null : Date.parse(value));
  return {
    opened: Date.parse(row.opened_at),
    responded: at(row.responded_at),
    arrived: at(row.arrived_at) ?? at(row.resolved_at),
    resolved: at(row.resolved_at),
    pauses: pauses.map(({ from_at, to_at }) => ({ from: Date.parse(from_at), to: at(to_at) })),
  };
}

/**
 * Deadlines, breaches and what is owed next, as of `now`. A cancelled incident owes nothing; on a day that is not published
 * there is no clock, and the view says so by `class: null`.
 */
export function slaView(
  row: IncidentRow,
  pauses: readonly PauseRow[],
  rules: SlaRules & { noticeMinutes: number },
  now: Date,
): SlaView {
  if (row.state === 'cancelled') return NO_CLOCK;
  const incident = slaIncident(row, pauses);
  try {
    const deadlines = slaDeadlines(incident, rules);
    const live = row.state !== 'resolved' && row.state !== 'closed';
    const next = live ? nextOwed(incident, deadlines, rules, now.getTime()) : null;
    return {
      class: deadlines.class,
      respondBy: isoOf(deadlines.respondBy),
      arriveBy: isoOf(deadlines.arriveBy),
      resolveBy: isoOf(deadlines.resolveBy),
      breaches: slaBreaches(incident, deadlines, now.getTime()),
      next,
      near: next !== null && row.state !== 'paused' && next.remainingMs <= rules.noticeMinutes * MINUTE,
    };
  } catch (error) {
    if (error instanceof UnpublishedDay) return NO_CLOCK;
    throw error;
  }
}

/** The undone target with the least time left. */
function nextOwed(
  incident: SlaIncident,
  deadlines: SlaDeadlines,
  rules: SlaRules,
  now: number,
): SlaView['next'] {
  let next: SlaView['next'] = null;
  for (const target of SLA_TARGETS) {
    if (doneAt(incident, target) !== null) continue;
    const remainingMs = slaRemaining(incident, target, now, rules);
    if (remainingMs === undefined || (next && next.remainingMs <= remainingMs)) continue;
    next = { target, by: isoOf(deadlineOf(deadlines, target)), remainingMs };
  }
  return next;
}

/** The deadline each breached target had; for the record of breaches. */
export function breachMoments(
  row: IncidentRow,
  pauses: readonly PauseRow[],
  rules: SlaRules,
  now: Date,
): Map<string, string> | undefined {
  if (row.state === 'cancelled') return new Map();
  const incident = slaIncident(row, pauses);
  try {
    const deadlines = slaDeadlines(incident, rules);
    return new Map(
      slaBreaches(incident, deadlines, now.getTime()).map((target) => [
        target,
        isoOf(deadlineOf(deadlines, target)) ?? row.opened_at,
      ]),
    );
  } catch (error) {
    if (error instanceof UnpublishedDay) return undefined;
    throw error;
  }
}

function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
