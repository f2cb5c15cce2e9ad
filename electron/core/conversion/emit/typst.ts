/** Document model → Typst markup. */
import type {
  Block,
  HeaderFooter,
  NoteInline,
  PageField,
  Paragraph,
  RichDocument,
  Section,
  Twips,
} from '../document.ts';
import { besideOf, withoutBox } from './beside.ts';
import { betweenCode, frameCode, groupFramed } from './borders.ts';
import { createFaceResolver, hasEastAsian, type Substitution } from './faces.ts';
import { groupFrames, isFramesOnly, placeOfFrame, withoutPlaced } from './frames.ts';
import { estimateHeight } from './heights.ts';
import { canLift, layerCode, usesLayers } from './layers.ts';
import { paragraphOnPage, paragraphOnPaper, tableOnPaper } from './on-paper.ts';
import { besideCode, boxCode, placeCode } from './typst-box.ts';
import { colour, pt, string } from './typst-code.ts';
import { columnsCode, pageRules } from './typst-columns.ts';
import type { TypstEmitter } from './typst-emitter.ts';
import { noteAnchor, noteNumberCode } from './typst-notes.ts';
import { pageBordersCode } from './typst-paper.ts';
import { paragraphCode } from './typst-paragraph.ts';
import {
  columnWidthOf,
  contextual,
  documentInfo,
  NUMBERING,
  sectionPagesCode,
  textWidthOf,
  usesSectionPages,
} from './typst-section.ts';
import { tableCode } from './typst-table.ts';
import { createTextEmitter } from './typst-text.ts';
import { breakCode, fillsOf, flowsOn, withoutFirstBreak } from './vertical.ts';

export interface TypstMarkup {
  markup: string;
  files: Record<string, Uint8Array>;
  substitutions: Substitution[];
}

export interface TypstOptions {
  /** Leave pictures out (a box stands for each): the way out when Typst cannot decode one. */
  withoutPictures?: boolean;
  /** Avoid what has been seen to crash the typesetter (font coverage rules, Chinese punctuation kerning). */
  careful?: boolean;
  /** Changes the text of runs before it is written (characters no font has). */
  replace?: (text: string) => string;
  /** Families for characters the typesetter finds in none of the others. */
  fallback?: readonly string[];
}

const MAX_NESTING = 12;

