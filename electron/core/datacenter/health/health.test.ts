import { describe, expect, it } from 'vitest';
import type { HealthRule } from '../../../../shared/contract/datacenterHealth.ts';
import { damengProbes } from './engines/dameng.ts';
import { forecastFull } from './forecast.ts';
import { type Ask, bytesText, type HealthRow, withoutLiterals } from './item.ts';
import { heldValue, judge, type Standing, worst } from './judge.ts';
import { checkRules, isAsGiven, rulesWith } from './rules.ts';

const RULE: HealthRule = {
  item: 'storage',
  of: 'value',
  direction: 'above',
  warning: 85,
  fault: 95,
  repeats: 2,
  unit: 'percent',
  changed: false,
};
const at = (value: number | null, skipped: string | null = null) => ({
  value,
  limit: null,
  unit: 'percent' as const,
  skipped,
});

describe('judging', () => {
  const run = (values: (number | null)[]) => {
    let standing: Standing | undefined;
    return values.map((value) => {
      standing = judge(at(value, value === null ? '账号无权查看' : null), RULE, standing);
      return standing.level;
    });
  };
  it('reports after the repeats, takes back at once', () => {
    expect(run([90, 90, 84, 90])).toEqual(['normal', 'warning', 'normal', 'normal']);
    expect(run([96, 90, 96, 96])).toEqual(['normal', 'warning', 'warning', 'fault']);
    expect(run([85, 95, 95])).toEqual(['normal', 'warning', 'fault']);
  });
  it('a round that could not read says nothing and forgets nothing', () => {
    expect(run([90, null, 90])).toEqual(['normal', 'unchecked', 'warning']);
  });
  it('holds shares, sizes without sign, and only the rule’s unit', () => {
    expect(heldValue({ value: 30, limit: 60, unit: 'count' }, { ...RULE, of: 'share' })).toBe(50);
    expect(heldValue({ value: 30, limit: null, unit: 'count' }, { ...RULE, of: 'share' })).toBeNull();
    expect(heldValue({ value: -40, limit: null, unit: 's' }, { ...RULE, of: 'magnitude', unit: 's' })).toBe(
      40,
    );
    expect(heldValue({ value: 5_000, limit: null, unit: 'bytes' }, RULE)).toBeNull();
    expect(
      judge(at(3), { ...RULE, direction: 'below', warning: 14, fault: 3, repeats: 1 }, undefined).level,
    ).toBe('fault');
    expect(worst(['normal', 'unchecked', 'warning'])).toBe('warning');
  });
  it('refuses rules that contradict themselves', () => {
    const rule = { item: 'storage', warning: 95, fault: 85, repeats: 1 } as const;
    expect(() => checkRules([rule])).toThrow('顺序不对');
    expect(() => checkRules([{ ...rule, item: 'diskFree' }])).not.toThrow();
    expect(() =>
      checkRules([
        { ...rule, fault: null },
        { ...rule, fault: null },
      ]),
    ).toThrow('两次');
    expect(isAsGiven({ item: 'storage', warning: 85, fault: 95, repeats: 1 })).toBe(true);
    expect(rulesWith([{ ...rule, fault: 99 }]).get('storage')).toMatchObject({ fault: 99, changed: true });
  });
});

describe('the forecast', () => {
  const days = (values: number[]) =>
    values.map((value, index) => ({ day: `2026-11-${String(index + 1).padStart(2, '0')}`, value }));
  it('is the day a steady growth reaches the limit', () => {
    expect(forecastFull(days([10, 20, 30, 40]), 100)).toEqual({ perDay: 10, days: 4, fullOn: '2026-11-10' });
  });
  it('is not moved by one bulk load', () => {
    expect(forecastFull(days([10, 20, 900, 40, 50]), 100)?.perDay).toBe(10);
  });
  it('says nothing of too few days, of shrinking, of far away, of no limit', () => {
    expect(forecastFull(days([1, 2]), 100)).toBeNull();
    expect(forecastFull(days([30, 20, 10]), 100)?.fullOn).toBeNull();
    expect(forecastFull(days([1, 1.001, 1.002]), 100)?.fullOn).toBeNull();
    expect(forecastFull(days([1, 2, 3]), null)?.fullOn).toBeNull();
    expect(forecastFull(days([99, 100, 101]), 100)?.fullOn).toBe('2026-11-03');
  });
});

describe('statements shown', () => {
  it('lose what may be personal', () => {
    expect(
      withoutLiterals(
        "SELECT *\n FROM case_party WHERE name = '张三' AND id_number = 5101 -- 张三",
        'postgres',
      ),
    ).toBe('SELECT * FROM case_party WHERE name = ? AND id_number = ?');
    expect(withoutLiterals('UPDATE t SET a = "x"', 'mysql')).toBe('UPDATE t SET a = ?');
  });
  it('cut off inside a string do not show its beginning', () => {
    expect(withoutLiterals("SELECT 1 WHERE name = '张三", 'oracle')).toBe('SELECT ? WHERE name = …');
  });
  it('bytes read as people write them', () => {
    expect([bytesText(0), bytesText(1_536), bytesText(1024 ** 4 * 200)]).toEqual(['0 B', '1.5 KB', '200 TB']);
  });
});

describe('replication of Dameng', () => {
  const measured = async (rows: HealthRow[]) => {
    const ask: Ask = {
      rows: async () => rows,
      one: async () => ({}),
      firstOf: async () => ({ rows: [], place: 0 }),
      yesterday: { day: '2026-11-21', from: '2026-11-21 00:00:00', to: '2026-11-22 00:00:00' },
    };
    return damengProbes.find(({ id }) => id === 'replicationLag')?.measure(ask);
  };
  it('a standby tells how far behind it is', async () => {
    expect(await measured([{ place: 'STANDBY', seconds: 95 }])).toMatchObject({
      value: 95,
      text: expect.stringContaining('复制延迟'),
    });
  });
  it('a primary tells only whether it still sends, and one standby cut off is a stop', async () => {
    const sending = { place: 'PRIMARY', seconds: 0 };
    expect(await measured([sending, sending])).toMatchObject({
      value: null,
      text: expect.stringContaining('2 个备库'),
    });
    expect(await measured([sending, { place: 'PRIMARY', seconds: null }])).toMatchObject({ value: 86_400 });
  });
  it('a single server has no standby', async () => {
    expect(await measured([])).toMatchObject({ value: null, text: '没有备库或复制' });
  });
});
