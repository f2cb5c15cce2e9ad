import { describe, expect, it } from 'vitest';
import { idCheckDigit, judgeIdNumber } from './idNumber.ts';

describe('identity number', () => {
  it('follows the example of GB 11643', () => {
    expect(idCheckDigit('11010519491231002')).toBe('X');
    expect(judgeIdNumber('11010519491231002X')).toEqual({
      ok: true,
      form: 'current',
      district: '110105',
      birthDate: '1949-12-31',
      sex: '女',
    });
    expect(judgeIdNumber('440524188001010014')).toMatchObject({
      ok: true,
      birthDate: '1880-01-01',
      sex: '男',
    });
  });

  it('reads a 15-digit number as old', () => {
    expect(judgeIdNumber('110105491231002')).toMatchObject({
      ok: true,
      form: 'old',
      birthDate: '1949-12-31',
      sex: '女',
    });
  });

  it.each([
    ['', 'shape'],
    ['11010519491231002x', 'shape'],
    ['1101051949123100', 'shape'],
    ['１１010519491231002X', 'shape'],
    ['110105194912310021', 'check-digit'],
    ['11010519490231002X', 'birth-date'],
    ['110105491331002', 'birth-date'],
  ])('refuses %j: %s', (text, fault) => {
    expect(judgeIdNumber(text)).toEqual({ ok: false, fault });
  });
});
