import { describe, expect, it } from 'vitest';
import { convertRtf } from '../convert.ts';
import { plainText } from '../model-text.ts';
import { readSourceText } from '../proof/source-text.ts';
import { parseRtf } from './parser.ts';

const TEXT = '本院认为，原告张三与被告李四之间的借贷关系成立。';
/** `TEXT` in GBK. */
const GBK =
  'b1bed4bac8cfceaaa3acd4adb8e6d5c5c8fdd3ebb1bbb8e6c0eecbc4d6aebce4b5c4bde8b4fbb9d8cfb5b3c9c1a2a1a3';
const escaped = (hex: string): string => hex.replace(/../g, "\\'$&");

function readOf(source: Buffer) {
  const { document, notes } = parseRtf(source);
  return {
    text: plainText(document.sections.flatMap(({ blocks }) => blocks)).trim(),
    proof: readSourceText(source).body,
    notes: notes.map(({ code }) => code),
  };
}
const ansi = (text: string): Buffer => Buffer.from(text, 'latin1');
const isAgreed = (source: Buffer, text: string, notes: string[] = []): void => {
  expect(readOf(source)).toEqual({ text, proof: text.replace(/\s/g, ''), notes });
};

describe('documents that name no code page', () => {
  it('are Chinese where their bytes are, escaped or not', () => {
    const head = '{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Song;}}\\f0 ';
    isAgreed(ansi(`${head}${escaped(GBK)}\\par}`), TEXT, ['page-guessed']);
    const raw = Buffer.concat([ansi(head), Buffer.from(GBK, 'hex'), ansi('\\par}')]);
    isAgreed(raw, TEXT, ['page-guessed']);
  });

  it('are Chinese though they say Western', () => {
    const head = '{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Song;}}\\f0 ';
    isAgreed(ansi(`${head}${escaped(GBK)}\\par}`), TEXT, ['page-guessed']);
  });

  it.each([
    ["Caf\\'e9 cr\\'e8me br\\'fbl\\'e9e \\'93a\\'94 \\'c4\\'d6\\'dc", 'Café crème brûlée “a” ÄÖÜ'],
    ["Stra\\'dfe \\'e0 la", 'Straße à la'],
  ])('stay Western: %s', (text, expected) => {
    isAgreed(ansi(`{\\rtf1\\ansi ${text}\\par}`), expected);
  });

  it('stay what their fonts say', () => {
    const russian = escaped('cff0e8e2e5f2cff0e8e2e5f2');
    isAgreed(ansi(`{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset204 A;}}\\f0 ${russian}\\par}`), 'ПриветПривет');
    isAgreed(ansi(`{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 A;}}\\f0 ${russian}\\par}`), 'ПриветПривет');
  });
});

describe('text in UTF-8', () => {
  it.each(['\\ansicpg65001', '\\ansicpg936', ''])('is read as it is with %s', (page) => {
    isAgreed(Buffer.from(`{\\rtf1\\ansi${page}{\\fonttbl{\\f0\\fcharset134 宋体;}}\\f0 ${TEXT}\\par}`), TEXT);
  });

  it('may be cut off, or escaped', () => {
    const source = Buffer.from(`{\\rtf1\\ansi\\ansicpg65001 ${TEXT}`);
    expect(readOf(source.subarray(0, source.length - 2)).text).toContain(TEXT.slice(0, -1));
    const hex = escaped(Buffer.from(TEXT).toString('hex'));
    isAgreed(ansi(`{\\rtf1\\ansi\\ansicpg65001{\\fonttbl{\\f0\\fcharset0 A;}}\\f0 ${hex}\\par}`), TEXT);
  });

  it('leaves stray bytes Western', () => {
    isAgreed(ansi("{\\rtf1\\ansi\\ansicpg65001 \\'93a\\'94 caf\\'e9s\\'e4\\'b8\\'ad\\par}"), '“a” cafés中');
  });

  it('is not taken for GBK, nor GBK for it', async () => {
    const source = Buffer.concat([
      ansi('{\\rtf1\\ansi\\ansicpg936 '),
      Buffer.from(GBK, 'hex'),
      ansi('\\par}'),
    ]);
    isAgreed(source, TEXT);
    expect((await convertRtf(source, { to: 'pdf', proof: true })).status).toBe('converted');
  });
});
