import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseRtf } from '../rtf/parser.ts';
import { emitDocx } from './docx.ts';

async function partsOf(body: string): Promise<(name: string) => string> {
  const rtf = `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}${body}}`;
  const files = unzipSync(await emitDocx(parseRtf(Buffer.from(rtf, 'latin1')).document));
  return (name) => strFromU8(files[`word/${name}.xml`] ?? new Uint8Array());
}

describe('emitDocx', () => {
  it('keeps footnotes and endnotes apart, each with one mark', async () => {
    const part = await partsOf(
      'a{\\super\\chftn{\\footnote{\\super\\chftn} below}} b{\\super\\chftn{\\footnote\\ftnalt{\\super\\chftn} behind}}\\par',
    );
    expect(part('document')).toContain('<w:endnoteReference');
    expect(part('footnotes')).toContain('below');
    expect(part('endnotes')).toContain('behind');
    expect(part('footnotes')).not.toMatch(/<w:t[^>]*>1<\/w:t>/);
  });

  it('carries leaders, capitals, character borders and turned cells', async () => {
    const document = (
      await partsOf(
        '\\tqr\\tldot\\tx5000\\caps a\\tab{\\chbrdr\\brdrs\\brdrw10 b}\\par\\trowd\\cltxbtlr\\cellx3000\\intbl c\\cell\\row',
      )
    )('document');
    expect(document).toContain('w:leader="dot"');
    expect(document).toContain('<w:caps/>');
    expect(document).not.toContain('w:smallCaps');
    expect(document).toContain('<w:bdr ');
    expect(document).toContain('<w:textDirection w:val="btLr"/>');
  });

  it('carries lines round the page, columns, page number formats and the colour of the paper', async () => {
    const background = '{\\*\\background{\\shp{\\*\\shpinst{\\sp{\\sn fillColor}{\\sv 255}}}}}';
    const document = (
      await partsOf(
        `${background}\\sectd\\pgndbnum\\cols2\\colno1\\colw2000\\colsr400\\colno2\\colw6000\\linebetcol\\pgbrdrt\\brdrs\\brdrw20\\brsp480 a\\column b\\par`,
      )
    )('document');
    expect(document).toContain('<w:background');
    expect(document).toMatch(/<w:pgBorders[^>]*><w:top /);
    expect(document).toContain('w:fmt="chineseCounting"');
    expect(document).toMatch(/w:sep="(true|1)"/);
    expect(document).toContain('<w:br w:type="column"/>');
  });
});
