/** From the data of `\pict` to a picture that every emitter can use. */
import type { Picture } from '../document.ts';
import { readDib } from './dib.ts';
import { readEmf } from './emf.ts';
import { readGifSize, readJpegSize, readPngSize } from './png.ts';
import { readWmf } from './wmf.ts';

/** What `\pict` says. Goal sizes and crops in twips, scales in percent. */
export interface PictureSource {
  kind: 'png' | 'jpeg' | 'emf' | 'wmf' | 'dib' | 'bitmap' | 'unknown';
  data: Uint8Array;
  pixelWidth: number;
  pixelHeight: number;
  goalWidth: number;
  goalHeight: number;
  scaleX: number;
  scaleY: number;
  crop: { left: number; top: number; right: number; bottom: number };
  bitsPerPixel: number;
  planes: number;
  rowBytes: number;
}

interface Content {
  format: Picture['format'];
  data: Uint8Array;
  /** Natural size in twips. */
  width: number;
  height: number;
}

const TWIPS_PER_PIXEL = 15;
/** Twips in a hundredth of a millimetre. */
const TWIPS_PER_HIMETRIC = 1440 / 2540;
const MAX_SIDE = 31680;

function raster(
  format: 'png' | 'jpeg' | 'gif',
  data: Uint8Array,
  size: { width: number; height: number },
): Content {
  return { format, data, width: size.width * TWIPS_PER_PIXEL, height: size.height * TWIPS_PER_PIXEL };
}

/** Reads the data by what it is, whatever the document calls it. */
function readContent(source: PictureSource): Content | undefined {
  const { data } = source;
  const png = readPngSize(data);
  if (png) return raster('png', data, png);
  const jpeg = readJpegSize(data);
  if (jpeg) return raster('jpeg', data, jpeg);
  const gif = readGifSize(data);
  if (gif) return raster('gif', data, gif);
  if (data[0] === 0x42 && data[1] === 0x4d) {
    const bitmap = readDib(data.subarray(14));
    if (bitmap) return raster('png', bitmap.png, bitmap);
  }
  if (source.kind === 'dib' || source.kind === 'bitmap') {
    const bitmap = readDib(data) ?? readDeviceBitmap(source);
    if (bitmap) return raster('png', bitmap.png, bitmap);
  }
  const emf = readEmf(data);
  if (emf) {
    return {
      format: 'svg',
      data: emf.svg,
      width: emf.width * TWIPS_PER_HIMETRIC,
      height: emf.height * TWIPS_PER_HIMETRIC,
    };
  }
  const wmf = readWmf(data);
  if (!wmf) return undefined;
  return {
    format: 'svg',
    data: wmf.svg,
    width: (source.pixelWidth || wmf.width) * TWIPS_PER_HIMETRIC,
    height: (source.pixelHeight || wmf.height) * TWIPS_PER_HIMETRIC,
  };
}

/** Old device-dependent bitmaps: rows of words, one bit or palette-less bytes a pixel. */
function readDeviceBitmap(source: PictureSource) {
  const { pixelWidth, pixelHeight, bitsPerPixel, rowBytes, data } = source;
  if (![1, 24].includes(bitsPerPixel) || rowBytes <= 0 || data.length < rowBytes * pixelHeight)
    return undefined;
  const header = Buffer.alloc(40 + (bitsPerPixel === 1 ? 8 : 0));
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(pixelWidth, 4);
  header.writeInt32LE(-pixelHeight, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bitsPerPixel, 14);
  if (bitsPerPixel === 1) header.fill(0xff, 44, 47);
  const stride = (((pixelWidth * bitsPerPixel + 31) >> 5) << 2) >>> 0;
  if (pixelWidth > 30_000 || pixelHeight > 30_000 || stride * pixelHeight > 1 << 28) return undefined;
  const rows = Buffer.alloc(stride * pixelHeight);
  for (let y = 0; y < pixelHeight; y++) {
    rows.set(data.subarray(y * rowBytes, y * rowBytes + Math.min(stride, rowBytes)), y * stride);
  }
  return readDib(Buffer.concat([header, rows]));
}

function clampSide(value: number): number {
  return Math.min(MAX_SIDE, Math.max(1, Math.round(value)));
}

/** Reads a picture; data that cannot be read gives format `unreadable`. Never throws. */
export function readPicture(source: PictureSource): Picture {
  let content: Content | undefined;
  try {
    content = readContent(source);
  } catch {
    content = undefined;
  }
  const scaleX = source.scaleX > 0 && source.scaleX <= 10_000 ? source.scaleX / 100 : 1;
  const scaleY = source.scaleY > 0 && source.scaleY <= 10_000 ? source.scaleY / 100 : 1;
  const fullWidth = source.goalWidth || content?.width || 1440;
  const fullHeight = source.goalHeight || content?.height || 720;
  const crop = {
    left: source.crop.left * scaleX,
    right: source.crop.right * scaleX,
    top: source.crop.top * scaleY,
    bottom: source.crop.bottom * scaleY,
  };
  const picture: Picture = {
    format: content?.format ?? 'unreadable',
    data: content?.data ?? source.data,
    width: clampSide(fullWidth * scaleX),
    height: clampSide(fullHeight * scaleY),
  };
  const left = picture.width - crop.left - crop.right;
  const high = picture.height - crop.top - crop.bottom;
  const isCropped = crop.left !== 0 || crop.right !== 0 || crop.top !== 0 || crop.bottom !== 0;
  if (isCropped && left > 20 && high > 20 && left <= MAX_SIDE && high <= MAX_SIDE) {
    picture.crop = crop;
    picture.width = clampSide(left);
    picture.height = clampSide(high);
  }
  return picture;
}
