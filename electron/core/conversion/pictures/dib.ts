/** Device-independent bitmaps → PNG. Source: [MS-WMF] 2.2.2.9 (DeviceIndependentBitmap), RLE of BI_RLE8/BI_RLE4. */
import { encodePng, isSaneSize, type PixelSize } from './png.ts';

export interface Bitmap extends PixelSize {
  png: Uint8Array;
}

const RGB = 0;
const RLE8 = 1;
const RLE4 = 2;
const BITFIELDS = 3;

interface Header extends PixelSize {
  topDown: boolean;
  bits: number;
  compression: number;
  colours: number;
  headerSize: number;
}

function readHeader(bytes: Buffer): Header | undefined {
  if (bytes.length < 12) return undefined;
  const headerSize = bytes.readUInt32LE(0);
  if (headerSize === 12) {
    const bits = bytes.readUInt16LE(10);
    return {
      headerSize,
      width: bytes.readUInt16LE(4),
      height: bytes.readUInt16LE(6),
      topDown: false,
      bits,
      compression: RGB,
      colours: bits <= 8 ? 1 << bits : 0,
    };
  }
  if (headerSize < 40 || headerSize > 200 || bytes.length < 40) return undefined;
  const bits = bytes.readUInt16LE(14);
  const height = bytes.readInt32LE(8);
  const used = bytes.readUInt32LE(32);
  return {
    headerSize,
    width: bytes.readInt32LE(4),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression: bytes.readUInt32LE(16),
    colours: bits <= 8 ? Math.min(256, used || 1 << bits) : 0,
  };
}

/** Expands run-length coded indices; missing rows stay at index 0. */
function expandRuns(data: Buffer, { width, height, compression }: Header): Uint8Array {
  const indices = new Uint8Array(width * height);
  let x = 0;
  let y = 0;
  let at = 0;
  const put = (value: number): void => {
    if (x < width && y < height) indices[y * width + x] = value;
    x++;
  };
  while (at + 1 < data.length && y < height) {
    const count = data[at] as number;
    const value = data[at + 1] as number;
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++)
        put(compression === RLE8 ? value : i % 2 === 0 ? value >> 4 : value & 15);
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) {
      break;
    } else if (value === 2) {
      x += data[at] ?? 0;
      y += data[at + 1] ?? 0;
      at += 2;
    } else {
      const bytes = compression === RLE8 ? value : Math.ceil(value / 2);
      for (let i = 0; i < value; i++) {
        const byte = data[at + (compression === RLE8 ? i : i >> 1)] ?? 0;
        put(compression === RLE8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15);
      }
      at += bytes + (bytes % 2);
    }
  }
  return indices;
}

function shiftOf(mask: number): { shift: number; scale: number } {
  if (mask === 0) return { shift: 0, scale: 0 };
  let shift = 0;
  while (((mask >>> shift) & 1) === 0) shift++;
  return { shift, scale: 255 / (mask >>> shift) };
}

/** Which pixels let what lies below be seen: by their fourth byte, or those of one colour. */
export type SeeThrough = 'alpha' | 'white' | 'black';

/**
 * What a raster operation leaves of the picture below it, as far as icons need it: masks are combined by AND, the icons
 * over them by OR or XOR ([MS-WMF] 2.1.1.31).
 */
export function seeThroughOf(operation: number): SeeThrough | undefined {
  if (operation === 0x8800c6) return 'white';
  return operation === 0xee0086 || operation === 0x660046 ? 'black' : undefined;
}

/** Pixels of three bytes as four, with what is seen through; colours of `alpha` come multiplied by it. */
function withAlpha(pixels: Uint8Array, seeThrough: SeeThrough, alphas: Uint8Array | undefined): Uint8Array {
  const out = new Uint8Array((pixels.length / 3) * 4);
  const clear = seeThrough === 'white' ? 255 : 0;
  const isBlank = alphas?.every((alpha) => alpha === 0) ?? true;
  for (let i = 0, from = 0; from < pixels.length; i++, from += 3) {
    const alpha = seeThrough === 'alpha' && !isBlank ? (alphas?.[i] ?? 255) : 255;
    let matches = seeThrough !== 'alpha';
    for (let c = 0; c < 3; c++) {
      const value = pixels[from + c] as number;
      matches &&= value === clear;
      out[i * 4 + c] = alpha > 0 && alpha < 255 ? Math.min(255, Math.round((value * 255) / alpha)) : value;
    }
    out[i * 4 + 3] = matches ? 0 : alpha;
  }
  return out;
}

