/** Plain questions about a document: its text, and how much of what it holds. */
import type { Block, Inline, NumberFormat, Paragraph, Picture, RichDocument } from './document.ts';
import { formatNumber } from './numbers.ts';

export interface Contents {
  characters: number;
  pictures: number;
  tables: number;
  /** Shapes, coloured or bordered paper, and paragraphs whose borders, shading or tab lines are drawn. */
  drawings: number;
  /** Texts the writer generates: list numbers, repeated header rows, note marks. */
  generated: string[];
  /** Numbers only the finished page knows. */
  fields: number;
  /** There is something to draw. */
  any: boolean;
}

function inlineText(inline: Inline): string {
  if (inline.kind === 'text') return inline.text;
  if (inline.kind === 'tab') return '\t';
  if (inline.kind === 'break') return '\n';
  return '';
}

/** Calls `visit` for every block, those of cells, notes and boxes included. */
export function walkBlocks(blocks: readonly Block[], visit: (block: Block) => void): void {
  for (const block of blocks) {
    visit(block);
    if (block.kind === 'table') {
      for (const row of block.rows) for (const cell of row.cells) walkBlocks(cell.blocks, visit);
    } else {
      for (const inline of block.inlines) {
        if (inline.kind === 'note' || inline.kind === 'box') walkBlocks(inline.blocks, visit);
      }
    }
  }
}

/** Text of blocks, one line per paragraph. */
export function plainText(blocks: readonly Block[]): string {
  let text = '';
  walkBlocks(blocks, (block) => {
    if (block.kind !== 'paragraph') return;
    if (block.label) text += block.label.text;
    for (const inline of block.inlines) text += inlineText(inline);
    text += '\n';
  });
  return text;
}

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The text within a drawing. */
function drawingText(picture: Picture): string {
  const svg = new TextDecoder().decode(picture.data);
  let text = '';
  for (const match of svg.matchAll(/<text[^>]*>([^<]*)</g)) text += match[1];
  return text.replace(/&(amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Whether a paragraph shows something though it may hold no text. */
function drawsLines({ style, inlines }: Paragraph): boolean {
  const isFramed =
    style.background !== undefined || Object.values(style.borders ?? {}).some((border) => border);
  const hasLeader = style.tabs.some((tab) => tab.leader !== 'none');
  return (
    isFramed ||
    inlines.some((inline) => inline.kind === 'tab' && (hasLeader || inline.style.underline !== 'none'))
  );
}

const DIGITS = '0123456789';
const SYMBOLS = '*†‡§¶‖';
const LAST_NUMBER = 120;

const charactersByFormat = new Map<NumberFormat | 'symbols', string>();

/** The characters numbers of pages may be written with in a format, each as often as one number has it. */
function charactersOf(format: NumberFormat | 'symbols'): string {
  const known = charactersByFormat.get(format) ?? gatherCharacters(format);
  charactersByFormat.set(format, known);
  return known;
}

function gatherCharacters(format: NumberFormat | 'symbols'): string {
  if (format === 'symbols') return DIGITS + SYMBOLS;
  const most = new Map<string, number>();
  for (let number = 1; number <= LAST_NUMBER; number++) {
    const own = new Map<string, number>();
    for (const character of formatNumber(number, format)) own.set(character, (own.get(character) ?? 0) + 1);
    for (const [character, count] of own) most.set(character, Math.max(count, most.get(character) ?? 0));
  }
  return DIGITS + [...most].map(([character, count]) => character.repeat(count)).join('');
}

/** Counts what a document holds. */
export function contentsOf(document: RichDocument): Contents {
  const contents: Contents = {
    characters: 0,
    pictures: 0,
    tables: 0,
    drawings: 0,
    generated: [],
    fields: 0,
    any: false,
  };
  let pageFormat: NumberFormat = 'decimal';
  const addPicture = (picture: Picture): void => {
    contents.pictures++;
    if (picture.format === 'svg') contents.generated.push(drawingText(picture));
  };
  const visit = (block: Block): void => {
    if (block.kind === 'table') {
      contents.tables++;
      for (const row of block.rows) {
        if (!row.header) continue;
        for (const cell of row.cells) contents.generated.push(plainText(cell.blocks));
      }
      return;
    }
    if (block.label) contents.generated.push(block.label.text);
    if (drawsLines(block)) contents.drawings++;
    for (const inline of block.inlines) {
      if (inline.kind === 'text') contents.characters += inline.text.replace(/\s/g, '').length;
      else if (inline.kind === 'picture') addPicture(inline.picture);
      else if (inline.kind === 'box' && inline.picture) addPicture(inline.picture);
      else if (inline.kind === 'box' && inline.drawing) contents.drawings++;
      else if (inline.kind === 'note') {
        const { mark, perPage } = inline;
        contents.generated.push(mark + mark, perPage ? charactersOf(perPage.format).repeat(2) : '');
      } else if (inline.kind === 'field') {
        contents.fields++;
        contents.generated.push(
          charactersOf(inline.format ?? (inline.what === 'page' ? pageFormat : 'decimal')),
        );
      }
    }
  };
  if (document.background) contents.drawings++;
  for (const section of document.sections) {
    pageFormat = section.pageNumber.format;
    if (section.pageBorders) contents.drawings++;
    walkBlocks(section.blocks, visit);
    for (const part of [section.header, section.footer]) {
      for (const side of [part.default, part.left, part.first]) if (side) walkBlocks(side.blocks, visit);
    }
  }
  contents.any =
    contents.characters + contents.pictures + contents.tables + contents.fields + contents.drawings > 0;
  return contents;
}
