import type { KindId } from '../kinds.ts';
import type { Defect } from './defect.ts';
import { CIVIL } from './groups.ts';

/** DM: codes and causes that their tables do not hold. */
export const codeDefects: readonly Defect[] = [
  closing('DM001', 'civilFirst', '09_03223-99'),
  closing('DM002', 'civilSecond', '09_03317-99'),
  closing('DM003', 'criminalFirst', '09_02223-99'),
  closing('DM004', 'criminalSecond', '09_02320-99'),
  closing('DM005', 'adminFirst', '09_04215-99'),
  closing('DM006', 'enforcement', '09_05080-99'),
  closing('DM007', 'enforcementResumed', '09_05082-99'),
  closing('DM008', 'liquidation', '09_03620-99'),
  closing('DM008', 'reorganisation', '09_03622-99'),
  closing('DM008', 'settlement', '09_03624-99'),
  {
    id: 'procedure-code',
    rules: ['DM012'],
    kinds: CIVIL,
    needs: { filed: true },
    apply: ({ case: row }) => {
      row.procedure = '09_03201-9';
      return undefined;
    },
  },
  {
    id: 'deduction-kind-code',
    rules: ['DM013'],
    kinds: CIVIL,
    needs: { closed: true, deducted: true, procedure: '09_03201-2' },
    apply: ({ deductions }) => {
      for (const deduction of deductions) deduction.kind = '09_01049-88';
      return undefined;
    },
  },
  {
    id: 'cause-misspelt',
    rules: ['DM014'],
    kinds: CIVIL,
    needs: { filed: true },
    apply: ({ case: row }) => {
      row.filing_cause = '民间借货纠分';
      return { cause: row.filing_cause };
    },
  },
  {
    id: 'cause-too-coarse',
    rules: ['DM015'],
    kinds: CIVIL,
    needs: { filed: true, cause: '民间借贷纠纷' },
    apply: ({ case: row }) => {
      row.filing_cause = '合同纠纷';
      return { cause: row.filing_cause };
    },
  },
  {
    id: 'charge-unknown',
    rules: ['DM016'],
    kinds: ['criminalFirst'],
    needs: { filed: true },
    apply: ({ case: row }) => {
      row.filing_cause = '合伙合同纠纷';
      return { cause: row.filing_cause };
    },
  },
];

function closing(rule: string, kind: KindId, code: string): Defect {
  return {
    id: `${kind}-closing_way-code`,
    rules: [rule],
    kinds: [kind],
    // Soon closed: whatever term a reader takes for an unknown closing way, it is kept.
    needs: { closed: true, workDays: kind === 'civilSecond' ? 6 : undefined },
    apply: ({ case: row }) => {
      row.closing_way = code;
      return { code };
    },
  };
}
