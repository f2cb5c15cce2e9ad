/** What the parts of the parser share while one document is read. */
import type {
  CharacterStyle,
  Colour,
  FontEntry,
  NumberFormat,
  ParagraphStyle,
  RichDocument,
  Section,
  Twips,
} from '../document.ts';
import type { ByteDecoder } from './charsets.ts';
import type { Flow } from './flow.ts';
import type { Destination, State } from './state.ts';
import type { CellDefinition, RowDefinition } from './table-build.ts';

/** A style of the style sheet: only what it sets itself, and what it is based on. */
export interface StyleEntry {
  kind: 'paragraph' | 'character' | 'section' | 'table';
  name: string;
  basedOn: number;
  character: Partial<CharacterStyle>;
  paragraph: Partial<ParagraphStyle>;
  /** List (`\ls`) and level of the style's paragraphs. */
  list?: number;
  listLevel?: number;
}

export interface ListLevel {
  format: number;
  start: number;
  /** `\leveltext` without its length prefix; characters 0–8 stand for the numbers of those levels. */
  template: string;
  follow: 'tab' | 'space' | 'nothing';
  legal: boolean;
  align?: 'center' | 'right';
  character: Partial<CharacterStyle>;
}

export interface ListDefinition {
  levels: ListLevel[];
  counters: (number | undefined)[];
}

export interface ListLabel {
  text: string;
  follow: 'tab' | 'space' | 'nothing';
  character: Partial<CharacterStyle>;
  align?: 'center' | 'right';
  bullet: boolean;
}

export interface ListTables {
  lists: Map<number, ListDefinition>;
  /** Override number (`\ls`) → list, with start values. */
  overrides: Map<number, { list: ListDefinition; starts: Map<number, number>; used: Set<number> }>;
  /** The label of the next paragraph of this list, counting it. Undefined where the list is unknown. */
  next(override: number, level: number): ListLabel | undefined;
}

/** How notes are counted, as the document or a section asks for it. */
export interface NoteNumbering {
  start: number;
  format: NumberFormat | 'symbols';
  /** Where counting begins anew. */
  restarts: 'never' | 'section' | 'page';
}

/** Counting of one kind of note. */
export interface NoteCount {
  /** Notes since counting began. */
  value: number;
  /** No note has come in this section yet. */
  isFresh: boolean;
  document: NoteNumbering;
  section: NoteNumbering;
}

export interface NoteCounts {
  foot: NoteCount;
  end: NoteCount;
}

/** What one `\pn` group asks for. */
export interface OldNumbering {
  bullet: boolean;
  format: NumberFormat;
  start: number;
  before: string;
  after: string;
  font: string;
}

export type PageSetup = Omit<Section, 'blocks' | 'header' | 'footer'>;

export interface SectionState {
  /** What `\sectd` returns to. */
  defaults: PageSetup;
  current: PageSetup;
  header: Section['header'];
  footer: Section['footer'];
  columnWidths: { width: Twips; gap: Twips }[];
  columnNumber: number;
  /** Number the section's pages start with when they restart. */
  pageStart: number;
  /** Room for the binding, added to one margin. */
  gutter: { document: Twips; section: Twips | undefined; side: 'left' | 'right' | 'top' };
}

/** The row being defined; a nested table's definition does not disturb the outer one's. */
export interface TableWords {
  outer: RowDefinition;
  nested: RowDefinition;
  cell: CellDefinition;
  inNested: boolean;
}

export interface Context {
  /** State of the innermost open group. */
  state: State;
  document: RichDocument;
  decoder: ByteDecoder;
  documentPage: number;
  defaultFont: number;
  /** Number of the font for East Asian text that names none (`\stshfdbch`). */
  defaultEastAsian: number | undefined;
  fonts: Map<number, FontEntry>;
  colours: (Colour | undefined)[];
  styles: Map<string, StyleEntry>;
  lists: ListTables;
  sections: SectionState;
  tables: TableWords;
  /** The flow that text goes to: body, header, note, text box … */
  flow: Flow;
  flowDepth: number;
  body: Destination;
  skip: Destination;
  noteCounts: NoteCounts;
  /** The mark of the note being read, '' outside notes. */
  noteInProgress: string;
  /** Its number depends on the page. */
  noteIsLive: boolean;
  /** Marks that wait for their note (`\chftn` before `\footnote`). */
  automaticMark: boolean;
  /** Numbering of the kind Word 6 wrote, and how far it has counted. */
  oldNumbering: OldNumbering | undefined;
  oldCount: { key: string; value: number } | undefined;
  /** The writer has left the text of a label beside a paragraph: it does so for every one that has a label. */
  labelsWritten: boolean;
  /** Texts drawn from fields' instructions, which the source holds as instructions only. */
  generated: string[];
  pictures: number;
  note(code: string): void;
  /** Set when the font table has been read: the default font is then known. */
  fontsRead: boolean;
  /** Ends what waits in the byte decoder. */
  settle(): void;
  /** Runs a nested flow for a destination; its blocks are given to `done` when the group closes. */
  openFlow(done: (flow: Flow) => void): Destination;
}
