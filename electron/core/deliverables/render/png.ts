import { crc32, deflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Typesetter } from '../../typst/typesetter.ts';
import { CHART_HEIGHT, CHART_WIDTH } from './charts.ts';

/** Pixels per point: 216 dpi, sharp on paper. */
const SCALE = 3;
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const TRUECOLOUR = 2;

/**
 * Charts as PNG, for Word: the typesetter sets each on a page of its own with the fonts of the report, PDFium draws the
 * pages. Both are in the program already, so no further library draws letters differently.
 */
export async function chartPictures(
  typesetter: Typesetter,
  svgs: ReadonlyMap<string, string>,
): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  if (svgs.size === 0) return pictures;
  const names = [...svgs.keys()];
  const files = Object.fromEntries(
    names.map((name, index) => [`chart-${index}.svg`, Buffer.from(svgs.get(name) ?? '', 'utf8')]),
  );
  const head = `#set page(width: ${CHART_WIDTH}pt, height: ${CHART_HEIGHT}pt, margin: 0pt)`;
  const pages = names.map((_, index) => `#image("/chart-${index}.svg", width: ${CHART_WIDTH}pt)`);
  const { pdf } = typesetter.typeset(`${head}\n${pages.join('\n#pagebreak()\n')}`, {
    files,
    pdfa: false,
    timestamp: 0,
  });
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    for (const [index, page] of [...document.pages()].entries()) {
      const name = names[index];
      if (name === undefined) break;
      const { width, height, data } = await page.render({ scale: SCALE, render: 'bitmap' });
      pictures.set(name, encodePng(width, height, data));
    }
    document.destroy();
    return pictures;
  } finally {
    library.destroy();
  }
}

/** RGBA rows from top to bottom → PNG without transparency (PNG 1.2; the filter of each line is "none"). */
export function encodePng(width: number, height: number, rgba: Uint8Array): Uint8Array {
  const raw = Buffer.alloc(height * (width * 3 + 1));
  let to = 0;
  for (let line = 0, from = 0; line < height; line++) {
    raw[to++] = 0;
    for (let column = 0; column < width; column++, from += 4) {
      raw[to++] = rgba[from] ?? 255;
      raw[to++] = rgba[from + 1] ?? 255;
      raw[to++] = rgba[from + 2] ?? 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = TRUECOLOUR;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
