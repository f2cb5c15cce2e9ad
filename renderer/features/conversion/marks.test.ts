import { describe, expect, it } from 'vitest';
import { markMissing } from './marks.ts';

const missing = (text: string, after = '') => ({ kind: 'missing' as const, text, after });
const marked = (text: string, ...differences: ReturnType<typeof missing>[]) =>
  markMissing(text, differences)
    .pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

describe('text that the result lacks', () => {
  it('is marked where it stands', () => {
    expect(marked('本院认为，被告应当还款。', missing('应当'))).toBe('本院认为，被告[应当]还款。');
    expect(marked('原告张三\n被告张三', missing('张三', '被告'))).toBe('原告张三\n被告[张三]');
  });
  it('is found across blanks and in another form of the same characters', () => {
    expect(marked('金额 １ ２ ３ 元', missing('123'))).toBe('金额 [１ ２ ３] 元');
    expect(marked('abc', missing('B'))).toBe('a[b]c');
  });
  it('may overlap', () => expect(marked('甲乙丙', missing('甲乙'), missing('乙丙'))).toBe('[甲乙][丙]'));
  it('that is not there is told', () => {
    expect(markMissing('甲', [missing('丁')])).toEqual({
      pieces: [{ at: 0, text: '甲', marked: false }],
      lost: ['丁'],
    });
    expect(markMissing('', [])).toEqual({ pieces: [], lost: [] });
  });
  it('what the result has too much is not the source’s', () => {
    expect(markMissing('甲', [{ kind: 'added', text: '甲', after: '' }]).pieces).toEqual([
      { at: 0, text: '甲', marked: false },
    ]);
  });
});
