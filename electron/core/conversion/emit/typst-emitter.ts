/** What the parts of the Typst emitter share while one document is written. */
import type { Block, BoxInline, NoteInline, PageField, Picture, RichDocument, Twips } from '../document.ts';
import type { FaceResolver } from './faces.ts';
import type { LineFrame, TextEmitter } from './typst-text.ts';

export interface TypstEmitter {
  document: RichDocument;
  resolver: FaceResolver;
  text: TextEmitter;
  /** Name of a function with this definition, made on first use. */
  define(prefix: string, definition: string): string;
  /** Path of a picture among the files handed to Typst; undefined when it cannot be drawn. */
  addPicture(picture: Picture): string | undefined;
  /** Code of blocks one under another, in a column of the given width. */
  blocks(blocks: readonly Block[], available: Twips): string;
  noteCode(note: NoteInline, frame: LineFrame): string;
  fieldCode(field: PageField): string;
  /** Whether a page break is possible here (not in tables, headers, boxes). */
  canBreak(): boolean;
  /** Code of a page break; a weak one breaks no page that is empty. */
  pageBreak(isWeak: boolean): string;
  /** Whether a column break is possible here. */
  canBreakColumn(): boolean;
  /**
   * Corner of the page's text or margin area that places of the page are counted from here; undefined where the page
   * is out of reach (in cells and boxes).
   */
  origin(): { left: Twips; top: Twips } | undefined;
  /** Corner of the section's margins. */
  margin(): { left: Twips; top: Twips };
  /** Size of the section's paper. */
  paper(): { width: Twips; height: Twips };
  /** Whether what a box draws is kept for a layer of the page. */
  lifts(box: BoxInline): boolean;
  /** Height of the text area. */
  pageHeight(): Twips;
}
