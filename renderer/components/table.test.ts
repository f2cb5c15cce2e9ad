import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';
import { describeFilter, fromGridFilter } from './tableModel.ts';

describe('toCsv', () => {
  it('escapes, protects long numbers and defuses formulas', () => {
    const text = toCsv(
      ['案号', '标识', '金额'],
      [
        ['（2026）川01民初1号', '123456789012345', 1.5],
        ['他说"好"\n,完', '=cmd|x', null],
        ['-5', '00123', Number.NaN],
      ],
    );
    expect(text).toBe(
      '\uFEFF案号,标识,金额\r\n（2026）川01民初1号,"123456789012345\t",1.5\r\n"他说""好""\n,完",\'=cmd|x,\r\n\'-5,00123,\r\n',
    );
  });
});

describe('filters', () => {
  it('come over from ag-grid with inclusive bounds', () => {
    expect(fromGridFilter({ filterType: 'text', type: 'contains', filter: ' 成都 ' })).toEqual({
      kind: 'text',
      text: '成都',
      whole: false,
    });
    expect(fromGridFilter({ filterType: 'text', type: 'contains', filter: ' ' })).toBeUndefined();
    expect(fromGridFilter({ filterType: 'number', type: 'inRange', filter: 0, filterTo: 9 })).toEqual({
      kind: 'number',
      from: 0,
      to: 9,
    });
    expect(fromGridFilter({ filterType: 'date', type: 'lessThan', dateFrom: '2026-03-01 00:00:00' })).toEqual(
      {
        kind: 'day',
        to: '2026-02-28',
      },
    );
    expect(fromGridFilter({ filterType: 'number', type: 'blank' })).toEqual({ kind: 'blank', blank: true });
  });

  it('are said in words', () => {
    expect(describeFilter({ kind: 'number', from: 1000 }, undefined)).toBe('不小于 1,000');
    expect(describeFilter({ kind: 'day', from: '2026-01-01', to: '2026-01-01' }, undefined)).toBe(
      '是“2026-01-01”',
    );
    expect(describeFilter({ kind: 'choice', values: ['a', 'x'] }, [{ value: 'a', label: '正常' }])).toBe(
      '正常、x',
    );
  });
});
