import { describe, expect, it } from 'vitest';
import { parseRtf } from '../rtf/parser.ts';
import { emitHtml } from './html.ts';

function htmlOf(body: string): string {
  const rtf = `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}${body}}`;
  return emitHtml(parseRtf(Buffer.from(rtf, 'latin1')).document);
}

describe('emitHtml', () => {
  it('tells the kinds of underlining, emphasis and frames of characters apart', () => {
    const html = htmlOf(
      '\\uldb a\\ulnone\\ulwave b\\ulnone\\accunderdot c\\accnone\\chbrdr\\brdrs\\brdrw10 d\\par',
    );
    expect(html).toContain('text-decoration:underline double');
    expect(html).toContain('text-decoration:underline wavy');
    expect(html).toContain('text-emphasis-position:under');
    expect(html).toContain('border:0.5pt solid #000');
  });

  it('fills a line up to a right-hand stop with its leader', () => {
    expect(htmlOf('\\tqr\\tldot\\tx8000 a\\tab 1\\par')).toContain(
      'class="fill" style="border-bottom:1px dotted"',
    );
    expect(htmlOf('\\tx2000 a\\tab 1\\par')).not.toContain('class="fill"');
  });

  it('draws columns, paper, the lines round it and turned cells', () => {
    const background = '{\\*\\background{\\shp{\\*\\shpinst{\\sp{\\sn fillColor}{\\sv 255}}}}}';
    const html = htmlOf(
      `${background}\\sectd\\cols2\\linebetcol\\pgbrdrt\\brdrs\\brdrw20 a\\par\\trowd\\cltxbtlr\\cellx3000\\intbl b\\cell\\row`,
    );
    expect(html).toContain('columns:2;column-gap:36pt;column-rule');
    expect(html).toContain('background:#ff0000');
    expect(html).toContain('border-top:1pt solid #000');
    expect(html).toContain('writing-mode:vertical-rl;transform:rotate(180deg)');
  });
});
