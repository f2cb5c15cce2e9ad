/** Words wider than their line: word processors break them anywhere, the typesetter would draw them beyond the paper. */
import type { CharacterStyle, Twips } from '../document.ts';
import { type FaceResolver, textWidth } from './faces.ts';

const BREAK = '\u200b';
/** Where a line may end: spaces, hyphens, ideographs and kana. */
const MAY_BREAK = /[\s\u00ad\u200b‐–—\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef\ud840-\ud8bf-]/;
const WORD = /[^\s\u00ad\u200b‐–—\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef\ud840-\ud8bf-]+/g;

export interface WordBreaker {
  /** The text of the next run, `width` wide, with places to break where a word finds no room on a line. */
  take(text: string, style: CharacterStyle, width: Twips): string;
  /** Something that ends a word has come. */
  rest(): void;
}

/** Follows the words of one paragraph, whose lines are `available` wide, across its runs. */
export function createWordBreaker(available: Twips, resolver: FaceResolver): WordBreaker {
  let word = 0;
  return {
    rest() {
      word = 0;
    },
    take(text, style, width) {
      if (word + width <= available) {
        word = MAY_BREAK.test(text) ? widthOfEnd(text, style, width) : word + width;
        return text;
      }
      if (MAY_BREAK.test(text.charAt(0))) word = 0;
      const faces = resolver.of(style);
      const room = available - word;
      const broken = text.replace(WORD, (part, at: number) => {
        const isWide = textWidth(part, style, faces) > (at === 0 ? room : available);
        return isWide ? [...part].join(BREAK) : part;
      });
      const isJoined = word > 0 && broken.startsWith(text.slice(0, 1) + BREAK);
      word = widthOfEnd(text, style, width);
      return isJoined ? BREAK + broken : broken;
    },
  };

  /** A close guess will do: the part of the run's width that its last letters have. */
  function widthOfEnd(text: string, style: CharacterStyle, width: Twips): Twips {
    const end =
      /[^\s\u00ad\u200b‐–—\u2e80-\u9fff\uac00-\ud7ff\uff00-\uffef\ud840-\ud8bf-]*$/.exec(text)?.[0] ?? '';
    if (end === '') return 0;
    return end.length === text.length ? width : textWidth(end, style, resolver.of(style));
  }
}
