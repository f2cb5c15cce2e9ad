import { addDays } from '../../../../shared/domain/time.ts';
import { CRIMINAL_ORDINARY, ORDINARY, SMALL } from '../kinds.ts';
import type { Defect, Needs } from './defect.ts';
import { CIVIL } from './groups.ts';

const ORDINARY_CLOSED: Needs = { closed: true, procedure: ORDINARY };

/** LJ008–016: over the term beyond every extension the law knows, and wrong extensions and deductions. */
export const termDefects: readonly Defect[] = [
  tooLong('LJ008', CIVIL, { ...ORDINARY_CLOSED, workDays: 490 }),
  tooLong('LJ009', CIVIL, { closed: true, procedure: SMALL, workDays: 110 }),
  tooLong('LJ010', ['civilSecond'], { closed: true, way: '09_03317-1', workDays: 215 }),
  tooLong('LJ011', ['criminalFirst'], { closed: true, procedure: CRIMINAL_ORDINARY, workDays: 225 }),
  tooLong('LJ012', ['adminFirst'], { closed: true, procedure: ORDINARY, workDays: 300 }),
  tooLong('LJ013', ['enforcement'], { closed: true, workDays: 310 }),
  tooLong('LJ014', ['sentenceChange'], { closed: true, workDays: 75 }),
  {
    id: 'extension-without-approval',
    rules: ['LJ015'],
    kinds: CIVIL,
    needs: { ...ORDINARY_CLOSED, extended: true },
    apply: ({ extensions }) => {
      for (const extension of extensions) extension.approved_by = null;
      return undefined;
    },
  },
  {
    id: 'extension-approved-late',
    rules: ['LJ015'],
    kinds: CIVIL,
    needs: { ...ORDINARY_CLOSED, extended: true },
    apply: ({ extensions }) => {
      for (const extension of extensions)
        extension.approved_date = addDays(String(extension.original_due_date), 4);
      return undefined;
    },
  },
  {
    id: 'deduction-reversed',
    rules: ['LJ016'],
    kinds: CIVIL,
    needs: { ...ORDINARY_CLOSED, deducted: true },
    apply: ({ deductions }) => {
      for (const row of deductions) Object.assign(row, { from_date: row.to_date, to_date: row.from_date });
      return undefined;
    },
  },
  {
    id: 'deductions-overlap',
    rules: ['LJ016'],
    kinds: CIVIL,
    needs: { ...ORDINARY_CLOSED, deducted: true },
    apply: (bundle) => {
      const row = bundle.deductions[0];
      if (!row) throw new RangeError(`case ${bundle.case.case_id} has no deduction`);
      // Two halves that both hold the middle: the days add up as before.
      const days = Number(row.days);
      const half = Math.floor(days / 2);
      const from = String(row.from_date);
      Object.assign(row, { to_date: addDays(from, half), days: half });
      bundle.deductions.push({
        ...row,
        deduction_id: `${row.deduction_id}B`,
        from_date: addDays(from, half - 2),
        to_date: addDays(from, days - 2),
        days: days - half,
      });
      return undefined;
    },
  },
];

function tooLong(rule: string, kinds: Defect['kinds'], needs: Needs): Defect {
  return { id: `${rule}-too-long`, rules: [rule], kinds, needs };
}
