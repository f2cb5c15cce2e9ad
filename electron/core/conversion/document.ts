/**
 * The document model between the RTF parser and the emitters.
 *
 * Units: every length is in twips (1/20 pt, 1/1440 inch), font sizes too (12 pt = 240); scales and
 * multiples are ratios (1 = 100 %); colours are `#rrggbb`. Absent means "the default".
 * Text holds no control characters: tabs, breaks and fields are inlines of their own.
 */

import type { NumberFormat } from './number-format.ts';

export type { NumberFormat };

export type Twips = number;
export type Colour = string;

/** A font as the document names it (resolved to an installed face by the emitters). */
export interface FontEntry {
  id: number;
  name: string;
  alternative?: string;
  kind: 'serif' | 'sans' | 'mono' | 'unknown';
  /** Windows charset number (`\fcharset`), e.g. 134 for simplified Chinese; -1 where not given. */
  charset: number;
  /** Code page for the bytes written in this font; 0 = the document's. */
  codePage: number;
}

export type Underline =
  | 'none'
  | 'single'
  | 'words'
  | 'double'
  | 'thick'
  | 'dotted'
  | 'dashed'
  | 'dash-dot'
  | 'dash-dot-dot'
  | 'wave'
  | 'double-wave';

export interface CharacterStyle {
  latin?: FontEntry;
  eastAsian?: FontEntry;
  /** `eastAsian` was named for that script alone (`\dbch`) or upon a style, not along with the Latin font. */
  eastAsianNamed: boolean;
  size: Twips;
  bold: boolean;
  italic: boolean;
  underline: Underline;
  underlineColour?: Colour;
  strike: 'none' | 'single' | 'double';
  position: 'normal' | 'super' | 'sub';
  /** Shift of the baseline, positive upwards. */
  raise: Twips;
  colour?: Colour;
  background?: Colour;
  capitals: 'none' | 'all' | 'small';
  /** Horizontal scale, 1 = 100 %. */
  scale: number;
  spacing: Twips;
  emphasis: 'none' | 'dot' | 'comma' | 'circle' | 'under-dot';
  border?: Border;
  hidden: boolean;
  deleted: boolean;
  outline: boolean;
  link?: string;
}

export interface Border {
  /** `thick-thin` has its thick line outside. */
  style:
    | 'single'
    | 'double'
    | 'thick'
    | 'dotted'
    | 'dashed'
    | 'dash-dot'
    | 'triple'
    | 'wave'
    | 'thick-thin'
    | 'thin-thick';
  /** Of one line, the thicker one where they differ. */
  width: Twips;
  colour?: Colour;
  /** Distance to the text. */
  space: Twips;
}

export interface Borders {
  top?: Border;
  bottom?: Border;
  left?: Border;
  right?: Border;
  between?: Border;
}

export interface TabStop {
  position: Twips;
  align: 'left' | 'center' | 'right' | 'decimal' | 'bar';
  leader: 'none' | 'dots' | 'middle-dots' | 'hyphens' | 'underline' | 'thick' | 'equals';
}

export type LineSpacing =
  | { kind: 'multiple'; ratio: number }
  | { kind: 'atLeast'; height: Twips }
  | { kind: 'exact'; height: Twips };

/** The place of a positioned paragraph: an offset from the area named, or a side of it. */
export interface ParagraphFrame {
  x: Twips | 'start' | 'center' | 'end';
  y: Twips | 'start' | 'center' | 'end';
  horizontal: 'page' | 'margin' | 'column';
  vertical: 'page' | 'margin' | 'paragraph';
  /** 0 = as wide as there is room. */
  width: Twips;
  /** Least height; 0 = that of the text. */
  height: Twips;
}

