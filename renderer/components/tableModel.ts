import type { ReactNode } from 'react';
import { addDays } from '../../shared/domain/time.ts';
import { componentMessages } from '../../shared/messages/components.ts';
import { formatCount } from './format.ts';

/** What a column is filtered by, in words every capability can turn into its own query. Bounds are inclusive. */
export type ColumnFilter =
  | { kind: 'text'; text: string; whole: boolean }
  | { kind: 'number'; from?: number | undefined; to?: number | undefined }
  | { kind: 'day'; from?: string | undefined; to?: string | undefined }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'blank'; blank: boolean };

/** By column field. */
export type TableFilter = Readonly<Record<string, ColumnFilter>>;

export interface TableSort {
  field: string;
  direction: 'asc' | 'desc';
}

/** What the table asks for: one page of rows. */
export interface TableQuery {
  offset: number;
  limit: number;
  sort: readonly TableSort[];
  filter: TableFilter;
}

export interface TablePage<Row> {
  rows: readonly Row[];
  /** Rows that answer the filter. */
  total: number;
  /** Rows without any filter; with it the table says how many the filter hides. */
  unfiltered?: number;
}

/** One column. Values that are no plain text or number (a state, a date) give both `value` and `render`. */
export interface TableColumn<Row> {
  field: Extract<keyof Row, string> | (string & {});
  title: string;
  /** Stands in the header: `大小（MB）`. */
  unit?: string;
  /** `text` left, `number` right-aligned, `day` and `instant` as dates. Default text. */
  kind?: 'text' | 'number' | 'day' | 'instant';
  /** What is compared, filtered and exported; the field's own value when left out. */
  value?: (row: Row) => string | number | null;
  /** What is shown; the formatted value when left out. */
  render?: (row: Row) => ReactNode;
  /** Pixels; `flex` columns share what is left. */
  width?: number;
  flex?: number;
  minWidth?: number;
  /** The first column stays in sight while scrolling sideways; others only when asked. */
  pinned?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
  /** With `load`: only where the core can sort by it. With `rows`: on unless false. */
  sortable?: boolean;
  /** A filter in the header. With `load`: only where the core can filter by it. */
  filter?: boolean;
  /** A closed set of values: filtered by a choice above the table. */
  choices?: readonly { value: string; label: string }[];
}

/** ag-grid's filter model of one column, as far as the console's filters use it. */
export interface GridFilterModel {
  filterType?: string;
  type?: string | null;
  filter?: string | number | null;
  filterTo?: string | number | null;
  dateFrom?: string | null;
  dateTo?: string | null;
}

/** ag-grid's filter of one column → ours; undefined when it restricts nothing. */
export function fromGridFilter(model: GridFilterModel): ColumnFilter | undefined {
  if (model.type === 'blank' || model.type === 'notBlank')
    return { kind: 'blank', blank: model.type === 'blank' };
  if (model.filterType === 'number') return numberFilter(model);
  if (model.filterType === 'date') return dayFilter(model);
  const text = String(model.filter ?? '').trim();
  return text ? { kind: 'text', text, whole: model.type === 'equals' } : undefined;
}

function numberFilter({ type, filter, filterTo }: GridFilterModel): ColumnFilter | undefined {
  if (typeof filter !== 'number') return undefined;
  switch (type) {
    case 'greaterThanOrEqual':
      return { kind: 'number', from: filter };
    case 'lessThanOrEqual':
      return { kind: 'number', to: filter };
    case 'inRange':
      return { kind: 'number', from: filter, to: typeof filterTo === 'number' ? filterTo : undefined };
    default:
      return { kind: 'number', from: filter, to: filter };
  }
}

/** ag-grid writes `2026-11-20 00:00:00` and means 早于 and 晚于 exclusively. */
function dayFilter({ type, dateFrom, dateTo }: GridFilterModel): ColumnFilter | undefined {
  const from = dateFrom?.slice(0, 10);
  if (!from) return undefined;
  switch (type) {
    case 'lessThan':
      return { kind: 'day', to: addDays(from, -1) };
    case 'greaterThan':
      return { kind: 'day', from: addDays(from, 1) };
    case 'inRange':
      return { kind: 'day', from, to: dateTo?.slice(0, 10) };
    default:
      return { kind: 'day', from, to: from };
  }
}

/** A filter as a person says it: `含“成都”`, `不小于 100`. */
export function describeFilter(filter: ColumnFilter, choices: TableColumn<never>['choices']): string {
  const words = componentMessages.table;
  switch (filter.kind) {
    case 'text':
      return filter.whole ? words.equals(filter.text) : words.contains(filter.text);
    case 'number':
      return describeRange(
        filter.from === undefined ? undefined : formatCount(filter.from),
        filter.to === undefined ? undefined : formatCount(filter.to),
      );
    case 'day':
      return describeRange(filter.from, filter.to);
    case 'choice':
      return filter.values
        .map((value) => choices?.find((choice) => choice.value === value)?.label ?? value)
        .join('、');
    case 'blank':
      return filter.blank ? words.blank : words.notBlank;
  }
}

function describeRange(from: string | undefined, to: string | undefined): string {
  const words = componentMessages.table;
  if (from !== undefined && from === to) return words.equals(from);
  if (from === undefined) return words.atMost(to ?? '');
  return to === undefined ? words.atLeast(from) : words.between(from, to);
}
