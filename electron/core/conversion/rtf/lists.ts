/** List tables and the numbers they give. Sources: RTF 1.9.1 "List Tables"; `\levelnfc` values of MS-OSHARED NumberFormat. */
import type { NumberFormat } from '../document.ts';
import { formatNumber } from '../numbers.ts';
import { applyCharacterWord } from './character-words.ts';
import type { Context, ListLevel, ListTables } from './context.ts';
import type { Destination } from './state.ts';
import { mapSymbols, symbolText } from './symbols.ts';

const MAX_LEVEL = 8;

/** `\levelnfc` → how to write the number. */
export function numberFormatOf(code: number): NumberFormat | 'bullet' | 'none' | 'padded' {
  switch (code) {
    case 1:
      return 'upper-roman';
    case 2:
      return 'lower-roman';
    case 3:
      return 'upper-letter';
    case 4:
      return 'lower-letter';
    case 5:
      return 'ordinal';
    case 6:
      return 'cardinal-text';
    case 7:
      return 'ordinal-text';
    case 14:
    case 19:
      return 'full-width';
    case 18:
    case 28:
    case 29:
      return 'circled';
    case 12:
      return 'aiueo-half';
    case 13:
      return 'iroha-half';
    case 20:
      return 'aiueo';
    case 21:
      return 'iroha';
    case 24:
      return 'ganada';
    case 25:
      return 'chosung';
    case 30:
      return 'heavenly-stem';
    case 31:
      return 'earthly-branch';
    case 16:
      return 'japanese-legal';
    case 34:
      return 'traditional-legal';
    case 10:
    case 11:
    case 33:
    case 35:
    case 36:
    case 37:
    case 39:
      return 'chinese';
    case 41:
      return 'korean-digits';
    case 42:
      return 'korean';
    case 43:
      return 'korean-native';
    case 44:
      return 'chinese-digits';
    case 45:
      return 'hebrew';
    case 46:
      return 'arabic-letters';
    case 47:
      return 'hebrew-letters';
    case 48:
      return 'abjad';
    case 57:
      return 'dash';
    case 38:
    case 40:
      return 'chinese-legal';
    case 22:
      return 'padded';
    case 23:
      return 'bullet';
    case 255:
      return 'none';
    default:
      return 'decimal';
  }
}

function render(level: ListLevel, counters: readonly number[], levels: readonly ListLevel[]): string {
  const own = numberFormatOf(level.format);
  // A bullet's text holds no numbers: anything that looks like one stands for an unknown bullet.
  if (own === 'bullet') return level.template.charCodeAt(0) > MAX_LEVEL ? level.template : '•';
  let text = '';
  for (const character of level.template) {
    const index = character.charCodeAt(0);
    if (index > MAX_LEVEL) {
      text += character;
      continue;
    }
    const of = levels[index];
    const value = counters[index] ?? 1;
    const format = numberFormatOf(level.legal ? 0 : (of?.format ?? 0));
    if (format === 'bullet') text += '•';
    if (format === 'bullet' || format === 'none') continue;
    text += format === 'padded' ? String(value).padStart(2, '0') : formatNumber(value, format);
  }
  return text;
}

/** Empty list tables. */
export function createListTables(): ListTables {
  const tables: ListTables = {
    lists: new Map(),
    overrides: new Map(),
    next(override, levelNumber) {
      const entry = tables.overrides.get(override);
      if (!entry) return undefined;
      const { list, starts, used } = entry;
      const at = Math.min(MAX_LEVEL, Math.max(0, levelNumber));
      const level = list.levels[at];
      if (!level) return undefined;
      const start = starts.get(at);
      if (start !== undefined && !used.has(at)) {
        used.add(at);
        list.counters[at] = start;
      } else {
        const counter = list.counters[at];
        list.counters[at] = counter === undefined ? level.start : counter + 1;
      }
      for (let deeper = at + 1; deeper <= MAX_LEVEL; deeper++) list.counters[deeper] = undefined;
      const counters: number[] = [];
      for (let i = 0; i <= at; i++) {
        list.counters[i] ??= list.levels[i]?.start ?? 1;
        counters.push(list.counters[i] as number);
      }
      const bullet = numberFormatOf(level.format) === 'bullet';
      const text = render(level, counters, list.levels);
      return {
        text: bullet ? symbolText(text, level.character.latin?.name ?? '') : mapSymbols(text, 'Symbol'),
        follow: level.follow,
        character: level.character,
        ...(level.align ? { align: level.align } : {}),
        bullet,
      };
    },
  };
  return tables;
}

