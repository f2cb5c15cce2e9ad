import { type Day, isDay } from './time.ts';

/** Posts of the contract (seed.txt, 人员要求): one service manager, two engineers on site, the remote experts. */
export const POSTS = ['manager', 'engineer', 'expert'] as const;
export type Post = (typeof POSTS)[number];

export const REPLACEMENT_STATES = ['draft', 'filed', 'approved', 'rejected', 'done', 'cancelled'] as const;
export type ReplacementState = (typeof REPLACEMENT_STATES)[number];
export const REPLACEMENT_CAUSES = ['resigned', 'transferred', 'withdrawn', 'leave', 'other'] as const;
export type ReplacementCause = (typeof REPLACEMENT_CAUSES)[number];

/** What the rules look at. Days are empty where they did not happen. */
export interface ReplacementFacts {
  state: ReplacementState;
  keyPost: boolean;
  /** First day of the successor. */
  effectiveOn: Day;
  filedOn: string;
  /** Day of the court's approval. */
  approvedOn: string;
}

/** What a replacement breaks; seed.txt, 考核细则 4. */
export type ReplacementBreach = 'unfiled-replacement' | 'unapproved-key-replacement';

/**
 * 更换人员应提前报备: filed on a day before the successor's first. 关键岗位人员的更换应经同意后才能更换: approved by that day.
 * Counted once it happened, or its day has come and nobody took it back. Both may be broken: a person decides which counts.
 */
export function replacementBreaches(replacement: ReplacementFacts, today: Day): ReplacementBreach[] {
  const { state, keyPost, effectiveOn, filedOn, approvedOn } = replacement;
  const happened = state === 'done' || (state !== 'cancelled' && effectiveOn < today);
  if (!happened) return [];
  const breaches: ReplacementBreach[] = [];
  if (filedOn === '' || filedOn >= effectiveOn) breaches.push('unfiled-replacement');
  if (keyPost && (approvedOn === '' || approvedOn > effectiveOn)) breaches.push('unapproved-key-replacement');
  return breaches;
}

/** What is wrong with a planned replacement: at which field, and which sentence says what to do. */
export interface ReplacementProblem {
  field: 'successor' | 'effectiveOn' | 'handoverFrom' | 'handoverTo';
  problem: 'successorIsLeaving' | 'notDay' | 'beforeSince' | 'handoverBeforeSince' | 'handoverOrder';
}

export function replacementProblem(
  input: { successor: string; effectiveOn: string; handoverFrom: string; handoverTo: string },
  leaving: { name: string; since: Day },
): ReplacementProblem | undefined {
  if (input.successor.trim() === leaving.name) return { field: 'successor', problem: 'successorIsLeaving' };
  for (const field of ['effectiveOn', 'handoverFrom', 'handoverTo'] as const)
    if (!isDay(input[field])) return { field, problem: 'notDay' };
  if (input.effectiveOn <= leaving.since) return { field: 'effectiveOn', problem: 'beforeSince' };
  if (input.handoverFrom < leaving.since) return { field: 'handoverFrom', problem: 'handoverBeforeSince' };
  if (input.handoverTo < input.handoverFrom) return { field: 'handoverTo', problem: 'handoverOrder' };
  return undefined;
}
