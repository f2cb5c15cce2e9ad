import { BarChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  BrushComponent,
  DatasetComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, registerLocale, registerTheme, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import zh from 'echarts/i18n/langZH-obj.js';
import { CanvasRenderer } from 'echarts/renderers';
import { FONT_STACK, paletteOf, seriesColours, type ThemeName } from '../../app/theme.ts';

use([
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
  AriaComponent,
  BrushComponent,
  DatasetComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  LabelLayout,
  CanvasRenderer,
]);
registerLocale('ZH', zh);
registerTheme('light', chartTheme('light'));
registerTheme('dark', chartTheme('dark'));

export { init };

/** The console's palette as an ECharts theme. */
function chartTheme(name: ThemeName) {
  const palette = paletteOf(name);
  const axis = {
    axisLine: { lineStyle: { color: palette.borderStrong } },
    axisTick: { show: false },
    axisLabel: { color: palette.textSecondary },
    splitLine: { lineStyle: { color: palette.border } },
    nameTextStyle: { color: palette.textMuted },
  };
  return {
    color: [...seriesColours[name]],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT_STACK, color: palette.text },
    legend: { textStyle: { color: palette.textSecondary }, itemWidth: 14, itemHeight: 10, icon: 'rect' },
    tooltip: {
      backgroundColor: palette.surface,
      borderColor: palette.borderStrong,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: palette.text, fontSize: 13 },
      extraCssText: `box-shadow:${palette.shadow};font-variant-numeric:tabular-nums`,
    },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    line: { symbolSize: 6, lineStyle: { width: 2 }, smooth: false },
    bar: { barMaxWidth: 36, itemStyle: { borderRadius: [2, 2, 0, 0] } },
    pie: { itemStyle: { borderColor: palette.surface, borderWidth: 1 }, label: { color: palette.text } },
  };
}
