/** Fields: instruction and result. Page numbers stay live, links are kept, everything else shows its stored result. */
import type { CharacterStyle, NumberFormat, PageField } from '../document.ts';
import type { Context } from './context.ts';
import { equationText } from './equations.ts';
import { dateText, type FormField, formFieldDestination, formText, infoText } from './field-values.ts';
import type { Destination } from './state.ts';
import { writableCharacter } from './state.ts';
import { symbolCharacter } from './symbols.ts';

/** Formats by the switch `\\*`; of roman numbers and letters, the first letter tells which case is meant. */
const SWITCH_FORMATS: Record<string, NumberFormat> = {
  roman: 'lower-roman',
  ROMAN: 'upper-roman',
  alphabetic: 'lower-letter',
  ALPHABETIC: 'upper-letter',
  ARABIC: 'decimal',
  CHINESENUM1: 'chinese',
  CHINESENUM2: 'chinese-legal',
  CHINESENUM3: 'chinese',
  CIRCLENUM: 'circled',
  DBCHAR: 'full-width',
  ARABICDASH: 'dash',
  GB3: 'circled',
};

interface FieldState {
  instruction: string;
  resultSeen: boolean;
  /** The result holds something to show. */
  resultShown: boolean;
  stored: string;
  /** Style of the result's (else the instruction's) text: a live field is drawn in it. */
  style?: CharacterStyle;
  form?: FormField;
}

function pageField(instruction: string): Pick<PageField, 'what' | 'format'> | undefined {
  const match = /^[\s\\]*(PAGE|NUMPAGES|SECTIONPAGES)\b(.*)$/is.exec(instruction);
  if (!match) return undefined;
  const what =
    match[1]?.toUpperCase() === 'PAGE'
      ? 'page'
      : match[1]?.toUpperCase() === 'NUMPAGES'
        ? 'pages'
        : 'section-pages';
  for (const [, name = ''] of (match[2] ?? '').matchAll(/\\\*\s*(\w+)/g)) {
    const key = /^[ra]/.test(name) && Object.hasOwn(SWITCH_FORMATS, name) ? name : name.toUpperCase();
    const format = Object.hasOwn(SWITCH_FORMATS, key) ? SWITCH_FORMATS[key] : undefined;
    if (format) return { what, format };
  }
  return { what };
}

/** The target of `HYPERLINK "…" \l "…"`, only of schemes that are safe to click. */
export function linkTarget(instruction: string): string | undefined {
  const match = /^\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]+)"?/i.exec(instruction);
  const target = match?.[1];
  if (!target || target.length > 2000) return undefined;
  return /^(https?:|mailto:|ftp:)/i.test(target) ? target : undefined;
}

function symbolOf(instruction: string): string | undefined {
  const match = /^\s*SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*\\f\s*"?([^"\\]+)"?)?/i.exec(instruction);
  if (!match) return undefined;
  const code = Number(match[1]);
  if (!(code > 0 && code <= 0xffff)) return undefined;
  const font = (match[2] ?? '').trim();
  return symbolCharacter(font, code < 256 ? 0xf000 + code : code) ?? String.fromCharCode(code);
}

/** What a `GOTOBUTTON place text` or `MACROBUTTON macro text` field shows. */
function buttonText(instruction: string): string | undefined {
  return /^\s*(?:GOTOBUTTON|MACROBUTTON)\s+\S+\s+(.+)$/is.exec(instruction)?.[1]?.trim();
}

/** `{\field {\*\fldinst …}{\fldrslt …}}`. */
export function fieldDestination(context: Context): Destination {
  const field: FieldState = { instruction: '', resultSeen: false, resultShown: false, stored: '' };
  const { body } = context;
  let resultStyled = false;
  const keepStyle = (): CharacterStyle => {
    context.state.ownsCharacter = false;
    return context.state.character;
  };

  const nested: Destination = {
    word(word) {
      if (word === 'fldrslt') context.state.destination = instruction;
      return true;
    },
  };
  const instruction: Destination = {
    text(text) {
      if (text.trim() !== '') field.style ??= keepStyle();
      if (field.instruction.length < 4000) field.instruction += text;
    },
    word(word) {
      // A field within the instruction: its result is part of the text, its own instruction is not.
      if (word === 'fldinst' && field.instruction.trim() !== '') {
        field.instruction += ' ';
        context.state.destination = nested;
      }
      if (word === 'fldrslt' || word === 'fldinst') return true;
      if (word === 'datafield' || word === 'ffname') context.state.destination = context.skip;
      if (word === 'formfield') {
        field.form = { type: 0, result: undefined, fallback: 0, items: [], text: '' };
        context.state.destination = formFieldDestination(context, field.form);
      }
      return true;
    },
  };
  const live: Destination = {
    text(text) {
      if (field.stored.length < 20) field.stored += text;
      if (text.trim() !== '' && !resultStyled) {
        field.style = keepStyle();
        resultStyled = true;
      }
    },
    word(word, param, hasParam) {
      if (word === 'field' || word === 'par') return true;
      return context.body.word?.(word, param, hasParam) ?? true;
    },
    close() {
      insertLive();
    },
  };

  const result: Destination = {
    ...body,
    text(text) {
      field.resultShown ||= text.trim() !== '';
      body.text?.(text);
    },
  };

  /** Draws what only the instruction says, keeping account of it: the source has it as an instruction. */
  function insertDrawn(text: string): void {
    context.generated.push(text);
    context.flow.text(text, context.state);
  }

  function insertLive(): boolean {
    const live = pageField(field.instruction);
    if (!live) return false;
    const stored = field.stored.trim();
    context.flow.inline({
      kind: 'field',
      ...live,
      ...(stored === '' ? {} : { stored }),
      style: field.style ?? keepStyle(),
    });
    return true;
  }

  return {
    word(word, param, hasParam) {
      if (word === 'fldinst') {
        context.state.destination = instruction;
        return true;
      }
      if (word === 'fldrslt') {
        field.resultSeen = true;
        if (pageField(field.instruction)) {
          context.state.destination = live;
          context.state.ownsDestination = true;
          return true;
        }
        const link = linkTarget(field.instruction);
        if (link) writableCharacter(context.state).link = link;
        context.state.destination = result;
        return true;
      }
      return body.word?.(word, param, hasParam) ?? true;
    },
    close() {
      if (field.resultShown) return;
      const { instruction } = field;
      const drawn =
        symbolOf(instruction) ??
        equationText(instruction) ??
        buttonText(instruction) ??
        formText(field.form) ??
        infoText(instruction, context.document.info);
      if (drawn) {
        insertDrawn(drawn);
        return;
      }
      if (!field.resultSeen && insertLive()) return;
      const date = dateText(instruction, new Date());
      if (date === undefined) return;
      context.note('date-filled');
      insertDrawn(date);
    },
  };
}
