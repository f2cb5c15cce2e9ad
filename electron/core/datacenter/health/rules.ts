import {
  HEALTH_ITEMS,
  type HealthItemId,
  type HealthRule,
  type HealthRuleInput,
} from '../../../../shared/contract/datacenterHealth.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import {
  HEALTH_ITEM_NAMES,
  healthWorkMessages as words,
} from '../../../../shared/messages/datacenterHealth.ts';

type Given = Omit<HealthRule, 'item' | 'changed'>;
const HOUR = 3_600;
const GB = 1024 ** 3;

const above = (unit: Given['unit'], warning: number | null, fault: number | null, repeats = 2): Given => ({
  of: 'value',
  direction: 'above',
  warning,
  fault,
  repeats,
  unit,
});
const below = (unit: Given['unit'], warning: number | null, fault: number | null, repeats = 2): Given => ({
  ...above(unit, warning, fault, repeats),
  direction: 'below',
});

/** What the console comes with; the shares 85 / 95 % are the check sheet's. */
const COMES_WITH: Record<HealthItemId, Given> = {
  latency: above('ms', 500, 3_000),
  instance: below('s', HOUR, null, 1),
  sessions: { ...above('percent', 85, 95), of: 'share' },
  processes: { ...above('percent', 85, 95), of: 'share' },
  size: above('bytes', null, null),
  storage: above('percent', 85, 95, 1),
  diskFree: below('bytes', 20 * GB, 5 * GB, 1),
  archive: above('percent', 85, 95),
  archiveFailed: above('count', 1, 3),
  lastBackup: above('s', 26 * HOUR, 50 * HOUR, 1),
  blocked: above('count', 1, 5),
  longestTransaction: above('s', 1_800, 2 * HOUR),
  slowest: above('ms', null, null),
  invalidObjects: above('count', 1, 50, 1),
  invalidIndexes: above('count', 1, 10, 1),
  replicationLag: above('s', 60, 600),
  passwordExpiry: below('days', 14, 3, 1),
  clock: { ...above('s', 30, 120), of: 'magnitude' },
  yesterdayRows: below('count', null, null, 1),
};

export interface KeptRule {
  item: string;
  warning: number | null;
  fault: number | null;
  repeats: number;
}

/** The rules that hold: what the console comes with, overlaid with what people changed. */
export function rulesWith(kept: readonly KeptRule[]): Map<HealthItemId, HealthRule> {
  const changed = new Map(kept.map((rule) => [rule.item, rule]));
  return new Map(
    HEALTH_ITEMS.map((item) => {
      const given = COMES_WITH[item];
      const own = changed.get(item);
      const rule: HealthRule = own
        ? { ...given, item, warning: own.warning, fault: own.fault, repeats: own.repeats, changed: true }
        : { ...given, item, changed: false };
      return [item, rule];
    }),
  );
}

/** Whether an input says just what the console comes with. */
export function isAsGiven(input: HealthRuleInput): boolean {
  const given = COMES_WITH[input.item];
  return input.warning === given.warning && input.fault === given.fault && input.repeats === given.repeats;
}

/** @throws HEALTH_RULE when a fault is milder than its warning, or an item stands twice */
export function checkRules(inputs: readonly HealthRuleInput[]): void {
  const seen = new Set<string>();
  for (const { item, warning, fault } of inputs) {
    const name = HEALTH_ITEM_NAMES[item];
    if (seen.has(item)) throw fail('HEALTH_RULE', words.ruleTwice(name), { field: item });
    seen.add(item);
    if (warning === null || fault === null) continue;
    const milder = COMES_WITH[item].direction === 'above' ? fault < warning : fault > warning;
    if (milder) throw fail('HEALTH_RULE', words.ruleOrder(name), { field: item });
  }
}