/** Reads a bitmap (header, palette, pixels; no file header). Undefined when it is damaged or unknown. */
export function readDib(
  data: Uint8Array,
  separatePixels?: Uint8Array,
  seeThrough?: SeeThrough,
): Bitmap | undefined {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const header = readHeader(bytes);
  if (!header || !isSaneSize(header) || ![1, 4, 8, 16, 24, 32].includes(header.bits)) return undefined;
  const { width, height, bits, compression, headerSize, topDown } = header;
  let at = headerSize;
  let masks = bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  if (compression === BITFIELDS) {
    if (bytes.length < 52) return undefined;
    masks = [bytes.readUInt32LE(40), bytes.readUInt32LE(44), bytes.readUInt32LE(48)];
    if (headerSize === 40) at += 12;
  } else if (compression !== RGB && compression !== RLE8 && compression !== RLE4) {
    return undefined;
  }
  const entry = headerSize === 12 ? 3 : 4;
  const palette = bytes.subarray(at, at + header.colours * entry);
  const rest = separatePixels
    ? Buffer.from(separatePixels.buffer, separatePixels.byteOffset, separatePixels.byteLength)
    : bytes.subarray(at + palette.length);
  const stride = (((width * bits + 31) >> 5) << 2) >>> 0;
  const isCoded = compression === RLE8 || compression === RLE4;
  if (!isCoded && rest.length < stride * (height - 1)) return undefined;
  const indices = isCoded ? expandRuns(rest, header) : undefined;
  const pixels = new Uint8Array(width * height * 3);
  const channels = masks.map(shiftOf);
  const alphas = seeThrough === 'alpha' && bits === 32 ? new Uint8Array(width * height) : undefined;
  for (let y = 0; y < height; y++) {
    const row = topDown ? y : height - 1 - y;
    let to = row * width * 3;
    for (let x = 0; x < width; x++, to += 3) {
      if (alphas) alphas[row * width + x] = rest[y * stride + x * 4 + 3] ?? 255;
      if (bits >= 24 && compression !== BITFIELDS) {
        const from = y * stride + x * (bits >> 3);
        pixels[to] = rest[from + 2] ?? 255;
        pixels[to + 1] = rest[from + 1] ?? 255;
        pixels[to + 2] = rest[from] ?? 255;
        continue;
      }
      if (bits > 8) {
        const from = y * stride + x * (bits >> 3);
        const value =
          bits === 16
            ? (rest[from] ?? 0) | ((rest[from + 1] ?? 0) << 8)
            : from + 4 <= rest.length
              ? rest.readUInt32LE(from)
              : 0;
        for (let c = 0; c < 3; c++) {
          const { shift, scale } = channels[c] as { shift: number; scale: number };
          pixels[to + c] = Math.round((((value & (masks[c] as number)) >>> 0) >>> shift) * scale);
        }
        continue;
      }
      const index = indices ? (indices[y * width + x] as number) : paletteIndex(rest, y * stride, x, bits);
      const colour = index * entry;
      pixels[to] = palette[colour + 2] ?? 0;
      pixels[to + 1] = palette[colour + 1] ?? 0;
      pixels[to + 2] = palette[colour] ?? 0;
    }
  }
  if (!seeThrough) return { width, height, png: encodePng({ width, height }, pixels, 3) };
  return { width, height, png: encodePng({ width, height }, withAlpha(pixels, seeThrough, alphas), 4) };
}

function paletteIndex(rest: Buffer, row: number, x: number, bits: number): number {
  const byte = rest[row + ((x * bits) >> 3)] ?? 0;
  if (bits === 8) return byte;
  if (bits === 4) return x % 2 === 0 ? byte >> 4 : byte & 15;
  return (byte >> (7 - (x & 7))) & 1;
}
