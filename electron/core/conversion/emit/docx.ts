/** Document model → DOCX, by the library `docx`. */
import {
  ColumnBreak,
  Document,
  EndnoteReferenceRun,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeightRule,
  type IBorderOptions,
  type ISectionOptions,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextDirection,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type {
  Block,
  HeaderFooter,
  Paragraph as ModelParagraph,
  Table as ModelTable,
  NoteInline,
  RichDocument,
  Section,
} from '../document.ts';
import {
  ALIGN,
  borderOptions,
  clean,
  hex,
  image,
  NO_BORDER,
  paragraphOptions,
  runOptions,
} from './docx-options.ts';
import { sectionProperties } from './docx-section.ts';

type Footnotes = Record<string, { children: Paragraph[] }>;

/** The notes of a document. Endnotes stand in its body only. */
interface Notes {
  foot: Footnotes;
  end: Footnotes;
}

/** A note's blocks without the mark that the library writes before them. */
function withoutMark({ mark, blocks: held }: NoteInline): readonly Block[] {
  const [first, ...rest] = held;
  if (mark === '' || first?.kind !== 'paragraph') return held;
  const at = first.inlines.findIndex((inline) => inline.kind !== 'text' || inline.text.trim() !== '');
  const run = first.inlines[at];
  if (run?.kind === 'field' && run.what === 'note')
    return [{ ...first, inlines: first.inlines.toSpliced(at, 1) }, ...rest];
  if (run?.kind !== 'text' || !run.text.trimStart().startsWith(mark)) return held;
  const inlines = [...first.inlines];
  inlines[at] = { ...run, text: run.text.trimStart().slice(mark.length) };
  return [{ ...first, inlines }, ...rest];
}

function children(paragraph: ModelParagraph, notes: Notes): { runs: ParagraphChild[]; boxes: Block[] } {
  const runs: ParagraphChild[] = [];
  const boxes: Block[] = [];
  if (paragraph.label) {
    runs.push(new TextRun({ ...runOptions(paragraph.label.style), text: clean(paragraph.label.text) }));
    if (paragraph.label.follow !== 'nothing') runs.push(new TextRun({ children: [new Tab()] }));
  }
  for (const inline of paragraph.inlines) {
    switch (inline.kind) {
      case 'text': {
        const run = new TextRun({ ...runOptions(inline.style), text: clean(inline.text) });
        runs.push(
          inline.style.link ? new ExternalHyperlink({ children: [run], link: inline.style.link }) : run,
        );
        break;
      }
      case 'tab':
        runs.push(new TextRun({ ...runOptions(inline.style), children: [new Tab()] }));
        break;
      case 'break':
        runs.push(
          inline.what === 'line'
            ? new TextRun({ text: '', break: 1 })
            : inline.what === 'column'
              ? new TextRun({ children: [new ColumnBreak()] })
              : new PageBreak(),
        );
        break;
      case 'field': {
        if (inline.what === 'note') {
          runs.push(new TextRun({ ...runOptions(inline.style), text: inline.stored ?? '' }));
          break;
        }
        const what =
          inline.what === 'page'
            ? PageNumber.CURRENT
            : inline.what === 'pages'
              ? PageNumber.TOTAL_PAGES
              : PageNumber.TOTAL_PAGES_IN_SECTION;
        runs.push(new TextRun({ ...runOptions(inline.style), children: [what] }));
        break;
      }
      case 'picture': {
        const drawn = image(inline.picture);
        if (drawn) runs.push(drawn);
        break;
      }
      case 'note': {
        const kept = inline.endnote ? notes.end : notes.foot;
        const id = Object.keys(kept).length + 1;
        kept[id] = { children: paragraphsOnly(withoutMark(inline), { foot: {}, end: {} }) };
        runs.push(inline.endnote ? new EndnoteReferenceRun(id) : new FootnoteReferenceRun(id));
        break;
      }
      case 'box': {
        const shown = inline.picture ?? inline.drawing?.picture;
        const drawn = shown ? image(shown) : undefined;
        if (drawn) runs.push(drawn);
        boxes.push(...inline.blocks);
        break;
      }
    }
  }
  return { runs, boxes };
}

function table(model: ModelTable, notes: Notes): Table {
  const total = model.columns.reduce((sum, width) => sum + width, 0);
  const covered: ({ left: number; span: number } | undefined)[] = new Array(model.columns.length).fill(
    undefined,
  );
  const rows = model.rows.map((row) => {
    const cells: TableCell[] = [];
    const byColumn = new Map(row.cells.map((cell) => [cell.column, cell]));
    for (let column = 0; column < model.columns.length; ) {
      const cell = byColumn.get(column);
      const above = covered[column];
      if (cell) {
        const width = model.columns
          .slice(column, column + cell.columnSpan)
          .reduce((sum, next) => sum + next, 0);
        const border = (edge: 'top' | 'bottom' | 'left' | 'right'): IBorderOptions => {
          const line = cell.borders[edge];
          return line ? borderOptions(line) : NO_BORDER;
        };
        cells.push(
          new TableCell({
            children: [
              ...blocks(cell.blocks, notes),
              ...(cell.blocks.at(-1)?.kind === 'paragraph' ? [] : [new Paragraph({})]),
            ],
            columnSpan: cell.columnSpan,
            width: { size: Math.round(width), type: WidthType.DXA },
            ...(cell.rowSpan > 1 ? { verticalMerge: VerticalMergeType.RESTART } : {}),
            verticalAlign: {
              top: VerticalAlignTable.TOP,
              center: VerticalAlignTable.CENTER,
              bottom: VerticalAlignTable.BOTTOM,
            }[cell.verticalAlign],
            margins: { ...cell.padding, marginUnitType: WidthType.DXA },
            borders: {
              top: border('top'),
              bottom: border('bottom'),
              left: border('left'),
              right: border('right'),
            },
            ...(cell.rotation === 0
              ? {}
              : {
                  textDirection:
                    cell.rotation === 90
                      ? TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT
                      : TextDirection.BOTTOM_TO_TOP_LEFT_TO_RIGHT,
                }),
            ...(cell.background ? { shading: { fill: hex(cell.background) } } : {}),
          }),
        );
        covered[column] = cell.rowSpan > 1 ? { left: cell.rowSpan - 1, span: cell.columnSpan } : undefined;
        column += cell.columnSpan;
      } else if (above && above.left > 0) {
        cells.push(
          new TableCell({
            children: [new Paragraph({})],
            columnSpan: above.span,
            verticalMerge: VerticalMergeType.CONTINUE,
          }),
        );
        above.left--;
        column += above.span;
      } else {
        column++;
      }
    }
    if (cells.length === 0) cells.push(new TableCell({ children: [new Paragraph({})] }));
    return new TableRow({
      children: cells,
      tableHeader: row.header,
      cantSplit: row.keepTogether,
      ...(row.height.kind === 'auto'
        ? {}
        : {
            height: {
              value: row.height.value,
              rule: row.height.kind === 'exact' ? HeightRule.EXACT : HeightRule.ATLEAST,
            },
          }),
    });
  });
  return new Table({
    rows,
    columnWidths: model.columns.map(Math.round),
    width: { size: Math.round(total), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    indent: { size: Math.round(model.left), type: WidthType.DXA },
    alignment: ALIGN[model.align],
  });
}

function blocks(list: readonly Block[], notes: Notes): (Paragraph | Table)[] {
  const out: (Paragraph | Table)[] = [];
  for (const block of list) {
    if (block.kind === 'table') {
      out.push(table(block, notes));
      continue;
    }
    const { runs, boxes } = children(block, notes);
    out.push(...blocks(boxes, notes), new Paragraph({ ...paragraphOptions(block), children: runs }));
  }
  return out;
}

function paragraphsOnly(list: readonly Block[], notes: Notes): Paragraph[] {
  const out = blocks(list, notes).filter((block): block is Paragraph => block instanceof Paragraph);
  return out.length > 0 ? out : [new Paragraph({})];
}

function margins(part: Section['header'], notes: Notes) {
  const of = (side: HeaderFooter | undefined) => (side ? blocks(side.blocks, notes) : undefined);
  return { default: of(part.default), first: of(part.first), even: of(part.left) };
}

function section(model: Section, notes: Notes): ISectionOptions {
  const header = margins(model.header, notes);
  const footer = margins(model.footer, notes);
  return {
    properties: sectionProperties(model),
    headers: {
      ...(header.default ? { default: new Header({ children: header.default }) } : {}),
      ...(header.first ? { first: new Header({ children: header.first }) } : {}),
      ...(header.even ? { even: new Header({ children: header.even }) } : {}),
    },
    footers: {
      ...(footer.default ? { default: new Footer({ children: footer.default }) } : {}),
      ...(footer.first ? { first: new Footer({ children: footer.first }) } : {}),
      ...(footer.even ? { even: new Footer({ children: footer.even }) } : {}),
    },
    children: blocks(model.blocks, notes),
  };
}

/** Writes a document as DOCX. */
export async function emitDocx(document: RichDocument): Promise<Uint8Array> {
  const notes: Notes = { foot: {}, end: {} };
  const sections = document.sections.map((entry) => section(entry, notes));
  const file = new Document({
    ...(document.info.title ? { title: clean(document.info.title) } : {}),
    ...(document.info.author ? { creator: clean(document.info.author) } : {}),
    defaultTabStop: document.defaultTab,
    evenAndOddHeaderAndFooters: document.sections.some((entry) => entry.facingPages),
    ...(document.background ? { background: { color: hex(document.background) } } : {}),
    sections,
    footnotes: notes.foot,
    endnotes: notes.end,
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