/** Writes a document as Typst markup, with the pictures it refers to. */
export function emitTypst(document: RichDocument, options: TypstOptions = {}): TypstMarkup {
  const resolver = createFaceResolver(document.defaultFont);
  const definitions = new Map<string, string>();
  const definitionLines: string[] = [];
  const files: Record<string, Uint8Array> = {};
  const text = createTextEmitter(resolver, options);
  const endnotes: NoteInline[] = [];
  let pictures = 0;
  let container = 0;
  /** Nesting at which a column break ends a column; 0 = only on the page itself. */
  let columnLevel = 0;
  let inMargin = false;
  let notesOnPages = 0;
  /** Code of the number of the note being written, where it depends on the page. */
  let ownNote: string | undefined;
  /** Upper left corner of the header or footer being written. */
  let marginOrigin: { left: Twips; top: Twips } | undefined;
  /** Where the text begins: a tall header pushes it down. */
  let bodyTop: Twips = 0;
  let section: Section = document.sections[0] as Section;
  let sectionNumber = 0;
  let fills = fillsOf(section, undefined, document.sections[1]);
  const countsPages = usesSectionPages(document);
  const restarts = document.sections.some((entry) => entry.pageNumber.restart !== undefined);

  const hasLayers = usesLayers(document);
  const hasPaper = hasLayers || document.sections.some((entry) => entry.pageBorders || entry.columns.line);

  const emitter: TypstEmitter = {
    document,
    resolver,
    text,
    define(prefix, definition) {
      const known = definitions.get(definition);
      if (known) return known;
      const name = `${prefix}${definitions.size}`;
      definitions.set(definition, name);
      definitionLines.push(`#let ${name}${definition.startsWith('(') ? '' : ' '}${definition}`);
      return name;
    },
    addPicture(picture) {
      if (options.withoutPictures || picture.format === 'unreadable') return undefined;
      const extension = picture.format === 'jpeg' ? 'jpg' : picture.format;
      const path = `picture-${pictures++}.${extension}`;
      files[path] = picture.data;
      return path;
    },
    blocks(blocks, available) {
      if (container >= MAX_NESTING) return flatText(blocks);
      container++;
      const code = resolver.apart(() => blockCode(blocks, available));
      container--;
      return code;
    },
    noteCode(note, frame) {
      const number = note.perPage ? ++notesOnPages : 0;
      const anchor = note.perPage ? `${noteAnchor(number)};` : '';
      const shown = note.perPage
        ? text.wrap(noteNumberCode(number, note.perPage), note.style, frame)
        : text.run(note.mark, note.style, frame);
      const mark = anchor + (note.mark === '' ? '' : `${shown};`);
      if (note.endnote) {
        endnotes.push(note);
        return `${mark}none`;
      }
      if (inMargin) return `${mark}none`;
      const outer = container;
      container = Math.max(1, container);
      const before = ownNote;
      ownNote = note.perPage && noteNumberCode(number, note.perPage);
      const content = resolver.apart(() => blockCode(note.blocks, textWidthOf(section)));
      ownNote = before;
      container = outer;
      return `${mark}footnote(numbering: (..n) => [], {${content}})`;
    },
    fieldCode: (field) => fieldCode(field),
    canBreak: () => container === 0 && !inMargin,
    pageBreak: (isWeak) => breakCode(fills, isWeak),
    canBreakColumn: () => !inMargin && (container === 0 || container === columnLevel),
    origin: () => (container > 0 ? undefined : (marginOrigin ?? { left: section.margin.left, top: bodyTop })),
    margin: () => ({ left: section.margin.left, top: section.margin.top }),
    paper: () => section,
    lifts: (box) => hasLayers && !inMargin && canLift(box),
    pageHeight: () => section.height - section.margin.top - section.margin.bottom - 20,
  };

  function fieldCode(field: PageField): string {
    if (field.what === 'note') return ownNote ?? string(field.stored ?? '');
    const format =
      NUMBERING[field.format ?? (field.what === 'page' ? section.pageNumber.format : 'decimal')] ?? '"1"';
    if (field.what === 'page') return `context counter(page).display(${format})`;
    if (field.what === 'section-pages') return sectionPagesCode(sectionNumber, format);
    return restarts
      ? `context numbering(${format}, locate(<document-end>).page())`
      : `context numbering(${format}, counter(page).final().first())`;
  }

  function flatText(blocks: readonly Block[]): string {
    const parts: string[] = [];
    const visit = (list: readonly Block[]): void => {
      for (const block of list) {
        if (block.kind === 'paragraph')
          parts.push(
            paragraphCode(emitter, { ...block, style: { ...block.style, left: 0, firstLine: 0 } }, 2000),
          );
        else for (const row of block.rows) for (const cell of row.cells) visit(cell.blocks);
      }
    };
    visit(blocks);
    return parts.join('\n');
  }

  function blockCode(blocks: readonly Block[], available: Twips): string {
    const isFlow = container === 0 && !inMargin;
    if (!isFlow || !blocks.some((block) => block.kind === 'paragraph' && block.style.frame))
      return flowCode(blocks, available);
    const framesOnly = isFramesOnly(section);
    return groupFrames(blocks)
      .map((group) => {
        const place = placeOfFrame(group, section, framesOnly, resolver);
        const at = place && placeCode(emitter, place, 0, 0);
        if (!place || !at) return flowCode(group.blocks, available);
        const { blocks: held, floating } = withoutPlaced(group.blocks);
        const placed = floating.map((box) => `${boxCode(emitter, box, available).code}\n`).join('');
        container++;
        const content = flowCode(held, place.width);
        container--;
        const endsPage = group.blocks.some(
          (block) =>
            block.kind === 'paragraph' &&
            block.inlines.some((inline) => inline.kind === 'break' && inline.what === 'page'),
        );
        return `${placed}${at}block(width: ${pt(place.width)}, {${content}}))${endsPage ? `\n${emitter.pageBreak(false)}` : ''}`;
      })
      .join('\n');
  }

  function flowCode(blocks: readonly Block[], available: Twips): string {
    const out: string[] = [];
    const spreads = container === 0 && !inMargin && fills.between !== '';
    for (const group of groupFramed(blocks)) {
      const code: string[] = [];
      if (spreads && group.framed && out.length > 0) out.push(fills.between);
      const [first] = group.blocks;
      if (group.framed && first?.kind === 'paragraph' && first.style.pageBreakBefore && emitter.canBreak())
        out.push(emitter.pageBreak(true));
      if (group.framed) container++;
      let drawn = 0;
      for (const [index, source] of group.blocks.entries()) {
        if (index < drawn) continue;
        const beside =
          group.framed || inMargin
            ? undefined
            : besideOf(group.blocks, index, available, section.margin, resolver);
        if (beside) code.push(besideCode(emitter, beside, available));
        drawn = index + (beside?.paragraphs.length ?? 0);
        if (index < drawn) continue;
        const block = beside && source.kind === 'paragraph' ? withoutBox(source, beside.box) : source;
        if (spreads && !group.framed && out.length + code.length > 0) code.push(fills.between);
        if (block.kind === 'table') {
          container++;
          const table = container === 1 ? tableOnPaper(block, section) : block;
          code.push(resolver.apart(() => tableCode(emitter, table)));
          container--;
        } else {
          const between = group.framed && index > 0 ? betweenCode(block) : undefined;
          if (between) code.push(between);
          code.push(
            paragraphCode(
              emitter,
              paragraphOnPaper(
                paragraphOnPage(contextual(block, group.blocks[index - 1], group.blocks[index + 1]), section),
                available,
                section,
              ),
              available,
            ),
          );
        }
      }
      if (group.framed) {
        container--;
        out.push(frameCode(code.join('\n'), group.blocks as Paragraph[]));
      } else {
        out.push(...code);
      }
    }
    return out.join('\n');
  }

  function headerCode(part: HeaderFooter | undefined, width: Twips, top: Twips): string {
    if (!part) return '';
    inMargin = true;
    marginOrigin = { left: section.margin.left, top };
    const code = resolver.apart(() => blockCode(part.blocks, width));
    marginOrigin = undefined;
    inMargin = false;
    return code;
  }

  /** Code that picks among first, left and default headers by the page it is drawn on. */
  function marginCode(
    part: Section['header'],
    of: Section,
    number: number,
    width: Twips,
    top: Twips,
  ): string {
    const standard = headerCode(part.default, width, top);
    const first = of.titlePage ? headerCode(part.first, width, top) : standard;
    const left = of.facingPages && part.left ? headerCode(part.left, width, top) : standard;
    if (first === standard && left === standard) return `{${standard}}`;
    const firstPage =
      number === 0 ? 'here().page() == 1' : `here().page() == locate(<section-${number}>).page()`;
    const choices: string[] = [];
    if (first !== standard) choices.push(`if ${firstPage} {${first}} else `);
    if (left !== standard) choices.push(`if calc.even(counter(page).get().first()) {${left}} else `);
    return `context ${choices.join('')}{${standard}}`;
  }

  function partHeight(part: Section['header'], of: Section, width: Twips): Twips {
    const variants = [
      part.default,
      of.facingPages ? part.left : undefined,
      of.titlePage ? part.first : undefined,
    ];
    return Math.max(
      0,
      ...variants.map((variant) =>
        variant ? resolver.apart(() => estimateHeight(variant.blocks, width, resolver)) : 0,
      ),
    );
  }

  function pageCode(of: Section, number: number, inPageColumns: boolean): string {
    const width = textWidthOf(of);
    const headerHeight = partHeight(of.header, of, width);
    const footerHeight = partHeight(of.footer, of, width);
    const top = headerHeight > 0 ? Math.max(of.margin.top, of.headerDistance + headerHeight) : of.margin.top;
    const bottom =
      footerHeight > 0 ? Math.max(of.margin.bottom, of.footerDistance + footerHeight) : of.margin.bottom;
    const room = of.height - top - bottom < 1440;
    bodyTop = room ? of.margin.top : top;
    const bodyBottom = room ? of.margin.bottom : bottom;
    const sides = document.mirrorMargins ? ['inside', 'outside'] : ['left', 'right'];
    const lines = [
      `width: ${pt(of.width)}`,
      `height: ${pt(of.height)}`,
      `margin: (${sides[0]}: ${pt(of.margin.left)}, ${sides[1]}: ${pt(of.margin.right)}, top: ${pt(bodyTop)}, bottom: ${pt(bodyBottom)})`,
      'header-ascent: 0pt',
      'footer-descent: 0pt',
    ];
    lines.push(
      headerHeight > 0
        ? `header: block(height: 100%, width: 100%, inset: (top: ${pt(of.headerDistance)}), align(top, ${marginCode(of.header, of, number, width, of.headerDistance)}))`
        : 'header: none',
    );
    lines.push(
      footerHeight > 0
        ? `footer: block(height: 100%, width: 100%, inset: (bottom: ${pt(of.footerDistance)}), align(bottom, ${marginCode(of.footer, of, number, width, of.height - bodyBottom)}))`
        : 'footer: none',
    );
    const rules = inPageColumns ? pageRules(of, bodyTop, bodyBottom) : '';
    const paper = pageBordersCode(of, number) + rules + (hasLayers ? layerCode('behind') : '');
    if (hasPaper) lines.push(`background: ${paper === '' ? 'none' : `{${paper}}`}`);
    if (document.background) lines.push(`fill: ${colour(document.background)}`);
    return `#set page(${lines.join(',\n  ')})`;
  }

  const body: string[] = [];
  for (const [number, entry] of document.sections.entries()) {
    sectionNumber = number;
    const from = `#metadata(none) <from-${number}>`;
    const previous = document.sections[number - 1];
    const next = document.sections[number + 1];
    section = entry;
    fills = fillsOf(entry, previous, next);
    if (!flowsOn(entry, previous)) {
      if (previous && (entry.start === 'even' || entry.start === 'odd')) {
        body.push(`#pagebreak(to: "${entry.start}", weak: true)`);
      }
      const pageColumns = entry.columns.count > 1 && next?.start !== 'continuous';
      body.push(pageCode(entry, number, pageColumns));
      body.push(`#set page(columns: ${pageColumns ? entry.columns.count : 1})`);
      if (pageColumns) body.push(`#set columns(gutter: ${pt(entry.columns.gap)})`);
      if (entry.pageNumber.restart !== undefined)
        body.push(`#counter(page).update(${entry.pageNumber.restart})`);
      if (countsPages) body.push(from);
      const marksStart =
        entry.titlePage || (entry.pageBorders !== undefined && entry.pageBorders.on !== 'all');
      if (marksStart && number > 0) body.push(`#metadata(none) <section-${number}>`);
      const columnWidth = columnWidthOf(entry);
      const isFilled = fills.above !== '';
      if (isFilled) body.push(`#${fills.above}`);
      const code = blockCode(
        isFilled ? withoutFirstBreak(entry.blocks) : entry.blocks,
        pageColumns ? columnWidth : entry.columns.count > 1 ? columnWidth : textWidthOf(entry),
      );
      body.push(pageColumns || entry.columns.count === 1 ? `#{\n${code}\n}` : columnCode(entry));
      if (fills.below !== '') body.push(`#${fills.below}`);
    } else if (entry.columns.count > 1) {
      if (countsPages) body.push(from);
      body.push(columnCode(entry));
    } else {
      if (countsPages) body.push(from);
      body.push(`#{\n${blockCode(entry.blocks, textWidthOf(entry))}\n}`);
    }
    if (countsPages) body.push(`#metadata(none) <to-${number}>`);
  }

  function columnCode(of: Section): string {
    container++;
    columnLevel = container;
    const code = blockCode(of.blocks, columnWidthOf(of));
    columnLevel = 0;
    container--;
    return columnsCode(of, code, emitter);
  }

  if (endnotes.length > 0) {
    const notes = endnotes.splice(0);
    container++;
    const code = notes.map((note) => blockCode(note.blocks, textWidthOf(section))).join('\n');
    container--;
    body.push(`#{\nblock(above: 6pt, below: 4pt, line(length: 30%, stroke: 0.5pt))\n${code}\n}`);
  }
  if (restarts) body.push('#metadata(none) <document-end>');

  const eastAsian = !options.careful && body.some(hasEastAsian);
  const markup = [
    `#set document(${documentInfo(document)})`,
    `#set text(lang: "${eastAsian ? 'zh' : 'en'}"${eastAsian ? ', region: "cn"' : ''}, hyphenate: false, costs: (widow: 0%, orphan: 0%, runt: 0%))`,
    '#set par(leading: 0pt, spacing: 0pt, justify: false, linebreaks: "simple")',
    '#set block(spacing: 0pt)',
    '#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt), gap: 0pt, indent: 0pt, clearance: 4pt)',
    '#show footnote.entry: (it) => it.note.body',
    ...(hasLayers ? [`#set page(foreground: ${layerCode('front').replace(/;$/, '')})`] : []),
    ...text.definitions(),
    ...definitionLines,
    ...body,
  ].join('\n');
  return { markup, files, substitutions: resolver.substitutions() };
}
