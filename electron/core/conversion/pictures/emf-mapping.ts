/** Coordinates of enhanced metafiles: window, viewport, world transform, frame. Source: [MS-EMF] 2.3.11, 2.3.12. */
import type { DeviceState } from './device.ts';

/** Hundredths of a millimetre in one. */
const HIMETRIC = 100;

/** How coordinates of records become those of the device. */
export interface Mapping {
  windowX: number;
  windowY: number;
  windowWidth: number;
  windowHeight: number;
  viewX: number;
  viewY: number;
  viewWidth: number;
  viewHeight: number;
  world: [number, number, number, number, number, number];
}

/** Combines world transform and window mapping into the state's matrix. */
export function applyMapping(state: DeviceState, mapping: Mapping): void {
  // A viewport that is never set is as large as the window: the picture's units are those of its device.
  const sx =
    mapping.windowWidth !== 0 && mapping.viewWidth !== 0 ? mapping.viewWidth / mapping.windowWidth : 1;
  const sy =
    mapping.windowHeight !== 0 && mapping.viewHeight !== 0 ? mapping.viewHeight / mapping.windowHeight : 1;
  const [a, b, c, d, e, f] = mapping.world;
  state.a = a * sx;
  state.b = b * sy;
  state.c = c * sx;
  state.d = d * sy;
  state.e = (e - mapping.windowX) * sx + mapping.viewX;
  state.f = (f - mapping.windowY) * sy + mapping.viewY;
}

type Sides = readonly [left: number, top: number, right: number, bottom: number];

/** The part of the device that is the picture: its frame; its bounds where the two do not go together. */
export function viewOf(bytes: Buffer, bounds: Sides, frame: Sides) {
  const perX = bytes.readInt32LE(72) / (bytes.readInt32LE(80) * HIMETRIC);
  const perY = bytes.readInt32LE(76) / (bytes.readInt32LE(84) * HIMETRIC);
  const sides: Sides = [frame[0] * perX, frame[1] * perY, frame[2] * perX, frame[3] * perY];
  const holds =
    sides.every(Number.isFinite) &&
    bounds[0] >= sides[0] - 2 &&
    bounds[1] >= sides[1] - 2 &&
    bounds[2] <= sides[2] + 2 &&
    bounds[3] <= sides[3] + 2;
  const [left, top, right, bottom] = holds ? sides : bounds;
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** One transform after the other. */
export function multiply(one: Mapping['world'], two: Mapping['world']): Mapping['world'] {
  return [
    one[0] * two[0] + one[1] * two[2],
    one[0] * two[1] + one[1] * two[3],
    one[2] * two[0] + one[3] * two[2],
    one[2] * two[1] + one[3] * two[3],
    one[4] * two[0] + one[5] * two[2] + two[4],
    one[4] * two[1] + one[5] * two[3] + two[5],
  ];
}
