import { expect, it } from 'vitest';
import { keepHeadings } from './keepTogether.ts';

const heading =
  '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:keepNext/></w:pPr><w:r><w:t>一、概述</w:t></w:r></w:p>';
const spacer =
  '<w:p w:rsidR="1"><w:pPr><w:spacing w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>';
const kept =
  '<w:p w:rsidR="1"><w:pPr><w:keepNext/><w:spacing w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>';
const text = '<w:p><w:pPr><w:spacing w:line="20"/></w:pPr><w:r><w:t>正文</w:t></w:r></w:p>';
const table = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';

it('a heading keeps its table over the paragraphs that marks leave', () => {
  expect(keepHeadings(`${heading}${spacer}${spacer}${table}${spacer}`)).toBe(
    `${heading}${kept}${kept}${table}${spacer}`,
  );
});

it('leaves everything else as it is', () => {
  for (const xml of [`${text}${spacer}${table}`, `${heading}${text}${spacer}`, `${heading}${table}${spacer}`])
    expect(keepHeadings(xml)).toBe(xml);
});
