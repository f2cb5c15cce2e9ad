import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDib, seeThroughOf } from './dib.ts';

/** A bitmap of one row, four bytes a pixel. */
function bitmap(...pixels: [number, number, number, number][]): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(pixels.length, 4);
  header.writeInt32LE(1, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  return Buffer.concat([header, Buffer.from(pixels.flat())]);
}

/** Bytes of the rows of a PNG of ours, without the filter byte. */
function rowOf(png: Uint8Array | undefined): number[] {
  const file = Buffer.from(png ?? []);
  const at = file.indexOf('IDAT');
  return [...inflateSync(file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4)))].slice(1);
}

describe('bitmaps', () => {
  it('are opaque unless something else is asked', () => {
    expect(rowOf(readDib(bitmap([3, 2, 1, 0]))?.png)).toEqual([1, 2, 3]);
  });

  it('are seen through by their fourth byte, their colours set free of it', () => {
    const data = bitmap([0, 0, 128, 128], [0, 0, 0, 0]);
    expect(rowOf(readDib(data, undefined, 'alpha')?.png)).toEqual([255, 0, 0, 128, 0, 0, 0, 0]);
  });

  it('whose fourth bytes are all nothing are opaque', () => {
    expect(rowOf(readDib(bitmap([3, 2, 1, 0]), undefined, 'alpha')?.png)).toEqual([1, 2, 3, 255]);
  });

  it('leave out the white of a mask and the black of what is drawn over it', () => {
    const data = bitmap([255, 255, 255, 0], [0, 0, 0, 0]);
    expect(rowOf(readDib(data, undefined, seeThroughOf(0x8800c6))?.png)[3]).toBe(0);
    expect(rowOf(readDib(data, undefined, seeThroughOf(0x660046))?.png)[7]).toBe(0);
    expect(seeThroughOf(0xcc0020)).toBeUndefined();
  });
});
