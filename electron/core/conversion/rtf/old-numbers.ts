/** Numbering of Word 6 and 95: `{\*\pn …}` beside each numbered paragraph. Source: RTF 1.9.1, "Bullets and Numbering". */
import type { CharacterStyle, NumberFormat, Paragraph } from '../document.ts';
import { formatNumber } from '../numbers.ts';
import type { Context, OldNumbering } from './context.ts';
import type { Destination } from './state.ts';
import { symbolText } from './symbols.ts';

const FORMATS: Record<string, NumberFormat> = {
  pndec: 'decimal',
  pncard: 'decimal',
  pnord: 'ordinal',
  pnordt: 'ordinal',
  pnucltr: 'upper-letter',
  pnlcltr: 'lower-letter',
  pnucrm: 'upper-roman',
  pnlcrm: 'lower-roman',
  pncnum: 'circled',
  pndbnum: 'chinese',
  pndbnumd: 'chinese',
  pndbnumt: 'chinese',
  pndbnuml: 'chinese-legal',
  pnchosung: 'chosung',
  pnganada: 'ganada',
  pnaiu: 'aiueo-half',
  pnaiud: 'aiueo',
  pniroha: 'iroha-half',
  pnirohad: 'iroha',
  pnzodiac: 'heavenly-stem',
};
const MAX_AFFIX = 40;

/** The destination of `\pn`: its numbering holds until the paragraph's properties are reset. */
export function oldNumberingDestination(context: Context): Destination {
  const numbering: OldNumbering = {
    bullet: false,
    format: 'decimal',
    start: 0,
    before: '',
    after: '',
    font: '',
  };
  const affix = (side: 'before' | 'after'): Destination => ({
    text(text) {
      if (numbering[side].length < MAX_AFFIX) numbering[side] += text;
    },
  });
  let numbered = false;
  return {
    word(word, param) {
      if (word === 'pnlvlblt') {
        numbering.bullet = true;
        numbered = true;
      } else if (word === 'pnlvlbody' || word === 'pnlvlcont' || word === 'pnlvl')
        numbered = word !== 'pnlvlcont';
      else if (word === 'pnstart') numbering.start = param;
      else if (word === 'pnf') numbering.font = context.fonts.get(param)?.name ?? '';
      else if (word === 'pntxtb') context.state.destination = affix('before');
      else if (word === 'pntxta') context.state.destination = affix('after');
      else if (word === 'bullet') numbering.before = '•';
      else if (FORMATS[word]) numbering.format = FORMATS[word];
      return true;
    },
    close() {
      if (!numbered) return;
      context.oldNumbering = numbering;
    },
  };
}

/** The label of a paragraph numbered the old way, counting it; undefined where there is none. */
export function oldLabel(context: Context, style: CharacterStyle): Paragraph['label'] {
  const numbering = context.oldNumbering;
  if (!numbering) return undefined;
  const key = JSON.stringify(numbering);
  const known = context.oldCount;
  const value = known && known.key === key ? known.value + 1 : numbering.start;
  context.oldCount = { key, value };
  const text = numbering.bullet
    ? symbolText(numbering.before.trim(), numbering.font) || '•'
    : numbering.before + formatNumber(value, numbering.format) + numbering.after;
  return { text, style: { ...style, underline: 'none' }, follow: 'tab', bullet: numbering.bullet };
}
