/** Destinations of the document's header: fonts, colours, information. Source: RTF 1.9.1, "Header". */
import type { FontEntry } from '../document.ts';
import { codePage, codePageOfName, fontCodePage } from './charsets.ts';
import type { Context } from './context.ts';
import type { Destination } from './state.ts';

const MAX_NAME = 200;

const FONT_KINDS: Record<string, FontEntry['kind']> = {
  froman: 'serif',
  fswiss: 'sans',
  fmodern: 'mono',
  fnil: 'unknown',
  fscript: 'serif',
  fdecor: 'serif',
  ftech: 'unknown',
  fbidi: 'unknown',
};

/** `{\fonttbl …}`: entries in groups of their own or in a row, each ended by a semicolon. */
export function fontTableDestination(context: Context): Destination {
  let entry: FontEntry | undefined;

  function begin(id: number): void {
    entry = { id, name: '', kind: 'unknown', charset: -1, codePage: 0 };
    context.fonts.set(id, entry);
    context.document.fonts.push(entry);
    context.state.page = codePage(context.documentPage);
  }
  function decodeWith(font: FontEntry): void {
    context.state.page = codePage(
      fontCodePage(Math.max(1, font.charset), font.codePage, context.documentPage),
    );
    if (font.charset === 2) context.state.page = codePage(context.documentPage);
  }
  const alternative: Destination = {
    text(text) {
      if (entry && (entry.alternative?.length ?? 0) < MAX_NAME) {
        entry.alternative = ((entry.alternative ?? '') + text.replace(/;/g, '')).trimStart();
      }
    },
  };
  return {
    table: true,
    word(word, param) {
      if (word === 'f') {
        begin(param);
        return true;
      }
      const kind = FONT_KINDS[word];
      if (!entry) return true;
      if (kind) {
        entry.kind = kind;
      } else if (word === 'fcharset') {
        entry.charset = param;
        decodeWith(entry);
      } else if (word === 'cpg') {
        entry.codePage = param;
        decodeWith(entry);
      } else if (word === 'falt') {
        context.state.destination = alternative;
      } else if (word === 'panose' || word === 'fname' || word === 'fontemb' || word === 'fontfile') {
        context.state.destination = context.skip;
      }
      return true;
    },
    text(text) {
      for (const part of text.split(/(;)/)) {
        if (part === ';') {
          if (entry) entry.name = entry.name.trim();
          entry = undefined;
        } else if (entry && entry.name.length < MAX_NAME) {
          entry.name += entry.name === '' ? part.trimStart() : part;
        }
      }
    },
    close() {
      for (const font of context.fonts.values()) {
        font.name = font.name.trim();
        font.codePage = codePageOfName(font.name) ?? font.codePage;
      }
      context.fontsRead = true;
    },
  };
}

function hexByte(value: number): string {
  return Math.min(255, Math.max(0, value)).toString(16).padStart(2, '0');
}

/** `{\colortbl …}`: `undefined` stands for "automatic". */
export function colourTableDestination(context: Context): Destination {
  let red = 0;
  let green = 0;
  let blue = 0;
  let stated = false;
  context.colours = [];
  const push = (): void => {
    if (context.colours.length < 4096) {
      context.colours.push(stated ? `#${hexByte(red)}${hexByte(green)}${hexByte(blue)}` : undefined);
    }
    red = 0;
    green = 0;
    blue = 0;
    stated = false;
  };
  return {
    table: true,
    word(word, param) {
      if (word === 'red') red = param;
      else if (word === 'green') green = param;
      else if (word === 'blue') blue = param;
      else return true;
      stated = true;
      return true;
    },
    text(text) {
      for (const character of text) if (character === ';') push();
    },
    close() {
      if (stated) push();
    },
  };
}

const INFO_FIELDS = new Set(['title', 'author', 'subject', 'keywords']);

/** `{\info …}` and `{\*\generator …}`. */
export function infoDestination(context: Context): Destination {
  return {
    word(word) {
      if (INFO_FIELDS.has(word)) {
        context.state.destination = infoField(context, word as 'title' | 'author' | 'subject' | 'keywords');
      } else {
        context.state.destination = context.skip;
      }
      return true;
    },
  };
}

/** One text field of the document's information, at most a thousand characters. */
export function infoField(
  context: Context,
  field: 'title' | 'author' | 'subject' | 'keywords' | 'generator',
): Destination {
  return {
    text(text) {
      const known = context.document.info[field] ?? '';
      if (known.length < 1000) context.document.info[field] = known + text;
    },
  };
}
