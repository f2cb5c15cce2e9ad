/** The shape in which a capability hands its period to a report: figures, tables and chart series, all plain data. */

/** A day range, both days included. */
export interface ReportSpan {
  from: string;
  to: string;
}

export interface ReportFigure {
  id: string;
  name: string;
  /** 件, 天, % …; empty for pure numbers. */
  unit: string;
  /** Null where nothing is known: then `text` says why or what stands instead. */
  value: number | null;
  text: string;
  /** The same figure of the period before, and of the same period a year ago; null where it cannot be told. */
  previous: number | null;
  yearAgo: number | null;
}

export type ReportCell = string | number | null;

export interface ReportTable {
  id: string;
  name: string;
  columns: { name: string; numeric: boolean }[];
  rows: ReportCell[][];
}

export interface ReportChart {
  id: string;
  name: string;
  kind: 'bar' | 'stacked' | 'line';
  /** Of the value axis. */
  unit: string;
  categories: string[];
  series: { name: string; values: (number | null)[] }[];
}

/** What one capability has to say of a period. */
export interface ReportPart {
  /** The source: an id of product.md where it is one of the ten services. */
  id: string;
  title: string;
  /** The page of the console that shows where the figures come from. */
  link: string;
  figures: ReportFigure[];
  tables: ReportTable[];
  charts: ReportChart[];
  /** Sentences: what is missing, what a figure does not cover. */
  notes: string[];
}

/** Growth against an earlier value in percent, one decimal; null where it means nothing. */
export function changePercent(value: number | null, before: number | null): number | null {
  if (value === null || before === null || before === 0) return null;
  return Math.round(((value - before) / Math.abs(before)) * 1000) / 10;
}

/** `part` of `whole` in percent, two decimals, never rounded up to 100; null when there is no whole. */
export function sharePercent(part: number, whole: number): number | null {
  if (whole <= 0) return null;
  const share = Math.round((part / whole) * 10_000) / 100;
  return share >= 100 && part < whole ? 99.99 : share;
}
