const PARAGRAPH = /<w:p(?: [^>]*)?>(?:(?!<\/w:p>)[\s\S])*<\/w:p>/g;
/** What stays of a paragraph that held only a mark of the template: nothing to read, one point high. */
const SPACER = /<w:spacing[^>]*w:line="(?:[1-9]|[1-3]\d)"/;

/**
 * Hands “keep with next” on over the empty paragraphs that marks of the template leave: otherwise a heading stays at the
 * foot of a page while its table goes to the next.
 * @param xml of `word/document.xml`
 */
export function keepHeadings(xml: string): string {
  let end = -1;
  let held = false;
  return xml.replace(PARAGRAPH, (paragraph: string, at: number) => {
    const follows = at === end;
    end = at + paragraph.length;
    const keeps = paragraph.includes('<w:keepNext/>');
    const spacer = !/<w:(?:t|drawing|pict|object)[ >]/.test(paragraph) && SPACER.test(paragraph);
    const handed = follows && held && spacer && !keeps;
    held = keeps || handed;
    return handed ? paragraph.replace(/<w:pPr>(<w:pStyle [^>]*\/>)?/, '<w:pPr>$1<w:keepNext/>') : paragraph;
  });
}
