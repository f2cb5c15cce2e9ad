import { describe, expect, it } from 'vitest';
import { replacementBreaches, replacementProblem } from './staffing.ts';

const facts = (given: Partial<Parameters<typeof replacementBreaches>[0]> = {}) => ({
  state: 'done' as const,
  keyPost: false,
  effectiveOn: '2026-12-01',
  filedOn: '2026-11-20',
  approvedOn: '',
  ...given,
});
const breaches = (given: Parameters<typeof facts>[0], today = '2026-12-01') =>
  replacementBreaches(facts(given), today);

describe('replacementBreaches', () => {
  it('wants the filing before the first day, not on it', () => {
    expect(breaches({})).toEqual([]);
    expect(breaches({ filedOn: '2026-11-30' })).toEqual([]);
    expect(breaches({ filedOn: '2026-12-01' })).toEqual(['unfiled-replacement']);
    expect(breaches({ filedOn: '' })).toEqual(['unfiled-replacement']);
  });

  it('wants approval of key posts by the first day', () => {
    expect(breaches({ keyPost: true })).toEqual(['unapproved-key-replacement']);
    expect(breaches({ keyPost: true, approvedOn: '2026-12-01' })).toEqual([]);
    expect(breaches({ keyPost: true, approvedOn: '2026-12-02' })).toEqual(['unapproved-key-replacement']);
    expect(breaches({ keyPost: true, filedOn: '' })).toHaveLength(2);
  });

  it('counts what has not been confirmed once its day has passed, never what was taken back', () => {
    expect(breaches({ state: 'draft', filedOn: '' })).toEqual([]);
    expect(breaches({ state: 'draft', filedOn: '' }, '2026-12-02')).toEqual(['unfiled-replacement']);
    expect(breaches({ state: 'rejected', keyPost: true }, '2026-12-02')).toEqual([
      'unapproved-key-replacement',
    ]);
    expect(breaches({ state: 'cancelled', filedOn: '' }, '2027-01-01')).toEqual([]);
  });
});

describe('replacementProblem', () => {
  const leaving = { name: '李工程', since: '2026-03-01' };
  const input = (given: Partial<Parameters<typeof replacementProblem>[0]> = {}) => ({
    successor: '刘工程',
    effectiveOn: '2026-12-01',
    handoverFrom: '2026-11-24',
    handoverTo: '2026-12-05',
    ...given,
  });
  it.each([
    [{}, undefined],
    [{ successor: ' 李工程 ' }, { field: 'successor', problem: 'successorIsLeaving' }],
    [{ effectiveOn: '2026-02-30' }, { field: 'effectiveOn', problem: 'notDay' }],
    [{ effectiveOn: '2026-03-01' }, { field: 'effectiveOn', problem: 'beforeSince' }],
    [{ handoverFrom: '2026-02-28' }, { field: 'handoverFrom', problem: 'handoverBeforeSince' }],
    [{ handoverTo: '2026-11-23' }, { field: 'handoverTo', problem: 'handoverOrder' }],
  ])('%j', (given, expected) => expect(replacementProblem(input(given), leaving)).toEqual(expected));
});
