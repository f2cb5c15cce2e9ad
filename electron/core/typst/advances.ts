/** Advance widths of a face's Latin characters, for placing tabs and guessing heights before Typst lays out. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { FontFace } from './sfnt.ts';

/** Characters up to this code have widths of their own; others count as a whole or half em. */
export const MEASURED = 0x250;

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

function build(face: FontFace): Float32Array {
  const widths = new Float32Array(MEASURED).fill(0.5);
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
    for (let code = 0x20; code < MEASURED; code++) {
      const glyph = glyphOf(code);
      if (glyph > 0) widths[code] = hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4) / unitsPerEm;
    }
  } finally {
    closeSync(file);
  }
  return widths;
}

/** Widths, in ems, of the characters below `MEASURED`; half an em each where the face cannot be read. */
export function latinAdvances(face: FontFace | undefined): Float32Array {
  const key = face ? `${face.path}#${face.index}` : '';
  let widths = cache.get(key);
  if (!widths) {
    try {
      widths = face ? build(face) : new Float32Array(MEASURED).fill(0.5);
    } catch {
      widths = new Float32Array(MEASURED).fill(0.5);
    }
    cache.set(key, widths);
  }
  return widths;
}
