import { describe, expect, it } from 'vitest';
import { SERVICES } from '../../../shared/contract/inspection.ts';
import { checks } from './checks/index.ts';
import { countResults, gravest, judge } from './judge.ts';
import { standardWith } from './standard.ts';
import { template } from './template.ts';

describe('judge', () => {
  const above = { direction: 'above', warning: 85, fault: 95 } as const;
  const below = { direction: 'below', warning: 10, fault: 2 } as const;

  it.each([
    [84.99, 'normal'],
    [85, 'warning'],
    [95, 'fault'],
  ])('%d held against ≥85 and ≥95 is %s', (number, result) => expect(judge({ number }, above)).toBe(result));

  it.each([
    [10, 'normal'],
    [9.9, 'warning'],
    [1.9, 'fault'],
  ])('%d held against <10 and <2 is %s', (number, result) => expect(judge({ number }, below)).toBe(result));

  it('takes the graver of the number and the finding', () => {
    expect(judge({ number: 1, level: 'fault' }, above)).toBe('fault');
    expect(judge({ number: 99, level: 'normal' }, above)).toBe('fault');
    expect(judge({ level: 'warning' }, undefined)).toBe('warning');
    expect(judge({}, above)).toBe('normal');
  });

  it('does not take a number that is none for normal', () => {
    expect(judge({ number: Number.NaN }, above)).toBe('unchecked');
  });

  it('counts and ranks', () => {
    expect(countResults(['normal', 'fault', 'unchecked', 'normal'])).toEqual({
      total: 4,
      normal: 2,
      warning: 0,
      fault: 1,
      unchecked: 1,
    });
    expect(gravest(['normal', 'warning', 'unchecked'])).toBe('warning');
    expect(gravest([])).toBeUndefined();
  });
});

describe('the template', () => {
  it('has a section for every fixed id, in order, each with items and a headline of its own', () => {
    expect(template.sections.map((section) => section.id)).toEqual([...SERVICES]);
    for (const section of template.sections) {
      expect(template.items.filter((item) => item.service === section.id).length, section.id).toBeGreaterThan(
        2,
      );
      expect(template.items.find((item) => item.id === section.headline)?.service).toBe(section.id);
    }
  });

  it('names every item once, and only checks and probes that exist', () => {
    expect(new Set(template.items.map((item) => item.id)).size).toBe(template.items.length);
    for (const item of template.items) {
      expect(item.id.startsWith(`${item.service}.`), item.id).toBe(true);
      if (item.method === 'automatic') expect(checks[item.check ?? ''], item.id).toBeTypeOf('function');
      else expect(item.check).toBeUndefined();
      if (item.check === 'probe')
        expect(template.probes.map((probe) => probe.id)).toContain(item.params.probe);
    }
  });

  it('says in words what the thresholds say in numbers, also when they are set otherwise', () => {
    for (const { id, standard, thresholds } of template.items) {
      if (!thresholds) continue;
      expect(standardWith(standard, thresholds), id).toBe(standard);
      const other = { ...thresholds };
      if (other.warning !== undefined) other.warning = 7654.5;
      if (other.fault !== undefined) other.fault = 9876.5;
      const said = standardWith(standard, other);
      expect(said.includes('7654.5'), id).toBe(thresholds.warning !== undefined);
      expect(said.includes('9876.5'), id).toBe(thresholds.fault !== undefined);
      expect(
        said.replace('7654.5', String(thresholds.warning)).replace('9876.5', String(thresholds.fault)),
      ).toBe(standard);
    }
  });
});
