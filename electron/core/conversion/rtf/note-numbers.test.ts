import { describe, expect, it } from 'vitest';
import { convertRtf } from '../convert.ts';
import type { NoteInline } from '../document.ts';
import { pdfReader } from '../proof/pdf-text.ts';
import { parseRtf } from './parser.ts';

function marksOf(text: string): string[] {
  const { document } = parseRtf(Buffer.from(`{\\rtf1\\ansi ${text}\\par}`, 'latin1'));
  return document.sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'paragraph' ? block.inlines : []))
    .filter((inline): inline is NoteInline => inline.kind === 'note')
    .map(({ mark }) => mark);
}
const FOOT = '\\chftn{\\footnote\\chftn x}';
const END = '\\chftn{\\footnote\\ftnalt\\chftn x}';

describe('marks of notes', () => {
  it('count footnotes 1, 2 and endnotes i, ii', () => {
    expect(marksOf(`a${FOOT} b${END} c${FOOT} d${END}`)).toEqual(['1', 'i', '2', 'ii']);
  });

  it.each([
    ['\\ftnncnum', ['①', '②']],
    ['\\ftnnauc', ['A', 'B']],
    ['\\ftnnchi', ['*', '†']],
    ['\\ftnndbnum', ['一', '二']],
    ['\\sftnngbnumd', ['①', '②']],
    ['\\ftnstart5', ['5', '6']],
  ])('follow %s', (word, marks) => {
    expect(marksOf(`${word} a${FOOT} b${FOOT}`)).toEqual(marks);
  });

  it('begin anew with a section where the document asks', () => {
    expect(marksOf(`\\ftnrestart a${FOOT}\\sect b${FOOT}`)).toEqual(['1', '1']);
    expect(marksOf(`a${FOOT}\\sect b${FOOT}`)).toEqual(['1', '2']);
  });

  it('let a section count in its own way', () => {
    expect(
      marksOf(`\\ftnstart3 a${FOOT}\\sect\\sectd\\sftnrestart\\sftnnchi b${FOOT}\\sect\\sectd c${FOOT}`),
    ).toEqual(['3', '‡', '4']);
    expect(marksOf(`\\aftnnar\\aftnrestart a${END}${END}\\sect\\sectd b${END}`)).toEqual(['1', '2', '1']);
  });

  it('are found on the page where each page counts anew', async () => {
    const text = `{\\rtf1\\ansi\\ftnrstpg a${FOOT} b${FOOT}\\par\\page c${FOOT}\\par}`;
    const { output, status } = await convertRtf(Buffer.from(text, 'latin1'), { to: 'pdf', proof: true });
    const { pages } = (await pdfReader()).read(output ?? new Uint8Array());
    expect(status).toBe('converted');
    expect(pages.map((page) => page.replace(/[^0-9]/g, ''))).toEqual(['1212', '11']);
  });
});
