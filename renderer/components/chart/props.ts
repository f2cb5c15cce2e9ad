import type {
  BarSeriesOption,
  HeatmapSeriesOption,
  LineSeriesOption,
  PieSeriesOption,
  ScatterSeriesOption,
} from 'echarts/charts';
import type {
  DatasetComponentOption,
  DataZoomComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { ReactNode } from 'react';

/** What the console's charts may use; more kinds are added here and in echarts.ts. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | HeatmapSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | TooltipComponentOption
  | LegendComponentOption
  | DataZoomComponentOption
  | VisualMapComponentOption
  | MarkLineComponentOption
  | DatasetComponentOption
>;

/** What was clicked. */
export interface ChartPick {
  seriesName: string;
  name: string;
  dataIndex: number;
  value: unknown;
}

export interface ChartProps {
  /** The selection as a sentence: `2026 年成都市两级法院收案 12,345 件`. */
  title: string;
  option: ChartOption;
  /** How the numbers are made; stands under the exported picture. */
  definition?: string;
  /** When the numbers were read (ISO). */
  dataTime?: string | undefined;
  height?: number;
  /** Nothing to draw: say so instead of empty axes. */
  empty?: boolean;
  onPick?: (pick: ChartPick) => void;
  /** Controls beside the title. */
  extra?: ReactNode;
  /** Names the exported file; the title when left out. */
  fileName?: string;
}
