/** What the Typst emitter asks of sections and documents: widths, numberings, spaces between paragraphs. */
import type { Block, NumberFormat, Paragraph, RichDocument, Section, Twips } from '../document.ts';
import { walkBlocks } from '../model-text.ts';

/** Patterns of Typst's numberings; formats without one count 1, 2, 3. */
export const NUMBERING: Partial<Record<NumberFormat, string>> = {
  decimal: '"1"',
  'upper-roman': '"I"',
  'lower-roman': '"i"',
  'upper-letter': '"A"',
  'lower-letter': '"a"',
  chinese: '"一"',
  'chinese-legal': '"壹"',
  circled: '"①"',
  'full-width': '"1"',
  ordinal: '"1"',
  dash: '"- 1 -"',
};

/** Arguments of `set document`. */
export function documentInfo({ info }: RichDocument): string {
  const parts: string[] = [];
  if (info.title) parts.push(`title: ${JSON.stringify(info.title.toWellFormed())}`);
  if (info.author) parts.push(`author: ${JSON.stringify(info.author.toWellFormed())}`);
  return parts.join(', ');
}

/** Space before and after is dropped between paragraphs that ask for it; automatic spaces that meet become one. */
export function contextual(
  paragraph: Paragraph,
  before: Block | undefined,
  after: Block | undefined,
): Paragraph {
  const { contextualSpacing, autoBefore } = paragraph.style;
  if (!contextualSpacing && !autoBefore) return paragraph;
  const style = { ...paragraph.style };
  if (autoBefore && before?.kind === 'paragraph' && before.style.autoAfter)
    style.spaceBefore = Math.max(0, style.spaceBefore - before.style.spaceAfter);
  if (!contextualSpacing) return { ...paragraph, style };
  if (before?.kind === 'paragraph' && before.style.contextualSpacing) style.spaceBefore = 0;
  if (after?.kind === 'paragraph' && after.style.contextualSpacing) style.spaceAfter = 0;
  return { ...paragraph, style };
}

/** Width of the text area. */
export function textWidthOf(section: Section): Twips {
  return section.width - section.margin.left - section.margin.right;
}

/** Width of one of the section's columns. */
export function columnWidthOf(section: Section): Twips {
  const { count, gap } = section.columns;
  return Math.max(400, (textWidthOf(section) - gap * (count - 1)) / count);
}

/** Whether a document says anywhere how many pages a section has. */
export function usesSectionPages({ sections }: RichDocument): boolean {
  let uses = false;
  for (const { blocks, header, footer } of sections) {
    const margins = [header, footer].flatMap((part) => [part.default, part.left, part.first]);
    for (const list of [blocks, ...margins.map((margin) => margin?.blocks ?? [])]) {
      walkBlocks(list, (block) => {
        if (block.kind === 'paragraph')
          uses ||= block.inlines.some((inline) => inline.kind === 'field' && inline.what === 'section-pages');
      });
    }
  }
  return uses;
}

/** Code of the number of a section's pages, between the marks at its ends. */
export function sectionPagesCode(section: number, format: string): string {
  return `context numbering(${format}, locate(<to-${section}>).page() - locate(<from-${section}>).page() + 1)`;
}
