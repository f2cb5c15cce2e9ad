/** Enhanced metafiles → SVG. Source: [MS-EMF]. Bounded like the older format; EMF+ comments are skipped. */

import { coordinate } from './canvas.ts';
import {
  arcPath,
  colourOf,
  createDevice,
  type DeviceState,
  drawText,
  ellipsePath,
  faceOf,
  penOf,
  point,
  polyPath,
  rectanglePath,
  select,
  stockObject,
} from './device.ts';
import { readDib, type SeeThrough, seeThroughOf } from './dib.ts';
import { applyMapping, type Mapping, multiply, viewOf } from './emf-mapping.ts';
import type { Drawing } from './wmf.ts';

const MAX_RECORDS = 200_000;
const STOCK = 0x80000000;

/** Plays an enhanced metafile. `width` and `height` are the frame in hundredths of a millimetre. */
export function readEmf(data: Uint8Array): Drawing | undefined {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length < 88 || bytes.readUInt32LE(0) !== 1 || bytes.readUInt32LE(40) !== 0x464d4520)
    return undefined;
  const bounds = [8, 12, 16, 20].map((offset) => bytes.readInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  const frame = [24, 28, 32, 36].map((offset) => bytes.readInt32LE(offset)) as [
    number,
    number,
    number,
    number,
  ];
  const device = createDevice();
  const mapping: Mapping = {
    windowX: 0,
    windowY: 0,
    windowWidth: 1,
    windowHeight: 1,
    viewX: 0,
    viewY: 0,
    viewWidth: 0,
    viewHeight: 0,
    world: [1, 0, 0, 1, 0, 0],
  };
  let path: string | undefined;
  let at = 0;

  for (let count = 0; count < MAX_RECORDS && at + 8 <= bytes.length && device.canvas.hasRoom(); count++) {
    const type = bytes.readUInt32LE(at);
    const size = bytes.readUInt32LE(at + 4);
    if (size < 8 || type === 14) break;
    const record = bytes.subarray(at, Math.min(bytes.length, at + size));
    at += size;
    const int = (offset: number): number => (offset + 4 <= record.length ? record.readInt32LE(offset) : 0);
    const unsigned = (offset: number): number =>
      offset + 4 <= record.length ? record.readUInt32LE(offset) : 0;
    const float = (offset: number): number => (offset + 4 <= record.length ? record.readFloatLE(offset) : 0);
    const short = (offset: number): number => (offset + 2 <= record.length ? record.readInt16LE(offset) : 0);
    const { state, canvas } = device;
    const points = (offset: number, number: number, isShort: boolean): [number, number][] => {
      const list: [number, number][] = [];
      const step = isShort ? 4 : 8;
      for (let i = 0; i < number && offset + (i + 1) * step <= record.length; i++) {
        const from = offset + i * step;
        list.push(isShort ? [short(from), short(from + 2)] : [int(from), int(from + 4)]);
      }
      return list;
    };
    const draw = (shape: string, filled: boolean): void => {
      if (path !== undefined) path += shape;
      else canvas.shape(shape, scaledPen(state), filled ? state.brush : undefined, state.evenOdd);
    };
    const bezier = (list: [number, number][], first?: [number, number]): string => {
      const all = first ? [first, ...list] : list;
      const start = all[0];
      if (!start || all.length < 4) return '';
      const [mx, my] = point(state, start[0], start[1]);
      let out = path !== undefined && first ? '' : `M${coordinate(mx)} ${coordinate(my)}`;
      for (let i = 1; i + 2 < all.length; i += 3) {
        out += 'C';
        for (let k = 0; k < 3; k++) {
          const [x, y] = point(state, ...(all[i + k] as [number, number]));
          out += `${coordinate(x)} ${coordinate(y)} `;
        }
      }
      return out;
    };
    const lines = (list: [number, number][], first: [number, number] | undefined): string => {
      const shape = polyPath(state, first ? [first, ...list] : list, false);
      return path !== undefined && first ? shape.replace(/^M[^LMCZ]*/, '') : shape;
    };
    const moveTo = (list: [number, number][]): void => {
      const last = list.at(-1);
      if (last) [state.x, state.y] = last;
    };
    const bitmap = (
      offsets: { header: number; bits: number },
      box: [number, number, number, number],
      seeThrough?: SeeThrough,
    ): void => {
      const header = unsigned(offsets.header);
      const pixels = unsigned(offsets.bits);
      if (header === 0 || header >= record.length) return;
      const image = readDib(
        record.subarray(header, pixels > header ? pixels : undefined),
        pixels > 0 ? record.subarray(pixels) : undefined,
        seeThrough,
      );
      if (!image) return;
      const [x1, y1] = point(state, box[0], box[1]);
      const [x2, y2] = point(state, box[0] + box[2], box[1] + box[3]);
      canvas.image(image.png, Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    };
    switch (type) {
      case 9:
        mapping.windowWidth = int(8);
        mapping.windowHeight = int(12);
        applyMapping(state, mapping);
        break;
      case 10:
        mapping.windowX = int(8);
        mapping.windowY = int(12);
        applyMapping(state, mapping);
        break;
      case 11:
        mapping.viewWidth = int(8);
        mapping.viewHeight = int(12);
        applyMapping(state, mapping);
        break;
      case 12:
        mapping.viewX = int(8);
        mapping.viewY = int(12);
        applyMapping(state, mapping);
        break;
      case 35:
      case 36: {
        const m = [8, 12, 16, 20, 24, 28].map(float) as Mapping['world'];
        const mode = type === 36 ? int(32) : 4;
        if (mode === 1) mapping.world = [1, 0, 0, 1, 0, 0];
        else if (mode === 4) mapping.world = m;
        else {
          const [first, second] = mode === 2 ? [m, mapping.world] : [mapping.world, m];
          mapping.world = multiply(first, second);
        }
        applyMapping(state, mapping);
        break;
      }
      case 33:
        if (device.stack.length < 64) device.stack.push({ ...state });
        break;
      case 34:
        device.state = device.stack.pop() ?? state;
        break;
      case 38:
        device.objects.set(unsigned(8), { kind: 'pen', pen: penOf(int(12), int(16), unsigned(24)) });
        break;
      case 95:
        device.objects.set(unsigned(8), {
          kind: 'pen',
          pen: penOf(unsigned(28) & 15, int(32), unsigned(40)),
        });
        break;
      case 39:
        device.objects.set(unsigned(8), {
          kind: 'brush',
          brush: { colour: colourOf(unsigned(16)), none: int(12) === 1 },
        });
        break;
      case 82: {
        const name = record.subarray(40, 104).toString('utf16le').split('\0')[0] ?? '';
        const face = faceOf(name, int(12), int(28), record[32] === 1, record[33] === 1, int(20));
        device.objects.set(unsigned(8), { kind: 'font', charset: record[35] ?? 0, face });
        break;
      }
      case 37: {
        const index = unsigned(8);
        select(state, index >= STOCK ? stockObject(index - STOCK) : device.objects.get(index));
        break;
      }
      case 40:
        device.objects.delete(unsigned(8));
        break;
      case 24:
        state.textColour = colourOf(unsigned(8));
        break;
      case 22:
        state.textAlign = unsigned(8);
        break;
      case 19:
        state.evenOdd = int(8) !== 2;
        break;
      case 27:
        [state.x, state.y] = [int(8), int(12)];
        if (path !== undefined) {
          const [x, y] = point(state, state.x, state.y);
          path += `M${coordinate(x)} ${coordinate(y)}`;
        }
        break;
      case 54: {
        const to: [number, number] = [int(8), int(12)];
        draw(lines([to], [state.x, state.y]), false);
        [state.x, state.y] = to;
        break;
      }
      case 2:
      case 85:
        draw(bezier(points(28, unsigned(24), type === 85)), false);
        break;
      case 3:
      case 86:
        draw(polyPath(state, points(28, unsigned(24), type === 86), true), true);
        break;
      case 4:
      case 87:
        draw(polyPath(state, points(28, unsigned(24), type === 87), false), false);
        break;
      case 5:
      case 88: {
        const list = points(28, unsigned(24), type === 88);
        draw(bezier(list, [state.x, state.y]), false);
        moveTo(list);
        break;
      }
      case 6:
      case 89: {
        const list = points(28, unsigned(24), type === 89);
        draw(lines(list, [state.x, state.y]), false);
        moveTo(list);
        break;
      }
      case 7:
      case 8:
      case 90:
      case 91: {
        const isShort = type >= 90;
        const polygons = Math.min(unsigned(24), 8192);
        let from = 32 + polygons * 4;
        let shape = '';
        for (let i = 0; i < polygons; i++) {
          const length = Math.min(unsigned(32 + i * 4), 1 << 20);
          shape += polyPath(state, points(from, length, isShort), type === 8 || type === 91);
          from += length * (isShort ? 4 : 8);
        }
        draw(shape, type === 8 || type === 91);
        break;
      }
      case 42:
        draw(ellipsePath(state, int(8), int(12), int(16), int(20)), true);
        break;
      case 43:
      case 44: {
        const [left, top, right, bottom] = [int(8), int(12), int(16), int(20)];
        draw(rectanglePath(state, left, top, right, bottom), true);
        break;
      }
      case 45:
      case 46:
      case 47: {
        const kind = type === 45 ? 'arc' : type === 46 ? 'chord' : 'pie';
        draw(
          arcPath(state, [int(8), int(12), int(16), int(20)], [int(24), int(28)], [int(32), int(36)], kind),
          kind !== 'arc',
        );
        break;
      }
      case 59:
        path = '';
        break;
      case 61:
        if (path !== undefined) path += 'Z';
        break;
      case 62:
      case 63:
      case 64:
        if (path !== undefined) {
          const pen = type === 62 ? { ...state.pen, none: true } : scaledPen(state);
          canvas.shape(path, pen, type === 64 ? undefined : state.brush, state.evenOdd);
        }
        path = undefined;
        break;
      case 67:
      case 68:
        path = undefined;
        break;
      case 83:
      case 84: {
        const length = Math.min(unsigned(44), 100_000);
        const offset = unsigned(48);
        const raw = record.subarray(offset, offset + length * (type === 84 ? 2 : 1));
        const text = raw.toString(type === 84 ? 'utf16le' : 'latin1');
        const scale = Math.hypot(state.c, state.d) || 1;
        const moves = (state.textAlign & 1) === 1;
        drawText(device, text, moves ? state.x : int(36), moves ? state.y : int(40), scale);
        break;
      }
      case 81:
        bitmap({ header: 48, bits: 56 }, [int(24), int(28), int(72), int(76)], seeThroughOf(unsigned(68)));
        break;
      case 76:
      case 77:
        bitmap({ header: 84, bits: 92 }, [int(24), int(28), int(32), int(36)], seeThroughOf(unsigned(40)));
        break;
      case 114:
        bitmap({ header: 84, bits: 92 }, [int(24), int(28), int(32), int(36)], 'alpha');
        break;
      case 71:
      case 74: {
        const chosen = type === 71 ? device.objects.get(unsigned(28)) : undefined;
        const brush = chosen?.kind === 'brush' ? chosen.brush : state.brush;
        const region = type === 71 ? 32 : 28;
        const rectangles = Math.min(unsigned(region + 8), 10_000);
        let shape = '';
        for (let i = 0, from = region + 32; i < rectangles && from + 16 <= record.length; i++, from += 16) {
          const [left, top, right, bottom] = [int(from), int(from + 4), int(from + 8), int(from + 12)];
          shape += rectanglePath(state, left, top, right, bottom);
        }
        canvas.shape(shape, { ...state.pen, none: true }, brush, false);
        break;
      }
      case 80:
        bitmap({ header: 48, bits: 56 }, [int(24), int(28), int(40), int(44)]);
        break;
    }
  }
  if (device.canvas.isEmpty()) return undefined;
  return {
    svg: device.canvas.svg(viewOf(bytes, bounds, frame)),
    width: Math.max(1, frame[2] - frame[0]),
    height: Math.max(1, frame[3] - frame[1]),
  };
}

function scaledPen(state: DeviceState) {
  const scale = Math.hypot(state.a, state.b) || 1;
  return { ...state.pen, width: Math.max(0.5, state.pen.width * scale) };
}
