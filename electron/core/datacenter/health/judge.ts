import type { HealthItem, HealthLevel, HealthRule } from '../../../../shared/contract/datacenterHealth.ts';

/** How many rounds in a row an item was beyond its thresholds, and what is reported of it. */
export interface Standing {
  streakWarning: number;
  streakFault: number;
  level: HealthLevel;
}

/**
 * How an item stands after a round: a level is reported only after `repeats` rounds in a row at least that bad, and is taken
 * back by one good round. A round that could not read the item says nothing of it: the streaks stay.
 */
export function judge(
  item: Pick<HealthItem, 'value' | 'limit' | 'unit' | 'skipped'>,
  rule: HealthRule,
  before: Standing | undefined,
): Standing {
  const streaks = { streakWarning: before?.streakWarning ?? 0, streakFault: before?.streakFault ?? 0 };
  if (item.skipped !== null) return { ...streaks, level: 'unchecked' };
  const held = heldValue(item, rule);
  if (held === null) return { streakWarning: 0, streakFault: 0, level: 'normal' };
  const isFault = beyond(held, rule.fault, rule.direction);
  const isWarning = isFault || beyond(held, rule.warning, rule.direction);
  const streakFault = isFault ? streaks.streakFault + 1 : 0;
  const streakWarning = isWarning ? streaks.streakWarning + 1 : 0;
  const level = streakFault >= rule.repeats ? 'fault' : streakWarning >= rule.repeats ? 'warning' : 'normal';
  return { streakWarning, streakFault, level };
}

/** What of the item its rule speaks of; null where the rule does not apply (no limit, another unit, not known). */
export function heldValue(
  item: Pick<HealthItem, 'value' | 'limit' | 'unit'>,
  rule: HealthRule,
): number | null {
  if (item.value === null) return null;
  if (rule.of === 'share') return item.limit ? (item.value / item.limit) * 100 : null;
  if (rule.unit !== item.unit) return null;
  return rule.of === 'magnitude' ? Math.abs(item.value) : item.value;
}

function beyond(value: number, threshold: number | null, direction: HealthRule['direction']): boolean {
  if (threshold === null) return false;
  return direction === 'above' ? value >= threshold : value <= threshold;
}

const BADNESS: Record<HealthLevel, number> = { fault: 3, warning: 2, unchecked: 1, normal: 0 };

export function worst(levels: readonly HealthLevel[]): HealthLevel {
  return levels.reduce<HealthLevel>((bad, level) => (BADNESS[level] > BADNESS[bad] ? level : bad), 'normal');
}
