/** Document model → DOCX, by the library `docx`. Half-points, twips and pixels as that library wants them. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeightRule,
  type IBorderOptions,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  type ParagraphChild,
  SectionType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  UnderlineType,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import type {
  Block,
  CharacterStyle,
  HeaderFooter,
  Border as ModelBorder,
  Paragraph as ModelParagraph,
  Table as ModelTable,
  Picture,
  RichDocument,
  Section,
} from '../document.ts';

type Footnotes = Record<string, { children: Paragraph[] }>;

const TWIPS_PER_PIXEL = 15;

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
  distribute: AlignmentType.DISTRIBUTE,
} as const;

const UNDERLINES: Record<
  Exclude<CharacterStyle['underline'], 'none'>,
  (typeof UnderlineType)[keyof typeof UnderlineType]
> = {
  single: UnderlineType.SINGLE,
  words: UnderlineType.WORDS,
  double: UnderlineType.DOUBLE,
  thick: UnderlineType.THICK,
  dotted: UnderlineType.DOTTED,
  dashed: UnderlineType.DASH,
  'dash-dot': UnderlineType.DOTDASH,
  'dash-dot-dot': UnderlineType.DOTDOTDASH,
  wave: UnderlineType.WAVE,
  'double-wave': UnderlineType.WAVYDOUBLE,
};

const BORDERS: Record<ModelBorder['style'], (typeof BorderStyle)[keyof typeof BorderStyle]> = {
  single: BorderStyle.SINGLE,
  double: BorderStyle.DOUBLE,
  thick: BorderStyle.THICK,
  dotted: BorderStyle.DOTTED,
  dashed: BorderStyle.DASHED,
  'dash-dot': BorderStyle.DOT_DASH,
  triple: BorderStyle.TRIPLE,
  wave: BorderStyle.WAVE,
};

/** Text XML can hold. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, '');
}

function hex(colour: string | undefined): string | undefined {
  return colour?.slice(1);
}

function runOptions(style: CharacterStyle): IRunOptions {
  return {
    font: {
      ...(style.latin?.name ? { ascii: clean(style.latin.name), hAnsi: clean(style.latin.name) } : {}),
      ...(style.eastAsian?.name ? { eastAsia: clean(style.eastAsian.name) } : {}),
    },
    size: Math.max(2, Math.round(style.size / 10)),
    bold: style.bold,
    italics: style.italic,
    ...(style.underline === 'none' ? {} : { underline: { type: UNDERLINES[style.underline] } }),
    strike: style.strike === 'single',
    doubleStrike: style.strike === 'double',
    superScript: style.position === 'super',
    subScript: style.position === 'sub',
    allCaps: style.capitals === 'all',
    smallCaps: style.capitals === 'small',
    ...(style.colour ? { color: hex(style.colour) } : {}),
    ...(style.background ? { shading: { fill: hex(style.background) } } : {}),
    ...(style.spacing ? { characterSpacing: Math.round(style.spacing) } : {}),
    ...(style.scale === 1 ? {} : { scale: Math.round(style.scale * 100) }),
    ...(style.emphasis === 'none' ? {} : { emphasisMark: {} }),
  };
}

function image(picture: Picture): ParagraphChild | undefined {
  if (picture.format === 'unreadable') return undefined;
  const transformation = {
    width: Math.max(1, Math.round(picture.width / TWIPS_PER_PIXEL)),
    height: Math.max(1, Math.round(picture.height / TWIPS_PER_PIXEL)),
  };
  const data = Buffer.from(picture.data);
  if (picture.format !== 'svg')
    return new ImageRun({ type: picture.format === 'jpeg' ? 'jpg' : picture.format, data, transformation });
  return new ImageRun({ type: 'svg', data, transformation, fallback: { type: 'png', data: EMPTY_PNG } });
}

/** One transparent pixel: shown by readers that know no SVG. */
const EMPTY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

function borderOptions(border: ModelBorder): IBorderOptions {
  return {
    style: BORDERS[border.style],
    size: Math.max(2, Math.round((border.width * 8) / 20)),
    color: hex(border.colour) ?? '000000',
    space: Math.round(border.space / 20),
  };
}

const NO_BORDER: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };

function children(
  paragraph: ModelParagraph,
  footnotes: Footnotes,
): { runs: ParagraphChild[]; boxes: Block[] } {
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
        runs.push(inline.what === 'line' ? new TextRun({ text: '', break: 1 }) : new PageBreak());
        break;
      case 'field': {
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
        const id = Object.keys(footnotes).length + 1;
        footnotes[id] = { children: paragraphsOnly(inline.blocks, {}) };
        runs.push(new FootnoteReferenceRun(id));
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

const TAB_TYPES = {
  left: TabStopType.LEFT,
  center: TabStopType.CENTER,
  right: TabStopType.RIGHT,
  decimal: TabStopType.DECIMAL,
  bar: TabStopType.BAR,
} as const;

function paragraphOptions(paragraph: ModelParagraph): IParagraphOptions {
  const { style } = paragraph;
  const { line } = style;
  const borders = style.borders;
  return {
    alignment: ALIGN[style.align],
    indent: {
      left: style.left,
      right: style.right,
      ...(style.firstLine >= 0 ? { firstLine: style.firstLine } : { hanging: -style.firstLine }),
    },
    spacing: {
      before: style.spaceBefore,
      after: style.spaceAfter,
      line: Math.round(line.kind === 'multiple' ? line.ratio * 240 : line.height),
      lineRule:
        line.kind === 'multiple'
          ? LineRuleType.AUTO
          : line.kind === 'exact'
            ? LineRuleType.EXACT
            : LineRuleType.AT_LEAST,
    },
    keepNext: style.keepNext,
    keepLines: style.keepLines,
    pageBreakBefore: style.pageBreakBefore,
    widowControl: style.widowControl,
    ...(style.outline === undefined ? {} : { outlineLevel: style.outline }),
    ...(style.tabs.length > 0
      ? {
          tabStops: style.tabs.map((tab) => ({
            type: TAB_TYPES[tab.align],
            position: Math.round(tab.position),
          })),
        }
      : {}),
    ...(style.background ? { shading: { fill: hex(style.background) } } : {}),
    ...(borders
      ? {
          border: Object.fromEntries(
            (['top', 'bottom', 'left', 'right', 'between'] as const).flatMap((edge) => {
              const border = borders[edge];
              return border ? [[edge, borderOptions(border)] as const] : [];
            }),
          ),
        }
      : {}),
  };
}

function table(model: ModelTable, footnotes: Footnotes): Table {
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
              ...blocks(cell.blocks, footnotes),
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

function blocks(list: readonly Block[], footnotes: Footnotes): (Paragraph | Table)[] {
  const out: (Paragraph | Table)[] = [];
  for (const block of list) {
    if (block.kind === 'table') {
      out.push(table(block, footnotes));
      continue;
    }
    const { runs, boxes } = children(block, footnotes);
    out.push(...blocks(boxes, footnotes), new Paragraph({ ...paragraphOptions(block), children: runs }));
  }
  return out;
}

function paragraphsOnly(list: readonly Block[], footnotes: Footnotes): Paragraph[] {
  const out = blocks(list, footnotes).filter((block): block is Paragraph => block instanceof Paragraph);
  return out.length > 0 ? out : [new Paragraph({})];
}

function margins(part: Section['header'], footnotes: Footnotes) {
  const of = (side: HeaderFooter | undefined) => (side ? blocks(side.blocks, footnotes) : undefined);
  return { default: of(part.default), first: of(part.first), even: of(part.left) };
}

function section(model: Section, footnotes: Footnotes): ISectionOptions {
  const header = margins(model.header, footnotes);
  const footer = margins(model.footer, footnotes);
  const types = {
    page: SectionType.NEXT_PAGE,
    continuous: SectionType.CONTINUOUS,
    column: SectionType.NEXT_COLUMN,
    even: SectionType.EVEN_PAGE,
    odd: SectionType.ODD_PAGE,
  };
  const isWide = model.width > model.height;
  return {
    properties: {
      type: types[model.start],
      titlePage: model.titlePage,
      page: {
        // The library swaps the sides of landscape pages.
        size: {
          width: isWide ? model.height : model.width,
          height: isWide ? model.width : model.height,
          orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { ...model.margin, header: model.headerDistance, footer: model.footerDistance },
        ...(model.pageNumber.restart === undefined
          ? {}
          : { pageNumbers: { start: model.pageNumber.restart } }),
      },
      ...(model.columns.count > 1
        ? { column: { count: model.columns.count, space: model.columns.gap } }
        : {}),
      ...(model.gridPitch > 0 ? { grid: { linePitch: model.gridPitch } } : {}),
    },
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
    children: blocks(model.blocks, footnotes),
  };
}

/** Writes a document as DOCX. */
export async function emitDocx(document: RichDocument): Promise<Uint8Array> {
  const footnotes: Footnotes = {};
  const sections = document.sections.map((entry) => section(entry, footnotes));
  const file = new Document({
    ...(document.info.title ? { title: clean(document.info.title) } : {}),
    ...(document.info.author ? { creator: clean(document.info.author) } : {}),
    defaultTabStop: document.defaultTab,
    evenAndOddHeaderAndFooters: document.sections.some((entry) => entry.facingPages),
    sections,
    footnotes,
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