function newLevel(): ListLevel {
  return {
    format: 0,
    start: 1,
    template: '',
    follow: 'tab',
    legal: false,
    character: {},
  };
}

/** Reads one `{\listlevel …}` into the level given. */
function levelReader(context: Context, level: ListLevel): Destination {
  const levelText: Destination = {
    text(text) {
      level.template += text;
    },
    word: (word) => word === 'leveltemplateid',
    close() {
      // The first character is the length; the text ends with a semicolon.
      const length = level.template.charCodeAt(0) || 0;
      const characters = level.template.slice(1).replace(/;$/, '');
      level.template = characters.slice(0, length || characters.length);
    },
  };
  return {
    word(word, param) {
      switch (word) {
        case 'levelnfc':
        case 'levelnfcn':
          level.format = param;
          return true;
        case 'levelstartat':
          level.start = param;
          return true;
        case 'levelfollow':
          level.follow = param === 1 ? 'space' : param === 2 ? 'nothing' : 'tab';
          return true;
        case 'leveljc':
        case 'leveljcn':
          level.align = param === 1 ? 'center' : param === 2 ? 'right' : undefined;
          return true;
        case 'levellegal':
          level.legal = param !== 0;
          return true;
        case 'leveltext':
          level.template = '';
          context.state.destination = levelText;
          context.state.ownsDestination = true;
          return true;
        case 'levelnumbers':
          context.state.destination = context.skip;
          return true;
        case 'f':
          level.character.latin = context.fonts.get(param);
          return true;
        default:
          applyCharacterWord(context, level.character, word, param, true);
          return true;
      }
    },
  };
}

/** `{\*\listtable …}`: lists with their levels. */
export function listTableDestination(context: Context): Destination {
  let id = 0;
  let levels: ListLevel[] = [];
  const list: Destination = {
    word(word, param) {
      if (word === 'listid') id = param;
      if (word === 'listlevel') {
        const level = newLevel();
        if (levels.length <= MAX_LEVEL) levels.push(level);
        context.state.destination = levelReader(context, level);
      }
      return true;
    },
    open: () => undefined,
    close() {
      context.lists.lists.set(id, { levels, counters: [] });
    },
  };
  return {
    table: true,
    word(word) {
      if (word === 'list') {
        id = 0;
        levels = [];
        context.state.destination = list;
        context.state.ownsDestination = true;
      } else if (word === 'listpicture') {
        context.state.destination = context.skip;
      }
      return true;
    },
  };
}

/** `{\*\listoverridetable …}`: which `\ls` number means which list. */
export function listOverrideDestination(context: Context): Destination {
  let listId = 0;
  let override = 0;
  let starts = new Map<number, number>();
  let level = -1;
  let replaced = new Map<number, ListLevel>();
  const destination: Destination = {
    word(word, param) {
      switch (word) {
        case 'listid':
          listId = param;
          break;
        case 'ls':
          override = param;
          break;
        case 'lfolevel':
          level++;
          break;
        case 'levelstartat':
          starts.set(Math.max(0, level), param);
          break;
        case 'listlevel': {
          const own = newLevel();
          replaced.set(Math.max(0, level), own);
          context.state.destination = levelReader(context, own);
          break;
        }
        case 'leveltext':
        case 'levelnumbers':
          context.state.destination = context.skip;
          break;
      }
      return true;
    },
    close() {
      const known = context.lists.lists.get(listId);
      let list = known;
      if (known && replaced.size > 0) {
        const levels = known.levels.slice();
        for (const [at, own] of replaced) if (at <= MAX_LEVEL && own.template !== '') levels[at] = own;
        list = { levels, counters: known.counters };
      }
      if (list) context.lists.overrides.set(override, { list, starts, used: new Set() });
    },
  };
  return {
    table: true,
    word(word) {
      if (word === 'listoverride') {
        listId = 0;
        override = 0;
        level = -1;
        starts = new Map();
        replaced = new Map();
        context.state.destination = destination;
        context.state.ownsDestination = true;
      }
      return true;
    },
  };
}
