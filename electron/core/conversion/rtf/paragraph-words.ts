/** Control words of paragraphs. Source: RTF 1.9.1, "Paragraph Formatting Properties", "Tabs". */
import type { ParagraphStyle, TabStop } from '../document.ts';
import { DEFAULT_PARAGRAPH } from '../document.ts';
import { applyBorderWord, paragraphBorder } from './borders.ts';
import type { Context } from './context.ts';
import { applyFrameWord } from './frame-words.ts';

const MAX_TABS = 64;
const LIMIT = 31680;
/** What `\sbauto` and `\saauto` stand for: 14 pt. */
const AUTO_SPACE = 280;

function clamp(value: number): number {
  return value < -LIMIT ? -LIMIT : value > LIMIT ? LIMIT : value;
}

/** Line spacing is told by two words; both halves are kept until the other comes. */
const lineWords = new WeakMap<object, { height: number; multiple: boolean }>();
const tabWords = new WeakMap<Context, Pick<TabStop, 'align' | 'leader'>>();

const TAB_ALIGN: Record<string, TabStop['align']> = { tqr: 'right', tqc: 'center', tqdec: 'decimal' };
const TAB_LEADER: Record<string, TabStop['leader']> = {
  tldot: 'dots',
  tlmdot: 'middle-dots',
  tlhyph: 'hyphens',
  tlul: 'underline',
  tlth: 'thick',
  tleq: 'equals',
};

function setLine(
  style: Partial<ParagraphStyle>,
  change: Partial<{ height: number; multiple: boolean }>,
): void {
  const known = lineWords.get(style) ?? previousLine(style);
  const next = { ...known, ...change };
  lineWords.set(style, next);
  const { height, multiple } = next;
  if (height === 0) style.line = { kind: 'multiple', ratio: 1 };
  else if (multiple)
    style.line = { kind: 'multiple', ratio: Math.min(132, Math.max(0.05, Math.abs(height) / 240)) };
  else if (height < 0) style.line = { kind: 'exact', height: Math.min(LIMIT, -height) };
  else style.line = { kind: 'atLeast', height: Math.min(LIMIT, height) };
}

function previousLine(style: Partial<ParagraphStyle>): { height: number; multiple: boolean } {
  const { line } = style;
  if (!line || (line.kind === 'multiple' && line.ratio === 1)) return { height: 0, multiple: false };
  if (line.kind === 'multiple') return { height: line.ratio * 240, multiple: true };
  return { height: line.kind === 'exact' ? -line.height : line.height, multiple: false };
}

function addTab(context: Context, style: Partial<ParagraphStyle>, position: number, bar: boolean): void {
  const words = tabWords.get(context);
  tabWords.delete(context);
  const tabs = style.tabs ?? [];
  if (tabs.length >= MAX_TABS) return;
  const stop: TabStop = {
    position: clamp(position),
    align: bar ? 'bar' : (words?.align ?? 'left'),
    leader: words?.leader ?? 'none',
  };
  style.tabs = [...tabs.filter((tab) => tab.position !== stop.position), stop].sort(
    (a, b) => a.position - b.position,
  );
}

/**
 * Applies one control word to a paragraph style. `fontSize` (twips) turns indents given in hundredths of a
 * character into lengths. Returns false when the word is none of paragraphs'.
 */
