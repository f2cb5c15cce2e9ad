/** Advance widths of a face's Latin characters, for placing tabs and guessing heights before Typst lays out. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { FontFace } from './sfnt.ts';

/** Latin, Greek and Cyrillic lie below this code. */
const LETTERS = 0x530;
/** Punctuation, letterlike and mathematical signs. */
const SIGNS = { from: 0x2000, to: 0x2300 };
const MEASURED = LETTERS + SIGNS.to - SIGNS.from;

/** Place of a character among a face's measured widths; -1 for those that are not measured. */
export function measuredAt(code: number): number {
  if (code < LETTERS) return code;
  return code >= SIGNS.from && code < SIGNS.to ? code - SIGNS.from + LETTERS : -1;
}

const cache = new Map<string, Float32Array>();

function read(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(file, buffer, 0, length, offset);
  return buffer;
}

function glyphLookup(cmap: Buffer): (code: number) => number {
  const count = cmap.readUInt16BE(2);
  for (let i = 0; i < count; i++) {
    const offset = cmap.readUInt32BE(4 + i * 8 + 4);
    const format = cmap.readUInt16BE(offset);
    if (format === 4) return (code) => lookupFormat4(cmap, offset, code);
    if (format === 12) return (code) => lookupFormat12(cmap, offset, code);
  }
  return () => 0;
}

function lookupFormat4(cmap: Buffer, at: number, code: number): number {
  const doubled = cmap.readUInt16BE(at + 6);
  for (let i = 0; i < doubled; i += 2) {
    if (cmap.readUInt16BE(at + 14 + i) < code) continue;
    const startAt = at + 16 + doubled + i;
    const start = cmap.readUInt16BE(startAt);
    if (start > code) return 0;
    const delta = cmap.readUInt16BE(startAt + doubled);
    const range = cmap.readUInt16BE(startAt + doubled * 2);
    if (range === 0) return (code + delta) & 0xffff;
    const glyph = cmap.readUInt16BE(startAt + doubled * 2 + range + (code - start) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

function lookupFormat12(cmap: Buffer, at: number, code: number): number {
  const groups = cmap.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i++) {
    const group = at + 16 + i * 12;
    if (cmap.readUInt32BE(group + 4) < code) continue;
    const start = cmap.readUInt32BE(group);
    return start > code ? 0 : cmap.readUInt32BE(group + 8) + code - start;
  }
  return 0;
}

/** Half an em for letters; signs a face has not got come from a Chinese face, a whole em wide. */
function unmeasured(): Float32Array {
  return new Float32Array(MEASURED).fill(0.5, 0, LETTERS).fill(1, LETTERS);
}

function build(face: FontFace): Float32Array {
  const widths = unmeasured();
  const file = openSync(face.path, 'r');
  try {
    const head = read(file, 0, 16 + face.index * 4);
    const start = head.toString('latin1', 0, 4) === 'ttcf' ? head.readUInt32BE(12 + face.index * 4) : 0;
    const count = read(file, start, 12).readUInt16BE(4);
    const records = read(file, start + 12, count * 16);
    const table = (tag: string): Buffer => {
      for (let at = 0; at < records.length; at += 16) {
        if (records.toString('latin1', at, at + 4) === tag) {
          return read(file, records.readUInt32BE(at + 8), Math.min(1 << 21, records.readUInt32BE(at + 12)));
        }
      }
      throw new RangeError(tag);
    };
    const unitsPerEm = table('head').readUInt16BE(18);
    const metrics = table('hhea').readUInt16BE(34);
    const hmtx = table('hmtx');
    const glyphOf = glyphLookup(table('cmap'));
    for (let code = 0x20; code < SIGNS.to; code = code === LETTERS - 1 ? SIGNS.from : code + 1) {
      const glyph = glyphOf(code);
      if (glyph > 0)
        widths[measuredAt(code)] = hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4) / unitsPerEm;
    }
  } finally {
    closeSync(file);
  }
  return widths;
}

/** Widths, in ems, of the characters that `measuredAt` places. */
export function latinAdvances(face: FontFace | undefined): Float32Array {
  const key = face ? `${face.path}#${face.index}` : '';
  let widths = cache.get(key);
  if (!widths) {
    try {
      widths = face ? build(face) : unmeasured();
    } catch {
      widths = unmeasured();
    }
    cache.set(key, widths);
  }
  return widths;
}
