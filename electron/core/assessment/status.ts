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
import type { Core } from '../core.ts';
import { asFact, countingFacts } from './register.ts';
import { assessmentStore } from './store.ts';
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

/** The score as it would be with candidates confirmed, facts left out, or facts made up. Nothing is written. */
export async function whatIf(core: Core, input: WhatIfInput) {
  const { year, scheme } = await scoredYear(core, input.yearId);
  const counting = (await assessmentStore(core.log).facts({ from: year.from, to: year.to }))
    .filter((row) => (row.state === 'confirmed' || row.state === 'appealed') && !input.drop.includes(row.id))
    .map(asFact);
  const candidates = (await assessmentStore(core.log).facts({ ...year, states: ['proposed'] }))
    .filter(({ id }) => input.confirm.includes(id))
    .map((row) => ({ ...asFact(row), approved: true }));
  const made = input.add.flatMap((fact, index) =>
    Array.from({ length: fact.times }, (_, time) => madeUp(fact, `${index + 1}.${time + 1}`)),
  );
  const { ignored: _none, ...result } = computeAssessment(
    [...counting, ...candidates, ...made],
    year,
    scheme,
  );
  return { ...result, standing: standingOf(result.score, scheme) };
}

/** How many candidates and appeals wait for a decision, in all years. */
export async function waitingFacts(core: Core): Promise<{ count: number }> {
  return { count: await assessmentStore(core.log).countIn(['proposed', 'appealed']) };
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
