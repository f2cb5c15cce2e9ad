/** Windows metafiles → SVG. Source: [MS-WMF]. Bounded: unknown records are skipped, broken ones end the drawing. */
import { codePage, createByteDecoder, fontCodePage } from '../rtf/charsets.ts';
import {
  arcPath,
  colourOf,
  createDevice,
  drawText,
  ellipsePath,
  faceOf,
  type GraphicsObject,
  penOf,
  point,
  polyPath,
  rectanglePath,
  select,
} from './device.ts';
import { readDib, seeThroughOf } from './dib.ts';

export interface Drawing {
  svg: Uint8Array;
  width: number;
  height: number;
}

const PLACEABLE = 0x9ac6cdd7;
const MAX_RECORDS = 200_000;

/** Decodes text of a metafile in its font's charset. */
export function decodeBytes(bytes: Uint8Array, charset: number): string {
  const page = codePage(fontCodePage(charset, 0, 936));
  const decoder = createByteDecoder();
  let text = '';
  for (const byte of bytes) text += decoder.feed(byte, page);
  return text + decoder.flush();
}

/** Plays a metafile. Undefined when it is none or draws nothing. `width` and `height` are in its window's units. */
export function readWmf(data: Uint8Array): Drawing | undefined {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  let frame: { x: number; y: number; width: number; height: number } | undefined;
  if (bytes.length >= 40 && bytes.readUInt32LE(0) === PLACEABLE) {
    const x = bytes.readInt16LE(6);
    const y = bytes.readInt16LE(8);
    frame = { x, y, width: bytes.readInt16LE(10) - x, height: bytes.readInt16LE(12) - y };
    at = 22;
  }
  if (bytes.length < at + 18) return undefined;
  const headerWords = bytes.readUInt16LE(at + 2);
  if (headerWords !== 9) return undefined;
  at += 18;
  const device = createDevice();
  let windowSet = false;
  const window = { x: 0, y: 0, width: 0, height: 0 };

  const addObject = (object: GraphicsObject): void => {
    let index = 0;
    while (device.objects.has(index)) index++;
    if (index < 4096) device.objects.set(index, object);
  };

  /** How far bitmaps reach: the picture's size where nothing else says it. */
  const reach = { x: 0, y: 0, width: 0, height: 0 };
  for (let count = 0; count < MAX_RECORDS && at + 6 <= bytes.length && device.canvas.hasRoom(); count++) {
    const size = bytes.readUInt32LE(at) * 2;
    const code = bytes.readUInt16LE(at + 4);
    if (size < 6 || code === 0) break;
    const record = bytes.subarray(at + 6, Math.min(bytes.length, at + size));
    at += size;
    const int = (index: number): number =>
      index * 2 + 2 <= record.length ? record.readInt16LE(index * 2) : 0;
    const dword = (offset: number): number => (offset + 4 <= record.length ? record.readUInt32LE(offset) : 0);
    const { state, canvas } = device;
    const points = (from: number, number: number): [number, number][] => {
      const list: [number, number][] = [];
      for (let i = 0; i < number && (from + i * 2 + 2) * 2 <= record.length; i++)
        list.push([int(from + i * 2), int(from + i * 2 + 1)]);
      return list;
    };
    const bitmap = (offset: number, box: [number, number, number, number]): void => {
      const image = readDib(record.subarray(offset), undefined, seeThroughOf(dword(0)));
      if (!image) return;
      const [x, y] = point(state, box[0], box[1]);
      canvas.image(image.png, x, y, Math.abs(box[2]), Math.abs(box[3]));
      reach.width = Math.max(reach.width, x + Math.abs(box[2]));
      reach.height = Math.max(reach.height, y + Math.abs(box[3]));
    };
    switch (code) {
      case 0x020b:
        window.y = int(0);
        window.x = int(1);
        break;
      case 0x020c:
        window.height = int(0);
        window.width = int(1);
        windowSet = true;
        break;
      case 0x001e:
        if (device.stack.length < 64) device.stack.push({ ...state });
        break;
      case 0x0127:
        device.state = device.stack.pop() ?? state;
        break;
      case 0x02fa:
        addObject({ kind: 'pen', pen: penOf(int(0), Math.max(1, int(1)), dword(6)) });
        break;
      case 0x02fc:
        addObject({ kind: 'brush', brush: { colour: colourOf(dword(2)), none: int(0) === 1 } });
        break;
      case 0x02fb: {
        const name = record.subarray(18, 50);
        const end = name.indexOf(0);
        const charset = record[13] ?? 0;
        const family = decodeBytes(name.subarray(0, end < 0 ? name.length : end), charset);
        addObject({
          kind: 'font',
          charset,
          face: faceOf(family, int(0), int(4), record[10] === 1, record[11] === 1, int(2)),
        });
        break;
      }
      case 0x00f7:
      case 0x0142:
      case 0x01f9:
      case 0x06ff:
        addObject({ kind: 'other' });
        break;
      case 0x012d:
        select(state, device.objects.get(int(0)));
        break;
      case 0x01f0:
        device.objects.delete(int(0));
        break;
      case 0x0209:
        state.textColour = colourOf(dword(0));
        break;
      case 0x012e:
        state.textAlign = int(0);
        break;
      case 0x0106:
        state.evenOdd = int(0) !== 2;
        break;
      case 0x0214:
        state.y = int(0);
        state.x = int(1);
        break;
      case 0x0213: {
        const to: [number, number] = [int(1), int(0)];
        canvas.shape(polyPath(state, [[state.x, state.y], to], false), state.pen, undefined, false);
        [state.x, state.y] = to;
        break;
      }
      case 0x041b:
      case 0x061c: {
        const first = code === 0x061c ? 2 : 0;
        const [bottom, right, top, left] = [int(first), int(first + 1), int(first + 2), int(first + 3)];
        canvas.shape(rectanglePath(state, left, top, right, bottom), state.pen, state.brush, false);
        break;
      }
      case 0x0418:
        canvas.shape(ellipsePath(state, int(3), int(2), int(1), int(0)), state.pen, state.brush, false);
        break;
      case 0x0817:
      case 0x081a:
      case 0x0830: {
        const kind = code === 0x0817 ? 'arc' : code === 0x081a ? 'pie' : 'chord';
        const path = arcPath(
          state,
          [int(7), int(6), int(5), int(4)],
          [int(3), int(2)],
          [int(1), int(0)],
          kind,
        );
        canvas.shape(path, state.pen, kind === 'arc' ? undefined : state.brush, false);
        break;
      }
      case 0x0324:
        canvas.shape(polyPath(state, points(1, int(0)), true), state.pen, state.brush, state.evenOdd);
        break;
      case 0x0325:
        canvas.shape(polyPath(state, points(1, int(0)), false), state.pen, undefined, false);
        break;
      case 0x0538: {
        const polygons = Math.min(Math.max(0, int(0)), 4096);
        let from = 1 + polygons;
        let path = '';
        for (let i = 0; i < polygons; i++) {
          const length = Math.max(0, int(1 + i));
          path += polyPath(state, points(from, length), true);
          from += length * 2;
        }
        canvas.shape(path, state.pen, state.brush, state.evenOdd);
        break;
      }
      case 0x0521: {
        const length = Math.max(0, int(0));
        const after = 2 + length + (length % 2);
        const y = record.length >= after + 4 ? record.readInt16LE(after) : 0;
        const x = record.length >= after + 4 ? record.readInt16LE(after + 2) : 0;
        drawText(device, decodeBytes(record.subarray(2, 2 + length), state.charset), x, y, 1);
        break;
      }
      case 0x0a32: {
        const length = Math.max(0, int(2));
        const start = 8 + ((int(3) & 6) !== 0 ? 8 : 0);
        const text = decodeBytes(record.subarray(start, start + length), state.charset);
        const moves = (state.textAlign & 1) === 1;
        drawText(device, text, moves ? state.x : int(1), moves ? state.y : int(0), 1);
        break;
      }
      case 0x0940:
        bitmap(16, [int(7), int(6), int(5), int(4)]);
        break;
      case 0x0b41:
        bitmap(20, [int(9), int(8), int(7), int(6)]);
        break;
      case 0x0f43:
        bitmap(22, [int(10), int(9), int(8), int(7)]);
        break;
    }
  }
  if (device.canvas.isEmpty()) return undefined;
  const view =
    windowSet && window.width !== 0 && window.height !== 0
      ? window
      : (frame ?? (reach.width > 0 ? reach : { x: 0, y: 0, width: 1000, height: 1000 }));
  const width = Math.abs(view.width) || 1;
  const height = Math.abs(view.height) || 1;
  return { svg: device.canvas.svg({ x: view.x, y: view.y, width, height }), width, height };
}
