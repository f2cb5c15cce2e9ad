import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { convertRtf } from '../conversion/convert.ts';
import { pdfReader } from '../conversion/proof/pdf-text.ts';
import { lastResortFont } from './lastResort.ts';
import { readFontFaces } from './sfnt.ts';

const folder = mkdtempSync(join(tmpdir(), 'last-resort-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('face of last resort', () => {
  it('is a font other readers of fonts accept', () => {
    const path = join(folder, 'boxes.ttf');
    writeFileSync(path, lastResortFont([0xe000, 0xe001, 0x10332]));
    expect(readFontFaces(path).map((face) => face.families)).toEqual([['Console Last Resort']]);
  });

  it('keeps characters no installed face has: drawn as boxes, read back as themselves', async () => {
    // A private-use character, as courts make up for rare names, and Gothic letters beyond the basic plane.
    const source = Buffer.from('{\\rtf1\\ansi\\uc0 A\\u-6400 B\\u-10240\\u-8398 C\\par}');
    const result = await convertRtf(source, { to: 'pdf', proof: true });
    expect(result.status).toBe('noted');
    expect(result.notes.map((note) => note.code)).toContain('character-missing');
    const reader = await pdfReader();
    expect(result.output && reader.read(result.output).pages.join('')).toBe('A\ue700B\u{10332}C');
  });
});
