import { describe, expect, it } from 'vitest';
import { asErrorData } from '../../../shared/errors/errors.ts';
import { computeAssessmentFile } from './caseFile.ts';

type Given = Record<string, unknown>;
const result = (facts: Given[], more: Given = {}) =>
  computeAssessmentFile({ period: '2026', facts, ...more }).result;
const late = (id: string | number, date: string, person?: string) => ({
  id,
  type: 'attendance',
  date,
  ...(person === undefined ? {} : { person }),
});
const codeOf = (facts: Given[]) => {
  try {
    return result(facts).score;
  } catch (error) {
    return asErrorData(error).message;
  }
};
const bonus = (id: string, points: number, approved?: boolean, date = '2026-05-01') => ({
  id,
  type: 'bonus',
  date,
  points,
  ...(approved === undefined ? {} : { approved }),
});
const times = (count: number, date: string, person = '甲') =>
  Array.from({ length: count }, (_, index) => late(`${date}#${index}`, date, person));

describe('points', () => {
  it.each([
    [[{ id: 1, type: 'service-failure', date: '2026-01-01' }], 98],
    [[{ id: 1, type: 'leader-criticism', date: '2026-01-01' }], 95],
    [[{ id: 1, type: 'missing-deliverable', date: '2026-01-01' }], 99],
    [[{ id: 1, type: 'duty-absence', date: '2026-01-01', dayKind: 'holiday' }], 99.5],
    [[{ id: 1, type: 'duty-absence', date: '2026-01-01', dayKind: 'major-holiday' }], 99],
    [[{ id: 1, type: 'duty-absence', date: '2026-01-01', dayKind: 'major-holiday', affectedWork: true }], 95],
    [[{ id: 1, type: 'duty-absence', date: '2026-01-01', dayKind: 'workday', affectedWork: true }], 95],
    [[{ id: 1, type: 'duty-absence', date: '2026-01-01', dayKind: null, affectedWork: true }], 95],
    [[{ id: 1, type: 'unfiled-replacement', date: '2026-01-01' }], 99],
    [[{ id: 1, type: 'unapproved-key-replacement', date: '2026-01-01' }], 95],
    [[{ id: 1, type: 'refused-withdrawal', date: '2026-01-01' }], 95],
    [[{ id: 1, type: 'security-breach', date: '2026-01-01', impact: 'none' }], 95],
    [[{ id: 1, type: 'security-breach', date: '2026-01-01', impact: 'major' }], 90],
    [[], 100],
  ])('of %j', (facts, score) => {
    expect(result(facts).score).toBe(score);
  });

  it('are exact decimals however many are added', () => {
    expect(result([late(1, '2026-01-01')]).score).toBe(99.8);
    expect(result([1, 2, 3].map((id) => late(id, '2026-01-01'))).score).toBe(99.4);
    expect(result([bonus('a', 0.1, true), bonus('b', 0.2, true)])).toMatchObject({
      score: 100.3,
      bonus: 0.3,
    });
    const many = result(Array.from({ length: 997 }, (_, id) => late(id, '2026-01-01')));
    expect(many.score).toBe(-99.4);
    expect(many.items.map(({ deducted }) => deducted)).toEqual([0, 0, 0, 199.4, 0, 0]);
  });

  it('pass at eighty, not below', () => {
    const criticised = [1, 2, 3, 4].map((id) => ({ id, type: 'leader-criticism', date: '2026-01-01' }));
    expect(result(criticised)).toMatchObject({ score: 80, passed: true });
    expect(result([...criticised, late(9, '2026-01-01')])).toMatchObject({ score: 79.8, passed: false });
    // The cap comes last: points gained make up for points lost first.
    expect(result([...criticised, bonus('a', 5, true)], { cap: 100 }).score).toBe(85);
  });

  it('of a bonus count once approved; five is the most', () => {
    expect(
      result([bonus('a', 5, true), bonus('b', 5), bonus('c', 5, false), bonus('d', 0, true)]),
    ).toMatchObject({
      score: 105,
      bonus: 5,
    });
    expect(result([bonus('a', 5, true)], { cap: 100 })).toMatchObject({ score: 100, bonus: 5 });
    for (const approved of [true, false, undefined])
      expect(() => result([bonus('a', 5.000001, approved)])).toThrow('最多 5 分');
    for (const points of [-0.5, Number.NaN, '5', null])
      expect(() => result([{ ...bonus('a', 1), points }])).toThrow('“points”');
  });
});

describe('the period', () => {
  it('includes both its days', () => {
    const facts = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((date) => late(date, date));
    expect(result(facts)).toMatchObject({ score: 99.6, ignored: ['2025-12-31', '2027-01-01'] });
  });

  it('may hold a leap day and be one day', () => {
    const period = { from: '2028-02-29', to: '2028-02-29' };
    expect(result([late(1, '2028-02-29'), late(2, '2028-02-28')], { period })).toMatchObject({
      score: 99.8,
      ignored: [2],
    });
    expect(() => result([late(1, '2026-02-29')])).toThrow('“date”');
    expect(() => result([], { period: { from: '2026-02-29', to: '2026-03-01' } })).toThrow('period.from');
  });
});

