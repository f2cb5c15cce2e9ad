import type { Day } from './time.ts';
import type { WorkingTime } from './workingHours.ts';

/**
 * The clock of the contract (seed.txt, 响应时间要求): 7×24 service; in working time respond at once and resolve within
 * half an hour, otherwise be on site within one hour and resolve within two. All instants are milliseconds since 1970.
 */

/** `elapsed` runs on the wall clock; `working` counts only working time for incidents opened in working time. */
export const SLA_CLOCKS = ['elapsed', 'working'] as const;
export type SlaClock = (typeof SLA_CLOCKS)[number];

/** Set by the moment of opening alone: in working time or not. */
export const SLA_CLASSES = ['in-hours', 'off-hours'] as const;
export type SlaClass = (typeof SLA_CLASSES)[number];

/** What is owed, in this order everywhere. */
export const SLA_TARGETS = ['respond', 'arrive', 'resolve'] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

/** Minutes on the incident's clock. */
export interface SlaLimits {
  /** “立即响应”, in both classes. */
  respond: number;
  inHoursResolve: number;
  offHoursArrive: number;
  offHoursResolve: number;
}

/** The contract's figures; “at once” is read as five minutes unless configured. */
export const CONTRACT_LIMITS: SlaLimits = {
  respond: 5,
  inHoursResolve: 30,
  offHoursArrive: 60,
  offHoursResolve: 120,
};

export interface SlaRules {
  clock: SlaClock;
  limits: SlaLimits;
  workingTime: WorkingTime;
}

/** No clock runs from `from` up to `to`; without `to` the incident is still paused. */
export interface SlaPause {
  from: number;
  to: number | null;
}

export interface SlaIncident {
  opened: number;
  /** When it was done; null while it is not. */
  responded: number | null;
  arrived: number | null;
  resolved: number | null;
  /** In any order; they may overlap, lie before the opening or after the answer: they count as given. */
  pauses: readonly SlaPause[];
}

/** Deadlines; null where none is owed (`arriveBy` in hours) or a pause without end keeps it from coming. */
export interface SlaDeadlines {
  class: SlaClass;
  respondBy: number | null;
  arriveBy: number | null;
  resolveBy: number | null;
}

/** A day whose arrangement is not published was needed: nobody knows whether it is worked. */
export class UnpublishedDay extends Error {
  readonly day: Day;

