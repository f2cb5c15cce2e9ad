import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyCase, assessmentDifference } from '../../test/fixtures/assessmentRecount.ts';
import { computeAssessment, contractYear, type FactWith, forecastScore, standingOf } from './assessment.ts';
import { CONTRACT_SCHEME } from './assessmentScheme.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
let count = 0;
const fact = (type: FactWith<string>['type'], date: string, more: Partial<FactWith<string>> = {}) => ({
  id: `f${++count}`,
  type,
  date,
  ...more,
});
const late = (date: string, person = '甲') => fact('attendance', date, { person });
const score = (facts: FactWith<string>[], scheme = CONTRACT_SCHEME) => computeAssessment(facts, YEAR, scheme);

describe('the score', () => {
  it('lists the six items in the contract’s order and adds up exactly', () => {
    const result = score(Array.from({ length: 7 }, (_, index) => late(`2026-0${index + 1}-01`, `p${index}`)));
    expect(result.items).toEqual([
      { item: 'daily-maintenance', deducted: 0 },
      { item: 'documents', deducted: 0 },
      { item: 'duty', deducted: 0 },
      { item: 'personnel', deducted: 1.4 },
      { item: 'confidentiality', deducted: 0 },
      { item: 'extra-work', deducted: 0 },
    ]);
    expect(result.score).toBe(98.6);
  });

  it('prices a missed duty by the day, or by the work that suffered instead', () => {
    const duty = (more: Partial<FactWith<string>>) =>
      score([fact('duty-absence', '2026-02-17', more)]).items[2]?.deducted;
    expect(duty({ dayKind: 'workday' })).toBe(0.5);
    expect(duty({ dayKind: 'holiday' })).toBe(0.5);
    expect(duty({ dayKind: 'major-holiday' })).toBe(1);
    expect(duty({ dayKind: 'major-holiday', affectedWork: true })).toBe(5);
  });

  it('adds approved bonus only, then caps', () => {
    const facts = [
      fact('bonus', '2026-03-01', { points: 5, approved: true }),
      fact('bonus', '2026-04-01', { points: 4 }),
      fact('missing-deliverable', '2026-04-01'),
    ];
    expect(score(facts)).toMatchObject({ score: 104, bonus: 5 });
    expect(score(facts, { ...CONTRACT_SCHEME, cap: 100 })).toMatchObject({ score: 100, bonus: 5 });
  });

  it('passes at exactly 80', () => {
    const major = fact('security-breach', '2026-05-05', { impact: 'major' });
    expect(score([major, { ...major, id: 'x' }])).toMatchObject({ score: 80, passed: true });
    expect(score([major, { ...major, id: 'x' }, late('2026-05-06')])).toMatchObject({
      score: 79.8,
      passed: false,
    });
  });

  it('leaves out what lies outside the period and says so', () => {
    const outside = late('2025-12-31');
    expect(score([outside, late('2026-01-01')])).toMatchObject({ score: 99.8, ignored: [outside.id] });
  });
});

describe('withdrawal', () => {
  const days = ['2026-06-30', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-01-01'];

  it('is one for each calendar half-year and names all its facts, by date', () => {
    const facts = [...days.map((day) => late(day)), late('2026-07-01'), late('2026-02-01', '乙')];
    expect(score(facts).withdrawals).toEqual([
      {
        person: '甲',
        from: '2026-01-01',
        to: '2026-06-30',
        facts: [5, 1, 2, 3, 4, 0].map((index) => facts[index]?.id),
      },
    ]);
  });

  it('comes rolling at the fifth fact and counts anew', () => {
    const rolling = { ...CONTRACT_SCHEME, halfYear: 'rolling' as const };
    const facts = ['2026-03-02', '2026-04-01', '2026-05-01', '2026-06-01', '2026-08-31'].map((day) =>
      late(day),
    );
    expect(score(facts, rolling).withdrawals).toEqual([
      { person: '甲', from: '2026-03-02', to: '2026-08-31', facts: facts.map(({ id }) => id) },
    ]);
    expect(score([...facts.slice(0, 4), late('2026-09-01')], rolling).withdrawals).toEqual([]);
    const nine = Array.from({ length: 9 }, () => late('2026-03-02'));
    expect(score(nine, rolling).withdrawals).toHaveLength(1);
    expect(score([...nine, late('2026-03-03')], rolling).withdrawals).toHaveLength(2);
  });

  it('counts every deduction of the person, and no bonus', () => {
    const four = days.slice(0, 4).map((day) => late(day));
    const bonus = fact('bonus', '2026-04-02', { person: '甲', points: 1, approved: true });
    expect(score([...four, bonus]).withdrawals).toEqual([]);
    expect(
      score([...four, fact('service-failure', '2026-04-02', { person: '甲' })]).withdrawals,
    ).toHaveLength(1);
  });
});

test('the outlook grows with the days and stays silent in the first month', () => {
  const result = score([fact('leader-criticism', '2026-02-01')]);
  expect(forecastScore(result, YEAR, '2026-01-29', CONTRACT_SCHEME)).toBeUndefined();
  expect(forecastScore(result, YEAR, '2026-03-14', CONTRACT_SCHEME)).toBe(75);
  expect(forecastScore(result, YEAR, '2027-06-01', CONTRACT_SCHEME)).toBe(95);
  expect([79.9, 80, 84.9, 85].map((points) => standingOf(points, CONTRACT_SCHEME))).toEqual([
    'failed',
    'near',
    'near',
    'good',
  ]);
});

test('a contract year is a year less a day', () => {
  expect(contractYear('2026-03-15')).toEqual({ from: '2026-03-15', to: '2027-03-14' });
  expect(contractYear('2026-01-01').to).toBe('2026-12-31');
  expect(contractYear('2028-02-29').to).toBe('2029-02-28');
});

test('agrees with a naive recount', () => {
  fc.assert(
    fc.property(anyCase, (given) => {
      expect(assessmentDifference(given)).toBe('');
    }),
    { numRuns: 1_000, seed: 20_261_122 },
  );
});
