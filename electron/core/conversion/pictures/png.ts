/** Writing PNG (from bitmaps) and checking PNG and JPEG data before the typesetter sees it. */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MAX_SIDE = 30_000;
const MAX_PIXELS = 80_000_000;

export interface PixelSize {
  width: number;
  height: number;
}

/** Whether a size is one that can be held in memory. */
export function isSaneSize({ width, height }: PixelSize): boolean {
  return width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8);
  return out;
}

/** Encodes rows of RGB or RGBA bytes (top row first) as PNG. */
export function encodePng(size: PixelSize, pixels: Uint8Array, channels: 3 | 4): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size.width, 0);
  header.writeUInt32BE(size.height, 4);
  header[8] = 8;
  header[9] = channels === 4 ? 6 : 2;
  const stride = size.width * channels;
  const raw = new Uint8Array((stride + 1) * size.height);
  for (let y = 0; y < size.height; y++)
    raw.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 6 })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** The size of a PNG whose chunks are whole and unbroken, or undefined. */
export function readPngSize(data: Uint8Array): PixelSize | undefined {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length < 45 || SIGNATURE.some((value, index) => bytes[index] !== value)) return undefined;
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (!isSaneSize(size)) return undefined;
  let at = 8;
  let sawData = false;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) return undefined;
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(bytes.subarray(at + 4, at + 8 + length)))
      return undefined;
    if (type === 'IDAT') sawData = true;
    if (type === 'IEND') return sawData ? size : undefined;
    at += 12 + length;
  }
  return undefined;
}

/** The size of a JPEG by its frame header, or undefined. */
export function readJpegSize(data: Uint8Array): PixelSize | undefined {
  if (data[0] !== 0xff || data[1] !== 0xd8) return undefined;
  let at = 2;
  while (at + 9 < data.length) {
    if (data[at] !== 0xff) return undefined;
    const marker = data[at + 1] as number;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd8 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const height = ((data[at + 5] as number) << 8) | (data[at + 6] as number);
      const width = ((data[at + 7] as number) << 8) | (data[at + 8] as number);
      return isSaneSize({ width, height }) ? { width, height } : undefined;
    }
    if (marker === 0xda) return undefined;
    at += 2 + (((data[at + 2] as number) << 8) | (data[at + 3] as number));
  }
  return undefined;
}

/** The size of a GIF by its screen descriptor, or undefined. */
export function readGifSize(data: Uint8Array): PixelSize | undefined {
  if (data.length < 14 || !/^GIF8[79]a$/.test(Buffer.from(data.subarray(0, 6)).toString('latin1')))
    return undefined;
  const size = {
    width: (data[6] as number) | ((data[7] as number) << 8),
    height: (data[8] as number) | ((data[9] as number) << 8),
  };
  return isSaneSize(size) ? size : undefined;
}
