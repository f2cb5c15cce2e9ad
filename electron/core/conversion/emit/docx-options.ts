/** Styles of the model as the library `docx` wants them: half-points, twips and pixels. */
import {
  AlignmentType,
  BorderStyle,
  type IBorderOptions,
  ImageRun,
  type IParagraphOptions,
  type IRunOptions,
  LeaderType,
  LineRuleType,
  type ParagraphChild,
  TabStopType,
  UnderlineType,
} from 'docx';
import type {
  CharacterStyle,
  Border as ModelBorder,
  Paragraph as ModelParagraph,
  Picture,
} from '../document.ts';

const TWIPS_PER_PIXEL = 15;

/** Alignments of paragraphs and tables. */
export const ALIGN = {
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
  'thick-thin': BorderStyle.THICK_THIN_SMALL_GAP,
  'thin-thick': BorderStyle.THIN_THICK_SMALL_GAP,
};

/** Text XML can hold. */
export function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, '');
}

/** A colour as the library wants it. */
export function hex(colour: string | undefined): string | undefined {
  return colour?.slice(1);
}

/** What the library is told of a run. */
export function runOptions(style: CharacterStyle): IRunOptions {
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
    ...(style.capitals === 'all' ? { allCaps: true } : {}),
    ...(style.capitals === 'small' ? { smallCaps: true } : {}),
    ...(style.raise === 0 ? {} : { position: `${Math.round(style.raise / 10) / 2}pt` }),
    ...(style.border ? { border: borderOptions(style.border) } : {}),
    ...(style.colour ? { color: hex(style.colour) } : {}),
    ...(style.background ? { shading: { fill: hex(style.background) } } : {}),
    ...(style.spacing ? { characterSpacing: Math.round(style.spacing) } : {}),
    ...(style.scale === 1 ? {} : { scale: Math.round(style.scale * 100) }),
    ...(style.emphasis === 'none' ? {} : { emphasisMark: {} }),
  };
}

/** A picture in the line; undefined where it cannot be read. */
export function image(picture: Picture): ParagraphChild | undefined {
  if (picture.format === 'unreadable') return undefined;
  const transformation = {
    width: Math.max(1, Math.round(picture.width / TWIPS_PER_PIXEL)),
    height: Math.max(1, Math.round(picture.height / TWIPS_PER_PIXEL)),
  };
  const data = Buffer.from(picture.data);
  if (picture.format !== 'svg')
    return new ImageRun({ type: picture.format === 'jpeg' ? 'jpg' : picture.format, data, transformation });
  const bitmap = BITMAP.exec(data.toString('latin1', 0, 1_000_000))?.[1];
  const fallback = bitmap ? Buffer.from(bitmap, 'base64') : EMPTY_PNG;
  return new ImageRun({ type: 'svg', data, transformation, fallback: { type: 'png', data: fallback } });
}

/** A drawing that is one bitmap and nothing else: readers that know no SVG are shown the bitmap. */
const BITMAP = /^<svg[^>]*><image [^>]*href="data:image\/png;base64,([^"]+)"\/><\/svg>$/;

/** One transparent pixel: shown by readers that know no SVG. */
const EMPTY_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=',
  'base64',
);

/** What the library is told of a border. */
export function borderOptions(border: ModelBorder): IBorderOptions {
  return {
    style: BORDERS[border.style],
    size: Math.max(2, Math.round((border.width * 8) / 20)),
    color: hex(border.colour) ?? '000000',
    space: Math.round(border.space / 20),
  };
}

/** Where no line is to be drawn. */
export const NO_BORDER: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };

const LEADERS = {
  none: LeaderType.NONE,
  dots: LeaderType.DOT,
  'middle-dots': LeaderType.MIDDLE_DOT,
  hyphens: LeaderType.HYPHEN,
  underline: LeaderType.UNDERSCORE,
  thick: LeaderType.UNDERSCORE,
  equals: LeaderType.HYPHEN,
} as const;

const TAB_TYPES = {
  left: TabStopType.LEFT,
  center: TabStopType.CENTER,
  right: TabStopType.RIGHT,
  decimal: TabStopType.DECIMAL,
  bar: TabStopType.BAR,
} as const;

/** What the library is told of a paragraph. */
export function paragraphOptions(paragraph: ModelParagraph): IParagraphOptions {
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
            leader: LEADERS[tab.leader],
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
