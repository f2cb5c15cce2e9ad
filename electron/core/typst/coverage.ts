/** Which characters the fonts of this machine can draw at all. Built once a process, when first asked. */
import { closeSync, openSync, readSync } from 'node:fs';
import { fontCatalogue } from './fonts.ts';
import type { FontFace } from './sfnt.ts';

const LAST = 0x110000;
let covered: Uint8Array | undefined;

function read(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(file, buffer, 0, length, offset);
  return buffer;
}

function mark(map: Uint8Array, cmap: Buffer): void {
  const count = cmap.readUInt16BE(2);
  for (let i = 0; i < count; i++) {
    const offset = cmap.readUInt32BE(8 + i * 8);
    const format = cmap.readUInt16BE(offset);
    if (format === 4) markFormat4(map, cmap, offset);
    else if (format === 12) {
      const groups = cmap.readUInt32BE(offset + 12);
      for (let g = 0; g < groups; g++) {
        const at = offset + 16 + g * 12;
        const end = Math.min(LAST - 1, cmap.readUInt32BE(at + 4));
        for (let code = cmap.readUInt32BE(at); code <= end; code++) map[code] = 1;
      }
    }
  }
}

function markFormat4(map: Uint8Array, cmap: Buffer, at: number): void {
  const doubled = cmap.readUInt16BE(at + 6);
  for (let i = 0; i < doubled; i += 2) {
    const end = cmap.readUInt16BE(at + 14 + i);
    const start = cmap.readUInt16BE(at + 16 + doubled + i);
    const delta = cmap.readUInt16BE(at + 16 + doubled * 2 + i);
    const rangeAt = at + 16 + doubled * 3 + i;
    const range = cmap.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      if (range === 0) {
        if (((code + delta) & 0xffff) !== 0) map[code] = 1;
        continue;
      }
      const glyphAt = rangeAt + range + (code - start) * 2;
      if (glyphAt + 2 <= cmap.length && cmap.readUInt16BE(glyphAt) !== 0) map[code] = 1;
    }
  }
}

function build(): Uint8Array {
  const map = new Uint8Array(LAST);
  for (const path of new Set(fontCatalogue().faces.map((face) => face.path))) markFile(map, path);
  return map;
}

/** Marks what the first face of a font file has glyphs for. */
function markFile(map: Uint8Array, path: string): void {
  const file = openSync(path, 'r');
  try {
    const head = read(file, 0, 16);
    const start = head.toString('latin1', 0, 4) === 'ttcf' ? head.readUInt32BE(12) : 0;
    const records = read(file, start + 12, read(file, start, 12).readUInt16BE(4) * 16);
    for (let at = 0; at < records.length; at += 16) {
      if (records.toString('latin1', at, at + 4) !== 'cmap') continue;
      mark(map, read(file, records.readUInt32BE(at + 8), Math.min(1 << 22, records.readUInt32BE(at + 12))));
    }
  } catch {
    // A damaged font covers nothing.
  } finally {
    closeSync(file);
  }
}

/** Whether some installed face has a glyph for the character. */
export function canDraw(code: number): boolean {
  covered ??= build();
  return covered[code] === 1;
}

/**
 * A family that has a glyph for the character, upright and of normal weight where there is one: for the typesetter, whose own
 * search for a face stops at the first likely one.
 */
export function familyDrawing(code: number): string | undefined {
  const faces = fontCatalogue().faces.filter((face) => face.families.length > 0);
  faces.sort((one, other) => strangeness(one) - strangeness(other));
  const map = new Uint8Array(LAST);
  for (const face of faces) {
    markFile(map, face.path);
    if (map[code] === 1) return face.families[0];
  }
  return undefined;
}

function strangeness(face: FontFace): number {
  return Math.abs(face.weight - 400) + (face.italic ? 1000 : 0);
}

/** Every character that no installed face has, surrogates and non-characters aside. */
export function* undrawableCharacters(): Generator<number> {
  for (let code = 0xa0; code < LAST; code++) {
    const isCharacter = (code < 0xd800 || code > 0xdfff) && (code & 0xfffe) !== 0xfffe;
    if (isCharacter && !canDraw(code)) yield code;
  }
}
