/** Paragraphs as Typst code. */
import type { Break, CharacterStyle, Inline, Paragraph, Twips } from '../document.ts';
import { textWidth } from './faces.ts';
import { createWordBreaker } from './long-words.ts';
import { nextTab, type TabContext } from './tabs.ts';
import { boxCode, pictureCode } from './typst-box.ts';
import { pt, string } from './typst-code.ts';
import type { TypstEmitter } from './typst-emitter.ts';
import { type LineFrame, lineEdges, lineFrame } from './typst-text.ts';

/** Where Typst puts a quarter of an em between Chinese and Latin. */
const SCRIPT_CHANGE =
  /[\u3040-\u30ff\u3400-\u9fff](?=[#$%&0-9A-Za-z\u00c0-\u04ff])|[#$%&0-9A-Za-z\u00c0-\u04ff](?=[\u3040-\u30ff\u3400-\u9fff])/g;

/** Width of the space between scripts within a text and where it meets the text before it. */
function scriptSpace(inline: Inline, before: Inline | undefined): Twips {
  if (inline.kind !== 'text') return 0;
  const text = (before?.kind === 'text' ? before.text.slice(-1) : '') + inline.text;
  return ((text.match(SCRIPT_CHANGE)?.length ?? 0) * inline.style.size) / 4;
}

const ALIGN: Record<Paragraph['style']['align'], string> = {
  left: '',
  justify: '',
  distribute: '',
  center: 'center',
  right: 'right',
};

interface LineWriter {
  code: string[];
  before: string[];
  after: string[];
}

function widthOf(emitter: TypstEmitter, inlines: readonly Inline[], from: number): Twips {
  let width = 0;
  for (let i = from; i < inlines.length; i++) {
    const inline = inlines[i] as Inline;
    if (inline.kind === 'tab' || inline.kind === 'break') break;
    width += inlineWidth(emitter, inline) + scriptSpace(inline, i > from ? inlines[i - 1] : undefined);
  }
  return width;
}

/** Width of what stands before the decimal point in the text up to the next tab. */
function integerWidth(emitter: TypstEmitter, inlines: readonly Inline[], from: number): Twips {
  let width = 0;
  for (let i = from; i < inlines.length; i++) {
    const inline = inlines[i] as Inline;
    if (inline.kind === 'tab' || inline.kind === 'break') break;
    const point = inline.kind === 'text' ? inline.text.search(/[.．]/) : -1;
    if (inline.kind === 'text' && point >= 0)
      return width + inlineWidth(emitter, { ...inline, text: inline.text.slice(0, point) });
    width += inlineWidth(emitter, inline);
  }
  return width;
}

function inlineWidth(emitter: TypstEmitter, inline: Inline): Twips {
  switch (inline.kind) {
    case 'text':
      return textWidth(inline.text, inline.style, emitter.resolver.of(inline.style));
    case 'field':
      return inline.style.size / 2;
    case 'picture':
      return inline.picture.width;
    default:
      return 0;
  }
}

const LEADERS: Record<string, string> = {
  dots: '(thickness: 0.8pt, paint: black, dash: (0.8pt, 2.2pt))',
  'middle-dots': '(thickness: 0.8pt, paint: black, dash: (0.8pt, 2.2pt))',
  hyphens: '(thickness: 0.6pt, paint: black, dash: (3pt, 2pt))',
  equals: '(thickness: 1.2pt, paint: black, dash: (5pt, 1pt))',
  underline: '0.5pt',
  thick: '1pt',
};

/** A tab: empty space, or a drawn line (drawn, not typed: leaders are no text). */
function tabCode(width: string, leader: string, style: CharacterStyle): string {
  const line = leader === 'none' && style.underline !== 'none' ? LEADERS.underline : LEADERS[leader];
  if (line) return `box(width: ${width}, line(length: 100%, stroke: ${line}))`;
  return width.endsWith('fr') ? `h(${width})` : `box(width: ${width})`;
}

/** A line break. An empty line takes its height from the break, which is then written in its own style. */
function lineBreakCode(
  emitter: TypstEmitter,
  before: Inline | undefined,
  { style }: Break,
  align: Paragraph['style']['align'],
  frame: LineFrame,
): string {
  const code = align === 'distribute' ? 'linebreak(justify: true)' : 'linebreak()';
  return before === undefined || before.kind === 'break' ? emitter.text.wrap(code, style, frame) : code;
}

/** The inlines of a paragraph as joined code; page breaks are given back as pieces to put between. */
function inlineCode(
  emitter: TypstEmitter,
  paragraph: Paragraph,
  frame: LineFrame,
  available: Twips,
): { pieces: string[][]; breaks: ('page' | 'column')[]; before: string[] } {
  const { inlines, style } = paragraph;
  const pieces: string[][] = [[]];
  const breaks: ('page' | 'column')[] = [];
  const writer: LineWriter = { code: pieces[0] as string[], before: [], after: [] };
  let position = style.left + style.firstLine;
  const tabContext: TabContext = {
    stops: style.tabs,
    defaultTab: emitter.document.defaultTab,
    left: style.left,
    hanging: style.firstLine < 0,
    width: available + style.left,
  };
  const start = style.left + Math.min(0, style.firstLine);

  if (paragraph.label) {
    const { text, style: labelStyle, follow, align } = paragraph.label;
    const labelWidth = textWidth(text, labelStyle, emitter.resolver.of(labelStyle));
    const outdent = align === 'right' ? labelWidth : align === 'center' ? labelWidth / 2 : 0;
    if (outdent > 0) writer.code.push(`h(${pt(-outdent)})`);
    writer.code.push(emitter.text.run(text, labelStyle, frame));
    position += labelWidth - outdent;
    if (follow === 'space') writer.code.push(emitter.text.run(' ', labelStyle, frame));
    else if (follow === 'tab') {
      const tab = nextTab(position, 0, tabContext);
      writer.code.push(`h(${pt(Math.max(60, tab.width))})`);
      position += tab.width;
    }
  }

  const words = createWordBreaker(available, emitter.resolver);
  for (let i = 0; i < inlines.length; i++) {
    const inline = inlines[i] as Inline;
    if (inline.kind === 'tab' || inline.kind === 'break' || inline.kind === 'picture') words.rest();
    switch (inline.kind) {
      case 'text':
        if (inline.text !== '') {
          const width = inlineWidth(emitter, inline);
          position += width + scriptSpace(inline, inlines[i - 1]);
          writer.code.push(
            emitter.text.run(words.take(inline.text, inline.style, width), inline.style, frame),
          );
        }
        continue;
      case 'tab': {
        const following = widthOf(emitter, inlines, i + 1);
        const wholes = integerWidth(emitter, inlines, i + 1);
        const isLast = !inlines.slice(i + 1).some((next) => next.kind === 'tab' || next.kind === 'break');
        const tab = nextTab(wrapPosition(position, start, tabContext.width), following, tabContext, wholes);
        const toEdge = tab.align === 'right' && isLast && tab.stop >= tabContext.width - 120;
        const canFill = toEdge && style.align !== 'center' && style.align !== 'right';
        writer.code.push(tabCode(canFill ? '1fr' : pt(tab.width), tab.leader, inline.style));
        position = wrapPosition(position, start, tabContext.width) + tab.width;
        continue;
      }
      case 'break':
        if (inline.what === 'line') {
          writer.code.push(lineBreakCode(emitter, inlines[i - 1], inline, style.align, frame));
          position = style.left;
        } else {
          breaks.push(inline.what);
          pieces.push([]);
          writer.code = pieces.at(-1) as string[];
        }
        continue;
      case 'field':
        writer.code.push(emitter.text.wrap(emitter.fieldCode(inline), inline.style, frame));
        break;
      case 'picture':
        writer.code.push(pictureCode(emitter, inline.picture, available));
        break;
      case 'note':
        writer.code.push(emitter.noteCode(inline, frame));
        break;
      case 'box': {
        const { code, floating } = boxCode(emitter, inline, available);
        // Typst takes no blocks within a line: a box with text stands before its paragraph.
        if (floating || inline.blocks.length > 0) writer.before.push(code);
        else writer.code.push(code);
        break;
      }
      case 'bookmark':
        break;
    }
    position += inlineWidth(emitter, inline);
  }
  return { pieces, breaks, before: writer.before };
}

/** Where on its line a position is, once the text has wrapped. */
function wrapPosition(position: Twips, start: Twips, width: Twips): Twips {
  const line = width - start;
  if (position <= width || line <= 0) return position;
  return start + ((position - start) % line);
}

function paragraphFunction(emitter: TypstEmitter, paragraph: Paragraph): string {
  const { style } = paragraph;
  const arguments_: string[] = [];
  if (style.align === 'justify' || style.align === 'distribute') arguments_.push('justify: true');
  if (style.firstLine > 0) arguments_.push(`first-line-indent: (amount: ${pt(style.firstLine)}, all: true)`);
  else if (style.firstLine < 0) arguments_.push(`hanging-indent: ${pt(-style.firstLine)}`);
  const left = style.left + Math.min(0, style.firstLine);
  const code: string[] = [];
  let body = `par(${arguments_.join(', ')}${arguments_.length > 0 ? ', ' : ''}b)`;
  const align = ALIGN[style.align];
  if (align) body = `align(${align}, ${body})`;
  if (style.widowControl) body = `{ set text(costs: (widow: 100%, orphan: 100%)); ${body} }`;
  if (left !== 0 || style.right !== 0) body = `pad(left: ${pt(left)}, right: ${pt(style.right)}, ${body})`;
  if (style.keepLines || style.keepNext) {
    body = `block(width: 100%, breakable: ${style.keepLines ? 'false' : 'true'}, sticky: ${style.keepNext ? 'true' : 'false'}, ${body})`;
  }
  code.push(body);
  return emitter.define('p', `(b) = ${code.join(' ')}`);
}

/** Height of an empty paragraph's one line. */
export function emptyHeight(emitter: TypstEmitter, paragraph: Paragraph): Twips {
  const frame = lineFrame(paragraph, emitter.resolver);
  const { top, bottom } = lineEdges(frame, frame.ascent, frame.descent);
  return top + bottom;
}

/** Code of one paragraph (without borders, which neighbours share). `available` is the width it may fill. */
export function paragraphCode(emitter: TypstEmitter, paragraph: Paragraph, available: Twips): string {
  const { style } = paragraph;
  const frame = lineFrame(paragraph, emitter.resolver);
  const width = Math.max(200, available - style.left - style.right);
  const { pieces, breaks, before } = inlineCode(emitter, paragraph, frame, width);
  const out: string[] = [];
  if (style.pageBreakBefore && emitter.canBreak()) out.push(emitter.pageBreak(true));
  out.push(...before);
  const name = paragraphFunction(emitter, paragraph);
  for (const [index, piece] of pieces.entries()) {
    const isFirst = index === 0;
    const isLast = index === pieces.length - 1;
    if (isFirst && style.spaceBefore > 0) out.push(`v(${pt(style.spaceBefore)})`);
    if (piece.length > 0) {
      if (style.align === 'distribute') piece.push('linebreak(justify: true)');
      out.push(`${name}({${piece.join(';')}})`);
    } else if (pieces.length === 1) {
      const { top, bottom } = lineEdges(frame, frame.ascent, frame.descent);
      out.push(`block(height: ${pt(top + bottom)})`);
    }
    if (isLast && style.spaceAfter > 0) out.push(`v(${pt(style.spaceAfter)})`);
    const next = breaks[index];
    if (next === 'page' && emitter.canBreak()) out.push(emitter.pageBreak(false));
    else if (next === 'column' && emitter.canBreakColumn()) out.push('colbreak()');
  }
  return out.join('\n');
}

/** A placeholder text (used where a picture cannot be drawn). */
export function placeholder(text: string): string {
  return `text(size: 9pt, fill: gray, ${string(text)})`;
}
