import { type TemplateData, TemplateHandler } from 'easy-template-x';
import { unzipSync, zipSync } from 'fflate';
import type { ReportContent } from '../../../../shared/contract/deliverables.ts';
import { beijingStamp } from '../../../../shared/domain/time.ts';
import { deliverablesMessages } from '../../../../shared/messages/deliverables.ts';
import { outlineOf } from '../../../../shared/messages/deliverablesFigures.ts';
import { CHART_HEIGHT, CHART_WIDTH } from './charts.ts';
import { keepHeadings } from './keepTogether.ts';
import {
  cellText,
  figureCells,
  numberText,
  type PrintedPart,
  type PrintedTable,
  type PrintModel,
  paragraphsOf,
  printModel,
  type ReportInput,
} from './model.ts';
import { plainName } from './placeholders.ts';
import { escapeXml, wordTable } from './wordTable.ts';

const words = deliverablesMessages.word;
const PIXELS_PER_POINT = 96 / 72;
/** Every file inside bears this time, so that the same edition is the same bytes. */
const MTIME = new Date(1980, 0, 1, 0, 0, 0);

/** Fills a checked template. `pictures` are PNGs by `<part>.<chart>`. */
export async function renderWord(
  input: ReportInput,
  template: Uint8Array,
  pictures: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array> {
  const handler = new TemplateHandler();
  const filled = await handler.process(Buffer.from(template), wordData(input, pictures));
  return repacked(filled, input);
}

/** Everything `knownPlaceholders` promises, and nothing else. */
export function wordData(input: ReportInput, pictures: ReadonlyMap<string, Uint8Array>): TemplateData {
  const { content, narrative } = input;
  const model = printModel(input);
  const frame = Object.fromEntries(model.frame);
  const data: TemplateData = {
    报告名称: content.title,
    资料种类: content.kindName,
    期间: content.period.label,
    起始日: content.period.from,
    截止日: content.period.to,
    项目名称: content.project,
    甲方: content.customer,
    运维单位: content.contractor,
    送达对象: content.recipient,
    应送达日: content.due ?? words.none,
    编制人: content.takenBy,
    版次: frame[words.frame.edition] ?? '',
    数据截止: beijingStamp(content.takenAt).slice(0, 16),
    口径版本: content.definitionVersion,
    数据摘要: model.digest,
    章节: sectionData(model, pictures),
  };
  for (const section of content.sections) {
    for (const { id, name } of section.narratives) data[name] = paragraphsOf(narrative[id]).join('\n');
    for (const part of section.parts) addPart(data, part, pictures);
  }
  return data;
}

function sectionData(model: PrintModel, pictures: ReadonlyMap<string, Uint8Array>): TemplateData[] {
  return model.sections.map((section) => ({
    章节名: section.title,
    文字: section.texts.map(({ name, paragraphs }) => ({
      栏名: lines(name === '' ? [] : [name]),
      段落: lines(paragraphs),
    })),
    小节: section.parts.map((part) => partData(part, pictures)),
  }));
}

function partData(part: PrintedPart, pictures: ReadonlyMap<string, Uint8Array>): TemplateData {
  return {
    小节名: part.title,
    摘要: part.summary,
    简述: lines(part.figures === null && part.summary !== '' ? [part.summary] : []),
    指标: (part.figures?.rows ?? []).map((row) => figureRow(row, part.figures)),
    指标表: part.figures ? [tableData(part.figures)] : [],
    表格: part.tables.map(tableData),
    图表: part.charts.map(({ id, caption }) => ({ 图名: caption, 图: picture(pictures.get(id), caption) })),
    说明: lines(part.notes),
  };
}

/** A row of the figure table by the names of its columns. */
function figureRow(row: readonly string[], table: PrintedTable | null): TemplateData {
  const by = new Map(table?.columns.map(({ name }, index) => [name, row[index] ?? '']));
  const of = (index: number) => by.get(words.columns[index] ?? '') ?? words.none;
  return {
    指标名: of(0),
    单位: of(1),
    本期: of(2),
    上期: of(3),
    环比: of(4),
    去年同期: of(5),
    同比: of(6),
  };
}

function tableData(table: PrintedTable): TemplateData {
  return { 表名: table.name, 表: { _type: 'rawXml', xml: wordTable(table), replaceParagraph: true } };
}

/** Figures, rows and charts of a part under its own name, also those the period has nothing for. */
function addPart(
  data: TemplateData,
  part: ReportContent['sections'][number]['parts'][number],
  pictures: ReadonlyMap<string, Uint8Array>,
): void {
  const outline = outlineOf.get(part.id);
  const short = outline?.short ?? part.title;
  for (const [name] of Object.values(outline?.figures ?? {}))
    data[`${short}.${plainName(name)}`] = numberText(null);
  for (const { name } of Object.values(outline?.tables ?? {})) data[`${short}.${plainName(name)}`] = [];
  for (const { name } of Object.values(outline?.charts ?? {})) data[`${short}.${plainName(name)}`] = '';
  for (const figure of part.figures) data[`${short}.${plainName(figure.name)}`] = figureCells(figure).value;
  for (const table of part.tables)
    data[`${short}.${plainName(table.name)}`] = table.rows.map((row) =>
      Object.fromEntries(
        table.columns.map(({ name }, index) => [plainName(name), cellText(row[index] ?? null)]),
      ),
    );
  for (const chart of part.charts)
    data[`${short}.${plainName(chart.name)}`] = picture(
      pictures.get(`${part.id}.${chart.id}`),
      `${part.title}：${chart.name}`,
    );
}

function picture(png: Uint8Array | undefined, altText: string) {
  if (!png) return '';
  return {
    _type: 'image',
    source: Buffer.from(png),
    format: 'image/png',
    width: Math.round(CHART_WIDTH * PIXELS_PER_POINT * 0.92),
    height: Math.round(CHART_HEIGHT * PIXELS_PER_POINT * 0.92),
    altText,
  };
}

function lines(paragraphs: readonly string[]): TemplateData[] {
  return paragraphs.map((内容) => ({ 内容 }));
}

/** The same files in the order of their names, all of one time; the document says when its figures were taken. */
function repacked(file: Uint8Array, { content }: ReportInput): Uint8Array {
  const parts = unzipSync(file);
  const names = Object.keys(parts)
    .filter((name) => !name.endsWith('/'))
    // Word asks for the list of types first.
    .sort(
      (a, b) => Number(b === '[Content_Types].xml') - Number(a === '[Content_Types].xml') || (a < b ? -1 : 1),
    );
  const packed: Record<string, Uint8Array> = {};
  for (const name of names) {
    const bytes = parts[name] ?? new Uint8Array();
    if (name === 'docProps/core.xml') packed[name] = coreProperties(content);
    else if (name === 'word/document.xml')
      packed[name] = Buffer.from(keepHeadings(Buffer.from(bytes).toString('utf8')), 'utf8');
    else packed[name] = bytes;
  }
  return zipSync(packed, { level: 6, mtime: MTIME });
}

function coreProperties({ title, takenAt, takenBy, project }: ReportContent): Uint8Array {
  const at = `${takenAt.slice(0, 19)}Z`;
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:subject>${escapeXml(project)}</dc:subject><dc:creator>${escapeXml(takenBy)}</dc:creator><cp:lastModifiedBy>${escapeXml(takenBy)}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;
  return Buffer.from(xml, 'utf8');
}
