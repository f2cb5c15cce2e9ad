import { ASSESSMENT_FACT_TYPES, type AssessmentFact, type AssessmentFactType } from './assessmentFact.ts';
import type { DayKind } from './calendar.ts';

/** The six items of the contract (seed.txt, 考核细则), in its order. */
export const ASSESSMENT_ITEMS = [
  'daily-maintenance',
  'documents',
  'duty',
  'personnel',
  'confidentiality',
  'extra-work',
] as const;
export type AssessmentItem = (typeof ASSESSMENT_ITEMS)[number];

/** `calendar`: January–June and July–December; `rolling`: any `rollingDays` days in a row. */
export const HALF_YEARS = ['calendar', 'rolling'] as const;
export type HalfYear = (typeof HALF_YEARS)[number];

/** What a kind of fact costs. Of the rules of a type the first whose conditions hold counts. */
export interface SchemeRule {
  type: Exclude<AssessmentFactType, 'bonus'>;
  item: AssessmentItem;
  /** Points taken each time, positive. */
  points: number;
  when?: { dayKind?: DayKind; affectedWork?: boolean; impact?: 'none' | 'major' };
}

/** The whole scheme: data, kept by version; the contract's is the first. */
export interface Scheme {
  /** Points at the start of a contract year. */
  base: number;
  /** A year below it has failed. */
  passing: number;
  /** From here down the console warns. */
  warnBelow: number;
  /** The most one application may ask for. */
  bonusMost: number;
  /** The most a year may reach, bonus included; null for no limit. */
  cap: number | null;
  halfYear: HalfYear;
  /** Days of a rolling half-year, both ends counted. */
  rollingDays: number;
  /** So many deductions of one person in a half-year: the person is withdrawn. */
  withdrawalAt: number;
  /** The most an item may cost in a year; null for no limit, as in the contract. */
  itemMost: Record<AssessmentItem, number | null>;
  rules: readonly SchemeRule[];
}

/** The contract's scheme (seed.txt, 运维工作考核评分办法). What it leaves open (cap, half-year, warning) is set here. */
export const CONTRACT_SCHEME: Scheme = {
  base: 100,
  passing: 80,
  warnBelow: 85,
  bonusMost: 5,
  cap: null,
  halfYear: 'calendar',
  rollingDays: 183,
  withdrawalAt: 5,
  itemMost: {
    'daily-maintenance': null,
    documents: null,
    duty: null,
    personnel: null,
    confidentiality: null,
    'extra-work': null,
  },
  rules: [
    { type: 'service-failure', item: 'daily-maintenance', points: 2 },
    { type: 'leader-criticism', item: 'daily-maintenance', points: 5 },
    { type: 'missing-deliverable', item: 'documents', points: 1 },
    { type: 'duty-absence', item: 'duty', points: 5, when: { affectedWork: true } },
    { type: 'duty-absence', item: 'duty', points: 1, when: { dayKind: 'major-holiday' } },
    { type: 'duty-absence', item: 'duty', points: 0.5 },
    { type: 'attendance', item: 'personnel', points: 0.2 },
    { type: 'unfiled-replacement', item: 'personnel', points: 1 },
    { type: 'unapproved-key-replacement', item: 'personnel', points: 5 },
    { type: 'refused-withdrawal', item: 'personnel', points: 5 },
    { type: 'security-breach', item: 'confidentiality', points: 10, when: { impact: 'major' } },
    { type: 'security-breach', item: 'confidentiality', points: 5 },
  ],
};

/** The rule that prices a fact; undefined for a bonus, which costs nothing, and where the scheme has none. */
export function ruleFor(fact: Omit<AssessmentFact, 'id' | 'date'>, scheme: Scheme): SchemeRule | undefined {
  return scheme.rules.find(({ type, when }) => type === fact.type && holds(when, fact));
}

/** A type of which some facts would cost nothing, because no rule of it is without conditions. */
export function unpricedType({ rules }: Pick<Scheme, 'rules'>): SchemeRule['type'] | undefined {
  return ASSESSMENT_FACT_TYPES.filter((type) => type !== 'bonus').find(
    (type) => !rules.some((rule) => rule.type === type && Object.keys(rule.when ?? {}).length === 0),
  );
}

/** The item a type belongs to under the scheme. */
export function itemOf(type: AssessmentFactType, scheme: Scheme): AssessmentItem {
  return scheme.rules.find((rule) => rule.type === type)?.item ?? 'extra-work';
}

function holds(when: SchemeRule['when'], fact: Omit<AssessmentFact, 'id' | 'date'>): boolean {
  if (!when) return true;
  return (
    (when.dayKind === undefined || when.dayKind === fact.dayKind) &&
    (when.affectedWork === undefined || when.affectedWork === (fact.affectedWork ?? false)) &&
    (when.impact === undefined || when.impact === fact.impact)
  );
}
