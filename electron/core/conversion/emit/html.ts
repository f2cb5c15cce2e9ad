/** Document model → one HTML file with everything inside it. No script, no outside reference. */
import type {
  Block,
  Border,
  BoxInline,
  CharacterStyle,
  Inline,
  NoteInline,
  Paragraph,
  Picture,
  RichDocument,
  Table,
  TabStop,
  Twips,
} from '../document.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function points(twips: Twips): string {
  return `${Math.round(twips * 5) / 100}pt`;
}

const BORDER_STYLES: Record<Border['style'], string> = {
  single: 'solid',
  thick: 'solid',
  double: 'double',
  triple: 'double',
  dotted: 'dotted',
  dashed: 'dashed',
  'dash-dot': 'dashed',
  wave: 'solid',
  'thick-thin': 'double',
  'thin-thick': 'double',
};

function borderCss(border: Border): string {
  return `${points(Math.max(border.width, border.style === 'double' ? 45 : 5))} ${BORDER_STYLES[border.style]} ${border.colour ?? '#000'}`;
}

const UNDERLINES: Partial<Record<CharacterStyle['underline'], string>> = {
  double: 'double',
  dotted: 'dotted',
  dashed: 'dashed',
  'dash-dot': 'dashed',
  'dash-dot-dot': 'dashed',
  wave: 'wavy',
  'double-wave': 'wavy',
};

const EMPHASES: Record<Exclude<CharacterStyle['emphasis'], 'none'>, string> = {
  dot: 'text-emphasis:filled dot',
  comma: 'text-emphasis:filled sesame',
  circle: 'text-emphasis:open circle',
  'under-dot': 'text-emphasis:filled dot;text-emphasis-position:under right',
};

function characterCss(style: CharacterStyle): string {
  const css: string[] = [];
  const fonts = [style.latin?.name, style.eastAsian?.name]
    .filter((name): name is string => name !== undefined && name !== '')
    .map((name) => `'${name.replace(/['\\;{}<>&"]/g, '')}'`);
  if (fonts.length > 0) css.push(`font-family:${[...new Set(fonts)].join(',')}`);
  css.push(`font-size:${points(style.size)}`);
  if (style.bold) css.push('font-weight:bold');
  if (style.italic) css.push('font-style:italic');
  const lines = [
    style.underline !== 'none' ? 'underline' : '',
    style.strike !== 'none' ? 'line-through' : '',
  ].filter(Boolean);
  if (lines.length > 0) {
    const kind =
      style.strike === 'double' && style.underline === 'none' ? 'double' : UNDERLINES[style.underline];
    css.push(`text-decoration:${lines.join(' ')}${kind ? ` ${kind}` : ''}`);
    if (style.underline === 'thick') css.push('text-decoration-thickness:0.1em');
    if (style.underlineColour) css.push(`text-decoration-color:${style.underlineColour}`);
  }
  if (style.border) css.push(`border:${borderCss(style.border)}`);
  if (style.raise !== 0) css.push(`position:relative;top:${points(-style.raise)}`);
  if (style.outline) css.push('color:#fff;-webkit-text-stroke:0.3pt #000');
  if (style.colour) css.push(`color:${style.colour}`);
  if (style.background) css.push(`background-color:${style.background}`);
  if (style.position !== 'normal') css.push(`vertical-align:${style.position};font-size:smaller`);
  if (style.capitals !== 'none')
    css.push(style.capitals === 'all' ? 'text-transform:uppercase' : 'font-variant:small-caps');
  if (style.spacing !== 0) css.push(`letter-spacing:${points(style.spacing)}`);
  if (style.emphasis !== 'none') css.push(EMPHASES[style.emphasis]);
  return css.join(';');
}

function pictureHtml(picture: Picture): string {
  if (picture.format === 'unreadable') return '<span class="picture">□</span>';
  const type = picture.format === 'svg' ? 'svg+xml' : picture.format;
  const data = Buffer.from(picture.data.buffer, picture.data.byteOffset, picture.data.byteLength).toString(
    'base64',
  );
  const size =
    picture.width > 0 ? ` style="width:${points(picture.width)};height:${points(picture.height)}"` : '';
  return `<img alt="" src="data:image/${type};base64,${data}"${size}>`;
}

