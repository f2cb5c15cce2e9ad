import { courts } from '../reference/reference.ts';
import { frontEndOf } from './casefileRows.ts';
import type { CaseBundle } from './rows.ts';
import type { Plan, Scene } from './scene.ts';

/** Days back that are counted per court. */
export const TALLY_DAYS = 32;

/** What the operations tables must agree with, counted while the cases go by. */
export interface Tally {
  /** Cases a court has in the centre at the end of a day, by days back from today. */
  centre: Map<number, Int32Array>;
  /** Cases newly received or closed on a day, by front-end court and days back. */
  activity: Map<number, Int32Array>;
  /** E-files waiting at no front end any more: bytes and count delivered by each. */
  delivered: Map<number, { files: number; bytes: number }>;
}

export function createTally(): Tally {
  const tally: Tally = { centre: new Map(), activity: new Map(), delivered: new Map() };
  for (const court of courts()) {
    tally.centre.set(court.code, new Int32Array(TALLY_DAYS + 1));
    if (court.tier === '基层') continue;
    tally.activity.set(court.code, new Int32Array(TALLY_DAYS + 1));
    tally.delivered.set(court.code, { files: 0, bytes: 0 });
  }
  return tally;
}

/** Counts one case; received before the first counted day falls on that day. */
export function tallyCase(tally: Tally, scene: Scene, plan: Plan, bundle: CaseBundle): void {
  const today = scene.clock.today;
  const receivedBack = Math.min(TALLY_DAYS, Math.max(0, today - plan.received));
  const court = bundle.case.court_code;
  if (court !== null) add(tally.centre, court, receivedBack);
  const front = frontEndOf(plan);
  if (today - plan.received < TALLY_DAYS) add(tally.activity, front, receivedBack);
  if (plan.closed !== null && plan.closed <= today && today - plan.closed < TALLY_DAYS) {
    add(tally.activity, front, today - plan.closed);
  }
}

function add(map: Map<number, Int32Array>, court: number, back: number): void {
  const counts = map.get(court);
  if (counts) counts[back] = (counts[back] ?? 0) + 1;
}

/** Cases the court had at the end of the day that many days back. */
export function centreCount(tally: Tally, court: number, back: number): number {
  const counts = tally.centre.get(court);
  let sum = 0;
  for (let day = back; day <= TALLY_DAYS; day++) sum += counts?.[day] ?? 0;
  return sum;
}
