import { describe, expect, it } from 'vitest';
import {
  allCodes,
  caseDataItems,
  caseType,
  causeNamed,
  causes,
  charges,
  codeClasses,
  codeEntry,
  codes,
  courtByCode,
  courtByMark,
  courtMarks,
  courts,
  districts,
  exchangeTypes,
  holidays,
  nationalCourts,
  publishedYears,
  qualityRules,
  trialLimits,
  typeMarks,
} from './reference.ts';

describe('reference data', () => {
  it('knows the courts of Sichuan by code and mark, and leaves an unknown mark open', () => {
    expect(courts()).toHaveLength(211);
    expect(courts()[0]).toMatchObject({ code: 3000, mark: '川', tier: '高级' });
    expect(courts().filter((court) => court.tier === '中级')).toHaveLength(22);
    expect(courtByMark('川0104')?.name).toBe('成都市锦江区人民法院');
    expect(courtByCode(3002)?.district).toBe('510104');
    expect(courtByMark('川0793')).toBeUndefined();
    expect(new Set(courts().map((court) => court.mark)).size).toBe(211);
  });

  it('knows the national courts and districts', () => {
    expect(nationalCourts().length).toBeGreaterThan(3500);
    expect(courtMarks().has('最高法')).toBe(true);
    expect(districts().get('510104')).toBe('锦江区');
  });

  it('knows case types, exchange codes, causes and charges', () => {
    expect(caseType('0301')?.mark).toBe('民初');
    expect(typeMarks().has('破申')).toBe(true);
    expect(exchangeTypes().find((type) => type.code === '2B')?.name).toBe('破产申请审查');
    expect(causeNamed('民间借贷纠纷')).toMatchObject({ level: 4, leaf: true });
    expect(causeNamed('买卖合同纠纷')?.leaf).toBe(false);
    expect(causes().length).toBeGreaterThan(700);
    expect(charges().map((charge) => charge.name)).toContain('危险驾驶罪');
  });

  it('knows codes, rules, limits, items and the calendar', () => {
    expect(codes('03223').map((code) => code.name)).toContain('判决');
    expect(codes('99999')).toEqual([]);
    expect(codeEntry('09_00003-1')?.name).toBe('男性');
    expect(allCodes()).toHaveLength(2275);
    expect(codeClasses().length).toBeGreaterThan(900);
    expect(qualityRules()).toHaveLength(145);
    expect(trialLimits().length).toBeGreaterThan(25);
    expect(caseDataItems().length).toBeGreaterThan(1000);
    expect([...publishedYears()]).toEqual([2025, 2026]);
    expect(holidays().find((row) => row.day === '2026-10-10')?.kind).toBe('work');
    expect(holidays().find((row) => row.day === '2027-01-01')?.kind).toBe('unpublished');
  });
});
