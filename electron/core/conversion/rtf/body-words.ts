/** The words of body text: structure, special characters, and the property words of every kind. */
import type { Paragraph } from '../document.ts';
import { ASSOCIATED, applyCharacterWord, applyFontWord, resetCharacter } from './character-words.ts';
import type { Context } from './context.ts';
import { isFrameWord } from './frame-words.ts';
import { applyNoteWord, isNoteWord } from './note-numbers.ts';
import { oldLabel } from './old-numbers.ts';
import { applyParagraphWord, resetParagraph } from './paragraph-words.ts';
import { applySectionWord, endSection } from './sections.ts';
import { writableCharacter, writableParagraph } from './state.ts';
import { applyCharacterStyle, applyParagraphStyle } from './stylesheet.ts';
import { SPECIAL_CHARACTERS } from './symbols.ts';
import { applyTableWord } from './table-rows.ts';

type Kind = 'character' | 'paragraph' | 'table' | 'section' | 'notes' | 'structure' | 'none';

/** Which handler takes a word; learnt on first sight, since the same few hundred words come again and again. */
const kinds = new Map<string, Kind>();

const STRUCTURE = new Set([
  'par',
  'line',
  'lbr',
  'softline',
  'tab',
  'page',
  'softpage',
  'column',
  'sect',
  'cell',
  'nestcell',
  'row',
  'nestrow',
  'pard',
  'plain',
  'intbl',
  'itap',
  'f',
  'af',
  'afs',
  'ab',
  'ai',
  'loch',
  'hich',
  'dbch',
  'rtlch',
  'ltrch',
  's',
  'cs',
  'ls',
  'ilvl',
  'chpgn',
  'chftn',
  'chdate',
  'chtime',
  'chdpl',
  'chdpa',
  'sectnum',
  'crauth',
  'revised',
]);

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
}

/**
 * The label of the paragraph that ends now: counted from the list tables, as word processors do; where the
 * list is unknown, the text the writer left beside it.
 */
function takeLabel(context: Context): Paragraph['label'] {
  const { state, flow } = context;
  const written = flow.pendingLabel;
  if (state.listId <= 0)
    return written ?? (flow.atParagraphStart() ? undefined : oldLabel(context, state.character));
  // Whoever leaves labels beside paragraphs has left one beside an empty paragraph too, if it shows one.
  if (flow.atParagraphStart() && !written && (context.labelsWritten || state.listOfStyle)) return undefined;
  // A writer that leaves labels beside paragraphs has left none here: the style's list does not hold.
  if (state.listOfStyle && !written && context.labelsWritten) return undefined;
  const label = context.lists.next(state.listId, state.listLevel);
  if (!label) return written;
  const isPoorer = written !== undefined && isPoorForm(label.text, written.text);
  if (written && !isPoorer && normal(written.text) !== normal(label.text)) context.note('label-differs');
  if (label.text === '') return undefined;
  const base = { ...state.character, underline: 'none' as const };
  const style = { ...base, ...label.character };
  // A symbol font's own bytes have become real characters, which the paragraph's font draws.
  if (label.bullet && base.latin) style.latin = base.latin;
  else if (label.bullet) delete style.latin;
  const { follow, bullet, align } = label;
  const text = isPoorer ? written.text : label.text;
  return { text, follow, style, bullet, ...(align ? { align } : {}) };
}

/** Whether a label is another as it comes out of a code page that lacks some of its characters. */
function isPoorForm(poor: string, text: string): boolean {
  const [one, other] = [[...poor], [...text]];
  const isLost = (character: string, at: number): boolean => {
    const whole = other[at] ?? '';
    return whole > '\u007f' && (character === '?' || character === whole.normalize('NFKC'));
  };
  return (
    poor !== text &&
    one.length === other.length &&
    one.every((character, at) => character === other[at] || isLost(character, at))
  );
}

/** Numbers the paragraph that ends without a paragraph mark: at the end of a file, note, box or section. */
export function labelLast(context: Context): void {
  if (!context.flow.atParagraphStart()) context.flow.pendingLabel = takeLabel(context);
}

const CHARACTER_ENDS = new Set(['par', 'cell', 'nestcell', 'row', 'nestrow', 'sect', 'tab', 'line', 'page']);

/** Whether a word ends a double-byte character that has lost its second byte. */
export function endsCharacter(word: string): boolean {
  return CHARACTER_ENDS.has(word);
}

/** A label without white space and with its bullets made equal. */
function normal(text: string): string {
  return text.replace(/\s/g, '').replace(/[\uf000-\uf0ff·•●▪■◆○◦o\u00a7\u00d8\u00fc\u00a8]/g, '•');
}

