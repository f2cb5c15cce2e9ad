import { describe, expect, it } from 'vitest';
import { OpsError } from '../../../shared/errors/errors.ts';
import { computeAssessmentFile } from './caseFile.ts';

const file = (facts: object[], more: object = {}) => ({ period: '2026', facts, ...more });
const bonus = (points: unknown) => ({ id: 'b', type: 'bonus', date: '2026-01-01', points, approved: true });

function refusal(raw: unknown): { code: string; message: string } {
  try {
    computeAssessmentFile(raw);
  } catch (error) {
    if (error instanceof OpsError) return error.data;
    throw error;
  }
  return { code: '', message: '' };
}

describe('a file of facts', () => {
  it('is scored over a year or any two days', () => {
    const facts = [
      { id: 1, type: 'attendance', date: '2026-03-14', person: '甲' },
      { id: 2, type: 'attendance', date: '2026-03-15', person: '甲' },
      { id: 3, type: 'duty-absence', date: '2026-10-01', dayKind: 'major-holiday', person: null },
    ];
    expect(computeAssessmentFile(file(facts)).result.score).toBe(98.6);
    const period = { from: '2026-03-15', to: '2027-03-14' };
    expect(computeAssessmentFile(file(facts, { period })).result).toMatchObject({
      score: 98.8,
      ignored: [1],
    });
  });

  it('has no cap unless told', () => {
    expect(computeAssessmentFile(file([bonus(5)])).result.score).toBe(105);
    expect(computeAssessmentFile(file([bonus(5)], { cap: 100 })).result.score).toBe(100);
  });

  it('refuses a bonus over five points, wherever it lies', () => {
    expect(refusal(file([bonus(5.01)])).code).toBe('ASSESSMENT_BONUS');
    expect(refusal(file([{ ...bonus(6), date: '2020-01-01', approved: false }])).code).toBe(
      'ASSESSMENT_BONUS',
    );
  });

  it('mentions fields it does not use', () => {
    expect(computeAssessmentFile(file([], { year: 1 })).warnings.join()).toContain('year');
  });

  const one = (fact: object) => file([{ id: 'K1', type: 'attendance', date: '2026-01-01', ...fact }]);
  it.each([
    [[], '“F”应是'],
    [{ facts: [] }, '“period”缺失'],
    [file([], { period: '26' }), '“period”应是'],
    [file([], { period: { from: '2026-01-01', to: '2026-02-30' } }), '“period.to”'],
    [file([], { period: { from: '2026-02-01', to: '2026-01-30' } }), '早于 period.from'],
    [file([], { cap: 99 }), '“cap”只能是'],
    [file([], { halfYear: 'half' }), '“halfYear”只能是'],
    [{ period: '2026' }, '“facts”缺失'],
    [file([{ type: 'attendance', date: '2026-01-01' }]), '“facts[0].id”缺失'],
    [one({ type: 'lateness' }), '事实“K1”的“type”的内容“lateness”不认识'],
    [one({ date: '2026-2-1' }), '事实“K1”的“date”的内容“2026-2-1”'],
    [one({ person: 5 }), '事实“K1”的“person”应是文字'],
    [one({ type: 'duty-absence' }), '事实“K1”的“dayKind”没有填写，必须是'],
    [one({ type: undefined }), '事实“K1”的“type”没有填写，可用'],
    [one({ date: undefined }), '事实“K1”的“date”没有填写，应写成'],
    [one({ type: 'duty-absence', dayKind: 'sunday' }), '“sunday”不对'],
    [one({ type: 'duty-absence', dayKind: 'weekend', affectedWork: 'yes' }), '“affectedWork”只能是'],
    [one({ type: 'security-breach' }), '事实“K1”的“impact”'],
    [one({ type: 'bonus' }), '事实“K1”的“points”'],
    [one({ type: 'bonus', points: -1 }), '事实“K1”的“points”'],
    [one({ type: 'bonus', points: 1, approved: 1 }), '事实“K1”的“approved”'],
    [file([bonus(1), bonus(2)]), '编号“b”重复'],
  ])('refuses %j, naming the place', (raw, part) => {
    expect(refusal(raw).message).toContain(part);
  });
});
