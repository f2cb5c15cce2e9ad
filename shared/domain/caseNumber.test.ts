import { describe, expect, it } from 'vitest';
import { formatCaseNumber, judgeCaseNumber, parseCaseNumber } from './caseNumber.ts';

const tables = {
  courtMarks: new Set(['川', '川01', '川0104', '最高法']),
  typeMarks: new Set(['民初', '执', '民辖终', '破申', '破', '行审复']),
};

describe('case number', () => {
  it('takes its own format apart', () => {
    const parts = { year: 2026, courtMark: '川0104', typeMark: '民初', sequence: 12 };
    expect(formatCaseNumber(parts)).toBe('（2026）川0104民初12号');
    expect(parseCaseNumber('（2026）川0104民初12号')).toEqual({ ...parts, sequence: '12', suffix: '' });
    expect(parseCaseNumber('（2026）川破3号之一')).toMatchObject({
      courtMark: '川',
      typeMark: '破',
      suffix: '之一',
    });
    expect(parseCaseNumber('（2019）最高法民辖终7号')).toMatchObject({
      courtMark: '最高法',
      typeMark: '民辖终',
    });
    expect(parseCaseNumber('（2019）最高法知民终7号')).toMatchObject({
      courtMark: '最高法知',
      typeMark: '民终',
    });
  });

  it.each([
    ['', 'empty'],
    ['(2026)川0104民初12号', 'brackets'],
    ['（2026）川0104民初012号', 'leading-zero'],
    ['（2026）川0104民初0号', 'leading-zero'],
    ['（2027）川0104民初12号', 'year'],
    ['（2026）川0104民诉12号', 'type-mark'],
    ['（2026）川0104民初12', 'shape'],
    [' （2026）川0104民初12号', 'shape'],
    ['（２０２６）川0104民初12号', 'shape'],
    ['（2026）川0104民初１２号', 'shape'],
    ['2026川0104民初12号', 'shape'],
  ])('refuses %j as %s', (text, fault) => {
    expect(judgeCaseNumber(text, 2026, tables)).toMatchObject({ ok: false, fault });
  });

  it('leaves an unknown court mark to be verified', () => {
    expect(judgeCaseNumber('（2026）川0793民初12号', 2026, tables)).toMatchObject({
      ok: true,
      toVerify: true,
    });
    expect(judgeCaseNumber('（2026）川0104民初12号', 2026, tables)).toMatchObject({
      ok: true,
      toVerify: false,
    });
  });
});
