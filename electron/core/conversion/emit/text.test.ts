import { describe, expect, it } from 'vitest';
import { parseRtf } from '../rtf/parser.ts';
import { emitText } from './text.ts';

const textOf = (text: string): string =>
  emitText(parseRtf(Buffer.from(`{\\rtf1\\ansi ${text}}`, 'latin1')).document);

describe('plain text', () => {
  it('holds the headers and footers of first and even pages too', () => {
    const text = textOf(
      '\\facingp\\titlepg{\\headerf first\\par}{\\headerl left\\par}{\\headerr right\\par}{\\footerf end\\par}body\\par',
    );
    expect(text.split('\n').filter(Boolean)).toEqual(['first', 'left', 'right', 'body', 'end']);
  });

  it('leaves out those no page shows, and says equal ones once', () => {
    expect(textOf('{\\headerf first\\par}{\\header all\\par}body\\par')).toBe('all\nbody\n');
    expect(textOf('\\titlepg{\\headerf all\\par}{\\header all\\par}body\\par')).toBe('all\nbody\n');
  });
});
