import type { CellValue, WriteSheet } from 'hucre/xlsx';
import type { ReportChart, ReportPart } from '../../../../shared/domain/reportPart.ts';
import { deliverablesMessages } from '../../../../shared/messages/deliverables.ts';
import { chartColour } from './charts.ts';
import { textWidth } from './wordTable.ts';

const words = deliverablesMessages.xlsx;
/** Rows a chart covers, and those left free below its figures. */
const CHART_ROWS = 17;
const CHART_COLUMNS = 9;
const GAP = 2;

type Cells = NonNullable<WriteSheet['charts']>;

/**
 * One sheet with all charts as charts of Excel's own, each beside the figures it is drawn from, so that a person can go on
 * working with them. Undefined where the report has none.
 * @param clean makes a row of cells fit to be written
 */
export function chartSheet(
  name: string,
  parts: readonly ReportPart[],
  clean: (row: readonly CellValue[]) => CellValue[],
): WriteSheet | undefined {
  const drawn = parts.flatMap((part) => part.charts.map((chart) => ({ chart, title: titleOf(part, chart) })));
  if (drawn.length === 0) return undefined;
  const rows: CellValue[][] = [];
  const charts: Cells = [];
  const column = Math.max(...drawn.map(({ chart }) => chart.series.length)) + 2;
  for (const { chart, title } of drawn) {
    const top = rows.length;
    rows.push([title], [chart.unit, ...chart.series.map((series) => series.name)]);
    for (const [place, category] of chart.categories.entries())
      rows.push([category, ...chart.series.map(({ values }) => values[place] ?? null)]);
    while (rows.length < top + CHART_ROWS + GAP) rows.push([]);
    rows.push([]);
    charts.push(excelChart(name, chart, title, top, column));
  }
  const widest = Math.max(...drawn.flatMap(({ chart }) => chart.categories.map(textWidth)), 10);
  return {
    name,
    columns: [
      { width: Math.min(40, widest + 3) },
      ...Array.from({ length: column - 2 }, () => ({ width: 11 })),
    ],
    rows: rows.map(clean),
    charts,
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function excelChart(
  sheet: string,
  chart: ReportChart,
  title: string,
  top: number,
  column: number,
): Cells[number] {
  const first = top + 3;
  const last = first + Math.max(0, chart.categories.length - 1);
  const at = (place: number) => `'${sheet}'!$${letters(place)}$${first}:$${letters(place)}$${last}`;
  const line = chart.kind === 'line';
  return {
    type: line ? 'line' : 'column',
    title,
    titleFontSize: 11,
    titleBold: true,
    ...(chart.kind === 'stacked' ? { barGrouping: 'stacked' as const } : {}),
    ...(line ? { showLineMarkers: true } : { gapWidth: 60 }),
    legend: chart.series.length > 1 ? 'top' : false,
    dispBlanksAs: 'gap',
    altText: title,
    series: chart.series.map(({ name }, index) => ({
      name,
      categories: at(0),
      values: at(index + 1),
      color: chartColour(name, index),
      ...(line ? { stroke: { width: 1.75 } } : {}),
    })),
    axes: {
      x: { labelFontSize: 9 },
      // Bars stand on zero; a line may begin where its values are.
      y: {
        title: chart.unit,
        axisTitleFontSize: 9,
        labelFontSize: 9,
        gridlines: { major: true },
        ...(line ? {} : { scale: { min: 0 } }),
      },
    },
    anchor: {
      from: { row: top, col: column },
      to: { row: top + CHART_ROWS, col: column + CHART_COLUMNS },
    },
  };
}

function titleOf(part: ReportPart, chart: ReportChart): string {
  return words.chartTitle(part.title, chart.name);
}

/** 0 → A, 26 → AA. */
function letters(place: number): string {
  const rest = String.fromCharCode(65 + (place % 26));
  return place < 26 ? rest : `${letters(Math.floor(place / 26) - 1)}${rest}`;
}
