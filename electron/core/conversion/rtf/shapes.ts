/**
 * Shapes: `{\shp{\*\shpinst …}}` and groups of them. Their text, pictures and drawing are kept, at their place where
 * that is simple. Source: RTF 1.9.1, "Word 97 through Word 2007 RTF for Drawing Objects".
 */
import type { Block, BoxInline, Picture } from '../document.ts';
import type { Context } from './context.ts';
import { pictureDestination } from './pictures.ts';
import { drawShape } from './shape-drawing.ts';
import { isTextShape, RECTANGLE } from './shape-geometry.ts';
import {
  colourOf,
  createProperties,
  fillOf,
  lengthOf,
  lookOf,
  propertyDestination,
  type ShapeProperties,
  veilOf,
} from './shape-properties.ts';
import type { Destination } from './state.ts';

export interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

type Place = NonNullable<BoxInline['place']>;

/** A shape being read, as the shapes within it (if it is a group) need to know it. */
interface Frame {
  edges(): Edges;
  properties: ShapeProperties;
  horizontal: Place['horizontal'];
  vertical: Place['vertical'];
}

const TEXT_BOX = 202;
const PICTURE_FRAME = 75;
const MAX_GROUPS = 16;

/** Edges of a shape within a group: the group's own space stretched to the group's place on the page. */
function edgesInGroup(properties: ShapeProperties, group: Frame): Edges {
  const outer = group.edges();
  const space = {
    left: group.properties.number('groupLeft', 0),
    top: group.properties.number('groupTop', 0),
    right: group.properties.number('groupRight', 0),
    bottom: group.properties.number('groupBottom', 0),
  };
  const scaleX = (outer.right - outer.left) / (space.right - space.left || 1);
  const scaleY = (outer.bottom - outer.top) / (space.bottom - space.top || 1);
  const x = (name: string): number => outer.left + (properties.number(name, 0) - space.left) * scaleX;
  const y = (name: string): number => outer.top + (properties.number(name, 0) - space.top) * scaleY;
  return { left: x('relLeft'), top: y('relTop'), right: x('relRight'), bottom: y('relBottom') };
}

/** Where a shape stands that is put at the left, the middle or the right of the margins or the page. */
function aligned(context: Context, properties: ShapeProperties, place: Place, width: number, height: number) {
  const page = context.sections.current;
  const posh = properties.number('posh', 0);
  const posv = properties.number('posv', 0);
  if (posh >= 1 && posh <= 3) {
    const ofPage = properties.number('posrelh', 2) === 1;
    const room = page.width - (ofPage ? 0 : page.margin.left + page.margin.right);
    place.horizontal = ofPage ? 'page' : 'margin';
    place.x = posh === 1 ? 0 : posh === 2 ? (room - width) / 2 : room - width;
  }
  if (posv >= 1 && posv <= 3) {
    const ofPage = properties.number('posrelv', 2) === 1;
    const room = page.height - (ofPage ? 0 : page.margin.top + page.margin.bottom);
    place.vertical = ofPage ? 'page' : 'margin';
    place.y = posv === 1 ? 0 : posv === 2 ? (room - height) / 2 : room - height;
  }
}

