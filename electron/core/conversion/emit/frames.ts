/** Positioned paragraphs: those that follow each other in the same frame are drawn together at its place. */
import type { Block, BoxInline, ParagraphFrame, Section, Twips } from '../document.ts';
import type { FaceResolver } from './faces.ts';
import { estimateHeight } from './heights.ts';

/** Blocks of one frame, or blocks of the flow (`frame` absent). */
export interface FrameGroup {
  frame?: ParagraphFrame;
  blocks: Block[];
}

function frameOf(block: Block): ParagraphFrame | undefined {
  return block.kind === 'paragraph' ? block.style.frame : undefined;
}

function isSame(one: ParagraphFrame, other: ParagraphFrame): boolean {
  return (Object.keys(one) as (keyof ParagraphFrame)[]).every((key) => one[key] === other[key]);
}

/** Splits blocks into frames and what lies between them. */
export function groupFrames(blocks: readonly Block[]): FrameGroup[] {
  const groups: FrameGroup[] = [];
  for (const block of blocks) {
    const frame = frameOf(block);
    const last = groups.at(-1);
    const belongs = last && (frame ? last.frame && isSame(last.frame, frame) : !last.frame);
    if (last && belongs) last.blocks.push(block);
    else groups.push(frame ? { frame, blocks: [block] } : { blocks: [block] });
  }
  return groups;
}

function holdsText(block: Block): boolean {
  return (
    block.kind === 'table' ||
    block.inlines.some((inline) => inline.kind === 'text' || inline.kind === 'picture')
  );
}

/** Whether nothing but frames stands on the pages of a section. */
export function isFramesOnly(section: Section): boolean {
  return !section.blocks.some((block) => !frameOf(block) && holdsText(block));
}

function along(at: ParagraphFrame['x'], room: Twips, size: Twips): Twips {
  if (typeof at === 'number') return at;
  return at === 'start' ? 0 : at === 'center' ? (room - size) / 2 : room - size;
}

/** A frame's corner on the page and its size. */
export interface FramePlace {
  x: Twips;
  y: Twips;
  horizontal: 'page' | 'margin';
  vertical: 'page' | 'margin';
  width: Twips;
}

/**
 * Where a frame is drawn, or undefined when it stays in the flow: text does not flow round frames here, so a frame
 * within the text area is placed only on pages that hold nothing but frames.
 */
export function placeOfFrame(
  { frame, blocks }: FrameGroup,
  section: Section,
  framesOnly: boolean,
  resolver: FaceResolver,
): FramePlace | undefined {
  if (!frame || frame.vertical === 'paragraph') return undefined;
  const { width: pageWidth, height: pageHeight, margin } = section;
  const onPage = { x: frame.horizontal === 'page', y: frame.vertical === 'page' };
  const room = {
    x: onPage.x ? pageWidth : pageWidth - margin.left - margin.right,
    y: onPage.y ? pageHeight : pageHeight - margin.top - margin.bottom,
  };
  const width =
    frame.width > 0 ? frame.width : Math.max(400, room.x - (typeof frame.x === 'number' ? frame.x : 0));
  const height = Math.max(frame.height, estimateHeight(blocks, width, resolver));
  const x = along(frame.x, room.x, width);
  const y = along(frame.y, room.y, height);
  const left = x + (onPage.x ? 0 : margin.left);
  const top = y + (onPage.y ? 0 : margin.top);
  if (top >= pageHeight || left >= pageWidth || top + height < 0) return undefined;
  const isOutside =
    top + height <= margin.top ||
    top >= pageHeight - margin.bottom ||
    left + width <= margin.left ||
    left >= pageWidth - margin.right;
  if (!framesOnly && !isOutside) return undefined;
  return {
    x,
    y,
    width,
    horizontal: onPage.x ? 'page' : 'margin',
    vertical: onPage.y ? 'page' : 'margin',
  };
}

/** Takes the shapes that have a place on the page out of a frame's paragraphs: they are not placed within the frame. */
export function withoutPlaced(blocks: readonly Block[]): { blocks: Block[]; floating: BoxInline[] } {
  const floating: BoxInline[] = [];
  const kept = blocks.map((block) => {
    if (block.kind !== 'paragraph') return block;
    const inlines = block.inlines.filter((inline) => {
      const isPlaced = inline.kind === 'box' && inline.place && inline.place.vertical !== 'paragraph';
      if (isPlaced) floating.push(inline);
      return !isPlaced;
    });
    return inlines.length === block.inlines.length ? block : { ...block, inlines };
  });
  return { blocks: kept, floating };
}