export interface ParagraphStyle {
  align: 'left' | 'center' | 'right' | 'justify' | 'distribute';
  left: Twips;
  right: Twips;
  /** First line relative to `left`; negative hangs. */
  firstLine: Twips;
  spaceBefore: Twips;
  spaceAfter: Twips;
  /** Space as of web pages (`\sbauto`, `\saauto`): of two such spaces that meet the larger one holds. */
  autoBefore?: boolean;
  autoAfter?: boolean;
  contextualSpacing: boolean;
  line: LineSpacing;
  keepLines: boolean;
  keepNext: boolean;
  pageBreakBefore: boolean;
  widowControl: boolean;
  borders?: Borders;
  background?: Colour;
  tabs: readonly TabStop[];
  /** 0–8 for headings, absent for body text. */
  outline?: number;
  rightToLeft: boolean;
  frame?: ParagraphFrame;
  /** Lines keep to the section's grid. */
  snapToGrid: boolean;
}

export interface TextRun {
  kind: 'text';
  text: string;
  style: CharacterStyle;
}
export interface Tab {
  kind: 'tab';
  style: CharacterStyle;
}
export interface Break {
  kind: 'break';
  what: 'line' | 'page' | 'column';
  style: CharacterStyle;
}
/** A value that depends on the page it is drawn on; `note`: the mark of the note it stands in. */
export interface PageField {
  kind: 'field';
  what: 'page' | 'pages' | 'section-pages' | 'note';
  format?: NumberFormat;
  /** What the writer last saw there, for results without pages. */
  stored?: string;
  style: CharacterStyle;
}
export interface PictureInline {
  kind: 'picture';
  picture: Picture;
}
export interface NoteInline {
  kind: 'note';
  endnote: boolean;
  /** What stands in the text for the note; empty when the text itself holds the mark. */
  mark: string;
  /** Notes are counted anew on each page: the mark is only known there. */
  perPage?: { start: number; format: NumberFormat | 'symbols' };
  style: CharacterStyle;
  blocks: Block[];
}
/** A text box or drawn shape, anchored where it stands. */
export interface BoxInline {
  kind: 'box';
  blocks: Block[];
  picture?: Picture;
  /** The outline of the shape, drawn under its text; its corner lies off the shape's by `dx` and `dy`. */
  drawing?: { picture: Picture; dx: Twips; dy: Twips };
  width: Twips;
  height: Twips;
  /** Absent: in the flow of the text. */
  place?: {
    x: Twips;
    y: Twips;
    horizontal: 'page' | 'margin' | 'column';
    vertical: 'page' | 'margin' | 'paragraph';
  };
  /** In the flow, where the text goes round it: the place it is meant to have. `isAbove`: no text beside it. */
  around?: NonNullable<BoxInline['place']> & { isAbove: boolean };
  /** What it covers and what covers it: shapes behind the text, the text, shapes before it, each in their order. */
  layer?: { behind: boolean; order: number; isOpaque: boolean };
  border?: Border;
  background?: Colour;
}
export interface Bookmark {
  kind: 'bookmark';
  name: string;
}

export type Inline = TextRun | Tab | Break | PageField | PictureInline | NoteInline | BoxInline | Bookmark;

/** A picture ready for use: raster bytes as they are, or a drawing turned into SVG. */
export interface Picture {
  format: 'png' | 'jpeg' | 'gif' | 'svg' | 'unreadable';
  data: Uint8Array;
  width: Twips;
  height: Twips;
  /** Parts cut away, in twips of the drawn size. */
  crop?: { left: Twips; top: Twips; right: Twips; bottom: Twips };
  /** Drawn under a veil: how much of it shows, and the grey it fades to (0 black, 1 white). */
  veil?: { share: number; grey: number };
  description?: string;
}

export interface Paragraph {
  kind: 'paragraph';
  style: ParagraphStyle;
  inlines: Inline[];
  /** Number or bullet with what follows it, drawn before the text. */
  label?: {
    text: string;
    style: CharacterStyle;
    follow: 'tab' | 'space' | 'nothing';
    bullet?: boolean;
    /** Which part of the label stands where the first line begins; absent: its left edge. */
    align?: 'center' | 'right';
  };
  /** Style of the paragraph mark: gives an empty paragraph its height. */
  mark: CharacterStyle;
}

