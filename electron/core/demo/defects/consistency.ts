import { courtByCode } from '../../reference/reference.ts';
import { dayText } from '../clock.ts';
import type { Defect } from './defect.ts';
import { FREE_NUMBERS, numberOf } from './form.ts';
import { CIVIL, COMMON } from './groups.ts';

/** YZ between columns and between cases. */
export const consistencyDefects: readonly Defect[] = [
  {
    id: 'court-mark-of-another-court',
    rules: ['YZ001'],
    kinds: COMMON,
    apply: ({ case: row }, context) => {
      const other = courtByCode(context.plan.court.code === 3002 ? 3003 : 3002);
      row.case_number = numberOf(context, { courtMark: other?.mark ?? '川' });
      return { caseNumber: row.case_number };
    },
  },
  {
    id: 'type-mark-of-another-type',
    rules: ['YZ002'],
    kinds: COMMON,
    apply: ({ case: row }, context) => {
      row.case_number = numberOf(context, {
        typeMark: context.plan.kindId === 'civilFirst' ? '民终' : '执恢',
      });
      return { caseNumber: row.case_number };
    },
  },
  {
    id: 'number-twice',
    rules: ['YZ004', 'GF005'],
    kinds: COMMON,
    twin: true,
  },
  {
    id: 'judge-unknown',
    rules: ['YZ020'],
    kinds: COMMON,
    needs: { filed: true },
    apply: ({ case: row }, { plan }) => {
      row.judge_id = `${plan.court.code}99`;
      return { judgeId: row.judge_id };
    },
  },
  {
    id: 'judge-left',
    rules: ['YZ020'],
    kinds: CIVIL,
    needs: { filed: true },
    apply: ({ case: row }, { plan }) => {
      // The first two of every court have left.
      row.judge_id = `${plan.court.code}01`;
      return { judgeId: row.judge_id };
    },
  },
  {
    id: 'original-not-found',
    rules: ['YZ010'],
    kinds: ['civilSecond'],
    apply: ({ case: row }, { plan }) => {
      row.original_case_number = (row.original_case_number ?? '').replace(
        /\d+号$/,
        `${FREE_NUMBERS + plan.index}号`,
      );
      return { originalCaseNumber: row.original_case_number };
    },
  },
  {
    id: 'transferred-before-closing',
    rules: ['YZ011'],
    kinds: ['civilSecond'],
    apply: ({ case: row }, { plan }) => {
      row.appeal_transferred_date = dayText(plan.received - 120);
      return undefined;
    },
  },
];
