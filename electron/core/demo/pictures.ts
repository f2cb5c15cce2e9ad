import type { Random } from './random.ts';

/** A valid one-page A4 PDF whose page says the given ASCII line. */
export function smallPdf(text: string): Buffer {
  const stream = `BT /F1 16 Tf 72 770 Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, place) => {
    const offset = out.length;
    out += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

/** A PDF that asks for a password nobody has: its trailer names an encryption dictionary. */
export function encryptedPdf(random: Random): Buffer {
  const noise = Array.from({ length: 32 }, () => random.int(0, 255).toString(16).padStart(2, '0')).join('');
  const plain = smallPdf('sealed').toString('latin1');
  const dictionary = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <${noise}> /U <${noise}> >>`;
  return Buffer.from(
    plain.replace('/Root 1 0 R', `/Root 1 0 R /Encrypt ${dictionary} /ID [<${noise}> <${noise}>]`),
    'latin1',
  );
}

const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
/** Lengths of the DC difference categories by ISO/IEC 10918-1 K.3, and an AC table that only knows end-of-block. */
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_CODES: readonly (readonly [bits: number, code: number])[] = [
  [2, 0],
  [3, 2],
  [3, 3],
  [3, 4],
  [3, 5],
  [3, 6],
  [4, 14],
  [5, 30],
];

/** A valid grey JPEG of 64 × 32 pixels, blocks of flat grey as the chance has it: a scanned page seen from afar. */
export function smallJpeg(random: Random): Buffer {
  const [columns, rows] = [8, 4];
  const bits: string[] = [];
  let before = 0;
  for (let i = 0; i < columns * rows; i++) {
    const level = random.int(-40, 40);
    const difference = level - before;
    before = level;
    const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    const [length, code] = DC_CODES[size] ?? [0, 0];
    bits.push(code.toString(2).padStart(length, '0'));
    if (size > 0)
      bits.push((difference > 0 ? difference : difference + 2 ** size - 1).toString(2).padStart(size, '0'));
    bits.push('0');
  }
  const scan = bits.join('');
  const bytes: number[] = [];
  for (let i = 0; i < scan.length; i += 8) {
    const byte = Number.parseInt(scan.slice(i, i + 8).padEnd(8, '1'), 2);
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0', 'latin1'), 1, 1, 1, 0, 96, 0, 96, 0, 0]),
    segment(0xdb, [0, ...LUMA]),
    segment(0xc0, [8, 0, rows * 8, 0, columns * 8, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, ...DC_COUNTS, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    segment(0xc4, [0x10, 1, ...new Array<number>(15).fill(0), 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.from([...bytes, 0xff, 0xd9]),
  ]);
}

function segment(marker: number, body: readonly number[]): Buffer {
  const length = body.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...body]);
}