/** The destination of `\shpinst` (and of a shape in a group, which has the group's frame). */
export function shapeDestination(context: Context, group?: Frame, depth = 0): Destination {
  const stated: Edges = { left: 0, top: 0, right: 0, bottom: 0 };
  const properties = createProperties();
  let wrap = 3;
  let behind = false;
  let order = 0;
  let blocks: Block[] = [];
  let picture: Picture | undefined;

  const frame: Frame = {
    properties,
    horizontal: group?.horizontal ?? 'column',
    vertical: group?.vertical ?? 'paragraph',
    edges: () => (group && properties.has('relLeft') ? edgesInGroup(properties, group) : stated),
  };
  const isGroup = (): boolean => properties.has('groupRight');

  const value: Destination = {
    ...properties.value,
    word(word) {
      if (word !== 'pict') return true;
      context.state.destination = pictureDestination(context, (found) => {
        picture = found;
      });
      context.state.ownsDestination = true;
      return true;
    },
  };
  const property = propertyDestination(context, properties, value);

  function placeOf(edges: Edges, width: number, height: number): Place | undefined {
    if (context.flowDepth > 1) return undefined;
    const place: Place = {
      x: edges.left,
      y: edges.top,
      horizontal: frame.horizontal,
      vertical: frame.vertical,
    };
    if (!group) aligned(context, properties, place, width, height);
    return place;
  }

  function build(): BoxInline | undefined {
    if (properties.flag('fHidden', false)) return undefined;
    const edges = frame.edges();
    const width = Math.abs(edges.right - edges.left);
    const height = Math.abs(edges.bottom - edges.top);
    const isInline = properties.flag('fPseudoInline', false);
    if (isGroup()) {
      // What the group holds is placed by itself; a group in the line keeps its room.
      return isInline && !group ? { kind: 'box', blocks, width, height } : undefined;
    }
    const type = properties.number('shapeType', -1);
    const box: BoxInline = { kind: 'box', blocks, width, height };
    const isFrame = type === TEXT_BOX || type === RECTANGLE || type < 0;
    let isFilled = false;
    const canDraw = type >= 0 && type !== PICTURE_FRAME && !picture;
    if (canDraw && !(blocks.length > 0 && isFrame)) {
      const look = lookOf(properties, type, width, height, blocks.length > 0);
      const drawing = drawShape(look);
      if (drawing) box.drawing = drawing;
      isFilled = look.fill !== undefined && !isTextShape(type);
    }
    if (blocks.length === 0 && !picture && !box.drawing) return undefined;
    if (picture) {
      box.picture = picture;
      const veil = veilOf(properties);
      if (veil) picture.veil = veil;
      if (width > 0 && height > 0) {
        picture.width = width;
        picture.height = height;
      }
    }
    const hasPlace = (width > 0 || box.drawing) && !isInline;
    const isWrapped = wrap === 1 || wrap === 2 || wrap === 4 || wrap === 5;
    const isDrawnOnly = box.drawing !== undefined && blocks.length === 0;
    if (hasPlace && (!isWrapped || isDrawnOnly)) {
      const place = placeOf(edges, width, height);
      if (place) box.place = place;
    } else if (hasPlace) {
      const place = placeOf(edges, width, height);
      if (place) box.around = { ...place, isAbove: wrap === 1 };
    }
    if (blocks.length > 0 && isFrame && !picture) frameText(box);
    const isOpaque = isFilled || picture !== undefined || box.background !== undefined;
    if (box.place) box.layer = { behind: properties.flag('fBehindDocument', behind), order, isOpaque };
    if (isTextShape(type) && box.drawing) context.generated.push(properties.text('gtextUNICODE'));
    return box;
  }

  /** Line and filling of a plain text box: its text decides how tall they are. */
  function frameText(box: BoxInline): void {
    if (properties.flag('fLine', true)) {
      const width = lengthOf(properties.number('lineWidth', 9525)) || 15;
      box.border = { style: 'single', width: Math.min(255, Math.max(1, width)), space: 0 };
      const colour = colourOf(properties.text('lineColor'));
      if (colour) box.border.colour = colour;
    }
    const fill = fillOf(properties);
    if (fill) box.background = fill;
  }

  /** A shape within this one. */
  const inner: Destination = {
    word(word) {
      if (word === 'shpinst') {
        const parent = isGroup() ? frame : group;
        context.state.destination =
          depth >= MAX_GROUPS ? context.skip : shapeDestination(context, parent, depth + 1);
        context.state.ownsDestination = true;
      } else if (word === 'shprslt') {
        context.state.destination = context.skip;
      }
      return true;
    },
  };

  return {
    word(word, param) {
      switch (word) {
        case 'shpleft':
          stated.left = param;
          return true;
        case 'shptop':
          stated.top = param;
          return true;
        case 'shpright':
          stated.right = param;
          return true;
        case 'shpbottom':
          stated.bottom = param;
          return true;
        case 'shpbxpage':
          frame.horizontal = 'page';
          return true;
        case 'shpbxmargin':
          frame.horizontal = 'margin';
          return true;
        case 'shpbypage':
          frame.vertical = 'page';
          return true;
        case 'shpbymargin':
          frame.vertical = 'margin';
          return true;
        case 'shpwr':
          wrap = param;
          return true;
        case 'shpfblwtxt':
          behind = param !== 0;
          return true;
        case 'shpz':
          order = param;
          return true;
        case 'sp':
          context.state.destination = property;
          context.state.ownsDestination = true;
          return true;
        case 'shptxt':
          context.state.destination = context.openFlow((flow) => {
            if (!flow.isEmpty()) blocks = blocks.concat(flow.finish(context.state));
          });
          context.state.ownsDestination = true;
          return true;
        case 'shp':
        case 'shpgrp':
          context.state.destination = inner;
          return true;
        case 'shpinst':
          return inner.word?.(word, param, true) ?? true;
        case 'shprslt':
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

/** `{\*\background …}`: the shape that is as large as the paper gives it its colour. */
export function backgroundDestination(context: Context): Destination {
  const properties = createProperties();
  const property = propertyDestination(context, properties);
  return {
    word(word) {
      if (word !== 'sp') return true;
      context.state.destination = property;
      context.state.ownsDestination = true;
      return true;
    },
    close() {
      const fill = colourOf(properties.text('fillColor'));
      if (fill && fill !== '#ffffff' && properties.flag('fFilled', true)) context.document.background = fill;
    },
  };
}