export interface TableCell {
  column: number;
  columnSpan: number;
  rowSpan: number;
  blocks: Block[];
  borders: Borders & { diagonalDown?: Border; diagonalUp?: Border };
  background?: Colour;
  verticalAlign: 'top' | 'center' | 'bottom';
  padding: { left: Twips; right: Twips; top: Twips; bottom: Twips };
  /** Degrees clockwise the text is turned by. */
  rotation: 0 | 90 | 270;
}

export interface TableRow {
  cells: TableCell[];
  height: { kind: 'auto' } | { kind: 'atLeast' | 'exact'; value: Twips };
  header: boolean;
  keepTogether: boolean;
}

export interface Table {
  kind: 'table';
  /** Widths of the grid's columns. */
  columns: Twips[];
  rows: TableRow[];
  /** Left edge relative to the text's left edge. */
  left: Twips;
  align: 'left' | 'center' | 'right';
}

export type Block = Paragraph | Table;

export interface HeaderFooter {
  blocks: Block[];
}

export interface Section {
  width: Twips;
  height: Twips;
  margin: { top: Twips; bottom: Twips; left: Twips; right: Twips };
  headerDistance: Twips;
  footerDistance: Twips;
  columns: { count: number; gap: Twips; widths?: { width: Twips; gap: Twips }[]; line: boolean };
  start: 'page' | 'continuous' | 'column' | 'even' | 'odd';
  titlePage: boolean;
  facingPages: boolean;
  pageNumber: { restart?: number; format: NumberFormat };
  verticalAlign: 'top' | 'center' | 'bottom' | 'justify';
  /** Lines round the page; `space` counts from the text, or from the edge of the paper. */
  pageBorders?: { edges: Borders; from: 'text' | 'page'; on: 'all' | 'first' | 'rest' };
  /** Pitch of the line grid; 0 = none. */
  gridPitch: Twips;
  header: { default?: HeaderFooter; left?: HeaderFooter; first?: HeaderFooter };
  footer: { default?: HeaderFooter; left?: HeaderFooter; first?: HeaderFooter };
  blocks: Block[];
}

export interface DocumentInfo {
  title?: string;
  author?: string;
  subject?: string;
  keywords?: string;
  generator?: string;
}

export interface RichDocument {
  info: DocumentInfo;
  fonts: FontEntry[];
  /** The document's own East Asian font, by `\stshfdbch` or else `\deff`; absent where there are no styles. */
  defaultFont?: FontEntry;
  sections: Section[];
  defaultTab: Twips;
  /** Colour of the paper. */
  background?: Colour;
  /** Left and right margins change sides on even pages. */
  mirrorMargins?: boolean;
}

/** Something a reader of the result should know. `message` is Chinese, for users. */
export interface ConversionNote {
  code: string;
  message: string;
  /** How often it happened. */
  count: number;
}

/** Paragraph properties of a document that says nothing (RTF 1.9.1, `\pard`). */
export const DEFAULT_PARAGRAPH: Readonly<ParagraphStyle> = Object.freeze<ParagraphStyle>({
  align: 'left',
  left: 0,
  right: 0,
  firstLine: 0,
  spaceBefore: 0,
  spaceAfter: 0,
  contextualSpacing: false,
  line: { kind: 'multiple', ratio: 1 },
  keepLines: false,
  keepNext: false,
  pageBreakBefore: false,
  widowControl: false,
  tabs: [],
  rightToLeft: false,
  snapToGrid: true,
});

/** Character properties of a document that says nothing (RTF 1.9.1, `\plain`): 12 pt. */
export const DEFAULT_CHARACTER: Readonly<CharacterStyle> = Object.freeze<CharacterStyle>({
  eastAsianNamed: false,
  size: 240,
  bold: false,
  italic: false,
  underline: 'none',
  strike: 'none',
  position: 'normal',
  raise: 0,
  capitals: 'none',
  scale: 1,
  spacing: 0,
  emphasis: 'none',
  hidden: false,
  deleted: false,
  outline: false,
});
