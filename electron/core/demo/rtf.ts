import iconv from 'iconv-lite';

/** How court systems of different makers wrote Chinese into RTF. */
export const RTF_STYLES = ['word', 'wps', 'uc2', 'uc1', 'raw'] as const;
/**
 * `word`: GBK as `\'hh`, per-script font switches; `wps`: GBK as `\'hh`; `uc2`: `\uN` with a GBK fallback; `uc1`: `\uN?`;
 * `raw`: GBK bytes as they are.
 */
export type RtfStyle = (typeof RTF_STYLES)[number];

export type Font = 'song' | 'fangsong' | 'hei' | 'kai';

export interface Paragraph {
  kind: 'paragraph';
  text: string;
  align?: 'left' | 'center' | 'right' | 'justify';
  font?: Font;
  /** Points. */
  size?: number;
  bold?: boolean;
  /** First line indented by two characters. */
  indent?: boolean;
}

export interface Table {
  kind: 'table';
  /** Twips. */
  widths: readonly number[];
  rows: readonly (readonly string[])[];
}

export type Block = Paragraph | Table;

export interface RtfDocument {
  header: string;
  /** `plain`: `- 1 -`; `counted`: `第1页 共3页`. */
  footer: 'plain' | 'counted';
  blocks: readonly Block[];
}

const FONTS: readonly (readonly [Font, string])[] = [
  ['song', '宋体'],
  ['fangsong', '仿宋_GB2312'],
  ['hei', '黑体'],
  ['kai', '楷体_GB2312'],
];
const fontNumber = (font: Font = 'fangsong') => FONTS.findIndex(([name]) => name === font) + 1;
const ALIGN = { left: '\\ql', center: '\\qc', right: '\\qr', justify: '\\qj' } as const;
const GENERATORS: Record<RtfStyle, string> = {
  word: 'Microsoft Word 11.0.8000;',
  wps: 'WPS Office 11.8.0;',
  uc2: 'Court Document Editor 3.2;',
  uc1: 'Riched20 10.0.19041;',
  raw: 'Court Document Editor 1.4;',
};
const gbkCache = new Map<string, Buffer>();

/** The text a reader of the body must find: a line per paragraph or table row, cells parted by tabs. */
export function plainText(document: RtfDocument): string {
  return document.blocks
    .map((block) =>
      block.kind === 'paragraph' ? block.text : block.rows.map((cells) => cells.join('\t')).join('\n'),
    )
    .join('\n');
}

/** The document as an RTF file. */
export function renderRtf(document: RtfDocument, style: RtfStyle): Buffer {
  const out = new Output(style);
  // How many fallback bytes follow a \\u; said again in header and footer, for some readers forget it there.
  const skip = `\\uc${style === 'word' || style === 'uc2' ? 2 : 1}`;
  out.code(`{\\rtf1\\ansi\\ansicpg936${skip}\\deff0\\deflang1033\\deflangfe2052`);
  out.code('{\\fonttbl{\\f0\\froman\\fcharset0\\fprq2 Times New Roman;}');
  for (const [place, [, name]] of FONTS.entries()) {
    out
      .code(`{\\f${place + 1}\\fnil\\fcharset134\\fprq2 `)
      .bytes(name)
      .code(';}');
  }
  out.code('}{\\colortbl;\\red0\\green0\\blue0;}\n');
  out.code(
    '{\\stylesheet{\\qj\\fs21\\f1 \\snext0 Normal;}{\\s15\\qc\\fs18 \\sbasedon0 header;}{\\s16\\qc\\fs18 \\sbasedon0 footer;}}\n',
  );
  out.code(`{\\*\\generator ${GENERATORS[style]}}{\\info{\\author `).bytes('书记员').code('}}');
  out.code(
    '\\paperw11906\\paperh16838\\margl1588\\margr1474\\margt2098\\margb1985\\sectd\\headery851\\footery992\n',
  );
  out
    .code(`{\\header${skip}\\pard\\plain\\s15\\qc\\f1\\fs18 `)
    .text(document.header, 'song')
    .code('\\par}\n');
  footer(out, document.footer, skip);
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') paragraph(out, block);
    else table(out, block);
  }
  return out.code('}').end();
}

