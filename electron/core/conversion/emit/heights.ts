/** Rough heights of blocks, for headers that push the text down. */
import type { Block, Paragraph, Twips } from '../document.ts';
import { type FaceResolver, textWidth } from './faces.ts';
import { lineEdges, lineFrame } from './typst-text.ts';

function paragraphHeight(paragraph: Paragraph, width: Twips, resolver: FaceResolver): Twips {
  const frame = lineFrame(paragraph, resolver);
  const { top, bottom } = lineEdges(frame, frame.ascent, frame.descent);
  let length = 0;
  let lines = 1;
  let tallest = 0;
  for (const inline of paragraph.inlines) {
    if (inline.kind === 'text') length += textWidth(inline.text, inline.style, resolver.of(inline.style));
    else if (inline.kind === 'break') lines++;
    else if (inline.kind === 'picture') {
      length += inline.picture.width;
      tallest = Math.max(tallest, inline.picture.height);
    } else if (inline.kind === 'box' && !inline.place) {
      tallest = Math.max(tallest, inline.height);
    }
  }
  const room = Math.max(200, width - paragraph.style.left - paragraph.style.right);
  lines += Math.max(0, Math.ceil(length / room - 1.02));
  return paragraph.style.spaceBefore + paragraph.style.spaceAfter + Math.max(lines * (top + bottom), tallest);
}

/** Height in twips that blocks will take in a column of the given width, within some percent. */
export function estimateHeight(blocks: readonly Block[], width: Twips, resolver: FaceResolver): Twips {
  let height = 0;
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      height += paragraphHeight(block, width, resolver);
      continue;
    }
    for (const row of block.rows) {
      let rowHeight = row.height.kind === 'auto' ? 0 : row.height.value;
      for (const cell of row.cells) {
        if (row.height.kind === 'exact' || cell.rowSpan > 1) continue;
        let cellWidth = -cell.padding.left - cell.padding.right;
        for (let i = 0; i < cell.columnSpan; i++) cellWidth += block.columns[cell.column + i] ?? 0;
        rowHeight = Math.max(rowHeight, estimateHeight(cell.blocks, Math.max(200, cellWidth), resolver));
      }
      height += rowHeight;
    }
  }
  return height;
}
