/**
 * Shapes: `{\shp{\*\shpinst …}}` and the older `{\*\do …}`. Their text and pictures are kept, at their
 * place where that is simple. Source: RTF 1.9.1, "Word 97 through Word 2007 RTF for Drawing Objects".
 */
import type { Block, BoxInline, Picture } from '../document.ts';
import type { Context } from './context.ts';
import { pictureDestination } from './pictures.ts';
import type { Destination } from './state.ts';

/** English metric units in a twip. */
const EMU_PER_TWIP = 635;

function colourOf(value: string): string | undefined {
  const number = Number.parseInt(value, 10);
  if (!Number.isFinite(number) || number < 0 || number > 0xffffff) return undefined;
  const hex = (part: number): string => (part & 255).toString(16).padStart(2, '0');
  return `#${hex(number)}${hex(number >> 8)}${hex(number >> 16)}`;
}

/** The destination of `\shpinst` (and of a shape in a group). */
export function shapeDestination(context: Context): Destination {
  const edges = { left: 0, top: 0, right: 0, bottom: 0 };
  const properties = new Map<string, string>();
  let horizontal: 'page' | 'margin' | 'column' = 'column';
  let vertical: 'page' | 'margin' | 'paragraph' = 'paragraph';
  let wrap = 3;
  let blocks: Block[] = [];
  let picture: Picture | undefined;
  let name = '';
  let value = '';

  const nameDestination: Destination = {
    text(text) {
      if (name.length < 100) name += text;
    },
  };
  const valueDestination: Destination = {
    text(text) {
      if (value.length < 10_000) value += text;
    },
    word(word) {
      if (word === 'pict') {
        context.state.destination = pictureDestination(context, (found) => {
          picture = found;
        });
        context.state.ownsDestination = true;
      }
      return true;
    },
  };
  const property: Destination = {
    word(word) {
      if (word === 'sn') context.state.destination = nameDestination;
      else if (word === 'sv') context.state.destination = valueDestination;
      else if (word === 'hsv' || word === 'sp') return true;
      return true;
    },
    close() {
      properties.set(name.trim(), value.trim());
      name = '';
      value = '';
    },
  };

  function build(): BoxInline | undefined {
    if (blocks.length === 0 && !picture) return undefined;
    const width = Math.max(0, edges.right - edges.left);
    const height = Math.max(0, edges.bottom - edges.top);
    const box: BoxInline = { kind: 'box', blocks, width, height };
    if (picture) {
      box.picture = picture;
      if (width > 0 && height > 0) {
        picture.width = width;
        picture.height = height;
      }
    }
    const hasPlace = width > 0 && context.flowDepth <= 1 && properties.get('fPseudoInline') !== '1';
    if (hasPlace && wrap !== 1 && wrap !== 2 && wrap !== 4 && wrap !== 5) {
      box.place = { x: edges.left, y: edges.top, horizontal, vertical };
    }
    const isLined = properties.get('fLine') !== '0' && !picture;
    if (isLined && blocks.length > 0) {
      const width = Math.round(Number(properties.get('lineWidth') ?? 9525) / EMU_PER_TWIP) || 15;
      box.border = { style: 'single', width: Math.min(255, Math.max(1, width)), space: 0 };
      const colour = colourOf(properties.get('lineColor') ?? '');
      if (colour) box.border.colour = colour;
    }
    const fill = colourOf(properties.get('fillColor') ?? '');
    if (fill && fill !== '#ffffff' && properties.get('fFilled') !== '0') box.background = fill;
    return box;
  }

  return {
    word(word, param) {
      switch (word) {
        case 'shpleft':
          edges.left = param;
          return true;
        case 'shptop':
          edges.top = param;
          return true;
        case 'shpright':
          edges.right = param;
          return true;
        case 'shpbottom':
          edges.bottom = param;
          return true;
        case 'shpbxpage':
          horizontal = 'page';
          return true;
        case 'shpbxmargin':
          horizontal = 'margin';
          return true;
        case 'shpbypage':
          vertical = 'page';
          return true;
        case 'shpbymargin':
          vertical = 'margin';
          return true;
        case 'shpwr':
          wrap = param;
          return true;
        case 'sp':
          context.state.destination = property;
          context.state.ownsDestination = true;
          return true;
        case 'shptxt':
        case 'dptxbxtext':
          context.state.destination = context.openFlow((flow) => {
            if (!flow.isEmpty()) blocks = blocks.concat(flow.finish(context.state));
          });
          context.state.ownsDestination = true;
          return true;
        case 'dpxsize':
          edges.right = edges.left + param;
          return true;
        case 'dpysize':
          edges.bottom = edges.top + param;
          return true;
        case 'shp':
        case 'shpinst':
          context.state.destination = shapeDestination(context);
          context.state.ownsDestination = true;
          return true;
        case 'shprslt':
        case 'shpgrp':
          return true;
      }
      return true;
    },
    close() {
      const box = build();
      if (box) context.flow.inline(box);
    },
  };
}
