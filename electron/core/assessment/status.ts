import {
  type AssessmentStatus,
  FACT_STATES,
  type SchemeVersion,
  type WhatIfInput,
} from '../../../shared/contract/assessment.ts';
import {
  type AssessmentResult,
  computeAssessment,
  type FactWith,
  findWithdrawals,
  forecastScore,
  standingOf,
} from '../../../shared/domain/assessment.ts';
import type { Scheme } from '../../../shared/domain/assessmentScheme.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Core } from '../core.ts';
import { asFact, COUNTING, countingFacts } from './register.ts';
import { assessmentStore, type FactRow } from './store.ts';
import { scoredYear } from './years.ts';

/**
 * How a year stands: score with its six items, outlook, persons to be withdrawn, what waits, and the course of the
 * score. @throws ASSESSMENT_YEAR_NOT_FOUND
 */
export async function assessmentStatus(core: Core, yearId?: string): Promise<AssessmentStatus> {
  const { year, scheme } = await scoredYear(core, yearId);
  const store = assessmentStore(core.log);
  const facts = await countingFacts(core, year);
  const { ignored: _none, ...result } = computeAssessment(facts, year, scheme);
  const today = beijingDay(core.now());
  const forecast = forecastScore(result, year, today, scheme) ?? null;
  const notices = await store.notices();
  const byState = await store.countByState(year);
  return {
    ...result,
    year,
    today,
    forecast,
    standing: standingOf(result.score, scheme),
    outlook: forecast === null ? 'good' : standingOf(forecast, scheme),
    scheme: scheme as SchemeVersion['scheme'],
    withdrawals: result.withdrawals.map((withdrawal) => {
      const notice = notices.find(
        ({ person, from_day, to_day }) =>
          person === withdrawal.person && from_day === withdrawal.from && to_day === withdrawal.to,
      );
      return {
        ...withdrawal,
        notice: notice
          ? { number: notice.number, issuedBy: notice.issued_by, issuedAt: notice.issued_at }
          : null,
      };
    }),
    nearWithdrawal: oneShort(facts, result, scheme),
    counts: Object.fromEntries(
      FACT_STATES.map((state) => [state, byState.get(state) ?? 0]),
    ) as AssessmentStatus['counts'],
    course: courseOf(facts, year, scheme),
  };
}

/**
 * The score as it would be with candidates confirmed, facts left out, or facts made up. Nothing is written.
 * @throws ASSESSMENT_YEAR_NOT_FOUND; ASSESSMENT_WHAT_IF for a fact of another year or state, and at the field of a made-up one
 */
export async function whatIf(core: Core, input: WhatIfInput) {
  const { year, scheme } = await scoredYear(core, input.yearId);
  const rows = await assessmentStore(core.log).facts({ from: year.from, to: year.to });
  const counting = rows.filter(({ state }) => COUNTING.includes(state));
  const proposed = rows.filter(({ state }) => state === 'proposed');
  await requireAmong(core, input.drop, counting, words.errors.whatIfDrop);
  await requireAmong(core, input.confirm, proposed, words.errors.whatIfConfirm);
  for (const fact of input.add) requireSensible(fact, year, scheme);
  const kept = counting.filter(({ id }) => !input.drop.includes(id));
  const confirmed = proposed.filter(({ id }) => input.confirm.includes(id));
  const made = input.add.flatMap((fact, index) =>
    Array.from({ length: fact.times }, (_, time) => madeUp(fact, `${index + 1}.${time + 1}`)),
  );
  const facts = [...kept, ...confirmed].map((row) => ({ ...asFact(row), id: row.number, approved: true }));
  const { ignored: _none, ...result } = computeAssessment([...facts, ...made], year, scheme);
  return { ...result, standing: standingOf(result.score, scheme) };
}

/** How many candidates and appeals wait for a decision, in all years. */
export async function waitingFacts(core: Core): Promise<{ count: number }> {
  return { count: await assessmentStore(core.log).countIn(['proposed', 'appealed']) };
}

/** A fact that is taken as something it is not would leave the score as it is, without a word. */
async function requireAmong(
  core: Core,
  ids: readonly string[],
  rows: readonly FactRow[],
  problem: (number: string) => string,
): Promise<void> {
  const stray = ids.find((id) => rows.every((row) => row.id !== id));
  if (stray === undefined) return;
  const row = await assessmentStore(core.log).fact(stray);
  throw fail('ASSESSMENT_WHAT_IF', problem(row?.number ?? stray));
}

function requireSensible(fact: WhatIfInput['add'][number], year: { from: Day; to: Day }, scheme: Scheme) {
  requireDay(fact.date);
  if (fact.date < year.from || year.to < fact.date)
    throw fail('ASSESSMENT_WHAT_IF', words.errors.whatIfDay(fact.date, year.from, year.to), {
      field: 'date',
    });
  if (fact.type !== 'bonus') return;
  if (fact.points === null || !(fact.points > 0 && fact.points <= scheme.bonusMost))
    throw fail('ASSESSMENT_WHAT_IF', words.errors.bonus(scheme.bonusMost), { field: 'points' });
}

function madeUp(fact: WhatIfInput['add'][number], id: string): FactWith<string> {
  return {
    id,
    type: fact.type,
    date: fact.date,
    affectedWork: fact.affectedWork,
    approved: true,
    ...(fact.person ? { person: fact.person } : {}),
    ...(fact.dayKind ? { dayKind: fact.dayKind } : {}),
    ...(fact.impact ? { impact: fact.impact } : {}),
    ...(fact.points === null ? {} : { points: fact.points }),
  };
}

/** Persons whom one more deduction within the half-year would have withdrawn, and have not been so far. */
function oneShort(
  facts: readonly FactWith<string>[],
  result: AssessmentResult | Omit<AssessmentResult, 'ignored'>,
  scheme: Scheme,
) {
  const named = new Set(result.withdrawals.map(({ person }) => person));
  return findWithdrawals(facts, { ...scheme, withdrawalAt: Math.max(1, scheme.withdrawalAt - 1) })
    .filter(({ person }) => !named.has(person))
    .map(({ person, facts: own }) => ({ person, count: own.length }));
}

function courseOf(facts: readonly FactWith<string>[], year: { from: Day; to: Day }, scheme: Scheme) {
  const days = [...new Set(facts.map(({ date }) => date))].sort();
  return [
    { day: year.from, score: computeAssessment([], year, scheme).score },
    ...days.map((day) => ({
      day,
      score: computeAssessment(
        facts.filter(({ date }) => date <= day),
        year,
        scheme,
      ).score,
    })),
  ];
}
