/** Document and section properties. Source: RTF 1.9.1, "Document Formatting Properties", "Section Formatting Properties". */
import type { HeaderFooter, NumberFormat, Section } from '../document.ts';
import { borderFor } from './borders.ts';
import type { Context, PageSetup, SectionState } from './context.ts';
import { endNoteSection, resetNoteSection } from './note-numbers.ts';

const MIN_PAGE = 720;
const MAX_PAGE = 31680;

function limit(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/**
 * Page set-up of a document that says nothing: letter paper and margins of an inch, as LibreOffice has it (RTF 1.9.1
 * asks for 1.25 inch at the sides; what writers leave out is not written by Word).
 */
export function createSectionState(): SectionState {
  const defaults: PageSetup = {
    width: 12240,
    height: 15840,
    margin: { top: 1440, bottom: 1440, left: 1440, right: 1440 },
    headerDistance: 720,
    footerDistance: 720,
    columns: { count: 1, gap: 720, line: false },
    start: 'page',
    titlePage: false,
    facingPages: false,
    pageNumber: { format: 'decimal' },
    verticalAlign: 'top',
    gridPitch: 0,
  };
  return {
    defaults,
    current: copySetup(defaults),
    header: {},
    footer: {},
    columnWidths: [],
    columnNumber: 1,
    pageStart: 1,
    gutter: { document: 0, section: undefined, side: 'left' },
  };
}

function copySetup(setup: PageSetup): PageSetup {
  return {
    ...setup,
    margin: { ...setup.margin },
    columns: { ...setup.columns },
    pageNumber: { ...setup.pageNumber },
    ...(setup.pageBorders
      ? { pageBorders: { ...setup.pageBorders, edges: { ...setup.pageBorders.edges } } }
      : {}),
  };
}

const FORMATS: Record<string, NumberFormat> = {
  pgndec: 'decimal',
  pgnucrm: 'upper-roman',
  pgnlcrm: 'lower-roman',
  pgnucltr: 'upper-letter',
  pgnlcltr: 'lower-letter',
  pgnchosung: 'decimal',
  pgncnum: 'circled',
  pgndbnum: 'chinese',
  pgndbnumd: 'chinese',
  pgndbnumt: 'chinese',
  pgndbnumk: 'chinese-legal',
  pgngbnum: 'decimal',
  pgngbnumd: 'circled',
  pgngbnuml: 'chinese',
  pgngbnumk: 'chinese-legal',
  pgnzodiac: 'chinese',
  pgnid: 'dash',
};

const PAGE_EDGES = { pgbrdrt: 'top', pgbrdrb: 'bottom', pgbrdrl: 'left', pgbrdrr: 'right' } as const;

/** The lines round the page, begun where there are none. */
function pageBorders(setup: PageSetup): NonNullable<Section['pageBorders']> {
  setup.pageBorders ??= { edges: {}, from: 'text', on: 'all' };
  return setup.pageBorders;
}

/** Applies a word of the document's or section's page set-up; false when it is none. */
export function applySectionWord(context: Context, word: string, param: number, hasParam: boolean): boolean {
  const { sections } = context;
  const { defaults, current } = sections;
  const both = (apply: (setup: PageSetup) => void): true => {
    apply(defaults);
    apply(current);
    return true;
  };
  switch (word) {
    case 'sectd':
      sections.current = copySetup(defaults);
      sections.columnWidths = [];
      sections.columnNumber = 1;
      sections.pageStart = 1;
      sections.gutter.section = undefined;
      resetNoteSection(context.noteCounts);
      return true;
    case 'gutter':
      sections.gutter.document = limit(param, 0, MAX_PAGE);
      return true;
    case 'guttersxn':
      sections.gutter.section = limit(param, 0, MAX_PAGE);
      return true;
    case 'rtlgutter':
      sections.gutter.side = 'right';
      return true;
    case 'gutterprl':
      sections.gutter.side = 'top';
      return true;
    case 'paperw':
      return both((setup) => {
        setup.width = limit(param, MIN_PAGE, MAX_PAGE);
      });
    case 'paperh':
      return both((setup) => {
        setup.height = limit(param, MIN_PAGE, MAX_PAGE);
      });
    case 'margl':
      return both((setup) => {
        setup.margin.left = limit(param, 0, MAX_PAGE);
      });
    case 'margr':
      return both((setup) => {
        setup.margin.right = limit(param, 0, MAX_PAGE);
      });
    case 'margt':
      return both((setup) => {
        setup.margin.top = limit(param, -MAX_PAGE, MAX_PAGE);
      });
    case 'margb':
      return both((setup) => {
        setup.margin.bottom = limit(param, -MAX_PAGE, MAX_PAGE);
      });
    case 'facingp':
      return both((setup) => {
        setup.facingPages = true;
      });
    case 'pgnstart':
      if (context.document.sections.length === 0) current.pageNumber.restart = limit(param, 0, 32767);
      return true;
    case 'pgwsxn':
      current.width = limit(param, MIN_PAGE, MAX_PAGE);
      return true;
    case 'pghsxn':
      current.height = limit(param, MIN_PAGE, MAX_PAGE);
      return true;
    case 'marglsxn':
      current.margin.left = limit(param, 0, MAX_PAGE);
      return true;
    case 'margrsxn':
      current.margin.right = limit(param, 0, MAX_PAGE);
      return true;
    case 'margtsxn':
      current.margin.top = limit(param, -MAX_PAGE, MAX_PAGE);
      return true;
    case 'margbsxn':
      current.margin.bottom = limit(param, -MAX_PAGE, MAX_PAGE);
      return true;
    case 'headery':
      current.headerDistance = limit(hasParam ? param : 720, 0, MAX_PAGE);
      return true;
    case 'footery':
      current.footerDistance = limit(hasParam ? param : 720, 0, MAX_PAGE);
      return true;
    case 'cols':
      current.columns.count = limit(param, 1, 45);
      return true;
    case 'colsx':
      current.columns.gap = limit(param, 0, MAX_PAGE);
      return true;
    case 'linebetcol':
      current.columns.line = true;
      return true;
    case 'colno':
      sections.columnNumber = limit(param, 1, 45);
      return true;
    case 'colw':
    case 'colsr': {
      const at = sections.columnNumber - 1;
      const width = sections.columnWidths[at] ?? { width: 0, gap: current.columns.gap };
      if (word === 'colw') width.width = limit(param, 1, MAX_PAGE);
      else width.gap = limit(param, 0, MAX_PAGE);
      sections.columnWidths[at] = width;
      return true;
    }
    case 'sbknone':
      current.start = 'continuous';
      return true;
    case 'sbkcol':
      current.start = 'column';
      return true;
    case 'sbkpage':
      current.start = 'page';
      return true;
    case 'sbkeven':
      current.start = 'even';
      return true;
    case 'sbkodd':
      current.start = 'odd';
      return true;
    case 'titlepg':
      current.titlePage = true;
      return true;
    case 'pgnrestart':
      current.pageNumber.restart = sections.pageStart;
      return true;
    case 'pgnstarts':
      sections.pageStart = limit(param, 0, 32767);
      if (current.pageNumber.restart !== undefined) current.pageNumber.restart = sections.pageStart;
      return true;
    case 'pgncont':
      current.pageNumber.restart = undefined;
      return true;
    case 'vertalt':
    case 'vertal':
      current.verticalAlign = 'top';
      return true;
    case 'vertalc':
      current.verticalAlign = 'center';
      return true;
    case 'vertalb':
      current.verticalAlign = 'bottom';
      return true;
    case 'vertalj':
      current.verticalAlign = 'justify';
      return true;
    case 'margmirror':
    case 'margmirsxn':
      context.document.mirrorMargins = true;
      return true;
    case 'pgbrdropt':
      pageBorders(current).from = (param & 0xe0) === 32 ? 'page' : 'text';
      pageBorders(current).on = (param & 7) === 1 ? 'first' : (param & 7) === 2 ? 'rest' : 'all';
      return true;
    case 'pgbrdrt':
    case 'pgbrdrb':
    case 'pgbrdrl':
    case 'pgbrdrr': {
      const { edges } = pageBorders(current);
      const edge = PAGE_EDGES[word];
      edges[edge] = borderFor(context, () => {
        delete edges[edge];
      });
      return true;
    }
    case 'sectlinegrid':
      current.gridPitch = limit(param, 0, MAX_PAGE);
      return true;
    case 'deftab':
      context.document.defaultTab = limit(param, 20, MAX_PAGE);
      return true;
  }
  const format = FORMATS[word];
  if (format) {
    current.pageNumber.format = format;
    return true;
  }
  return false;
}

/** Where a header or footer destination is kept. */
export function storeHeaderFooter(context: Context, word: string, content: HeaderFooter): void {
  const { sections } = context;
  const part = word.startsWith('header') ? 'header' : 'footer';
  const side = word.endsWith('f') ? 'first' : word === `${part}l` ? 'left' : 'default';
  sections[part] = { ...sections[part], [side]: content };
}

/** Ends a section with the blocks collected since the last one. */
export function endSection(context: Context, blocks: Section['blocks']): void {
  const { sections, document } = context;
  const setup = copySetup(sections.current);
  setup.margin[sections.gutter.side] += sections.gutter.section ?? sections.gutter.document;
  keepRoom(setup);
  const widths = sections.columnWidths.filter((width) => width && width.width > 0);
  if (setup.columns.count > 1 && widths.length === setup.columns.count) setup.columns.widths = widths;
  endNoteSection(context.noteCounts);
  document.sections.push({ ...setup, header: sections.header, footer: sections.footer, blocks });
}

/** Margins that leave no room for text fall back to what fits: a page must hold at least an inch. */
function keepRoom(setup: PageSetup): void {
  const { margin } = setup;
  margin.top = Math.abs(margin.top);
  margin.bottom = Math.abs(margin.bottom);
  if (setup.width - margin.left - margin.right < 1440) {
    margin.left = Math.min(margin.left, Math.floor(setup.width / 8));
    margin.right = Math.min(margin.right, Math.floor(setup.width / 8));
  }
  if (setup.height - margin.top - margin.bottom < 1440) {
    margin.top = Math.min(margin.top, Math.floor(setup.height / 8));
    margin.bottom = Math.min(margin.bottom, Math.floor(setup.height / 8));
  }
}
