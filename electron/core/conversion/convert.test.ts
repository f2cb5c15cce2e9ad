import { describe, expect, it } from 'vitest';
import { convertRtf } from './convert.ts';

const encode = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('convertRtf', () => {
  it('converts Chinese text and proves it', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}}\f0\fs32 \'c5\'d0\'be\'f6\'ca\'e9\par}`;
    const outcome = await convertRtf(encode(rtf), { to: 'pdf', proof: true });
    expect(outcome.status).toBe('converted');
    expect(outcome.pages).toBe(1);
    expect(outcome.characters).toBe(3);
    expect(Buffer.from(outcome.output ?? []).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  it.each([
    ['', 'conversion.empty'],
    ['\0\0\0', 'conversion.empty'],
    ['plain text', 'conversion.not-rtf'],
    ['%PDF-1.7', 'conversion.not-rtf'],
    ['{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}}', 'conversion.no-content'],
  ])('refuses %j with a reason', async (text, code) => {
    const outcome = await convertRtf(encode(text), { to: 'pdf', proof: true });
    expect(outcome.status).toBe('refused');
    expect(outcome.notes[0]?.code).toBe(code);
    expect(outcome.notes[0]?.message).toMatch(/[一-鿿]/);
  });

  it('draws Chinese quotes with the face of the text around them', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}}\f0\fs32 \'a1\'b0\'d6\'d0\'a1\'b1\par}`;
    const outcome = await convertRtf(encode(rtf), { to: 'pdf', proof: true });
    const fonts = Buffer.from(outcome.output ?? [])
      .toString('latin1')
      .match(/\/FontName\s*\/[^\s/]+/g);
    expect(outcome.status).toBe('converted');
    expect(new Set(fonts).size).toBe(1);
  });

  it('draws what turned runs without a face would make the typesetter die of, on the second try', async () => {
    const rtf = String.raw`{\rtf1\ansi{\fonttbl{\f0\fmodern Liberation Mono;}}\f0 \u8238?\u-6912?\u20981?\u-6911?\par}`;
    const outcome = await convertRtf(encode(rtf), { to: 'pdf', proof: true, simple: true });
    expect(outcome.pages).toBe(1);
    expect(outcome.notes.map((note) => note.code)).toContain('character-missing');
  });

  it('divides a row taller than a page though another of its cells is short', async () => {
    const long = 'line\\par '.repeat(120);
    const rtf = `{\\rtf1\\trowd\\clvertalc\\cellx2000\\cellx8000\\pard\\intbl short\\cell ${long}end\\cell\\row}`;
    const outcome = await convertRtf(Buffer.from(rtf, 'latin1'), { to: 'pdf', proof: true });
    expect(outcome.status).toBe('converted');
    expect(outcome.pages).toBeGreaterThan(2);
  });

  it('recovers a truncated file with a note', async () => {
    const outcome = await convertRtf(encode('{\\rtf1\\ansi{\\b bold text'), { to: 'pdf', proof: true });
    expect(outcome.status).toBe('noted');
    expect(outcome.notes.map((note) => note.code)).toContain('truncated');
  });
});
