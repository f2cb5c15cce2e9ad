import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { md5Halves } from './md5.ts';

function digits(text: string): string {
  const halves = new Float64Array(2);
  md5Halves(text, halves);
  return `${(halves[0] as number).toString(16).padStart(8, '0')}${(halves[1] as number).toString(16).padStart(6, '0')}`;
}

function expected(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex').slice(0, 14);
}

it('is the MD5 of the UTF-8 bytes around every length of a block', () => {
  for (let length = 0; length < 200; length++) {
    expect(digits('x'.repeat(length))).toBe(expected('x'.repeat(length)));
    expect(digits('法'.repeat(length))).toBe(expected('法'.repeat(length)));
  }
});

it('is the MD5 of any text, also a long one after a short one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => digits(text) === expected(text)),
  );
  const long = '卷宗'.repeat(40_000);
  expect(digits(long)).toBe(expected(long));
  expect(digits('')).toBe(expected(''));
});
