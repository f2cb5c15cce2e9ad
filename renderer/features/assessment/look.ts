import type { AssessmentStatus, Fact } from '../../../shared/contract/assessment.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How a fact's state looks. */
export const stateLook: Record<Fact['state'], ViewState> = {
  proposed: 'waiting',
  confirmed: 'ok',
  rejected: 'off',
  appealed: 'warn',
  voided: 'off',
  lapsed: 'off',
};

export const standingLook: Record<AssessmentStatus['standing'], ViewState> = {
  good: 'ok',
  near: 'warn',
  failed: 'fault',
};

/** `−0.5`, `+3`, `0`. */
export function signedPoints(points: number): string {
  if (points === 0) return '0';
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** The type with what prices it: 值班缺席，重大节假日，影响工作. */
export function ruleText(fact: Pick<Fact, 'type' | 'dayKind' | 'affectedWork' | 'impact'>): string {
  return [
    assessmentMessages.types[fact.type],
    fact.type === 'duty-absence' && fact.dayKind ? assessmentMessages.dayKinds[fact.dayKind] : '',
    fact.affectedWork ? assessmentMessages.affectedWork : '',
    fact.impact ? assessmentMessages.impacts[fact.impact] : '',
  ]
    .filter(Boolean)
    .join('，');
}

/** What follows from a fact for the score, in brackets. */
export function isCounted(state: Fact['state']): boolean {
  return state === 'confirmed' || state === 'appealed';
}
