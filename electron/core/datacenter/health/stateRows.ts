import {
  type HealthDetail,
  type HealthItem,
  type HealthLevel,
  type HealthRule,
  healthItemSchema,
} from '../../../../shared/contract/datacenterHealth.ts';
import { judge } from './judge.ts';
import type { StateRow } from './store.ts';

/** Parts of an item that have a trend of their own: tablespaces, at most so many. */
const MOST_PARTS = 16;

/** An item as it is kept: judged by its rule and by how it stood before. */
export function stateRow(
  connectionId: string,
  item: HealthItem,
  rule: HealthRule | undefined,
  before: StateRow | undefined,
  at: string,
): StateRow {
  const standing = rule
    ? judge(
        item,
        rule,
        before && {
          streakWarning: before.streak_warning,
          streakFault: before.streak_fault,
          level: before.level as HealthLevel,
        },
      )
    : { streakWarning: 0, streakFault: 0, level: 'normal' as const };
  const read = item.skipped === null;
  return {
    connection_id: connectionId,
    item: item.id,
    unit: item.unit,
    value: item.value,
    bound: item.limit,
    text: item.text,
    skipped: item.skipped,
    details: JSON.stringify(item.details),
    taken_at: at,
    last_read_at: read ? at : (before?.last_read_at ?? null),
    streak_warning: standing.streakWarning,
    streak_fault: standing.streakFault,
    level: standing.level,
    level_since: before?.level === standing.level ? before.level_since : at,
  };
}

/** The item a kept row speaks of. */
export function itemOfState(row: StateRow): HealthItem {
  return healthItemSchema.parse({
    id: row.item,
    unit: row.unit,
    value: row.value,
    limit: row.bound,
    text: row.text,
    skipped: row.skipped,
    details: detailsOf(row),
  });
}

export function detailsOf(row: StateRow): HealthDetail[] {
  return JSON.parse(row.details) as HealthDetail[];
}

/** What of an item enters its series: its own value, and those of its parts. */
export function samplesOf(item: HealthItem): { series: string; value: number }[] {
  const own = item.value === null ? [] : [{ series: item.id, value: item.value }];
  if (item.id !== 'storage') return own;
  const parts = item.details
    .slice(0, MOST_PARTS)
    .flatMap(({ name, value }) => (value === null ? [] : [{ series: `storage/${name}`, value }]));
  return [...own, ...parts];
}

/** `storage/a/b` → `storage`, `a/b`. */
export function splitSeries(series: string): [string, string?] {
  const slash = series.indexOf('/');
  return slash < 0 ? [series] : [series.slice(0, slash), series.slice(slash + 1)];
}
