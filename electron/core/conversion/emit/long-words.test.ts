import { describe, expect, it } from 'vitest';
import { DEFAULT_CHARACTER } from '../document.ts';
import { createFaceResolver, textWidth } from './faces.ts';
import { createWordBreaker } from './long-words.ts';

const resolver = createFaceResolver();
const STYLE = { ...DEFAULT_CHARACTER };

/** The runs of a paragraph 1000 twips wide (about ten letters), breaks shown as |. */
function broken(...runs: string[]): string[] {
  const words = createWordBreaker(1000, resolver);
  return runs.map((text) =>
    words.take(text, STYLE, textWidth(text, STYLE, resolver.of(STYLE))).replaceAll('\u200b', '|'),
  );
}

describe('long words', () => {
  it('are left alone where they find room on a line', () => {
    expect(broken('some short words in a line that wraps')).toEqual([
      'some short words in a line that wraps',
    ]);
    expect(broken('本院认为原告的诉讼请求成立应予支持')).toEqual(['本院认为原告的诉讼请求成立应予支持']);
  });

  it('may break anywhere where they do not', () => {
    expect(broken('an abcdefghijkl word')).toEqual(['an a|b|c|d|e|f|g|h|i|j|k|l word']);
  });

  it('are followed across runs', () => {
    expect(broken('abcdef', 'ghijkl')).toEqual(['abcdef', '|g|h|i|j|k|l']);
    expect(broken('abcdef ', 'ghijkl')).toEqual(['abcdef ', 'ghijkl']);
    expect(broken('abcdef', ' ghijkl')).toEqual(['abcdef', ' ghijkl']);
  });
});
