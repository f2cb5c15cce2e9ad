import type { Narrative, ReportContent } from '../../../../shared/contract/deliverables.ts';
import {
  changePercent,
  type ReportCell,
  type ReportFigure,
  type ReportPart,
  type ReportTable,
} from '../../../../shared/domain/reportPart.ts';
import { beijingStamp } from '../../../../shared/domain/time.ts';
import { deliverablesMessages } from '../../../../shared/messages/deliverables.ts';

const words = deliverablesMessages.word;

/** Everything a report is printed from: an edition, its narrative and its head. Same input, same paper. */
export interface ReportInput {
  content: ReportContent;
  narrative: Narrative;
  edition: { number: number; final: boolean; digest: string };
}

/** A table as it stands on paper: every cell a text. */
export interface PrintedTable {
  name: string;
  columns: { name: string; numeric: boolean }[];
  rows: string[][];
}

export interface PrintedPart {
  id: string;
  title: string;
  /** All figures in one sentence. */
  summary: string;
  figures: PrintedTable | null;
  tables: PrintedTable[];
  /** `id` names the picture: `<part>.<chart>`. */
  charts: { id: string; caption: string }[];
  notes: string[];
}

export interface PrintedSection {
  title: string;
  /** Paragraphs; the name stands above them only where a section has several texts. */
  texts: { name: string; paragraphs: string[] }[];
  parts: PrintedPart[];
}

export interface PrintModel {
  title: string;
  kindName: string;
  frame: [label: string, value: string][];
  sections: PrintedSection[];
  boxes: readonly string[];
  final: boolean;
  digest: string;
}

/** Lays an edition out for paper: numbers as texts, sections numbered, empty narratives said to be empty. */
export function printModel({ content, narrative, edition }: ReportInput): PrintModel {
  return {
    title: content.title,
    kindName: content.kindName,
    frame: frameOf({ content, narrative, edition }),
    sections: content.sections
      // A section of sources that are not there yet says nothing.
      .filter(({ narratives, parts }) => narratives.length + parts.length > 0)
      .map((section, index) => ({
        title: `${numeral(index + 1)}、${section.title}`,
        texts: section.narratives.map(({ id, name }) => ({
          name: section.narratives.length > 1 ? name : '',
          paragraphs: paragraphsOf(narrative[id]),
        })),
        parts: section.parts.map((part, place) =>
          printedPart(part, section.parts.length > 1 ? `（${numeral(place + 1)}）` : '', section.brief),
        ),
      })),
    boxes: words.boxes,
    final: edition.final,
    digest: edition.digest.slice(0, 16),
  };
}

function frameOf({ content, edition }: ReportInput): [string, string][] {
  const { frame } = words;
  return [
    [frame.project, content.project],
    [frame.period, `${content.period.from} 至 ${content.period.to}`],
    [frame.customer, content.customer],
    [frame.contractor, content.contractor],
    [frame.recipient, content.recipient],
    [frame.due, content.due ?? words.none],
    [frame.author, content.takenBy],
    [frame.edition, `${words.edition(edition.number)}（${edition.final ? words.final : words.draft}）`],
    [frame.takenAt, beijingStamp(content.takenAt).slice(0, 16)],
    [frame.definition, content.definitionVersion],
  ];
}

export function printedPart(part: ReportPart, number: string, brief: boolean): PrintedPart {
  return {
    id: part.id,
    title: `${number}${part.title}`,
    summary: summaryOf(part.figures),
    figures: brief ? null : figureTable(part.figures),
    tables: brief ? [] : part.tables.map(printedTable),
    charts: brief
      ? []
      : part.charts.map(({ id, name }) => ({ id: `${part.id}.${id}`, caption: `${part.title}：${name}` })),
    notes: part.notes,
  };
}

/** `应检天数 22 天；实检天数 21 天。` */
export function summaryOf(figures: readonly ReportFigure[]): string {
  if (figures.length === 0) return '';
  return `${figures.map((figure) => words.summaryItem(figure.name, figureValue(figure), figure.value === null ? '' : figure.unit)).join('；')}。`;
}

/** Columns of earlier periods stand only where one figure at least has them. */
function figureTable(figures: readonly ReportFigure[]): PrintedTable | null {
  if (figures.length === 0) return null;
  const before = figures.some(({ previous }) => previous !== null);
  const ago = figures.some(({ yearAgo }) => yearAgo !== null);
  const [name, unit, now, last, change, year, yearChange] = words.columns;
  const columns = [
    { name: name ?? '', numeric: false },
    { name: unit ?? '', numeric: false },
    { name: now ?? '', numeric: true },
    ...(before ? [last, change] : []).map((title) => ({ name: title ?? '', numeric: true })),
    ...(ago ? [year, yearChange] : []).map((title) => ({ name: title ?? '', numeric: true })),
  ];
  return {
    name: words.figures,
    columns,
    rows: figures.map((figure) => {
      const cells = figureCells(figure);
      return [
        cells.name,
        cells.unit,
        cells.value,
        ...(before ? [cells.previous, cells.change] : []),
        ...(ago ? [cells.yearAgo, cells.yearChange] : []),
      ];
    }),
  };
}

/** One figure as the texts of its row. */
export function figureCells(figure: ReportFigure) {
  return {
    name: figure.name,
    unit: figure.unit,
    value: figureValue(figure),
    previous: numberText(figure.previous),
    change: changeText(figure.value, figure.previous),
    yearAgo: numberText(figure.yearAgo),
    yearChange: changeText(figure.value, figure.yearAgo),
  };
}

function changeText(value: number | null, before: number | null): string {
  const percent = changePercent(value, before);
  return percent === null ? words.none : words.change(percent);
}

function figureValue({ value, text }: ReportFigure): string {
  return value === null ? text || words.none : numberText(value);
}

export function printedTable(table: ReportTable): PrintedTable {
  return { name: table.name, columns: table.columns, rows: table.rows.map((row) => row.map(cellText)) };
}

export function cellText(cell: ReportCell): string {
  return typeof cell === 'number' || cell === null ? numberText(cell) : cell;
}

/** 1234567.5 → `1,234,567.5`. */
export function numberText(value: number | null): string {
  return value === null ? words.none : value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

export function paragraphsOf(text: string | undefined): string[] {
  const lines = (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 0 ? lines : [words.empty];
}

/** 1…19 → 一…十九. */
export function numeral(number: number): string {
  const digits = words.numerals;
  if (number <= 10) return digits[number - 1] ?? '';
  return `十${digits[number - 11] ?? ''}`;
}
