/**
 * A small reader of the parts of TrueType/OpenType files that layout needs: names, weight and
 * vertical metrics. Source of the table layouts: OpenType specification 1.9 (head, hhea, OS/2, name).
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** One face of a font file. All vertical values are fractions of the em; `descent` is positive. */
export interface FontFace {
  path: string;
  index: number;
  /** English family name first, then every other family name the file carries (Chinese ones too). */
  families: string[];
  weight: number;
  italic: boolean;
  ascent: number;
  descent: number;
  /** Room the face asks for between lines, beside ascent and descent. */
  lineGap: number;
}

interface TableRecord {
  offset: number;
  length: number;
}

const MAX_TABLE_BYTES = 1 << 20;

function readAt(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const read = readSync(file, buffer, 0, length, offset);
  return read === length ? buffer : buffer.subarray(0, read);
}

function readTables(file: number, offset: number): Map<string, TableRecord> {
  const tables = new Map<string, TableRecord>();
  const count = readAt(file, offset, 12).readUInt16BE(4);
  const records = readAt(file, offset + 12, Math.min(count, 256) * 16);
  for (let at = 0; at + 16 <= records.length; at += 16) {
    tables.set(records.toString('latin1', at, at + 4), {
      offset: records.readUInt32BE(at + 8),
      length: records.readUInt32BE(at + 12),
    });
  }
  return tables;
}

function decodeUtf16(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}

function readFamilies(table: Buffer): string[] {
  const count = table.readUInt16BE(2);
  const strings = table.readUInt16BE(4);
  const english: string[] = [];
  const others: string[] = [];
  for (let i = 0; i < count; i++) {
    const at = 6 + i * 12;
    if (at + 12 > table.length) break;
    const platform = table.readUInt16BE(at);
    const language = table.readUInt16BE(at + 4);
    const nameId = table.readUInt16BE(at + 6);
    if (nameId !== 1 || (platform !== 3 && platform !== 0)) continue;
    const start = strings + table.readUInt16BE(at + 10);
    const end = start + table.readUInt16BE(at + 8);
    if (end > table.length || (end - start) % 2 === 1) continue;
    const name = decodeUtf16(table.subarray(start, end)).trim();
    (platform === 0 || (language & 0xff) === 0x09 ? english : others).push(name);
  }
  return [...new Set([...english, ...others])].filter((name) => name !== '');
}

function readFace(file: number, path: string, index: number, offset: number): FontFace | undefined {
  const tables = readTables(file, offset);
  const load = (tag: string): Buffer | undefined => {
    const record = tables.get(tag);
    return record && readAt(file, record.offset, Math.min(record.length, MAX_TABLE_BYTES));
  };
  const head = load('head');
  const hhea = load('hhea');
  const names = load('name');
  if (!head || !hhea || !names) return undefined;
  const families = readFamilies(names);
  if (families.length === 0) return undefined;
  const unitsPerEm = head.readUInt16BE(18) || 1000;
  let ascent = hhea.readInt16BE(4);
  let descent = -hhea.readInt16BE(6);
  let lineGap = hhea.readInt16BE(8);
  let weight = (head.readUInt16BE(44) & 1) === 1 ? 700 : 400;
  let italic = (head.readUInt16BE(44) & 2) === 2;
  const os2 = load('OS/2');
  if (os2 && os2.length >= 78) {
    weight = os2.readUInt16BE(4) || weight;
    const selection = os2.readUInt16BE(62);
    italic = (selection & 1) === 1 || (selection & 0x200) !== 0;
    if ((selection & 0x80) !== 0) {
      ascent = os2.readInt16BE(68);
      descent = -os2.readInt16BE(70);
      lineGap = os2.readInt16BE(72);
    } else if (ascent + descent === 0) {
      ascent = os2.readUInt16BE(74);
      descent = os2.readUInt16BE(76);
    }
  }
  return {
    path,
    index,
    families,
    weight,
    italic,
    ascent: ascent / unitsPerEm,
    descent: descent / unitsPerEm,
    lineGap: Math.max(0, lineGap) / unitsPerEm,
  };
}

/**
 * Reads the faces of one font file (`.ttf`, `.otf`, `.ttc`, `.otc`).
 * A file that is no font, or is damaged, gives an empty list: a bad font must never stop a conversion.
 */
export function readFontFaces(path: string): FontFace[] {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const header = readAt(file, 0, 12);
    if (header.length < 12) return [];
    const offsets: number[] = [];
    if (header.toString('latin1', 0, 4) === 'ttcf') {
      const count = Math.min(header.readUInt32BE(8), 64);
      const list = readAt(file, 12, count * 4);
      for (let at = 0; at + 4 <= list.length; at += 4) offsets.push(list.readUInt32BE(at));
    } else {
      offsets.push(0);
    }
    const faces: FontFace[] = [];
    for (const [index, offset] of offsets.entries()) {
      const face = readFace(file, path, index, offset);
      if (face) faces.push(face);
    }
    return faces;
  } catch {
    return [];
  } finally {
    closeSync(file);
  }
}
