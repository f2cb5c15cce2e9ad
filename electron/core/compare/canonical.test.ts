import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from './canonical.ts';
import { mergeRows } from './difference.ts';
import type { Kind, Rule } from './kinds.ts';

function rule(kind: Kind, change: Partial<Rule> = {}): Rule {
  return {
    kind,
    trim: false,
    emptyIsNull: false,
    sameScale: false,
    fraction: 6,
    lengthOnly: false,
    ...change,
  };
}

describe('the canonical text', () => {
  it.each([
    ['integer', '007', '7'],
    ['integer', '-0', '0'],
    ['decimal', '1.00', '1'],
    ['decimal', '1', '1'],
    ['decimal', '.5', '0.5'],
    ['decimal', '-0.50', '-0.5'],
    ['decimal', '12345678901234567890.1200', '12345678901234567890.12'],
    ['decimal', 1e21, '1000000000000000000000'],
    ['decimal', 1.5e-7, '0.00000015'],
    ['decimal', '1E+3', '1000'],
    ['decimal', 'abc', 'abc'],
    ['decimal', '', ''],
    ['decimal', '.', '.'],
    ['float', '1e+20', '100000000000000000000'],
    ['float', '-0', '0'],
    ['float', 'NaN', 'NaN'],
    ['date', '2026-11-20T00:00:00', '2026-11-20'],
    ['date', '2026-11-20 08:00:00', '2026-11-20 08:00:00'],
    ['timestamp', '2026-11-20', '2026-11-20 00:00:00'],
    ['timestamp', '2026-11-20T08:00', '2026-11-20 08:00:00'],
    ['timestamp', '2026-11-20T00:00:00.500Z', '2026-11-20 08:00:00.5'],
    ['timestamp', '2026-11-20 08:00:00.100000', '2026-11-20 08:00:00.1'],
    ['timestamp', '2026-11-20 08:00:00-01:30', '2026-11-20 17:30:00'],
    ['timestamp', '2026年', '2026年'],
    ['time', '08:30', '08:30:00'],
    ['text', ' a ', ' a '],
  ] as const)('of %s %j is %j', (kind, value, text) => {
    expect(canonicalText(rule(kind), value)).toBe(text);
  });

  it('takes padding away and reads empty as NULL only where the rule says so', () => {
    expect(canonicalText(rule('text', { trim: true }), ' a  ')).toBe(' a');
    expect(canonicalText(rule('text', { emptyIsNull: true }), '')).toBeNull();
    expect(canonicalText(rule('text'), '')).toBe('');
    expect(canonicalText(rule('timestamp', { fraction: 0 }), '2026-11-20 08:00:00.9')).toBe(
      '2026-11-20 08:00:00',
    );
    expect(canonicalText(rule('text'), null)).toBeNull();
  });

  it('is its own canonical text, and means the same number', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom('decimal', 'float'),
        (value, kind) => {
          const text = canonicalText(rule(kind as Kind), value) as string;
          return Number(text) === (value || 0) && canonicalText(rule(kind as Kind), text) === text;
        },
      ),
    );
  });
});

describe('two sides merged', () => {
  const row = (key: string, value: string | null) => ({ key: [key], values: [value], by: [] });

  it('tells a key that comes twice instead of hiding one row', () => {
    expect(mergeRows(['v'], [row('a', '1'), row('a', '2')], []).duplicate).toEqual({
      side: 'source',
      key: ['a'],
    });
    expect(mergeRows(['v'], [], [row('a', '1'), row('a', '1')]).duplicate?.side).toBe('target');
  });

  it('keeps NULL apart from an empty text', () => {
    expect(mergeRows(['v'], [row('a', null)], [row('a', '')]).differences).toHaveLength(1);
    expect(mergeRows(['v'], [row('a', null)], [row('a', null)]).differences).toEqual([]);
  });
});
