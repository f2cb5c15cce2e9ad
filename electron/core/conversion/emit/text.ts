/** Document model → plain text: one line per paragraph, cells of a row divided by tabs. */
import type { Block, Inline, NoteInline, RichDocument, Section } from '../document.ts';

function inlinesText(inlines: readonly Inline[], notes: NoteInline[]): string {
  let text = '';
  for (const inline of inlines) {
    if (inline.kind === 'text') {
      text += inline.text;
    } else if (inline.kind === 'field') text += inline.stored ?? '1';
    else if (inline.kind === 'tab') text += '\t';
    else if (inline.kind === 'break') text += inline.what === 'line' ? '\n' : '\f';
    else if (inline.kind === 'box') text += blocksText(inline.blocks, notes);
    else if (inline.kind === 'note') {
      text += inline.mark === '' ? '' : `[${inline.mark}]`;
      notes.push(inline);
    }
  }
  return text;
}

function blocksText(blocks: readonly Block[], notes: NoteInline[]): string {
  const lines: string[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      // Whatever a bullet looks like, plain text has one sign for it.
      const mark = block.label?.bullet ? '•' : block.label?.text;
      const label = mark ? `${mark}${block.label?.follow === 'nothing' ? '' : ' '}` : '';
      lines.push(label + inlinesText(block.inlines, notes));
      continue;
    }
    for (const row of block.rows) {
      const cells = row.cells.map((cell) => blocksText(cell.blocks, notes).replace(/\n+$/, ''));
      lines.push(cells.join('\t'));
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** The headers or footers a section shows: of its first page, of even pages, of the rest; equal ones once. */
function marginText(section: Section, part: Section['header'], notes: NoteInline[]): string {
  const shown = [
    section.titlePage ? part.first : undefined,
    section.facingPages ? part.left : undefined,
    part.default,
  ];
  const texts = shown.map((side) => (side ? blocksText(side.blocks, notes) : ''));
  return [...new Set(texts)].filter((text) => text.trim() !== '').join('');
}

/** Writes a document as text (UTF-8 when encoded), headers and footers once, notes at the end. */
export function emitText(document: RichDocument): string {
  const notes: NoteInline[] = [];
  const parts: string[] = [];
  let header = '';
  let footer = '';
  for (const section of document.sections) {
    const top = marginText(section, section.header, notes);
    if (top !== header && top.trim() !== '') parts.push(top);
    header = top;
    parts.push(blocksText(section.blocks, notes));
    const bottom = marginText(section, section.footer, notes);
    if (bottom !== footer && bottom.trim() !== '') parts.push(bottom);
    footer = bottom;
  }
  for (const note of notes) parts.push(blocksText(note.blocks, []));
  return parts.join('').toWellFormed();
}