  constructor(day: Day) {
    super(`unpublished: ${day}`);
    this.name = 'UnpublishedDay';
    this.day = day;
  }
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Beijing, without daylight saving since 1991. */
const OFFSET = 8 * 60 * MINUTE;

/** In working time or not, by the moment of opening; an interval includes its start, not its end. @throws UnpublishedDay */
export function slaClass(opened: number, workingTime: WorkingTime): SlaClass {
  const midnight = midnightOf(opened);
  const minute = (opened - midnight) / MINUTE;
  const inside = spansOf(midnight, workingTime).some(([start, end]) => start <= minute && minute < end);
  return inside ? 'in-hours' : 'off-hours';
}

/** Minutes owed for a target; undefined where the class does not owe it. */
export function slaLimit(of: SlaClass, target: SlaTarget, limits: SlaLimits): number | undefined {
  if (target === 'respond') return limits.respond;
  if (of === 'in-hours') return target === 'resolve' ? limits.inHoursResolve : undefined;
  return target === 'resolve' ? limits.offHoursResolve : limits.offHoursArrive;
}

/**
 * The class and the deadlines: the first instants at which that much counted time has passed since opening.
 * @throws UnpublishedDay for the day of opening, and under `working` for the days the clock has to cross
 */
export function slaDeadlines(incident: SlaIncident, rules: SlaRules): SlaDeadlines {
  const of = slaClass(incident.opened, rules.workingTime);
  const by = (target: SlaTarget) => {
    const minutes = slaLimit(of, target, rules.limits);
    return minutes === undefined ? null : instantAfter(minutes * MINUTE, incident, of, rules);
  };
  return { class: of, respondBy: by('respond'), arriveBy: by('arrive'), resolveBy: by('resolve') };
}

/**
 * Targets that were missed: done after the deadline (exactly at it is in time), or not done although `asOf` is later
 * than the deadline; without `asOf` what is not done is no breach.
 */
export function slaBreaches(
  incident: SlaIncident,
  deadlines: SlaDeadlines,
  asOf: number | null = null,
): SlaTarget[] {
  return SLA_TARGETS.filter((target) => {
    const deadline = deadlineOf(deadlines, target);
    const at = doneAt(incident, target) ?? asOf;
    return deadline !== null && at !== null && at > deadline;
  });
}

/**
 * What is left of a target's time at an instant, in milliseconds on the incident's clock; once the deadline has passed,
 * how long ago on the wall clock, as a negative number. Undefined where the class does not owe the target.
 * @throws UnpublishedDay as slaDeadlines
 */
export function slaRemaining(
  incident: SlaIncident,
  target: SlaTarget,
  at: number,
  rules: SlaRules,
): number | undefined {
  const deadlines = slaDeadlines(incident, rules);
  const limit = slaLimit(deadlines.class, target, rules.limits);
  if (limit === undefined) return undefined;
  const deadline = deadlineOf(deadlines, target);
  if (deadline !== null && at >= deadline) return deadline - at;
  return limit * MINUTE - countedTime(incident, at, deadlines.class, rules);
}

/** Whether a pause holds the incident's clocks at an instant. */
export function isPausedAt(pauses: readonly SlaPause[], at: number): boolean {
  return pauses.some(({ from, to }) => from <= at && (to === null || at < to));
}

export function deadlineOf(deadlines: SlaDeadlines, target: SlaTarget): number | null {
  if (target === 'respond') return deadlines.respondBy;
  return target === 'arrive' ? deadlines.arriveBy : deadlines.resolveBy;
}

export function doneAt(incident: SlaIncident, target: SlaTarget): number | null {
  if (target === 'respond') return incident.responded;
  return target === 'arrive' ? incident.arrived : incident.resolved;
}

/** Milliseconds the incident's clock ran from opening up to `at`. */
function countedTime(incident: SlaIncident, at: number, of: SlaClass, rules: SlaRules): number {
  let counted = 0;
  for (const [start, end] of runs(incident, of, rules)) {
    if (start >= at) break;
    counted += Math.min(end, at) - start;
    if (end >= at) break;
  }
  return counted;
}

/** The first instant by which the clock ran `wanted` milliseconds; null when it never does. */
function instantAfter(wanted: number, incident: SlaIncident, of: SlaClass, rules: SlaRules): number | null {
  if (wanted === 0) return incident.opened;
  let left = wanted;
  for (const [start, end] of runs(incident, of, rules)) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return null;
}

/** The stretches from opening on during which the incident's clock runs. */
function* runs(incident: SlaIncident, of: SlaClass, rules: SlaRules): Generator<[number, number]> {
  for (const stretch of unpaused(incident)) {
    if (rules.clock === 'working' && of === 'in-hours') yield* workingWithin(stretch, rules.workingTime);
    else yield stretch;
  }
}

/** The stretches from opening on that no pause covers; the last is endless unless a pause is. */
function* unpaused({ opened, pauses }: SlaIncident): Generator<[number, number]> {
  let at = opened;
  const real = pauses.filter(({ from, to }) => to === null || from < to);
  for (const { from, to } of real.sort((a, b) => a.from - b.from)) {
    if (from > at) yield [at, from];
    at = Math.max(at, to ?? Number.POSITIVE_INFINITY);
  }
  if (at < Number.POSITIVE_INFINITY) yield [at, Number.POSITIVE_INFINITY];
}

/** The working time within a stretch, day by day: a day is asked for only when the stretch touches it. */
function* workingWithin([from, to]: [number, number], workingTime: WorkingTime): Generator<[number, number]> {
  for (let midnight = midnightOf(from); midnight < to; midnight += DAY) {
    for (const [start, end] of spansOf(midnight, workingTime)) {
      const [first, last] = [
        Math.max(from, midnight + start * MINUTE),
        Math.min(to, midnight + end * MINUTE),
      ];
      if (first < last) yield [first, last];
    }
  }
}

function spansOf(midnight: number, workingTime: WorkingTime) {
  const day = new Date(midnight + OFFSET).toISOString().slice(0, 10);
  const spans = workingTime(day);
  if (!spans) throw new UnpublishedDay(day);
  return spans;
}

/** The start of the Beijing day that holds an instant. */
function midnightOf(at: number): number {
  return Math.floor((at + OFFSET) / DAY) * DAY - OFFSET;
}
