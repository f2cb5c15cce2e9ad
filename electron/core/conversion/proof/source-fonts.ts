/** The font table as the proof reads it: only what tells how a font's bytes are to be decoded. */
import { CHARSET_PAGES, isDoubleByte, pageOfName } from './source-bytes.ts';

/** How the bytes of a font become characters. */
export interface FontDecoding {
  page: number;
  /** The font is a Western one: a byte that makes no pair is a Western character. */
  western: boolean;
  /** Name of the symbol font, '' for others. */
  symbol: string;
}

export interface SourceFonts {
  /** A word within the table. */
  word(name: string, parameter: number | undefined): void;
  /** A byte within the table: it belongs to the name of the font begun last. */
  nameByte(value: number): void;
  decodingOf(id: number, documentPage: number): FontDecoding;
}

const LONGEST_NAME = 60;
/** The ten bytes of `\panose`, which stand before the name. */
const PANOSE = /^[0-9a-f]{20}/i;

/** An empty font table. */
export function createSourceFonts(): SourceFonts {
  const charsets = new Map<number, number>();
  const pages = new Map<number, number>();
  const names = new Map<number, string>();
  let current = -1;
  return {
    word(name, parameter) {
      if (name === 'f' && parameter !== undefined) current = parameter;
      else if (name === 'fcharset' && parameter !== undefined) charsets.set(current, parameter);
      else if (name === 'cpg' && parameter) pages.set(current, parameter);
    },
    nameByte(value) {
      const known = names.get(current) ?? '';
      if (value > 0x20 && value !== 0x3b && known.length < LONGEST_NAME)
        names.set(current, known + String.fromCharCode(value));
    },
    decodingOf(id, documentPage) {
      const charset = charsets.get(id) ?? (charsets.size === 0 || documentPage !== 1252 ? 1 : 0);
      const isWestern = charset === 0 && documentPage !== 65001 && !isDoubleByte(documentPage);
      const byCharset =
        charset > 1 ? (CHARSET_PAGES[charset] ?? documentPage) : isWestern ? 1252 : documentPage;
      return {
        page: pageOfName(names.get(id) ?? '') ?? pages.get(id) ?? byCharset,
        western: charset === 0,
        symbol: charset === 2 ? (names.get(id) ?? '').replace(PANOSE, '') || 'Symbol' : '',
      };
    },
  };
}
