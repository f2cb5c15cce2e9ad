/**
 * Formulas (`{\mmath{\*\moMath …}}`) as a line of text: every character is kept, fractions get a slash, scripts are
 * raised or lowered. Source: RTF 1.9.1, "Word 2007 RTF for Office MathML"; ECMA-376 part 1, 22.1 (default characters).
 */
import type { Context } from './context.ts';
import type { Destination } from './state.ts';
import { writableCharacter } from './state.ts';

interface Construct {
  kind: string;
  character: string | undefined;
  open: string;
  close: string;
  separator: string;
  elements: number;
  drawn: boolean;
}

/** Constructs with parts of their own; the rest of the math words only group. */
const CONSTRUCTS = new Set(['macc', 'mbar', 'mnary', 'md', 'mf', 'mrad', 'mgroupChr']);
const PROPERTY_GROUP = /^m[a-zA-Z]+Pr$/;

/** Words of formulas that open a group to be read here. */
export function isMathWord(word: string): boolean {
  return CONSTRUCTS.has(word) || PROPERTY_GROUP.test(word) || word === 'msup' || word === 'msub';
}

/** The destination a math word opens. */
export function mathDestination(context: Context, word: string): Destination {
  if (PROPERTY_GROUP.test(word)) return context.skip;
  if (word === 'msup' || word === 'msub') {
    writableCharacter(context.state).position = word === 'msup' ? 'super' : 'sub';
    return context.body;
  }
  return construct(context, word);
}

function construct(context: Context, kind: string): Destination {
  const state: Construct = {
    kind,
    character: undefined,
    open: '(',
    close: ')',
    separator: '|',
    elements: 0,
    drawn: false,
  };
  const draw = (text: string): void => {
    if (text === '') return;
    context.generated.push(text);
    context.flow.text(text, context.state);
  };
  const property = (set: (text: string) => void): Destination => {
    let text = '';
    return {
      text(part) {
        if (text.length < 8) text += part.trim();
      },
      close: () => set(text),
    };
  };
  const own = (set: (text: string) => void): boolean => {
    context.state.destination = property(set);
    context.state.ownsDestination = true;
    return true;
  };
  const properties: Destination = {
    word(word) {
      switch (word) {
        case 'mchr':
          return own((text) => {
            state.character = text;
          });
        case 'mbegChr':
          return own((text) => {
            state.open = text;
          });
        case 'mendChr':
          return own((text) => {
            state.close = text;
          });
        case 'msepChr':
          return own((text) => {
            state.separator = text;
          });
        default:
          context.state.destination = word.startsWith('m') ? context.skip : context.state.destination;
          return true;
      }
    },
  };
  // Not a body itself: its properties and parts are told apart here, what they hold is body again.
  return {
    text: (text) => context.body.text?.(text),
    word(word, param, hasParam) {
      if (word === `${kind}Pr`) {
        context.state.destination = properties;
        return true;
      }
      if (kind === 'mnary' && !state.drawn && (word === 'msub' || word === 'msup' || word === 'me')) {
        state.drawn = true;
        draw(state.character ?? '∫');
      }
      if (word === 'msub' || word === 'msup') {
        context.state.destination = mathDestination(context, word);
        return true;
      }
      if (word === 'mdeg') {
        context.state.destination = context.body;
        return true;
      }
      if (word === 'me' || word === 'mnum' || word === 'mden') {
        state.elements++;
        if (kind === 'md') draw(state.elements === 1 ? state.open : state.separator);
        else if (kind === 'mf' && word === 'mden') draw('/');
        else if (kind === 'mrad') draw('√');
        context.state.destination = context.body;
        return true;
      }
      return context.body.word?.(word, param, hasParam) ?? true;
    },
    close() {
      if (kind === 'md' && state.elements > 0) draw(state.close);
      else if (kind === 'macc') draw(state.character ?? '\u0302');
    },
  };
}
