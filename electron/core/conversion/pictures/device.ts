/** State that both kinds of metafile keep while they play: window, pens, brushes, fonts, the current point. */
import { fontCatalogue } from '../../typst/fonts.ts';
import { type Brush, type Canvas, coordinate, createCanvas, type Pen, type TextFace } from './canvas.ts';

export type GraphicsObject =
  | { kind: 'pen'; pen: Pen }
  | { kind: 'brush'; brush: Brush }
  | { kind: 'font'; face: TextFace; charset: number }
  | { kind: 'other' };

export interface DeviceState {
  pen: Pen;
  brush: Brush;
  face: TextFace;
  charset: number;
  textColour: string;
  textAlign: number;
  evenOdd: boolean;
  x: number;
  y: number;
  /** World transform (EMF) after window to viewport. */
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

export interface Device {
  canvas: Canvas;
  state: DeviceState;
  objects: Map<number, GraphicsObject>;
  stack: DeviceState[];
}

/** A device as a metafile finds it. */
export function createDevice(): Device {
  return {
    canvas: createCanvas(),
    state: {
      pen: { colour: '#000000', width: 1, dash: '', none: false },
      brush: { colour: '#ffffff', none: false },
      face: { family: 'Arial', size: 12, bold: false, italic: false, underline: false, angle: 0 },
      charset: 0,
      textColour: '#000000',
      textAlign: 0,
      evenOdd: true,
      x: 0,
      y: 0,
      a: 1,
      b: 0,
      c: 0,
      d: 1,
      e: 0,
      f: 0,
    },
    objects: new Map(),
    stack: [],
  };
}

/** A COLORREF (0x00bbggrr). */
export function colourOf(reference: number): string {
  const hex = (value: number): string => (value & 255).toString(16).padStart(2, '0');
  return `#${hex(reference)}${hex(reference >>> 8)}${hex(reference >>> 16)}`;
}

const DASHES: Record<number, string> = { 1: '6 3', 2: '2 2', 3: '6 2 2 2', 4: '6 2 2 2 2 2' };

/** A pen by its Windows style number. */
export function penOf(style: number, width: number, reference: number): Pen {
  const kind = style & 15;
  return {
    colour: colourOf(reference),
    width: Math.max(width, 0),
    dash: DASHES[kind] ?? '',
    none: kind === 5,
  };
}

/** The stock objects both formats share, by number. */
export function stockObject(number: number): GraphicsObject {
  const greys: Record<number, string> = {
    0: '#ffffff',
    1: '#c0c0c0',
    2: '#808080',
    3: '#404040',
    4: '#000000',
  };
  const grey = greys[number];
  if (grey) return { kind: 'brush', brush: { colour: grey, none: false } };
  if (number === 5) return { kind: 'brush', brush: { colour: '#000000', none: true } };
  if (number >= 6 && number <= 8) {
    return {
      kind: 'pen',
      pen: { colour: number === 6 ? '#ffffff' : '#000000', width: 1, dash: '', none: number === 8 },
    };
  }
  return { kind: 'other' };
}

/** Selects an object into the state. */
export function select(state: DeviceState, object: GraphicsObject | undefined): void {
  if (object?.kind === 'pen') state.pen = object.pen;
  else if (object?.kind === 'brush') state.brush = object.brush;
  else if (object?.kind === 'font') {
    state.face = object.face;
    state.charset = object.charset;
  }
}

/** Makes the face of a logical font; its name becomes one that is installed. */
export function faceOf(
  name: string,
  height: number,
  weight: number,
  italic: boolean,
  underline: boolean,
  escapement: number,
): TextFace {
  const eastAsian = /[\u3000-\u9fff]/.test(name);
  return {
    family: fontCatalogue().choose(name || 'Arial', eastAsian).family,
    size: Math.abs(height) || 12,
    bold: weight >= 600,
    italic,
    underline,
    angle: escapement / 10,
  };
}

/** A point through the world transform. */
export function point(state: DeviceState, x: number, y: number): [number, number] {
  return [state.a * x + state.c * y + state.e, state.b * x + state.d * y + state.f];
}

/** Path data of a polygon or polyline. */
export function polyPath(
  state: DeviceState,
  points: readonly (readonly [number, number])[],
  closed: boolean,
): string {
  if (points.length < 2) return '';
  const parts = points.map(([x, y], index) => {
    const [px, py] = point(state, x, y);
    return `${index === 0 ? 'M' : 'L'}${coordinate(px)} ${coordinate(py)}`;
  });
  return parts.join('') + (closed ? 'Z' : '');
}

/** Path of a rectangle given by its edges. */
export function rectanglePath(
  state: DeviceState,
  left: number,
  top: number,
  right: number,
  bottom: number,
): string {
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const;
  return polyPath(state, corners, true);
}

/** Path data of an ellipse in a box. */
export function ellipsePath(
  state: DeviceState,
  left: number,
  top: number,
  right: number,
  bottom: number,
): string {
  const points: [number, number][] = [];
  for (let i = 0; i < 48; i++) {
    const angle = (i / 48) * 2 * Math.PI;
    points.push([
      (left + right) / 2 + ((right - left) / 2) * Math.cos(angle),
      (top + bottom) / 2 + ((bottom - top) / 2) * Math.sin(angle),
    ]);
  }
  return polyPath(state, points, true);
}

/** Path data of an arc (also chord and pie) from a start to an end direction, counter-clockwise as GDI draws. */
export function arcPath(
  state: DeviceState,
  box: readonly [number, number, number, number],
  start: readonly [number, number],
  end: readonly [number, number],
  kind: 'arc' | 'chord' | 'pie',
): string {
  const [left, top, right, bottom] = box;
  const cx = (left + right) / 2;
  const cy = (top + bottom) / 2;
  const from = Math.atan2(start[1] - cy, start[0] - cx);
  let to = Math.atan2(end[1] - cy, end[0] - cx);
  if (to >= from) to -= 2 * Math.PI;
  const points: [number, number][] = [];
  for (let i = 0; i <= 48; i++) {
    const angle = from + ((to - from) * i) / 48;
    points.push([cx + ((right - left) / 2) * Math.cos(angle), cy + ((bottom - top) / 2) * Math.sin(angle)]);
  }
  if (kind === 'pie') points.push([cx, cy]);
  return polyPath(state, points, kind !== 'arc');
}

/** Draws text with its alignment flags (TA_RIGHT 2, TA_CENTER 6, TA_BOTTOM 8, TA_BASELINE 24, TA_UPDATECP 1). */
export function drawText(device: Device, text: string, x: number, y: number, scale: number): void {
  const { state, canvas } = device;
  const size = state.face.size * scale;
  const [px, py] = point(state, x, y);
  const vertical = state.textAlign & 24;
  const baseline = vertical === 24 ? 0 : vertical === 8 ? -size * 0.2 : size * 0.8;
  const horizontal = state.textAlign & 6;
  const anchor = horizontal === 6 ? 'middle' : horizontal === 2 ? 'end' : 'start';
  canvas.text(text, px, py + baseline, { ...state.face, size }, state.textColour, anchor);
}
