import { describe, expect, it } from 'vitest';
import { parseRtf } from '../rtf/parser.ts';
import { emitTypst } from './typst.ts';

function bodyOf(text: string): string {
  const { document } = parseRtf(Buffer.from(`{\\rtf1\\ansi ${text}\\par}`, 'latin1'));
  return emitTypst(document).markup.replace(/^#(let|set|show).*$/gm, '');
}
const stretches = (text: string): number => bodyOf(text).split('v(1fr)').length - 1;

describe('vertical alignment of a section', () => {
  it('centres each page between two breaks', () => {
    expect(bodyOf('\\sectd\\vertalc one\\par\\page two')).toMatch(
      /^#v\(1fr\)[\s\S]*one[\s\S]*v\(1fr\)\npagebreak\(\)\nv\(1fr\)[\s\S]*two[\s\S]*#v\(1fr\)/m,
    );
  });

  it('puts text at the bottom, or spreads its paragraphs', () => {
    expect(stretches('\\sectd\\vertalb one')).toBe(1);
    expect(stretches('\\sectd\\vertalj one\\par two\\par three')).toBe(2);
    expect(stretches('\\sectd\\vertalt one\\par two')).toBe(0);
  });

  it('holds for its own section only', () => {
    expect(stretches('\\sectd\\vertalb one\\sect\\sectd two\\par three')).toBe(1);
  });

  it('leaves sections that share a page at the top', () => {
    expect(stretches('\\sectd\\vertalc one\\sect\\sectd\\sbknone two')).toBe(0);
  });

  it('leaves no empty page before a paragraph that begins a page', () => {
    expect(bodyOf('\\sectd\\vertalc\\pagebb one')).not.toContain('pagebreak');
  });
});