export function applyParagraphWord(
  context: Context,
  style: Partial<ParagraphStyle>,
  word: string,
  param: number,
  hasParam: boolean,
  fontSize = 240,
): boolean {
  const on = !hasParam || param !== 0;
  switch (word) {
    case 'ql':
      style.align = 'left';
      return true;
    case 'qc':
      style.align = 'center';
      return true;
    case 'qr':
      style.align = 'right';
      return true;
    case 'qj':
    case 'qk':
    case 'qt':
      style.align = 'justify';
      return true;
    case 'qd':
      style.align = 'distribute';
      return true;
    case 'li':
    case 'lin':
      style.left = clamp(param);
      return true;
    case 'ri':
    case 'rin':
      style.right = clamp(param);
      return true;
    case 'fi':
      style.firstLine = clamp(param);
      return true;
    case 'cufi':
      if (!style.firstLine) style.firstLine = clamp((param * fontSize) / 100);
      return true;
    case 'culi':
      if (!style.left) style.left = clamp((param * fontSize) / 100);
      return true;
    case 'curi':
      if (!style.right) style.right = clamp((param * fontSize) / 100);
      return true;
    case 'sb':
      style.spaceBefore = Math.max(0, clamp(param));
      return true;
    case 'sa':
      style.spaceAfter = Math.max(0, clamp(param));
      return true;
    case 'lisb':
      if (!style.spaceBefore) style.spaceBefore = Math.max(0, clamp((param * 312) / 100));
      return true;
    case 'lisa':
      if (!style.spaceAfter) style.spaceAfter = Math.max(0, clamp((param * 312) / 100));
      return true;
    case 'sbauto':
      style.autoBefore = on;
      if (on) style.spaceBefore = AUTO_SPACE;
      return true;
    case 'saauto':
      style.autoAfter = on;
      if (on) style.spaceAfter = AUTO_SPACE;
      return true;
    case 'contextualspace':
      style.contextualSpacing = on;
      return true;
    case 'sl':
      setLine(style, { height: hasParam ? param : 0 });
      return true;
    case 'slmult':
      setLine(style, { multiple: param === 1 });
      return true;
    case 'keep':
      style.keepLines = on;
      return true;
    case 'keepn':
      style.keepNext = on;
      return true;
    case 'pagebb':
      style.pageBreakBefore = on;
      return true;
    case 'widctlpar':
      style.widowControl = on;
      return true;
    case 'nowidctlpar':
      style.widowControl = false;
      return true;
    case 'outlinelevel':
      style.outline = param >= 0 && param <= 8 ? param : undefined;
      return true;
    case 'rtlpar':
      style.rightToLeft = on;
      return true;
    case 'ltrpar':
      style.rightToLeft = false;
      return true;
    case 'nosnaplinegrid':
      style.snapToGrid = false;
      return true;
    case 'cbpat':
      style.background = context.colours[param];
      return true;
    case 'shading':
      if (!style.background && param > 0) style.background = grey(param);
      return true;
    case 'brdrt':
      paragraphBorder(context, style, ['top']);
      return true;
    case 'brdrb':
      paragraphBorder(context, style, ['bottom']);
      return true;
    case 'brdrl':
      paragraphBorder(context, style, ['left']);
      return true;
    case 'brdrr':
      paragraphBorder(context, style, ['right']);
      return true;
    case 'brdrbtw':
      paragraphBorder(context, style, ['between']);
      return true;
    case 'box':
      paragraphBorder(context, style, ['top', 'bottom', 'left', 'right']);
      return true;
    case 'tx':
      addTab(context, style, param, false);
      return true;
    case 'tb':
      addTab(context, style, param, true);
      return true;
  }
  const align = TAB_ALIGN[word];
  if (align) {
    tabWords.set(context, { align, leader: tabWords.get(context)?.leader ?? 'none' });
    return true;
  }
  const leader = TAB_LEADER[word];
  if (leader) {
    tabWords.set(context, { align: tabWords.get(context)?.align ?? 'left', leader });
    return true;
  }
  return applyBorderWord(context, word, param) || applyFrameWord(style, word, param);
}

/** Grey for a shading pattern of so many hundredths of a percent. */
export function grey(hundredths: number): string {
  const level = Math.round(255 * (1 - Math.min(10000, Math.max(0, hundredths)) / 10000));
  const hex = level.toString(16).padStart(2, '0');
  return `#${hex}${hex}${hex}`;
}

/** `\pard`. */
export function resetParagraph(context: Context): void {
  const { state } = context;
  state.paragraph = { ...DEFAULT_PARAGRAPH };
  state.ownsParagraph = true;
  state.tableLevel = 0;
  state.listId = 0;
  state.listLevel = 0;
  state.listOfStyle = false;
  context.oldNumbering = undefined;
  state.styleId = -1;
  tabWords.delete(context);
}
