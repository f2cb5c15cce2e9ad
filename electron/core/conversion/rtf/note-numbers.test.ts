import { describe, expect, it } from 'vitest';
import type { NoteInline } from '../document.ts';
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
});
