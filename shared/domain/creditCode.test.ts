import { describe, expect, it } from 'vitest';
import { creditCheckDigit, judgeCreditCode } from './creditCode.ts';

describe('unified social credit code', () => {
  it('checks published codes', () => {
    expect(creditCheckDigit('91350100M000100Y4')).toBe('3');
    expect(judgeCreditCode('91350100M000100Y43')).toEqual({
      ok: true,
      district: '350100',
      organisationCode: 'M000100Y4',
    });
  });

  it.each([
    ['', 'shape'],
    ['91350100M000100Y4', 'shape'],
    ['91350100m000100y43', 'shape'],
    ['9135010OM000100Y43', 'shape'],
    ['91350100M000100Y44', 'check-digit'],
  ])('refuses %j: %s', (text, fault) => {
    expect(judgeCreditCode(text)).toEqual({ ok: false, fault });
  });
});
