import { describe, expect, it } from 'vitest';
import { readEmf } from './emf.ts';

function record(type: number, ...values: number[]): Buffer {
  const buffer = Buffer.alloc(8 + values.length * 4);
  buffer.writeUInt32LE(type, 0);
  buffer.writeUInt32LE(buffer.length, 4);
  for (const [index, value] of values.entries()) buffer.writeInt32LE(value, 8 + index * 4);
  return buffer;
}

/** A metafile of 1000 × 500 device units, 100 × 50 mm, whose ink covers only a part of it. */
function metafile(...records: Buffer[]): Buffer {
  const header = Buffer.alloc(108);
  header.writeUInt32LE(1, 0);
  header.writeUInt32LE(108, 4);
  for (const [index, value] of [100, 100, 300, 200, 0, 0, 10_000, 5_000].entries())
    header.writeInt32LE(value, 8 + index * 4);
  header.writeUInt32LE(0x464d4520, 40);
  for (const [index, value] of [1000, 500, 100, 50].entries()) header.writeInt32LE(value, 72 + index * 4);
  return Buffer.concat([header, ...records, record(14, 0, 0, 20)]);
}
const RECTANGLE = record(43, 100, 100, 300, 200);
const svgOf = (data: Buffer): string => new TextDecoder().decode(readEmf(data)?.svg);

describe('enhanced metafiles', () => {
  it('are seen through their frame, not through the bounds of their ink', () => {
    expect(svgOf(metafile(RECTANGLE))).toContain('viewBox="0 0 1000 500"');
  });

  it('keep their units when only the window is set', () => {
    const svg = svgOf(metafile(record(9, 1000, 500), RECTANGLE));
    expect(svg).toMatch(/M100 100/);
  });

  it('scale when window and viewport are set', () => {
    const svg = svgOf(metafile(record(9, 1000, 500), record(11, 2000, 1000), RECTANGLE));
    expect(svg).toMatch(/M200 200/);
  });

  it('fill regions with the brush they name', () => {
    const brush = record(39, 1, 0, 0x0000ff, 0);
    const region = record(71, 0, 0, 0, 0, 48, 1, 32, 1, 1, 16, 0, 0, 0, 0, 10, 20, 30, 40);
    expect(svgOf(metafile(brush, region))).toContain('<path d="M10 20L30 20L30 40L10 40Z" fill="#ff0000"');
  });

  it('give nothing for bytes that are none', () => {
    expect(readEmf(Buffer.from('no metafile'))).toBeUndefined();
  });
});
