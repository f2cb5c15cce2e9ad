import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ReportChart } from '../../../../shared/domain/reportPart.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);

/** Points of the paper: as wide as the text of an A4 page. */
export const CHART_WIDTH = 500;
export const CHART_HEIGHT = 160;

/** The console's palette for charts (renderer/app/theme.ts, light): told apart by colour-blind eyes, with patterns in grey print. */
const COLOURS = ['#0072b2', '#e69f00', '#d55e00', '#56b4e9', '#00795c', '#b0639a', '#7d8a97', '#8a7a00'];
/** Results have the colours they have everywhere in the console. */
const OF_NAME: Record<string, string> = {
  警告: '#e69f00',
  故障: '#d55e00',
  未检: '#a9b2bb',
  存疑: '#e69f00',
};
/** White marks over the colours, for grey print. Opaque: the PDF writer lays transparent ones out in changing order. */
const DECALS = [
  { symbol: 'none' },
  { color: '#ffffff', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  {
    color: '#ffffff',
    symbol: 'circle',
    symbolSize: 0.7,
    dashArrayX: [
      [7, 7],
      [0, 7, 7, 0],
    ],
    dashArrayY: [6, 0],
  },
  { color: '#ffffff', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: 0 },
  { color: '#ffffff', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
];
const INK = '#222222';
const RULE = '#d9d9d9';

/** The colour of a series, the same wherever the chart is drawn. */
export function chartColour(name: string, index: number): string {
  return OF_NAME[name] ?? COLOURS[index % COLOURS.length] ?? '#0072b2';
}

/** Draws a chart as SVG text: no browser, no canvas. The same chart and family give the same text. */
export function chartSvg(chart: ReportChart, family: string): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: CHART_WIDTH, height: CHART_HEIGHT });
  try {
    drawn.setOption(optionOf(chart, `'${family}'`));
    return drawn.renderToSVGString();
  } finally {
    drawn.dispose();
  }
}

function optionOf(chart: ReportChart, fontFamily: string) {
  const line = chart.kind === 'line';
  const values = chart.series.flatMap((series) => series.values.filter((value) => value !== null));
  const names = chart.series.map(({ name }) => name);
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily, color: INK },
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: !line && names.length > 1, decals: DECALS },
    },
    legend: {
      show: names.length > 1,
      data: names,
      top: 0,
      right: 0,
      itemWidth: 16,
      itemHeight: 9,
      icon: line ? undefined : 'rect',
      textStyle: { fontSize: 9, color: INK, fontFamily },
    },
    grid: {
      left: 6,
      right: 10,
      top: 28,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: chart.categories,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK, width: 0.6 } },
      axisLabel: { fontSize: 8, color: INK, fontFamily, ...labelFit(chart.categories) },
    },
    yAxis: {
      type: 'value',
      name: chart.unit,
      // Bars stand on zero; a line may begin where its values are.
      scale: line,
      minInterval: values.every((value) => Number.isInteger(value)) ? 1 : undefined,
      nameTextStyle: { fontSize: 8, color: INK, fontFamily, align: 'right' },
      axisLabel: { fontSize: 8, color: INK, fontFamily },
      splitLine: { lineStyle: { color: RULE, width: 0.5 } },
    },
    series: chart.series.map(({ name, values: data }, index) =>
      line
        ? {
            name,
            type: 'line' as const,
            data,
            color: chartColour(name, index),
            symbolSize: 4,
            lineStyle: { width: 1.4 },
            connectNulls: true,
          }
        : {
            name,
            type: 'bar' as const,
            data,
            color: chartColour(name, index),
            barMaxWidth: 22,
            ...(chart.kind === 'stacked' ? { stack: 'all' } : {}),
          },
    ),
  };
}

/** Long names of a few bars are cut into lines instead of being left out. */
function labelFit(categories: readonly string[]) {
  const longest = Math.max(0, ...categories.map((category) => category.length));
  if (longest <= 7 || categories.length === 0) return {};
  const width = Math.floor((CHART_WIDTH - 60) / categories.length) - 4;
  return { interval: 0, width: Math.max(28, width), overflow: 'break' as const, lineHeight: 10 };
}