const LEADERS: Partial<Record<TabStop['leader'], string>> = {
  dots: 'dotted',
  'middle-dots': 'dotted',
  hyphens: 'dashed',
  underline: 'solid',
  thick: 'solid',
  equals: 'double',
};

/** Width, line and filling of a text box. */
function boxStyle({ width, border, background, blocks }: BoxInline): string {
  if (blocks.length === 0) return '';
  const css = [
    ...(width > 0 ? [`width:${points(width)}`] : []),
    ...(border ? [`border:${borderCss(border)}`] : []),
    ...(background ? [`background-color:${background}`] : []),
  ];
  return css.length > 0 ? ` style="${css.join(';')}"` : '';
}

/** The stop that carries a paragraph's last text to the right edge, where the paragraph has one tab and ends there. */
function edgeStop({ style, inlines }: Paragraph): TabStop | undefined {
  const tabs = inlines.filter((inline) => inline.kind === 'tab').length;
  const last = style.tabs.at(-1);
  return last?.align === 'right' && tabs === style.tabs.length ? last : undefined;
}

function inlineHtml(inlines: readonly Inline[], notes: NoteInline[], edge?: TabStop): string {
  let tabs = inlines.filter((inline) => inline.kind === 'tab').length;
  let html = '';
  for (const inline of inlines) {
    switch (inline.kind) {
      case 'text': {
        const text = escapeHtml(inline.text.toWellFormed());
        const span = `<span style="${escapeHtml(characterCss(inline.style))}">${text}</span>`;
        html += inline.style.link
          ? `<a href="${escapeHtml(inline.style.link)}" rel="noreferrer">${span}</a>`
          : span;
        break;
      }
      case 'tab':
        tabs--;
        html +=
          tabs === 0 && edge
            ? `<span class="fill" style="border-bottom:1px ${LEADERS[edge.leader] ?? 'none'}"></span>`
            : '<span class="tab">\t</span>';
        break;
      case 'field':
        html += `<span style="${escapeHtml(characterCss(inline.style))}">${escapeHtml(inline.stored ?? '')}</span>`;
        break;
      case 'break':
        html += inline.what === 'line' ? '<br>' : '<span class="page-break"></span>';
        break;
      case 'picture':
        html += pictureHtml(inline.picture);
        break;
      case 'box': {
        const shown = inline.picture ?? inline.drawing?.picture;
        html += `<span class="box"${boxStyle(inline)}>${shown ? pictureHtml(shown) : ''}${blocksHtml(inline.blocks, notes, true)}</span>`;
        break;
      }
      case 'note':
        notes.push(inline);
        html += inline.mark === '' ? '' : `<sup>${escapeHtml(inline.mark)}</sup>`;
        break;
      case 'bookmark':
        html += `<a id="${escapeHtml(inline.name)}"></a>`;
        break;
    }
  }
  return html;
}

const ALIGN: Record<Paragraph['style']['align'], string> = {
  left: 'left',
  right: 'right',
  center: 'center',
  justify: 'justify',
  distribute: 'justify;text-align-last:justify',
};

function paragraphHtml(paragraph: Paragraph, notes: NoteInline[], inline: boolean): string {
  const { style } = paragraph;
  const css = [`text-align:${ALIGN[style.align]}`];
  if (style.left) css.push(`margin-left:${points(style.left)}`);
  if (style.right) css.push(`margin-right:${points(style.right)}`);
  if (style.firstLine) css.push(`text-indent:${points(style.firstLine)}`);
  if (style.spaceBefore) css.push(`margin-top:${points(style.spaceBefore)}`);
  if (style.spaceAfter) css.push(`margin-bottom:${points(style.spaceAfter)}`);
  css.push(
    `line-height:${style.line.kind === 'multiple' ? Math.round(style.line.ratio * 140) / 100 : points(style.line.height)}`,
  );
  if (style.background) css.push(`background-color:${style.background}`);
  for (const edge of EDGES) {
    const border = style.borders?.[edge];
    if (border) css.push(`border-${edge}:${borderCss(border)}`);
  }
  const label = paragraph.label
    ? `<span style="${escapeHtml(characterCss(paragraph.label.style))}">${escapeHtml(paragraph.label.text)}</span> `
    : '';
  const edge = inline ? undefined : edgeStop(paragraph);
  if (edge) css.push('display:flex');
  const content = label + inlineHtml(paragraph.inlines, notes, edge) || '<br>';
  const heading =
    style.outline !== undefined && style.outline < 6 && !inline
      ? `h${style.outline + 1}`
      : inline
        ? 'span'
        : 'p';
  return `<${heading} style="${css.join(';')}">${content}</${heading}>`;
}

