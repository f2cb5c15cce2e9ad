import { formatCaseNumber } from '../../../shared/domain/caseNumber.ts';
import { yearOf } from './clock.ts';
import type { Plan } from './scene.ts';

/** The year a case number bears: that of receipt. */
export function numberYear(plan: Plan): number {
  return yearOf(plan.received);
}

/** The number a case bears when nothing is wrong with it. */
export function caseNumber(plan: Plan): string {
  return formatCaseNumber({
    year: numberYear(plan),
    courtMark: plan.court.mark,
    typeMark: plan.kind.mark,
    sequence: plan.sequence,
  });
}
