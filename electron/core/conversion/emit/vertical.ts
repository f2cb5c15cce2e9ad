/** Where a section's text stands on its pages: space that stretches above, between or below its paragraphs. */
import type { Block, Section } from '../document.ts';

export interface Fills {
  above: string;
  between: string;
  below: string;
}

const STRETCH = 'v(1fr)';
const NONE: Fills = { above: '', between: '', below: '' };
const FILLS: Record<Section['verticalAlign'], Fills> = {
  top: NONE,
  center: { above: STRETCH, between: '', below: STRETCH },
  bottom: { above: STRETCH, between: '', below: '' },
  justify: { above: '', between: STRETCH, below: '' },
};

/** Whether a section goes on upon the page of the one before it. */
export function flowsOn(section: Section, before: Section | undefined): boolean {
  return (
    before !== undefined &&
    (section.start === 'continuous' || section.start === 'column') &&
    before.width === section.width &&
    before.height === section.height &&
    before.margin.left === section.margin.left &&
    before.margin.right === section.margin.right
  );
}

/** The space that stretches on the pages of a section. Sections that share a page, and columns, begin at the top. */
export function fillsOf(section: Section, before: Section | undefined, next: Section | undefined): Fills {
  const isAlone = !flowsOn(section, before) && !(next && flowsOn(next, section));
  return isAlone && section.columns.count === 1 ? FILLS[section.verticalAlign] : NONE;
}

/** A page break between filled pages. */
export function breakCode({ above, below }: Fills, isWeak: boolean): string {
  return [below, `pagebreak(${isWeak ? 'weak: true' : ''})`, above].filter((code) => code !== '').join('\n');
}

/** Blocks of a filled page: a break before the first would leave a page with nothing but the space. */
export function withoutFirstBreak(blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph' || !first.style.pageBreakBefore) return blocks;
  return [{ ...first, style: { ...first.style, pageBreakBefore: false } }, ...rest];
}
