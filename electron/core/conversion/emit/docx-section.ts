/** Page set-up of a section as the library `docx` wants it. */
import {
  Column,
  type IPageBordersOptions,
  type ISectionOptions,
  NumberFormat,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageOrientation,
  SectionType,
} from 'docx';
import type { NumberFormat as ModelFormat, Section } from '../document.ts';
import { borderOptions } from './docx-options.ts';

const TYPES = {
  page: SectionType.NEXT_PAGE,
  continuous: SectionType.CONTINUOUS,
  column: SectionType.NEXT_COLUMN,
  even: SectionType.EVEN_PAGE,
  odd: SectionType.ODD_PAGE,
};

/** Formats of page numbers; the others count 1, 2, 3. */
const FORMATS: Partial<Record<ModelFormat, (typeof NumberFormat)[keyof typeof NumberFormat]>> = {
  'upper-roman': NumberFormat.UPPER_ROMAN,
  'lower-roman': NumberFormat.LOWER_ROMAN,
  'upper-letter': NumberFormat.UPPER_LETTER,
  'lower-letter': NumberFormat.LOWER_LETTER,
  chinese: NumberFormat.CHINESE_COUNTING,
  'chinese-legal': NumberFormat.CHINESE_LEGAL_SIMPLIFIED,
  circled: NumberFormat.DECIMAL_ENCLOSED_CIRCLE,
  'full-width': NumberFormat.DECIMAL_FULL_WIDTH,
  ordinal: NumberFormat.ORDINAL,
  dash: NumberFormat.NUMBER_IN_DASH,
};

const DISPLAYS = {
  all: PageBorderDisplay.ALL_PAGES,
  first: PageBorderDisplay.FIRST_PAGE,
  rest: PageBorderDisplay.NOT_FIRST_PAGE,
};

/** Word takes at most 31 points between a page's lines and what they are counted from. */
const MAX_SPACE = 620;

function pageBorders({ pageBorders }: Section): IPageBordersOptions | undefined {
  if (!pageBorders) return undefined;
  const { edges, from, on } = pageBorders;
  const of = (edge: 'top' | 'bottom' | 'left' | 'right') => {
    const border = edges[edge];
    return border && borderOptions({ ...border, space: Math.min(MAX_SPACE, border.space) });
  };
  const [top, bottom, left, right] = [of('top'), of('bottom'), of('left'), of('right')];
  return {
    pageBorders: {
      display: DISPLAYS[on],
      offsetFrom: from === 'page' ? PageBorderOffsetFrom.PAGE : PageBorderOffsetFrom.TEXT,
    },
    ...(top ? { pageBorderTop: top } : {}),
    ...(bottom ? { pageBorderBottom: bottom } : {}),
    ...(left ? { pageBorderLeft: left } : {}),
    ...(right ? { pageBorderRight: right } : {}),
  };
}

function columns({ columns: { count, gap, widths, line } }: Section) {
  if (count <= 1) return {};
  const children = widths?.map(
    ({ width, gap: space }, at) => new Column({ width, space: at < count - 1 ? space : 0 }),
  );
  return {
    column: { count, space: gap, separate: line, ...(children ? { equalWidth: false, children } : {}) },
  };
}

/** The properties of a section: paper, margins, columns, page numbers, lines round the page. */
export function sectionProperties(model: Section): NonNullable<ISectionOptions['properties']> {
  const isWide = model.width > model.height;
  const formatType = FORMATS[model.pageNumber.format];
  const borders = pageBorders(model);
  return {
    type: TYPES[model.start],
    titlePage: model.titlePage,
    page: {
      // The library swaps the sides of landscape pages.
      size: {
        width: isWide ? model.height : model.width,
        height: isWide ? model.width : model.height,
        orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: { ...model.margin, header: model.headerDistance, footer: model.footerDistance },
      pageNumbers: {
        ...(model.pageNumber.restart === undefined ? {} : { start: model.pageNumber.restart }),
        ...(formatType ? { formatType } : {}),
      },
      ...(borders ? { borders } : {}),
    },
    ...columns(model),
    ...(model.gridPitch > 0 ? { grid: { linePitch: model.gridPitch } } : {}),
  };
}
