/** The `{\sp{\sn …}{\sv …}}` properties of a shape. Source: MS-ODRAW 2.3 (names, units and defaults). */
import type { Picture } from '../document.ts';
import type { Context } from './context.ts';
import type { ShapeLook } from './shape-drawing.ts';
import { isLine, isTextShape } from './shape-geometry.ts';
import type { Destination } from './state.ts';

export interface ShapeProperties {
  name: Destination;
  value: Destination;
  /** Keeps the property whose name and value have been read. */
  settle(): void;
  has(name: string): boolean;
  text(name: string): string;
  number(name: string, otherwise: number): number;
  flag(name: string, otherwise: boolean): boolean;
}

const LONGEST_NAME = 100;
const LONGEST_VALUE = 400_000;
const MAX_PROPERTIES = 400;
/** English metric units in a twip. */
const EMU_PER_TWIP = 635;
/** One, in numbers of 16 bits after the point. */
const FULL = 65_536;
const FREE_FORM = 0;

/** No properties yet. */
export function createProperties(): ShapeProperties {
  const known = new Map<string, string>();
  let name = '';
  let value: string[] = [];
  let length = 0;
  return {
    name: {
      text(text) {
        if (name.length < LONGEST_NAME) name += text;
      },
    },
    value: {
      text(text) {
        length += text.length;
        if (length < LONGEST_VALUE) value.push(text);
      },
    },
    settle() {
      if (known.size < MAX_PROPERTIES) known.set(name.trim(), value.join('').trim());
      name = '';
      value = [];
      length = 0;
    },
    has: (wanted) => known.has(wanted),
    text: (wanted) => known.get(wanted) ?? '',
    number(wanted, otherwise) {
      const number = Number.parseInt(known.get(wanted) ?? '', 10);
      return Number.isFinite(number) ? number : otherwise;
    },
    flag(wanted, otherwise) {
      const text = known.get(wanted);
      return text === undefined || text === '' ? otherwise : text !== '0';
    },
  };
}

/** The destination of `\sp`: one property. `value` reads values in a way of its own. */
export function propertyDestination(
  context: Context,
  properties: ShapeProperties,
  value: Destination = properties.value,
): Destination {
  return {
    word(word) {
      if (word === 'sn') context.state.destination = properties.name;
      else if (word === 'sv') context.state.destination = value;
      return true;
    },
    close: () => properties.settle(),
  };
}

/**
 * The veil over a washed-out picture: contrast less than full, and brightness. Word's names in RTF are `pictureContrast`
 * and `pictureBrightness`, those of VML `pictureGain` and `pictureBlacklevel`.
 */
export function veilOf(properties: ShapeProperties): Picture['veil'] {
  const of = (names: string[], otherwise: number): number => {
    const known = names.find((name) => properties.has(name));
    return known ? properties.number(known, otherwise) / FULL : otherwise / FULL;
  };
  const share = of(['pictureContrast', 'pictureGain'], FULL);
  const brightness = of(['pictureBrightness', 'pictureBlacklevel'], 0);
  if (share < 0 || share >= 1) return undefined;
  // A value v becomes share·(v − ½) + ½ + brightness: what is added is a veil of this grey.
  const grey = (0.5 - share / 2 + brightness) / (1 - share);
  return { share, grey: Math.min(1, Math.max(0, grey)) };
}

/** Twips of a length in English metric units. */
export function lengthOf(emu: number): number {
  return Math.round(emu / EMU_PER_TWIP);
}

/** `#rrggbb` of a colour number (blue, green, red from the highest byte down); undefined for system colours. */
export function colourOf(value: string): string | undefined {
  const number = Number.parseInt(value, 10);
  if (!Number.isFinite(number) || number < 0 || number > 0xffffff) return undefined;
  const hex = (part: number): string => (part & 255).toString(16).padStart(2, '0');
  return `#${hex(number)}${hex(number >> 8)}${hex(number >> 16)}`;
}

/** A colour seen through: nearer to the white of the paper. */
function faded(colour: string, opacity: number): string {
  if (opacity >= FULL) return colour;
  const share = Math.max(0, opacity) / FULL;
  const part = (at: number): string => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16);
    return Math.round(255 - (255 - value) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

/** The filling of a shape: white where it does not say otherwise (MS-ODRAW 2.3.7). */
export function fillOf(properties: ShapeProperties): string | undefined {
  const opacity = properties.number('fillOpacity', FULL);
  if (!properties.flag('fFilled', true) || opacity <= 0) return undefined;
  return faded(colourOf(properties.text('fillColor')) ?? '#ffffff', opacity);
}

/** How a shape is to be drawn. `holdsText`: it lies under text, so its filling must let the text be read. */
export function lookOf(
  properties: ShapeProperties,
  type: number,
  width: number,
  height: number,
  holdsText: boolean,
): ShapeLook {
  const isArt = isTextShape(type);
  const look: ShapeLook = {
    type,
    width,
    height,
    flipHorizontal: properties.flag('fFlipH', false) || properties.flag('fRelFlipH', false),
    flipVertical: properties.flag('fFlipV', false) || properties.flag('fRelFlipV', false),
    rotation: holdsText ? 0 : properties.number('rotation', 0) / 65_536,
    arrows: {
      start: properties.number('lineStartArrowhead', 0) > 0,
      end: properties.number('lineEndArrowhead', 0) > 0,
    },
  };
  if (properties.flag('fLine', !isArt)) {
    look.line = {
      colour: colourOf(properties.text('lineColor')) ?? '#000000',
      width: lengthOf(properties.number('lineWidth', 9525)),
      dash: properties.number('lineDashing', 0),
      style: properties.number('lineStyle', 0),
    };
  }
  const fill = isLine(type) ? undefined : fillOf(properties);
  if (fill) look.fill = fill;
  if (type === FREE_FORM && properties.has('pVerticies')) {
    look.form = {
      vertices: properties.text('pVerticies'),
      segments: properties.text('pSegmentInfo'),
      left: properties.number('geoLeft', 0),
      top: properties.number('geoTop', 0),
      right: properties.number('geoRight', 21_600),
      bottom: properties.number('geoBottom', 21_600),
    };
  }
  if (isArt) {
    look.art = {
      text: properties.text('gtextUNICODE'),
      font: properties.text('gtextFont') || 'SimSun',
      bold: properties.flag('gtextFBold', false),
      italic: properties.flag('gtextFItalic', false),
    };
  }
  return look;
}
