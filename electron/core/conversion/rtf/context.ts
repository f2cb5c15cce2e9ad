/** What the parts of the parser share while one document is read. */
import type { CharacterStyle, Colour, FontEntry, ParagraphStyle, RichDocument } from '../document.ts';
import type { ByteDecoder } from './charsets.ts';
import type { Flow } from './flow.ts';
import type { ListTables } from './lists.ts';
import type { NoteCounts } from './note-numbers.ts';
import type { OldNumbering } from './old-numbers.ts';
import type { SectionState } from './sections.ts';
import type { Destination, State } from './state.ts';
import type { TableWords } from './table-rows.ts';

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

export interface Context {
  /** State of the innermost open group. */
  state: State;
  document: RichDocument;
  decoder: ByteDecoder;
  documentPage: number;
  defaultFont: number;
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
