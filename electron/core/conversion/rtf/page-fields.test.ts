import { describe, expect, it } from 'vitest';
import { convertRtf } from '../convert.ts';
import type { PageField } from '../document.ts';
import { pdfReader } from '../proof/pdf-text.ts';
import { parseRtf } from './parser.ts';

const field = (instruction: string, result = '7'): string =>
  `{\\field{\\*\\fldinst {${instruction}}}{\\fldrslt {${result}}}}`;

function fieldsOf(text: string): Pick<PageField, 'what' | 'format'>[] {
  const { document } = parseRtf(Buffer.from(`{\\rtf1\\ansi ${text}\\par}`, 'latin1'));
  return document.sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'paragraph' ? block.inlines : []))
    .filter((inline): inline is PageField => inline.kind === 'field')
    .map(({ what, format }) => ({ what, ...(format ? { format } : {}) }));
}

async function pagesOf(text: string) {
  const source = Buffer.from(`{\\rtf1\\ansi ${text}\\par}`, 'latin1');
  const { output, status } = await convertRtf(source, { to: 'pdf', proof: true });
  return { status, pages: (await pdfReader()).read(output ?? new Uint8Array()).pages };
}

describe('fields of page numbers', () => {
  it.each([
    ['PAGE', { what: 'page' }],
    [' page ', { what: 'page' }],
    ['\\\\PAGE', { what: 'page' }],
    ['PAGE \\\\* MERGEFORMAT \\\\* CHINESENUM3', { what: 'page', format: 'chinese' }],
    ['PAGE \\\\* chinesenum2', { what: 'page', format: 'chinese-legal' }],
    ['PAGE \\\\* Arabic', { what: 'page', format: 'decimal' }],
    ['PAGE \\\\* roman', { what: 'page', format: 'lower-roman' }],
    ['PAGE \\\\* ROMAN', { what: 'page', format: 'upper-roman' }],
    ['PAGE \\\\* ArabicDash', { what: 'page', format: 'dash' }],
    ['numpages \\\\* Arabic', { what: 'pages', format: 'decimal' }],
    ['SECTIONPAGES', { what: 'section-pages' }],
  ])('%s', (instruction, expected) => {
    expect(fieldsOf(field(instruction))).toEqual([expected]);
  });

  it('keep what the writer computed from them', () => {
    expect(fieldsOf(field(`= ${field('PAGE')} - 1`))).toEqual([]);
    expect(fieldsOf('{\\field{\\*\\fldinst PAGEREF _Toc1}{\\fldrslt 3}}')).toEqual([]);
  });

  it('count the pages of their section', async () => {
    const text = `a ${field('SECTIONPAGES')}\\par\\page b\\sect\\sectd c ${field('SECTIONPAGES')}`;
    expect(await pagesOf(text)).toEqual({ status: 'converted', pages: ['a2', 'b', 'c1'] });
  });

  it('are no added text in Chinese or within dashes', async () => {
    const text = `${field('PAGE \\\\* CHINESENUM2')} x ${field('PAGE \\\\* ArabicDash')}`;
    expect(await pagesOf(text)).toEqual({ status: 'converted', pages: ['壹x-1-'] });
  });

  it('leave the result of a field that asks for one of them whole', async () => {
    const text = field(`IF ${field('PAGE', '1')} = 1 "first" "next"`, 'first');
    expect(await pagesOf(text)).toEqual({ status: 'converted', pages: ['first'] });
  });
});