function tableHtml(table: Table, notes: NoteInline[]): string {
  const columns = table.columns.map((width) => `<col style="width:${points(width)}">`).join('');
  const rows = table.rows.map((row) => {
    const cells = row.cells.map((cell) => {
      const css = [`vertical-align:${cell.verticalAlign === 'center' ? 'middle' : cell.verticalAlign}`];
      css.push(
        `padding:${[cell.padding.top, cell.padding.right, cell.padding.bottom, cell.padding.left].map(points).join(' ')}`,
      );
      if (cell.background) css.push(`background-color:${cell.background}`);
      if (cell.rotation !== 0) css.push('writing-mode:vertical-rl');
      if (cell.rotation === 270) css.push('transform:rotate(180deg)');
      for (const edge of EDGES) {
        const border = cell.borders[edge];
        if (border) css.push(`border-${edge}:${borderCss(border)}`);
      }
      const spans = `${cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : ''}${cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : ''}`;
      return `<td${spans} style="${css.join(';')}">${blocksHtml(cell.blocks, notes, false)}</td>`;
    });
    const height = row.height.kind === 'auto' ? '' : ` style="height:${points(row.height.value)}"`;
    return `<tr${height}>${cells.join('')}</tr>`;
  });
  return `<table><colgroup>${columns}</colgroup>${rows.join('\n')}</table>`;
}

function blocksHtml(blocks: readonly Block[], notes: NoteInline[], inline: boolean): string {
  return blocks
    .map((block) => (block.kind === 'table' ? tableHtml(block, notes) : paragraphHtml(block, notes, inline)))
    .join('\n');
}

const EDGES = ['top', 'bottom', 'left', 'right'] as const;

const STYLE = `body{margin:0;background:#eee}section{background:#fff;margin:12pt auto;box-sizing:border-box}
p,h1,h2,h3,h4,h5,h6{margin:0;font-weight:inherit;font-size:inherit}table{border-collapse:collapse;table-layout:fixed}
.tab{white-space:pre;tab-size:4}.fill{flex:1;min-width:1em;margin:0 2pt 3pt}span{white-space:pre-wrap}.page-break{display:block;break-after:page}.box{display:inline-block;vertical-align:top}.notes{padding:24pt 72pt;width:595pt}`;

/** Writes a document as one HTML file. */
export function emitHtml(document: RichDocument): string {
  const notes: NoteInline[] = [];
  const sections = document.sections.map((section) => {
    const { margin } = section;
    const css = [
      `width:${points(section.width)}`,
      `padding:${[margin.top, margin.right, margin.bottom, margin.left].map(points).join(' ')}`,
      ...(document.background ? [`background:${document.background}`] : []),
      ...EDGES.flatMap((edge) => {
        const border = section.pageBorders?.edges[edge];
        return border ? [`border-${edge}:${borderCss(border)}`] : [];
      }),
    ].join(';');
    const { count, gap, line } = section.columns;
    const columns =
      count > 1 ? `columns:${count};column-gap:${points(gap)}${line ? ';column-rule:1px solid' : ''}` : '';
    const header = section.header.default
      ? `<header>${blocksHtml(section.header.default.blocks, notes, false)}</header>`
      : '';
    const footer = section.footer.default
      ? `<footer>${blocksHtml(section.footer.default.blocks, notes, false)}</footer>`
      : '';
    const body = blocksHtml(section.blocks, notes, false);
    return `<section style="${css}">${header}\n${columns ? `<div style="${columns}">${body}</div>` : body}\n${footer}</section>`;
  });
  const noteHtml =
    notes.length > 0
      ? `<section class="notes">${notes.map((note) => blocksHtml(note.blocks, [], false)).join('\n')}</section>`
      : '';
  const title = escapeHtml((document.info.title ?? '').toWellFormed());
  return `<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><title>${title}</title><style>${STYLE}</style></head><body>\n${sections.join('\n')}${noteHtml}\n</body></html>\n`;
}
