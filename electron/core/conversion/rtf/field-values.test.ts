import { describe, expect, it } from 'vitest';
import { plainText } from '../model-text.ts';
import { dateText, formatDate } from './field-values.ts';
import { parseRtf } from './parser.ts';

const DAY = new Date(2026, 10, 5, 14, 7, 9);
const textOf = (text: string): string => {
  const { document } = parseRtf(Buffer.from(`{\\rtf1\\ansi${text}\\par}`, 'latin1'));
  return plainText(document.sections.flatMap(({ blocks }) => blocks)).trim();
};
const formOf = (instruction: string, form: string): string =>
  textOf(`{\\field{\\*\\fldinst ${instruction}{\\*\\formfield{${form}}}}{\\fldrslt}}`);

describe('dates of fields', () => {
  it.each([
    ['yyyy-MM-dd', '2026-11-05'],
    ['yyyy/M/d', '2026/11/5'],
    ["yyyy'年'M'月'd'日'", '2026年11月5日'],
    ['EEEE年O月A日', '二〇二六年十一月五日'],
    ['dddd', '星期四'],
    ['HH:mm:ss', '14:07:09'],
    ['h:mm AM/PM', '2:07 下午'],
    ['DD.MM.YY', '05.11.26'],
  ])('%s', (picture, expected) => {
    expect(formatDate(DAY, picture)).toBe(expected);
  });

  it('reads the picture of the instruction', () => {
    expect(dateText(' DATE \\@ "yyyy-MM-dd" \\* MERGEFORMAT', DAY)).toBe('2026-11-05');
    expect(dateText(' TIME ', DAY)).toBe('14:07');
    expect(dateText(' AUTHOR ', DAY)).toBeUndefined();
  });

  it('are filled in only where the writer left none', () => {
    const field = (result: string): string =>
      `{\\field{\\*\\fldinst DATE \\\\@ "yyyy"}{\\fldrslt ${result}}}`;
    expect(textOf(field('1999'))).toBe('1999');
    expect(textOf(field(''))).toBe(String(new Date().getFullYear()));
  });
});

describe('fields without a result', () => {
  it('show what the document says of itself', () => {
    expect(textOf('{\\info{\\title Ruling}}{\\field{\\*\\fldinst TITLE}}')).toBe('Ruling');
    expect(textOf('{\\info{\\title Ruling}}{\\field{\\*\\fldinst TITLE}{\\fldrslt Other}}')).toBe('Other');
  });
});

describe('controls of forms', () => {
  it('show whether a box is ticked', () => {
    expect(formOf('FORMCHECKBOX', '\\fftype1\\ffres1\\ffdefres0{\\*\\ffname C1}')).toBe('☒');
    expect(formOf('FORMCHECKBOX', '\\fftype1\\ffres0\\ffdefres1')).toBe('☐');
    expect(formOf('FORMCHECKBOX', '\\fftype1\\ffres25\\ffdefres1')).toBe('☒');
  });

  it('show the entry chosen', () => {
    const items = '{\\*\\ffl one}{\\*\\ffl two}';
    expect(formOf('FORMDROPDOWN', `\\fftype2\\ffres1\\ffdefres0${items}`)).toBe('two');
    expect(formOf('FORMDROPDOWN', `\\fftype2\\ffres25\\ffdefres0${items}`)).toBe('one');
    expect(formOf('FORMDROPDOWN', `\\fftype2\\ffres9${items}`)).toBe('');
  });

  it('show the text written, or the text to begin with', () => {
    expect(formOf('FORMTEXT', '\\fftype0{\\*\\ffdeftext first}{\\*\\ffname T}')).toBe('first');
    expect(
      textOf('{\\field{\\*\\fldinst FORMTEXT{\\*\\formfield{\\fftype0{\\*\\ffdeftext a}}}}{\\fldrslt b}}'),
    ).toBe('b');
  });
});