function footer(out: Output, form: RtfDocument['footer'], skip: string): void {
  const field = (name: string, shown: string) =>
    out.code(`{\\field{\\*\\fldinst{ ${name} }}{\\fldrslt{${shown}}}}`);
  out.code(`{\\footer${skip}\\pard\\plain\\s16\\qc\\f1\\fs18 `);
  if (form === 'plain') {
    out.code('- ');
    field('PAGE', '1').code(' -');
  } else {
    out.text('第', 'song');
    field('PAGE', '1').text('页 共', 'song');
    field('NUMPAGES', '1').text('页', 'song');
  }
  out.code('\\par}\n');
}

function paragraph(out: Output, block: Paragraph): void {
  const size = (block.size ?? 15) * 2;
  const indent = block.indent ? `\\fi${size * 20}` : '';
  out.code(
    `\\pard\\plain${ALIGN[block.align ?? 'left']}${indent}\\sl560\\slmult0\\fs${size}${block.bold ? '\\b' : ''} `,
  );
  out.text(block.text, block.font).code('\\par\n');
}

function table(out: Output, block: Table): void {
  for (const cells of block.rows) {
    out.code('\\trowd\\trgaph108\\trleft-108\\trrh460');
    let right = -108;
    for (const width of block.widths) {
      right += width;
      for (const side of ['t', 'l', 'b', 'r']) out.code(`\\clbrdr${side}\\brdrs\\brdrw10`);
      out.code(`\\cellx${right}`);
    }
    out.code('\n');
    for (const cell of cells)
      out.code('\\pard\\plain\\intbl\\ql\\fs24 ').text(cell, 'fangsong').code('\\cell\n');
    out.code('\\row\n');
  }
  out.code('\\pard\\plain ');
}

/** Collects the file; text goes through the style's way of writing Chinese. */
class Output {
  readonly parts: Buffer[] = [];
  readonly style: RtfStyle;
  pending = '';

  constructor(style: RtfStyle) {
    this.style = style;
  }

  code(ascii: string): this {
    this.pending += ascii;
    return this;
  }

  /** Text in a font. Word parts the scripts into runs of their own fonts, the others stay in one. */
  text(value: string, font?: Font): this {
    if (this.style !== 'word')
      return this.code(`{\\f${fontNumber(font)} `)
        .bytes(value)
        .code('}');
    for (const run of value.match(/[\x20-\x7e]+|[^\x20-\x7e]+/g) ?? []) {
      const asian = run.charCodeAt(0) > 0x7e;
      this.code(
        asian
          ? `{\\loch\\f${fontNumber(font)}\\hich\\af${fontNumber(font)}\\dbch\\f${fontNumber(font)} `
          : '{\\loch\\f0 ',
      );
      this.bytes(run).code('}');
    }
    return this;
  }

  bytes(value: string): this {
    for (const character of value) {
      const code = character.charCodeAt(0);
      if (code < 0x80)
        this.pending +=
          character === '\\' || character === '{' || character === '}' ? `\\${character}` : character;
      else if (this.style === 'raw') this.raw(character);
      else if (this.style === 'uc1') this.pending += `\\u${signed(code)}?`;
      else this.pending += (this.style === 'uc2' ? `\\u${signed(code)}` : '') + hex(character);
    }
    return this;
  }

  raw(character: string): void {
    this.flush();
    this.parts.push(gbk(character));
  }

  flush(): void {
    if (this.pending !== '') this.parts.push(Buffer.from(this.pending, 'latin1'));
    this.pending = '';
  }

  end(): Buffer {
    this.flush();
    return Buffer.concat(this.parts);
  }
}

/** RTF numbers are signed 16-bit. */
function signed(code: number): number {
  return code > 32767 ? code - 65536 : code;
}

function hex(character: string): string {
  return Array.from(gbk(character), (byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
}

function gbk(character: string): Buffer {
  let bytes = gbkCache.get(character);
  if (!bytes) {
    bytes = iconv.encode(character, 'gbk');
    gbkCache.set(character, bytes);
  }
  return bytes;
}
