import type { BoardItem, HealthItem, HealthLevel } from '../../../shared/contract/datacenterHealth.ts';
import { datacenterHealthMessages } from '../../../shared/messages/datacenterHealth.ts';
import { datacenterHealthPageMessages as words } from '../../../shared/messages/datacenterHealthPage.ts';
import { formatBytes, formatCount } from '../../components/format.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How a level looks. */
export const LEVEL_STATES: Record<HealthLevel, ViewState> = {
  normal: 'ok',
  warning: 'warn',
  fault: 'fault',
  unchecked: 'unchecked',
};

/** A value of an item with its unit: `1.5 GB`, `85%`, `2 小时`. */
export function valueText(value: number, unit: HealthItem['unit']): string {
  if (unit === 'bytes') return value < 0 ? `-${formatBytes(-value)}` : formatBytes(value);
  if (unit === 's') return datacenterHealthMessages.duration(Math.round(value));
  if (unit === 'percent') return `${value}${words.units.percent}`;
  const rounded = Math.round(value * 10) / 10;
  return words.units[unit] ? `${rounded} ${words.units[unit]}` : formatCount(rounded);
}

/** What stands under an item's sentence: a limit, a forecast, a warning that is coming. */
export function sayings(item: BoardItem): string[] {
  const says: string[] = [];
  if (item.id === 'sessions' && item.limit && item.value !== null)
    says.push(words.limit(Math.round((item.value / item.limit) * 100)));
  if (item.forecast?.fullOn) says.push(words.fullOn(item.forecast.fullOn));
  else if (item.forecast && item.forecast.perDay > 0)
    says.push(words.perDay(formatBytes(item.forecast.perDay)));
  if (item.streak > 0 && item.level === 'normal') says.push(words.pending(item.streak, item.rule.repeats));
  return says;
}
