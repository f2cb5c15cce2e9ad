/**
 * The face of last resort: an empty box for every character no installed face has. Drawn with it, a rare character
 * keeps its code in the PDF — it is found, copied and proved — though its shape is unknown here. Built in memory, only
 * for the characters that are missing, so that it can never stand in for a real face.
 * Source: OpenType 1.9, tables of a TrueType font.
 */

/** Boxes are told apart by the last byte of their character, so that a page seldom needs one box for two characters. */
const BOXES = 256;
const UNITS = 1000;
const ADVANCE = 1000;
const ASCENT = 880;
const DESCENT = 120;
const FAMILY = 'Console Last Resort';

type Fields = readonly (readonly [bytes: 1 | 2 | 4, value: number])[];

function table(fields: Fields): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) {
    const unsigned = value < 0 ? value + 2 ** (bytes * 8) : value;
    buffer.writeUIntBE(unsigned, at, bytes);
    at += bytes;
  }
  return buffer;
}

function words(...values: number[]): Fields {
  return values.map((value) => [2, value] as const);
}

/** A rectangle with a smaller one cut out: eight points of two contours. */
function box(): Buffer {
  const outer = [80, -60, 920, 820] as const;
  const inner = [130, -10, 870, 770] as const;
  const points = [
    [outer[0], outer[1]],
    [outer[0], outer[3]],
    [outer[2], outer[3]],
    [outer[2], outer[1]],
    [inner[0], inner[1]],
    [inner[2], inner[1]],
    [inner[2], inner[3]],
    [inner[0], inner[3]],
  ] as const;
  const deltas = (axis: 0 | 1): number[] =>
    points.map((point, index) => point[axis] - (points[index - 1]?.[axis] ?? 0));
  return table([
    ...words(2, ...outer, 3, 7, 0),
    ...points.map(() => [1, 1] as const),
    ...words(...deltas(0), ...deltas(1)),
  ]);
}

/** Runs of characters that follow each other and whose boxes do too. */
function groupsOf(codes: Iterable<number>): [start: number, end: number][] {
  const groups: [start: number, end: number][] = [];
  for (const code of codes) {
    const last = groups.at(-1);
    if (last && last[1] === code - 1 && code % BOXES !== 0) last[1] = code;
    else groups.push([code, code]);
  }
  return groups;
}

function characterMap(groups: readonly [start: number, end: number][]): Buffer {
  const length = 16 + groups.length * 12;
  return table([
    ...words(0, 1, 3, 10),
    [4, 12],
    ...words(12, 0),
    [4, length],
    [4, 0],
    [4, groups.length],
    ...groups.flatMap(
      ([start, end]) =>
        [
          [4, start],
          [4, end],
          [4, 1 + (start % BOXES)],
        ] as const,
    ),
  ]);
}

function names(): Buffer {
  const entries = [
    [1, FAMILY],
    [2, 'Regular'],
    [3, FAMILY],
    [4, FAMILY],
    [5, 'Version 1.0'],
    [6, FAMILY.replaceAll(' ', '')],
  ] as const;
  const strings = entries.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  let offset = 0;
  const records = entries.flatMap(([id], index) => {
    const length = strings[index]?.length ?? 0;
    const record = words(3, 1, 0x409, id, length, offset);
    offset += length;
    return record;
  });
  return Buffer.concat([
    table([...words(0, entries.length, 6 + entries.length * 12), ...records]),
    ...strings,
  ]);
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 4 <= data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
}

/**
 * The bytes of a font with a box for each of the characters given.
 * @param characters code points, each once and in ascending order
 */
export function lastResortFont(characters: Iterable<number>): Buffer {
  const groups = groupsOf(characters);
  const glyphs = BOXES + 1;
  const shape = padded(box());
  const first = groups[0]?.[0] ?? 0;
  const last = groups.at(-1)?.[1] ?? 0;
  const tables: [string, Buffer][] = [
    [
      'OS/2',
      table([
        ...words(3, ADVANCE, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 260, 0),
        ...Array.from({ length: 10 }, () => [1, 0] as const),
        ...Array.from({ length: 4 }, () => [4, 0] as const),
        [4, 0x4e4f4e45],
        ...words(64, Math.min(first, 0xffff), Math.min(last, 0xffff), ASCENT, -DESCENT, 0, ASCENT, DESCENT),
        [4, 1],
        [4, 0],
        ...words(500, 700, 0, 32, 1),
      ]),
    ],
    ['cmap', characterMap(groups)],
    ['glyf', Buffer.concat(Array.from({ length: glyphs }, () => shape))],
    [
      'head',
      table([
        [4, 0x10000],
        [4, 0x10000],
        [4, 0],
        [4, 0x5f0f3cf5],
        ...words(3, UNITS),
        ...words(0, 0, 0, 0, 0, 0, 0, 0),
        ...words(80, -60, 920, 820, 0, 8, 2, 1, 0),
      ]),
    ],
    [
      'hhea',
      table([
        [4, 0x10000],
        ...words(ASCENT, -DESCENT, 0, ADVANCE, 80, 80, 920, 1, 0, 0, 0, 0, 0, 0, 0, glyphs),
      ]),
    ],
    ['hmtx', table(Array.from({ length: glyphs }, () => words(ADVANCE, 80)).flat())],
    ['loca', table(Array.from({ length: glyphs + 1 }, (_, index) => [4, index * shape.length] as const))],
    ['maxp', table([[4, 0x10000], ...words(glyphs, 8, 2, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)])],
    ['name', names()],
    ['post', table([[4, 0x30000], [4, 0], ...words(-100, 50), [4, 0], [4, 0], [4, 0], [4, 0], [4, 0]])],
  ];
  let offset = 12 + tables.length * 16;
  const directory = tables.flatMap(([tag, data]) => {
    const at = offset;
    offset += padded(data).length;
    return [
      [4, Buffer.from(tag, 'latin1').readUInt32BE(0)],
      [4, checksum(padded(data))],
      [4, at],
      [4, data.length],
    ] as const;
  });
  return Buffer.concat([
    table([[4, 0x10000], ...words(tables.length, 128, 3, tables.length * 16 - 128), ...directory]),
    ...tables.map(([, data]) => padded(data)),
  ]);
}
