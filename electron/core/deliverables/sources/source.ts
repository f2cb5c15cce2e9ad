import type { ReportCell, ReportPart, ReportSpan } from '../../../../shared/domain/reportPart.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import { deliverablesMessages as words } from '../../../../shared/messages/deliverables.ts';
import type { PartOutline } from '../../../../shared/messages/deliverablesFigures.ts';
import type { Core } from '../../core.ts';

/** What a source is handed. Sources of one run share what they read: `once` reads each thing one time. */
export interface SourceContext {
  core: Core;
  span: ReportSpan;
  once: <T>(key: string, read: () => Promise<T>) => Promise<T>;
}

/** What a source found: only what is there; ids are those of its outline. */
export interface Found {
  /** Null: not known. A text instead of a number stands as it is. */
  figures: Record<string, number | string | null>;
  tables?: Record<string, ReportCell[][]>;
  charts?: Record<string, { categories: string[]; series: { name: string; values: (number | null)[] }[] }>;
  notes?: string[];
}

/** One capability's way into reports. It asks that capability's public functions, never its tables. */
export interface ReportSource {
  id: string;
  outline: PartOutline;
  collect: (context: SourceContext) => Promise<Found>;
}

/** Lays what was found out by the outline: all figures in its order, tables and charts only where they have content. */
export function partOf(source: Pick<ReportSource, 'id' | 'outline'>, found: Found): ReportPart {
  const { outline, id } = source;
  const known = [
    ...Object.keys(found.figures).map((key) => outline.figures[key]),
    ...Object.keys(found.tables ?? {}).map((key) => outline.tables[key]),
    ...Object.keys(found.charts ?? {}).map((key) => outline.charts[key]),
  ];
  if (known.some((entry) => entry === undefined))
    throw fail('DELIVERABLE_SOURCE_SHAPE', words.sourceShape(outline.title));
  return {
    id,
    title: outline.title,
    link: outline.link,
    figures: Object.entries(outline.figures).flatMap(([key, [name, unit]]) => {
      const value = found.figures[key];
      if (value === undefined) return [];
      const number = typeof value === 'number' ? value : null;
      return [{ id: key, name, unit, value: number, text: textOf(value), previous: null, yearAgo: null }];
    }),
    tables: Object.entries(outline.tables).flatMap(([key, { name, columns }]) => {
      const rows = found.tables?.[key];
      return rows && rows.length > 0 ? [{ id: key, name, columns: columns.map(columnOf), rows }] : [];
    }),
    charts: Object.entries(outline.charts).flatMap(([key, chart]) => {
      const drawn = found.charts?.[key];
      return drawn && drawn.categories.length > 0 ? [{ id: key, ...chart, ...drawn }] : [];
    }),
    notes: found.notes ?? [],
  };
}

/** `#件数` → a column of numbers named 件数. */
export function columnOf(name: string): { name: string; numeric: boolean } {
  return name.startsWith('#') ? { name: name.slice(1), numeric: true } : { name, numeric: false };
}

function textOf(value: number | string | null): string {
  if (value === null) return words.unknown;
  return typeof value === 'string' ? value : '';
}

/** A context whose sources read each thing once. */
export function sourceContext(core: Core, span: ReportSpan): SourceContext {
  const held = new Map<string, Promise<unknown>>();
  return {
    core,
    span,
    once<T>(key: string, read: () => Promise<T>): Promise<T> {
      const known = held.get(key);
      if (known) return known as Promise<T>;
      const fresh = read();
      held.set(key, fresh);
      return fresh;
    },
  };
}
