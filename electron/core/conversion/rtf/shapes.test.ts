import { describe, expect, it } from 'vitest';
import { convertRtf } from '../convert.ts';
import type { BoxInline } from '../document.ts';
import { emitTypst } from '../emit/typst.ts';
import { parseRtf } from './parser.ts';
import { freeForm } from './shape-geometry.ts';

function boxesOf(text: string): BoxInline[] {
  const { document } = parseRtf(Buffer.from(`{\\rtf1\\ansi ${text}\\par}`, 'latin1'));
  return document.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === 'paragraph' ? block.inlines : []))
    .filter((inline) => inline.kind === 'box');
}
const svgOf = (box: BoxInline | undefined): string => new TextDecoder().decode(box?.drawing?.picture.data);
const property = (name: string, value: string | number): string => `{\\sp{\\sn ${name}}{\\sv ${value}}}`;
const shape = (words: string, ...properties: string[]): string =>
  `{\\shp{\\*\\shpinst${words}${properties.join('')}}}`;

describe('drawn shapes', () => {
  it('draws a red line at its place on the page', () => {
    const [box] = boxesOf(
      shape(
        '\\shpleft100\\shptop200\\shpright9100\\shpbottom200\\shpbxpage\\shpbypage\\shpwr3',
        property('shapeType', 20),
        property('lineColor', 255),
        property('lineWidth', 19050),
      ),
    );
    expect(box?.place).toEqual({ x: 100, y: 200, horizontal: 'page', vertical: 'page' });
    expect(svgOf(box)).toContain('stroke="#ff0000" stroke-width="30"');
    expect(svgOf(box)).toContain('M0 0L9000 0');
  });

  it('draws the thick and the thin line of a document head apart', () => {
    const [box] = boxesOf(
      shape(
        '\\shpleft0\\shptop200\\shpright9000\\shpbottom200\\shpwr3',
        property('shapeType', 20),
        property('lineWidth', 63500),
        property('lineStyle', 2),
      ),
    );
    expect(svgOf(box)).toContain(
      'd="M0.0 -20.0L9000.0 -20.0" fill="none" stroke="#000000" stroke-width="60"',
    );
    expect(svgOf(box)).toContain('stroke-width="20"');
  });

  it('places the shapes of a group by the space of the group', () => {
    const group =
      '{\\shpgrp{\\*\\shpinst\\shpleft1000\\shptop0\\shpright2000\\shpbottom500' +
      property('groupLeft', 0) +
      property('groupTop', 0) +
      property('groupRight', 100) +
      property('groupBottom', 100) +
      shape(
        '',
        property('shapeType', 1),
        property('relLeft', 50),
        property('relTop', 0),
        property('relRight', 100),
        property('relBottom', 50),
      ) +
      '}}';
    const [box] = boxesOf(group);
    expect(box).toMatchObject({ width: 500, height: 250, place: { x: 1500, y: 0 } });
  });

  it('centres a watermark between the margins and draws its text', () => {
    const [box] = boxesOf(
      shape(
        '\\shpleft0\\shptop0\\shpright4000\\shpbottom1000',
        property('shapeType', 136),
        property('gtextUNICODE', 'DRAFT'),
        property('posh', 2),
        property('posv', 2),
        property('fLine', 0),
      ),
    );
    expect(box?.place).toMatchObject({ horizontal: 'margin', vertical: 'margin', x: 2680 });
    expect(svgOf(box)).toContain('>DRAFT</text>');
  });

  it('keeps a text box a text box, and hides what is hidden', () => {
    const [box] = boxesOf(
      shape('\\shpright2000\\shpbottom500', property('shapeType', 202), '{\\shptxt \\pard text\\par}'),
    );
    expect(box?.drawing).toBeUndefined();
    expect(box?.border).toBeDefined();
    expect(
      boxesOf(shape('\\shpright9\\shpbottom9', property('shapeType', 1), property('fHidden', 1))),
    ).toEqual([]);
  });

  it('draws the rectangles and lines of older writers', () => {
    const boxes = boxesOf(
      '{\\*\\do\\dobxcolumn\\dobypara\\dprect\\dpx100\\dpy50\\dpxsize1770\\dpysize855\\dpfillbgcr79\\dpfillbgcg129\\dpfillbgcb189\\dpfillpat1\\dplinew60}' +
        '{\\*\\do\\dobxpage\\dobypage\\dppolyline\\dppolycount2\\dpptx0\\dppty0\\dpptx300\\dppty0\\dpx5\\dpy6\\dpxsize300\\dpysize0}',
    );
    expect(boxes.map((box) => box.place)).toEqual([
      { x: 100, y: 50, horizontal: 'column', vertical: 'paragraph' },
      { x: 5, y: 6, horizontal: 'page', vertical: 'page' },
    ]);
    expect(svgOf(boxes[0])).toContain('fill="#4f81bd"');
    expect(svgOf(boxes[1])).toContain('M0 0L300 0');
  });

  it('is converted, not refused, when it is all there is', async () => {
    const source = `{\\rtf1\\ansi ${shape('\\shpright900\\shpbottom900', property('shapeType', 3))}\\par}`;
    const outcome = await convertRtf(Buffer.from(source), { to: 'pdf', proof: true });
    expect(outcome.status).toBe('converted');
  });
});

describe('free forms', () => {
  const place = (x: number, y: number): [number, number] => [x, y];
  it('follows the segments: move, lines, curve, close', () => {
    const path = freeForm('8;6;(0,0);(9,0);(9,9);(8,8);(7,7);(0,9)', '2;5;16384;1;8193;24577;32768', place);
    expect(path).toBe('M0 0L9 0C9 9 8 8 7 7Z');
  });
  it('joins points without segments, and stops where points are missing', () => {
    expect(freeForm('8;3;(0,0);(1,1);(2', '', place)).toBe('M0 0L1 1');
    expect(freeForm('', '2;1;16384', place)).toBe('');
  });
});

describe('washed-out pictures', () => {
  const pixel =
    '{\\pict\\picwgoal1000\\pichgoal500\\pngblip 89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082}';
  const washed = property('pictureContrast', 19661) + property('pictureBrightness', 22938);

  it('fade to white as far as contrast and brightness say', () => {
    const [box] = boxesOf(
      shape(
        '\\shpright2000\\shpbottom1000\\shpwr3',
        property('shapeType', 75),
        property('pib', pixel),
        washed,
      ),
    );
    expect(box?.picture?.veil?.share).toBeCloseTo(0.3);
    expect(box?.picture?.veil?.grey).toBeCloseTo(1);
  });

  it('are drawn under a veil, in the line of the text too', () => {
    const source = `{\\rtf1 {\\pict{\\*\\picprop${washed}}${pixel.slice(6)}\\par}`;
    const { markup } = emitTypst(parseRtf(Buffer.from(source, 'latin1')).document);
    expect(markup).toContain('fill: luma(100.0%, 70.0%)');
    const plain = emitTypst(parseRtf(Buffer.from(`{\\rtf1 ${pixel}\\par}`, 'latin1')).document);
    expect(plain.markup).not.toContain('luma');
  });
});
