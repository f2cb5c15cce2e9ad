import { describe, expect, it } from 'vitest';
import { judgeOrganisationCode, organisationCheckDigit } from './organisationCode.ts';

describe('organisation code', () => {
  it('follows the example of GB 11714', () => {
    expect(organisationCheckDigit('D2143569')).toBe('X');
    expect(judgeOrganisationCode('D2143569-X')).toEqual({ ok: true });
    expect(judgeOrganisationCode('D2143569X')).toEqual({ ok: true });
  });

  it('compares with the credit code', () => {
    expect(judgeOrganisationCode('M000100Y4', '91350100M000100Y43')).toEqual({ ok: true });
    expect(judgeOrganisationCode('D2143569X', '91350100M000100Y43')).toEqual({
      ok: false,
      fault: 'credit-code',
    });
  });

  it.each([
    ['', 'shape'],
    ['D214356', 'shape'],
    ['d2143569X', 'shape'],
    ['D21435691', 'check-digit'],
  ])('refuses %j: %s', (text, fault) => {
    expect(judgeOrganisationCode(text)).toEqual({ ok: false, fault });
  });
});
