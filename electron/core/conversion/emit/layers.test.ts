import { describe, expect, it } from 'vitest';
import { convertRtf } from '../convert.ts';
import { parseRtf } from '../rtf/parser.ts';
import { emitTypst } from './typst.ts';

const property = (name: string, value: string | number): string => `{\\sp{\\sn ${name}}{\\sv ${value}}}`;
const box = (words: string, text: string, ...properties: string[]): string =>
  `{\\shp{\\*\\shpinst\\shpleft500\\shptop0\\shpright4000\\shpbottom900\\shpwr3${words}${property('shapeType', 202)}${properties.join('')}{\\shptxt ${text}\\par}}}`;
const sourceOf = (text: string): Buffer => Buffer.from(`{\\rtf1\\ansi ${text}\\par}`, 'latin1');
const markupOf = (text: string): string => emitTypst(parseRtf(sourceOf(text)).document).markup;

describe('shapes and the text they cover', () => {
  it('fills a text box with white unless it says otherwise', () => {
    expect(markupOf(`${box('', 'in')}out`)).toContain('fill: rgb("#ffffff")');
    expect(markupOf(`${box('', 'in', property('fFilled', 0))}out`)).not.toContain('fill:');
    expect(markupOf(`${box('', 'in', property('fillOpacity', 0))}out`)).not.toContain('fill:');
  });

  it('keeps boxes before and behind the text apart, in their order', () => {
    const markup = markupOf(`${box('\\shpz7', 'a')}${box('\\shpz3\\shpfblwtxt1', 'b')}out`);
    expect(markup).toMatch(/\(order: 7, content: block\([\s\S]*?\)\) <front>\]/);
    expect(markup).toMatch(/\(order: 3, content: block\([\s\S]*?\)\) <behind>\]/);
  });

  it('draws nothing apart where no shape hides anything', () => {
    expect(markupOf(`${box('', 'in', property('fFilled', 0))}out`)).not.toContain('query');
  });

  it('loses no text, be it covered or covering', async () => {
    const text = `${box('\\shpz2', 'upper')}${box('\\shpz1\\shpfblwtxt1', 'lower')}covered text`;
    const outcome = await convertRtf(sourceOf(text), { to: 'pdf', proof: true });
    expect(outcome.status).toBe('converted');
  });

  it('leaves a box with a note on its way', () => {
    expect(markupOf(`${box('', 'a\\chftn{\\footnote x}')}out`)).not.toContain('<front>]');
  });
});
