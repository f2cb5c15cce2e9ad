/** Notes that are counted anew on each page: their numbers are known once the pages are. */
import type { NoteInline } from '../document.ts';
import { NUMBERING } from './typst-section.ts';

/** Code that marks where a note is referred to; `number` counts such notes through the document. */
export function noteAnchor(number: number): string {
  return `[#metadata(${number}) <page-note>]`;
}

/** Code of a note's number on the page its anchor is on. */
export function noteNumberCode(
  number: number,
  { start, format }: NonNullable<NoteInline['perPage']>,
): string {
  const pattern = format === 'symbols' ? '"*"' : (NUMBERING[format] ?? '"1"');
  return `context {
let notes = query(<page-note>)
let own = notes.find(it => it.value == ${number})
let page = if own != none { own.location().page() }
numbering(${pattern}, ${start} + notes.filter(it => it.value < ${number} and it.location().page() == page).len())
}`;
}
