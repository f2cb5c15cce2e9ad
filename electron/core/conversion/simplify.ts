/** A document reduced to its text: what is left when its layout cannot be drawn. */
import type { Block, Paragraph, RichDocument, Section } from './document.ts';
import { DEFAULT_PARAGRAPH } from './document.ts';
import { walkBlocks } from './model-text.ts';

function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  walkBlocks(blocks, (block) => {
    if (block.kind !== 'paragraph') return;
    const inlines = block.inlines.filter((inline) => inline.kind === 'text' || inline.kind === 'tab');
    paragraphs.push({ ...block, inlines, style: { ...DEFAULT_PARAGRAPH, align: block.style.align } });
  });
  return paragraphs;
}

/** Keeps every paragraph's text, in order, and one page set-up; drops tables, pictures, headers and columns. */
export function simplified(document: RichDocument): RichDocument {
  const first = document.sections[0] as Section;
  const blocks = document.sections.flatMap((section) => paragraphsOf(section.blocks));
  const section: Section = {
    ...first,
    columns: { count: 1, gap: 0, line: false },
    titlePage: false,
    header: {},
    footer: {},
    start: 'page',
    pageNumber: { format: 'decimal' },
    blocks,
  };
  return { ...document, sections: [section] };
}
