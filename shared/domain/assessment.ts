import type { AssessmentFact } from './assessmentFact.ts';
import { ASSESSMENT_ITEMS, type AssessmentItem, ruleFor, type Scheme } from './assessmentScheme.ts';
import { addDays, type Day } from './time.ts';

/** Both days belong to it. */
export interface AssessmentPeriod {
  from: Day;
  to: Day;
}

/** A person to be withdrawn: the half-year (calendar), or the first and last of the facts (rolling). */
export interface Withdrawal<Id = string> {
  person: string;
  from: Day;
  to: Day;
  /** Ids, by date. */
  facts: Id[];
}

export interface AssessmentResult<Id = string> {
  score: number;
  /** Whether the score reaches the passing mark. */
  passed: boolean;
  /** All six items in the contract's order; points taken, positive. */
  items: { item: AssessmentItem; deducted: number }[];
  /** Approved bonus points within the period, before the cap. */
  bonus: number;
  withdrawals: Withdrawal<Id>[];
  /** Ids of the facts outside the period. */
  ignored: Id[];
}

/** A fact with an id of any kind, as files may number theirs. */
export type FactWith<Id> = Omit<AssessmentFact, 'id'> & { id: Id };

/** Points are added up in millionths: 0.2 five times is 1, not 1.0000000000000002. */
const UNIT = 1_000_000;
const DAY = 86_400_000;
/** Before so many days a forecast says nothing. */
const FORECAST_FROM_DAYS = 30;

/**
 * Scores the facts of a period: base − deductions + approved bonus, then the cap. Only facts that count are handed in:
 * what was rejected or voided is left out by the caller.
 */
export function computeAssessment<Id>(
  facts: readonly FactWith<Id>[],
  period: AssessmentPeriod,
  scheme: Scheme,
): AssessmentResult<Id> {
  const inside = facts.filter(({ date }) => period.from <= date && date <= period.to);
  const taken = new Map<AssessmentItem, number>(ASSESSMENT_ITEMS.map((item) => [item, 0]));
  let bonus = 0;
  for (const fact of inside) {
    if (fact.type === 'bonus') bonus += fact.approved ? units(fact.points ?? 0) : 0;
    const rule = ruleFor(fact, scheme);
    if (rule) taken.set(rule.item, (taken.get(rule.item) ?? 0) + units(rule.points));
  }
  const items = ASSESSMENT_ITEMS.map((item) => {
    const most = scheme.itemMost[item];
    const sum = taken.get(item) ?? 0;
    return { item, deducted: (most === null ? sum : Math.min(sum, units(most))) / UNIT };
  });
  const deducted = items.reduce((sum, item) => sum + units(item.deducted), 0);
  const score = capped((units(scheme.base) - deducted + bonus) / UNIT, scheme);
  return {
    score,
    passed: score >= scheme.passing,
    items,
    bonus: bonus / UNIT,
    withdrawals: findWithdrawals(inside, scheme),
    ignored: facts.filter(({ date }) => date < period.from || period.to < date).map(({ id }) => id),
  };
}

/**
 * Persons deducted too often within a half-year, in the order of the half-years. `calendar`: one withdrawal for each
 * half-year in which it happened, naming all its facts. `rolling`: one at each fact that completes the number within the
 * window; then counting starts anew.
 */
export function findWithdrawals<Id>(facts: readonly FactWith<Id>[], scheme: Scheme): Withdrawal<Id>[] {
  const deducting = facts.filter((fact) => fact.person && ruleFor(fact, scheme));
  const byPerson = Map.groupBy(deducting, ({ person = '' }) => person);
  const found = [...byPerson].flatMap(([person, own]) => {
    const sorted = own.toSorted((a, b) => order(a.date, b.date));
    return scheme.halfYear === 'calendar'
      ? byCalendar(person, sorted, scheme.withdrawalAt)
      : byWindow(person, sorted, scheme);
  });
  return found.sort((a, b) => order(a.from, b.from) || order(a.to, b.to) || order(a.person, b.person));
}

/** The half-year of the calendar that holds a day. */
export function halfYearOf(day: Day): AssessmentPeriod {
  const year = day.slice(0, 4);
  return day.slice(5) <= '06-30'
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` };
}

/**
 * Where the year ends if it goes on as it did up to `today`: deductions grow with the days, the bonus stays. Undefined in
 * the first thirty days and before the period.
 */
export function forecastScore(
  result: Pick<AssessmentResult, 'score' | 'items' | 'bonus'>,
  period: AssessmentPeriod,
  today: Day,
  scheme: Scheme,
): number | undefined {
  const last = today < period.to ? today : period.to;
  const elapsed = daysBetween(period.from, last) + 1;
  if (elapsed < FORECAST_FROM_DAYS) return undefined;
  const whole = daysBetween(period.from, period.to) + 1;
  const deducted = result.items.reduce((sum, { deducted: points }) => sum + points, 0);
  const score = scheme.base - (deducted * whole) / elapsed + result.bonus;
  return capped(Math.round(score * 10) / 10, scheme);
}

/** How a score stands: failed below the passing mark, near from the warning mark down, or good. */
export function standingOf(score: number, scheme: Scheme): 'good' | 'near' | 'failed' {
  if (score < scheme.passing) return 'failed';
  return score < scheme.warnBelow ? 'near' : 'good';
}

/** The contract year that starts on the day of signing: a year less a day. */
export function contractYear(from: Day): AssessmentPeriod {
  const next = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  // 29 February has no anniversary: the year ends with the last day of February.
  return { from, to: from.endsWith('-02-29') ? `${next.slice(0, 4)}-02-28` : addDays(next, -1) };
}

function byCalendar<Id>(person: string, facts: readonly FactWith<Id>[], enough: number): Withdrawal<Id>[] {
  const halves = Map.groupBy(facts, ({ date }) => halfYearOf(date).from);
  return [...halves]
    .filter(([, own]) => own.length >= enough)
    .map(([from, own]) => ({ person, ...halfYearOf(from), facts: own.map(({ id }) => id) }));
}

function byWindow<Id>(person: string, facts: readonly FactWith<Id>[], scheme: Scheme): Withdrawal<Id>[] {
  const found: Withdrawal<Id>[] = [];
  let window: FactWith<Id>[] = [];
  for (const fact of facts) {
    window = [...window.filter(({ date }) => daysBetween(date, fact.date) < scheme.rollingDays), fact];
    if (window.length < scheme.withdrawalAt) continue;
    found.push({
      person,
      from: window[0]?.date ?? fact.date,
      to: fact.date,
      facts: window.map(({ id }) => id),
    });
    window = [];
  }
  return found;
}

function capped(score: number, { cap }: Scheme): number {
  return cap === null ? score : Math.min(score, cap);
}

function units(points: number): number {
  return Math.round(points * UNIT);
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
}

/** By code, the same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