describe('withdrawal by the calendar', () => {
  it('needs five deductions of one person in one half-year', () => {
    expect(result(times(4, '2026-06-30')).withdrawals).toEqual([]);
    expect(result([...times(4, '2026-06-30'), ...times(4, '2026-07-01')]).withdrawals).toEqual([]);
    expect(result([...times(4, '2026-06-30'), late('n', '2026-06-30')]).withdrawals).toEqual([]);
    expect(
      result(
        [...times(3, '2026-06-30'), ...times(3, '2026-06-30', '乙')].map((fact, id) => ({ ...fact, id })),
      ).withdrawals,
    ).toEqual([]);
    const bonuses = [1, 2, 3, 4, 5].map((id) => ({ ...bonus(String(id), 1, true), person: '甲' }));
    expect(result(bonuses).withdrawals).toEqual([]);
  });

  it('names all facts once a half-year, five on one day, six or ten', () => {
    for (const count of [5, 6, 10]) {
      const facts = times(count, '2026-03-01');
      expect(result(facts).withdrawals).toEqual([
        { person: '甲', from: '2026-01-01', to: '2026-06-30', facts: facts.map(({ id }) => id) },
      ]);
    }
  });

  it('takes a name with blanks round it for the same person', () => {
    const names = ['甲', ' 甲', '甲 ', '\u3000甲', '甲'];
    const facts = names.map((name, id) => late(id, '2026-03-01', name));
    expect(result(facts).withdrawals).toMatchObject([{ person: '甲', facts: [0, 1, 2, 3, 4] }]);
  });

  it('keeps half-years and persons apart, and leaves out what the period does', () => {
    const facts = [
      ...times(5, '2026-12-31'),
      ...times(5, '2026-01-01', '乙').map((fact) => ({ ...fact, id: `b${fact.id}` })),
      ...times(5, '2026-01-01'),
    ];
    expect(result(facts).withdrawals.map(({ person, from }) => `${from} ${person}`)).toEqual([
      '2026-01-01 乙',
      '2026-01-01 甲',
      '2026-07-01 甲',
    ]);
    const period = { from: '2026-03-15', to: '2027-03-14' };
    const across = [...times(3, '2026-03-14'), ...times(4, '2026-03-15')];
    expect(result(across, { period })).toMatchObject({
      withdrawals: [],
      ignored: ['2026-03-14#0', '2026-03-14#1', '2026-03-14#2'],
    });
  });
});

describe('withdrawal by rolling days', () => {
  const rolling = { halfYear: 'rolling' };
  it('takes 183 days, both ends counted', () => {
    const four = times(4, '2026-01-01');
    // 2026-01-01 is day 1, 2026-07-02 day 183.
    expect(result([...four, late('e', '2026-07-02', '甲')], rolling).withdrawals).toHaveLength(1);
    expect(result([...four, late('e', '2026-07-03', '甲')], rolling).withdrawals).toEqual([]);
  });

  it('starts anew after the fifth', () => {
    expect(result(times(6, '2026-03-01'), rolling).withdrawals).toHaveLength(1);
    expect(result(times(9, '2026-03-01'), rolling).withdrawals).toHaveLength(1);
    const ten = times(10, '2026-03-01');
    expect(result(ten, rolling).withdrawals.map(({ facts }) => facts)).toEqual([
      ten.slice(0, 5).map(({ id }) => id),
      ten.slice(5).map(({ id }) => id),
    ]);
  });

  it('does not care for the order of the file', () => {
    const facts = ['2026-05-01', '2026-01-05', '2026-03-01', '2026-02-01', '2026-04-01'].map((date) =>
      late(date, date, '甲'),
    );
    expect(result(facts, rolling).withdrawals).toEqual([
      { person: '甲', from: '2026-01-05', to: '2026-05-01', facts: facts.map(({ id }) => id).toSorted() },
    ]);
  });
});

describe('very large files and ids', () => {
  it('refuses a number that would be another id once read, and names few of very many unused fields', () => {
    expect(codeOf([late(2 ** 60, '2026-05-01', '甲')])).toContain('请给编号加上引号');
    expect(codeOf([late(Number.POSITIVE_INFINITY, '2026-05-01', '甲')])).toContain('请给编号加上引号');
    const stray = Array.from({ length: 50 }, (_, n) => ({ ...late(n, '2026-05-01'), [`x${n}`]: 1 }));
    const { warnings } = computeAssessmentFile({ period: '2026', facts: stray });
    expect(warnings[0]).toContain('x19 等 50 个');
  });

  it('counts very many facts of one person in a moment', () => {
    const facts = Array.from({ length: 100_000 }, (_, n) => late(n, '2026-05-01', '甲'));
    const started = performance.now();
    expect(result(facts).withdrawals[0]?.facts).toHaveLength(100_000);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
