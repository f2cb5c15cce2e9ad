import { describe, expect, it } from 'vitest';
import { fontCatalogue } from './fonts.ts';
import { TypesetError } from './typesetError.ts';
import { createTypesetter } from './typesetter.ts';

describe('typesetter', () => {
  const typesetter = createTypesetter();

  it('writes PDF/A-2b with Chinese text', () => {
    const { pdf, pages } = typesetter.typeset('#set text(lang: "zh")\n日检单');
    expect(pages).toBe(1);
    expect(Buffer.from(pdf).toString('latin1')).toContain('pdfaid:part');
  });

  it('reads files handed to it', () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
    expect(
      typesetter.pdf('#image("/picture.svg")', { files: { 'picture.svg': svg } }).length,
    ).toBeGreaterThan(500);
  });

  it('says what is wrong with markup', () => {
    expect(() => typesetter.pdf('#nothing-like-this()')).toThrow(TypesetError);
  });
});

describe('font catalogue', () => {
  it('finds a face for every Chinese court font', () => {
    for (const name of ['宋体', '仿宋_GB2312', '楷体_GB2312', '黑体', '方正小标宋简体', '微软雅黑']) {
      const choice = fontCatalogue().choose(name, true);
      expect(fontCatalogue().face(choice.family, false, false), name).toBeDefined();
    }
  });
});
