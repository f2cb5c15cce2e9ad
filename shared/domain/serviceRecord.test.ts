import { describe, expect, it } from 'vitest';
import { acceptanceHindrance } from './acceptance.ts';
import { parseQuickEntry } from './quickEntry.ts';
import {
  contentProblem,
  isOverdue,
  KIND_RULES,
  periodDays,
  quarterOf,
  RECORD_KINDS,
  type RecordContent,
  type RecordKind,
} from './serviceRecord.ts';

const content = (given: Partial<RecordContent & { title: string }> = {}) => ({
  title: '核对上报差异',
  category: '',
  requester: '张庭长',
  owner: '李工程',
  people: '全体',
  party: '某公司',
  place: '',
  startsOn: '2026-11-20',
  startsAt: '',
  endsAt: '',
  dueOn: '',
  hours: null,
  score: null,
  period: '',
  link: '',
  body: '内容',
  materials: '',
  isKey: false,
  ...given,
});
const problem = (kind: RecordKind, given: Parameters<typeof content>[0], parent?: { period: string }) =>
  contentProblem(kind, content(given), parent);

describe('kinds', () => {
  it('have prefixes of their own, and need only fields they have', () => {
    expect(new Set(RECORD_KINDS.map((kind) => KIND_RULES[kind].prefix)).size).toBe(RECORD_KINDS.length);
    for (const kind of RECORD_KINDS)
      for (const field of KIND_RULES[kind].required) expect(KIND_RULES[kind].fields).toContain(field);
  });
});

describe('contentProblem', () => {
  it.each<[string, RecordKind, Partial<RecordContent & { title: string }>, unknown]>([
    ['nothing', 'assignment', {}, undefined],
    ['no title', 'assignment', { title: ' ' }, { field: 'title', problem: 'missing' }],
    ['nobody does it', 'assignment', { owner: ' ' }, { field: 'owner', problem: 'missing' }],
    ['no such day', 'assignment', { dueOn: '2026-02-30' }, { field: 'dueOn', problem: 'notDay' }],
    [
      'due before start',
      'assignment',
      { dueOn: '2026-11-19' },
      { field: 'dueOn', problem: 'dueBeforeStart' },
    ],
    ['due on the day itself', 'assignment', { dueOn: '2026-11-20' }, undefined],
    ['unknown category', 'assignment', { category: 'x' }, { field: 'category', problem: 'category' }],
    [
      'no time',
      'meeting',
      { category: 'regular', startsAt: '25:00' },
      { field: 'startsAt', problem: 'notTime' },
    ],
    [
      'ends before it begins',
      'meeting',
      { category: 'regular', startsAt: '10:00', endsAt: '09:00' },
      { field: 'endsAt', problem: 'endBeforeBegin' },
    ],
    ['no hours', 'training', { category: 'service', hours: 0 }, { field: 'hours', problem: 'hours' }],
    [
      'not a number',
      'training',
      { category: 'service', hours: Number.NaN },
      { field: 'hours', problem: 'hours' },
    ],
    [
      'score over 100',
      'review',
      { category: 'person', period: '2026', score: 101 },
      { field: 'score', problem: 'score' },
    ],
    [
      'year for a quarter',
      'plan',
      { category: 'quarter', period: '2026' },
      { field: 'period', problem: 'period' },
    ],
    ['quarter', 'plan', { category: 'quarter', period: '2026Q4' }, undefined],
  ])('%s', (_name, kind, given, expected) => expect(problem(kind, given)).toEqual(expected));

  it('keeps the items of a plan within its period', () => {
    expect(problem('planitem', { dueOn: '2026-12-31' }, { period: '2026Q4' })).toBeUndefined();
    expect(problem('planitem', { dueOn: '2027-01-01' }, { period: '2026Q4' })).toEqual({
      field: 'dueOn',
      problem: 'outsidePlan',
    });
  });
});

it('knows periods and quarters', () => {
  expect(periodDays('2026')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  expect(periodDays('2026Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  expect(periodDays('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  for (const wrong of ['', '2026Q5', '2026-13', '26', '2026-1']) expect(periodDays(wrong)).toBeUndefined();
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([1, 1, 2, 4]);
});

it('is overdue the day after, and only while open', () => {
  expect(isOverdue({ state: 'open', dueOn: '2026-11-19' }, '2026-11-20')).toBe(true);
  expect(isOverdue({ state: 'open', dueOn: '2026-11-20' }, '2026-11-20')).toBe(false);
  expect(isOverdue({ state: 'done', dueOn: '2026-11-19' }, '2026-11-20')).toBe(false);
  expect(isOverdue({ state: 'open', dueOn: '' }, '2026-11-20')).toBe(false);
});

describe('parseQuickEntry', () => {
  const today = '2026-11-20'; // Friday
  const entry = (title: string, owner = '', dueOn = '', requester = '') => ({
    requester,
    title,
    owner,
    dueOn,
  });
  it.each([
    ['张庭长：核对上报差异 @李工程 !11-28', entry('核对上报差异', '李工程', '2026-11-28', '张庭长')],
    ['核对 上报 ！周五', entry('核对 上报', '', '2026-11-20')],
    ['a !周一', entry('a', '', '2026-11-23')],
    ['a !01-05', entry('a', '', '2027-01-05')],
    ['a !2026-12-01', entry('a', '', '2026-12-01')],
    ['a !+3 !今天', entry('a !今天', '', '2026-11-23')],
    ['a !13-40 @', entry('a !13-40 @')],
    ['审管办: 看 http://x', entry('看 http://x', '', '', '审管办')],
    ['   ', entry('')],
  ])('%s', (text, expected) => expect(parseQuickEntry(text, today)).toEqual(expected));
});

describe('acceptanceHindrance', () => {
  const all = ['integrator', 'operator', 'customer'] as const;
  const state = (given: Partial<Parameters<typeof acceptanceHindrance>[1]>) => ({
    lines: [{ result: 'pass' as const }],
    openDefects: [],
    signed: [...all],
    ...given,
  });
  it('lets pass only what is complete, found good and signed by all', () => {
    expect(acceptanceHindrance('passed', state({}))).toBeUndefined();
    expect(acceptanceHindrance('passed', state({ lines: [] }))).toBe('noLines');
    expect(acceptanceHindrance('passed', state({ lines: [{ result: 'pending' }] }))).toBe('pending');
    expect(acceptanceHindrance('passed', state({ lines: [{ result: 'fail' }] }))).toBe('failedLines');
    expect(acceptanceHindrance('passed', state({ openDefects: [{ category: 'slight' }] }))).toBe('defects');
    expect(acceptanceHindrance('passed', state({ signed: ['operator'] }))).toBe('unsigned');
  });
  it('bears small defects on condition, never serious ones', () => {
    expect(
      acceptanceHindrance('conditional', state({ openDefects: [{ category: 'slight' }] })),
    ).toBeUndefined();
    expect(acceptanceHindrance('conditional', state({ openDefects: [{ category: 'serious' }] }))).toBe(
      'serious',
    );
    expect(acceptanceHindrance('failed', state({ lines: [], signed: [] }))).toBeUndefined();
  });
});
