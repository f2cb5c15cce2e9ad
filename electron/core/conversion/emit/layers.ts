/**
 * Shapes that cover text or are covered by it. They are kept where they stand and drawn with the page, before or after its
 * text, in the order the document gives them.
 */
import type { BoxInline, RichDocument } from '../document.ts';
import { walkBlocks } from '../model-text.ts';

type Layer = 'behind' | 'front';

/** Whether a document's text has shapes upon or under it that hide what is beneath. */
export function usesLayers({ sections }: RichDocument): boolean {
  let uses = false;
  for (const { blocks } of sections) {
    walkBlocks(blocks, (block) => {
      if (block.kind === 'paragraph')
        uses ||= block.inlines.some((inline) => inline.kind === 'box' && inline.layer?.isOpaque);
    });
  }
  return uses;
}

/** Whether a box can be drawn apart from the text: a note in it must stay on the page's way. */
export function canLift({ layer, blocks }: BoxInline): boolean {
  let holdsNote = false;
  walkBlocks(blocks, (block) => {
    if (block.kind === 'paragraph') holdsNote ||= block.inlines.some(({ kind }) => kind === 'note');
  });
  return layer !== undefined && !holdsNote;
}

/** Code that keeps what a box draws for its layer. */
export function liftedCode({ behind, order }: NonNullable<BoxInline['layer']>, content: string): string {
  return `[#metadata((order: ${order}, content: ${content})) <${behind ? 'behind' : 'front'}>]`;
}

/** Code that draws a layer of a page. */
export function layerCode(layer: Layer): string {
  return `context {
let page = here().page()
for it in query(<${layer}>).filter(it => it.location().page() == page).sorted(key: it => it.value.order) {
let at = it.location().position()
place(top + left, dx: at.x, dy: at.y, it.value.content)
}
};`;
}
