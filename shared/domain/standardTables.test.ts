import { describe, expect, it } from 'vitest';
import { activationOn, compareStandards, type StandardEntry } from './standardTables.ts';

const code = (klass: string, value: string, name: string): StandardEntry => ({
  class: klass,
  className: `类${klass}`,
  code: value,
  name,
});

describe('versions of a standard', () => {
  it('tell added, removed, renamed, recoded and otherwise changed entries apart', () => {
    const before = [code('1', 'a', '甲'), code('1', 'b', '乙'), code('1', 'c', '丙'), code('2', 'd', '丁')];
    const after = [
      code('1', 'a', '甲二'),
      code('1', 'B', '乙'),
      { ...code('2', 'd', '丁'), className: '新名' },
      code('2', 'e', '丙'),
    ];
    expect(
      compareStandards('codes', before, after).map(({ kind, key, columns }) => [kind, key, columns]),
    ).toEqual([
      ['renamed', '1 a', ['name']],
      ['recoded', '1 b', ['code']],
      // The same name in another class is another entry.
      ['removed', '1 c', []],
      ['changed', '2 d', ['className']],
      ['added', '2 e', []],
    ]);
    expect(compareStandards('codes', before, [...before].reverse())).toEqual([]);
  });

  it('take a name that stands twice for what it is: removed and added', () => {
    const before = [code('1', 'a', '甲'), code('1', 'b', '甲')];
    const after = [code('1', 'x', '甲')];
    expect(compareStandards('codes', before, after).map(({ kind }) => kind)).toEqual([
      'removed',
      'removed',
      'added',
    ]);
  });

  it('hold from their day on, the latest that has begun, unless taken back', () => {
    const one = { versionId: 'one', effectiveFrom: '2026-01-01', cancelled: false };
    const two = { versionId: 'two', effectiveFrom: '2026-12-01', cancelled: false };
    const gone = { versionId: 'gone', effectiveFrom: '2026-11-01', cancelled: true };
    const back = { versionId: null, effectiveFrom: '2027-01-01', cancelled: false };
    const on = (day: string) => activationOn([two, gone, back, one], day)?.versionId;
    expect(['2025-12-31', '2026-01-01', '2026-11-30', '2026-12-01', '2027-01-01'].map(on)).toEqual([
      undefined,
      'one',
      'one',
      'two',
      null,
    ]);
  });
});