function structure(context: Context, word: string, param: number, hasParam: boolean): void {
  const { state, flow } = context;
  switch (word) {
    case 'par':
      flow.pendingLabel = takeLabel(context);
      flow.endParagraph(state);
      return;
    case 'line':
    case 'lbr':
    case 'softline':
      if (word !== 'softline') flow.inline({ kind: 'break', what: 'line', style: keepCharacter(context) });
      return;
    case 'tab':
      flow.inline({ kind: 'tab', style: keepCharacter(context) });
      return;
    case 'page':
      flow.inline({ kind: 'break', what: 'page', style: keepCharacter(context) });
      return;
    case 'column':
      flow.inline({ kind: 'break', what: 'column', style: keepCharacter(context) });
      return;
    case 'sect':
      labelLast(context);
      if (context.flowDepth === 0) endSection(context, flow.take(state));
      else flow.endParagraph(state);
      return;
    case 'cell':
      flow.pendingLabel = takeLabel(context);
      flow.endCell(state, 1);
      return;
    case 'nestcell':
      flow.pendingLabel = takeLabel(context);
      flow.endCell(state, Math.max(2, state.tableLevel));
      return;
    case 'row':
      flow.endRow(state, context.tables.outer, 1);
      return;
    case 'nestrow':
      flow.endRow(state, context.tables.nested, Math.max(2, state.tableLevel));
      return;
    case 'pard':
      resetParagraph(context);
      return;
    case 'plain':
      resetCharacter(context);
      return;
    case 'intbl':
      state.tableLevel = Math.max(1, state.tableLevel);
      return;
    case 'itap':
      state.tableLevel = Math.max(0, hasParam ? param : 1);
      return;
    case 'f':
    case 'af':
      applyFontWord(context, word, param);
      return;
    case 'afs':
    case 'ab':
    case 'ai':
      if (state.runType === 'dbch')
        applyCharacterWord(context, writableCharacter(state), ASSOCIATED[word], param, hasParam);
      return;
    case 'loch':
    case 'hich':
    case 'dbch':
      state.runType = word;
      return;
    case 'rtlch':
      state.runType = 'bidi';
      return;
    case 'ltrch':
      state.runType = 'none';
      return;
    case 's':
      applyParagraphStyle(context, param);
      return;
    case 'cs':
      applyCharacterStyle(context, param);
      return;
    case 'ls':
      state.listId = param;
      state.listOfStyle = false;
      return;
    case 'ilvl':
      state.listLevel = param;
      return;
    case 'chpgn':
      flow.inline({ kind: 'field', what: 'page', style: keepCharacter(context) });
      return;
    case 'sectnum':
      flow.text(String(context.document.sections.length + 1), state);
      return;
    case 'chftn':
      chftn(context);
      return;
    case 'chdate':
    case 'chdpl':
    case 'chdpa':
      context.note('date-filled');
      flow.text(today(), state);
      return;
  }
}

function keepCharacter(context: Context) {
  context.state.ownsCharacter = false;
  return context.state.character;
}

/** The automatic note mark: in the text it announces a note, within a note it repeats its number. */
function chftn(context: Context): void {
  const { noteInProgress: mark, noteIsLive, flow, state } = context;
  if (mark && noteIsLive)
    flow.inline({ kind: 'field', what: 'note', stored: mark, style: keepCharacter(context) });
  else if (mark) flow.text(mark, state);
  else context.automaticMark = true;
}

/**
 * Handles a word of body text. True when it was known.
 * Unknown words are skipped, as the specification asks.
 */
export function applyBodyWord(context: Context, word: string, param: number, hasParam: boolean): boolean {
  const character = SPECIAL_CHARACTERS[word];
  if (character !== undefined) {
    context.flow.text(character, context.state);
    return true;
  }
  switch (kinds.get(word) ?? learn(word)) {
    case 'structure':
      structure(context, word, param, hasParam);
      return true;
    case 'character':
      return applyCharacterWord(context, writableCharacter(context.state), word, param, hasParam);
    case 'paragraph':
      return applyParagraphWord(
        context,
        writableParagraph(context.state),
        word,
        param,
        hasParam,
        context.state.character.size,
      );
    case 'table':
      return applyTableWord(context, word, param, hasParam);
    case 'notes':
      return applyNoteWord(context, word, param);
    case 'section':
      // Word restates a part of the section's set-up after fields, in headers and notes and within paragraphs.
      if (context.flowDepth > 0 || (word === 'sectd' && !context.flow.atParagraphStart())) return true;
      return applySectionWord(context, word, param, hasParam);
    default:
      return false;
  }
}

const PARAGRAPH_WORDS = new Set(
  'ql qc qr qj qk qt qd li lin ri rin fi cufi culi curi sb sa lisb lisa sbauto saauto contextualspace sl slmult keep keepn pagebb widctlpar nowidctlpar outlinelevel rtlpar ltrpar nosnaplinegrid cbpat shading brdrt brdrb brdrl brdrr brdrbtw box tx tb tqr tqc tqdec tldot tlmdot tlhyph tlul tlth tleq brsp'.split(
    ' ',
  ),
);
const CHARACTER_WORDS = new Set(
  'b i fs cf cb chcbpat highlight ulnone ulc strike striked super sub nosupersub up dn caps scaps v deleted outl expnd expndtw charscalex accnone accdot acccomma acccircle accunderdot chbrdr ul ulw uldb ulth uld ulthd uldash ulldash ulthdash ulthldash uldashd ulthdashd uldashdd ulthdashdd ulwave ulhwave ululdbwave'.split(
    ' ',
  ),
);
const SECTION_WORDS =
  /^(sectd|paper[wh]|marg[lrtb](sxn)?|gutter(sxn|prl)?|rtlgutter|facingp|pgn.*|pg[wh]sxn|headery|footery|cols|colsx|linebetcol|colno|colw|colsr|sbk.*|titlepg|margmirror|margmirsxn|pgbrdr(opt|[tblr])|vertal.?|sectlinegrid|deftab)$/;

function learn(word: string): Kind {
  let kind: Kind = 'none';
  if (STRUCTURE.has(word)) kind = 'structure';
  else if (CHARACTER_WORDS.has(word)) kind = 'character';
  else if (PARAGRAPH_WORDS.has(word) || /^brdr/.test(word) || isFrameWord(word)) kind = 'paragraph';
  else if (/^(tr|cl|cell)/.test(word)) kind = 'table';
  else if (SECTION_WORDS.test(word)) kind = 'section';
  else if (isNoteWord(word)) kind = 'notes';
  // A copy: the word itself may be a view of the whole document's text.
  if (kinds.size < 4000) kinds.set(Buffer.from(word, 'latin1').toString('latin1'), kind);
  return kind;
}
