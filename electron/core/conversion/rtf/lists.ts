/** List tables and the numbers they give. Sources: RTF 1.9.1 "List Tables"; `\levelnfc` values of MS-OSHARED NumberFormat. */
import type { CharacterStyle, NumberFormat } from '../document.ts';
import { formatNumber } from '../numbers.ts';
import { applyCharacterWord } from './character-words.ts';
import type { Context } from './context.ts';
import type { Destination } from './state.ts';

interface ListLevel {
  format: number;
  start: number;
  /** `\leveltext` without its length prefix; characters 0–8 stand for the numbers of those levels. */
  template: string;
  follow: 'tab' | 'space' | 'nothing';
  legal: boolean;
  character: Partial<CharacterStyle>;
}

interface ListDefinition {
  levels: ListLevel[];
  counters: (number | undefined)[];
}

export interface ListLabel {
  text: string;
  follow: 'tab' | 'space' | 'nothing';
  character: Partial<CharacterStyle>;
}

export interface ListTables {
  lists: Map<number, ListDefinition>;
  /** Override number (`\ls`) → list, with start values. */
  overrides: Map<number, { list: ListDefinition; starts: Map<number, number>; used: Set<number> }>;
  /** The label of the next paragraph of this list, counting it. Undefined where the list is unknown. */
  next(override: number, level: number): ListLabel | undefined;
}

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
    case 14:
    case 19:
      return 'full-width';
    case 18:
    case 28:
    case 29:
      return 'circled';
    case 12:
    case 20:
      return 'aiueo';
    case 13:
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
    case 41:
    case 42:
      return 'chinese';
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
  if (level.template === '') return own === 'bullet' ? '•' : '';
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
      return { text: render(level, counters, list.levels), follow: level.follow, character: level.character };
    },
  };
  return tables;
}

function newLevel(): ListLevel {
  return { format: 0, start: 1, template: '', follow: 'tab', legal: false, character: {} };
}

/** `{\*\listtable …}`: lists with their levels. */
export function listTableDestination(context: Context): Destination {
  let id = 0;
  let levels: ListLevel[] = [];
  const list: Destination = {
    word(word, param) {
      if (word === 'listid') id = param;
      if (word === 'listlevel') return openLevel();
      return true;
    },
    open: () => undefined,
    close() {
      context.lists.lists.set(id, { levels, counters: [] });
    },
  };
  let level = newLevel();
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
  const levelDestination: Destination = {
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
        default:
          applyCharacterWord(context, level.character, word, param, true);
          return true;
      }
    },
  };
  function openLevel(): boolean {
    level = newLevel();
    if (levels.length <= MAX_LEVEL) levels.push(level);
    context.state.destination = levelDestination;
    return true;
  }
  return {
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
        case 'leveltext':
        case 'levelnumbers':
          context.state.destination = context.skip;
          break;
      }
      return true;
    },
    close() {
      const list = context.lists.lists.get(listId);
      if (list) context.lists.overrides.set(override, { list, starts, used: new Set() });
    },
  };
  return {
    word(word) {
      if (word === 'listoverride') {
        listId = 0;
        override = 0;
        level = -1;
        starts = new Map();
        context.state.destination = destination;
        context.state.ownsDestination = true;
      }
      return true;
    },
  };
}
