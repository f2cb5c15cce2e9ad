/** `{\pict …}`: collects the data of a picture, hexadecimal or binary. Source: RTF 1.9.1, "Pictures". */
import type { Picture } from '../document.ts';
import { type PictureSource, readPicture } from '../pictures/picture.ts';
import type { Context } from './context.ts';
import { createProperties, propertyDestination, veilOf } from './shape-properties.ts';
import type { Destination } from './state.ts';

const MAX_PICTURE_BYTES = 64 * 1024 * 1024;

const KINDS: Record<string, PictureSource['kind']> = {
  pngblip: 'png',
  jpegblip: 'jpeg',
  emfblip: 'emf',
  wmetafile: 'wmf',
  dibitmap: 'dib',
  wbitmap: 'bitmap',
  macpict: 'unknown',
  pmmetafile: 'unknown',
};

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/** The destination of one picture; `done` gets it when the group closes. */
export function pictureDestination(context: Context, done: (picture: Picture) => void): Destination {
  const source: PictureSource = {
    kind: 'unknown',
    data: new Uint8Array(0),
    pixelWidth: 0,
    pixelHeight: 0,
    goalWidth: 0,
    goalHeight: 0,
    scaleX: 100,
    scaleY: 100,
    crop: { left: 0, top: 0, right: 0, bottom: 0 },
    bitsPerPixel: 1,
    planes: 1,
    rowBytes: 0,
  };
  let data = new Uint8Array(1024);
  let length = 0;
  let half = -1;

  function reserve(extra: number): boolean {
    if (length + extra > MAX_PICTURE_BYTES) return false;
    if (length + extra > data.length) {
      const grown = new Uint8Array(Math.min(MAX_PICTURE_BYTES, Math.max(length + extra, data.length * 2)));
      grown.set(data.subarray(0, length));
      data = grown;
    }
    return true;
  }

  const properties = createProperties();
  function enterProperty(): true {
    context.state.destination = propertyDestination(context, properties);
    context.state.ownsDestination = true;
    return true;
  }

  return {
    bytes(bytes, start, end) {
      if (!reserve(((end - start) >> 1) + 1)) return;
      for (let i = start; i < end; i++) {
        const value = hexValue(bytes[i] as number);
        if (value < 0) continue;
        if (half < 0) {
          half = value;
        } else {
          data[length++] = half * 16 + value;
          half = -1;
        }
      }
    },
    binary(bytes) {
      if (!reserve(bytes.length)) return;
      data.set(bytes, length);
      length += bytes.length;
    },
    word(word, param) {
      const kind = KINDS[word];
      if (kind) {
        source.kind = kind;
        return true;
      }
      switch (word) {
        case 'picw':
          source.pixelWidth = Math.abs(param);
          break;
        case 'pich':
          source.pixelHeight = Math.abs(param);
          break;
        case 'picwgoal':
          source.goalWidth = Math.abs(param);
          break;
        case 'pichgoal':
          source.goalHeight = Math.abs(param);
          break;
        case 'picscalex':
          source.scaleX = param;
          break;
        case 'picscaley':
          source.scaleY = param;
          break;
        case 'piccropl':
          source.crop.left = param;
          break;
        case 'piccropr':
          source.crop.right = param;
          break;
        case 'piccropt':
          source.crop.top = param;
          break;
        case 'piccropb':
          source.crop.bottom = param;
          break;
        case 'wbmbitspixel':
          source.bitsPerPixel = param;
          break;
        case 'wbmplanes':
          source.planes = param;
          break;
        case 'wbmwidthbytes':
          source.rowBytes = param;
          break;
        case 'picprop':
          context.state.destination = { word: (word) => word !== 'sp' || enterProperty() };
          break;
        case 'sp':
          enterProperty();
          break;
        case 'blipuid':
          context.state.destination = context.skip;
          break;
      }
      return true;
    },
    close() {
      if (length === 0) return;
      source.data = data.subarray(0, length);
      const picture = readPicture(source);
      context.pictures++;
      if (picture.format === 'unreadable') {
        context.note('picture-unreadable');
      }
      const veil = veilOf(properties);
      if (veil) picture.veil = veil;
      done(picture);
    },
  };
}
