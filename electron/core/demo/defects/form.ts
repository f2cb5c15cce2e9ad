import { formatCaseNumber } from '../../../../shared/domain/caseNumber.ts';
import { addDays } from '../../../../shared/domain/time.ts';
import { numberYear } from '../caseNumbers.ts';
import { dayText } from '../clock.ts';
import { ORDINARY } from '../kinds.ts';
import type { Defect, DefectContext } from './defect.ts';
import { CIVIL, COMMON } from './groups.ts';

/** Numbers no other case can bear: well above every running number. */
export const FREE_NUMBERS = 5_000_000;

/** GF on case numbers, ids, dates and amounts. */
export const formDefects: readonly Defect[] = [
  renumbered('number-half-width', ['GF001'], (context) =>
    numberOf(context).replace('（', '(').replace('）', ')'),
  ),
  renumbered('number-without-end', ['GF001'], (context) => numberOf(context).slice(0, -1)),
  renumbered('court-mark-unknown', ['GF002'], (context) => numberOf(context, { courtMark: '川0793' })),
  renumbered(
    'type-mark-unknown',
    ['GF003', 'YZ002'],
    (context) => numberOf(context, { typeMark: '民诉' }),
    CIVIL,
  ),
  renumbered('year-before-receipt', ['GF004', 'YZ003'], (context) =>
    numberOf(context, { year: numberYear(context.plan) - 1 }),
  ),
  renumbered('leading-zero', ['GF005', 'GF001'], (context) =>
    numberOf(context, { sequence: `0${FREE_NUMBERS + context.plan.index}` }),
  ),
  {
    id: 'case_id-letter',
    rules: ['GF006'],
    kinds: COMMON,
    apply: (bundle) => {
      rename(bundle, `${bundle.case.case_id.slice(0, 14)}X`);
      return undefined;
    },
  },
  {
    id: 'case_id-other-court',
    rules: ['GF007'],
    kinds: COMMON,
    apply: (bundle, { plan }) => {
      rename(bundle, `${plan.court.code === 3001 ? 3002 : 3001}${bundle.case.case_id.slice(4)}`);
      return undefined;
    },
  },
  {
    id: 'archived-in-the-future',
    rules: ['GF008'],
    kinds: COMMON,
    needs: { closed: true },
    apply: ({ case: row }, { clock }) => {
      row.archived_date = addDays(dayText(clock.today), 400);
      return undefined;
    },
  },
  {
    id: 'claim_amount-above-limit',
    rules: ['GF009'],
    kinds: CIVIL,
    needs: { open: true, procedure: ORDINARY, cause: '民间借贷纠纷' },
    apply: ({ case: row }) => {
      row.claim_amount = 250_000_000_000;
      return undefined;
    },
  },
];

/** Gives a bundle another case id, wherever it stands. */
function rename(bundle: Parameters<NonNullable<Defect['apply']>>[0], caseId: string): void {
  bundle.case.case_id = caseId;
  const rows = [
    bundle.parties,
    bundle.hearings,
    bundle.deductions,
    bundle.extensions,
    bundle.documents,
  ].flat();
  for (const row of rows) row.case_id = caseId;
}

/** The case's number with some parts changed; its running number then is one that nothing else bears. */
export function numberOf(
  { plan }: DefectContext,
  changed: Partial<Parameters<typeof formatCaseNumber>[0]> = {},
): string {
  return formatCaseNumber({
    year: numberYear(plan),
    courtMark: plan.court.mark,
    typeMark: plan.kind.mark,
    sequence: FREE_NUMBERS + plan.index,
    ...changed,
  });
}

function renumbered(
  id: string,
  rules: readonly string[],
  make: (context: DefectContext) => string,
  kinds: Defect['kinds'] = COMMON,
): Defect {
  return {
    id,
    rules,
    kinds,
    apply: (bundle, context) => {
      bundle.case.case_number = make(context);
      return { caseNumber: bundle.case.case_number };
    },
  };
}
