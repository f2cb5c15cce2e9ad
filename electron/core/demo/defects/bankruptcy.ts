import { addDays } from '../../../../shared/domain/time.ts';
import { ACCEPTED, type KindId } from '../kinds.ts';
import type { BankruptcyRow } from '../rows.ts';
import type { Defect, Needs } from './defect.ts';

const BANKRUPTCIES: readonly KindId[] = ['liquidation', 'reorganisation', 'settlement'];
const LIQUIDATION: readonly KindId[] = ['liquidation'];
const ENDED: Needs = { closed: true, way: '09_03620-4' };

/** On bankruptcy cases: WZ023–025, LJ026–029, YZ016. */
export const bankruptcyDefects: readonly Defect[] = [
  blank('petition_matter', ['WZ023'], LIQUIDATION),
  blank('applicant_kind', ['WZ023'], LIQUIDATION),
  blank('petition_received_date', ['WZ024'], LIQUIDATION),
  blank('filing_approved_date', ['WZ024'], LIQUIDATION),
  blank('stage', ['WZ025'], LIQUIDATION),
  {
    id: 'not-uplinked',
    rules: ['YZ016'],
    kinds: BANKRUPTCIES,
    apply: (bundle) => {
      bundle.bankruptcyUplinks = [];
      return undefined;
    },
  },
  reordered('administrator-before-acceptance', (row) => {
    row.administrator_date = addDays(row.accepted_date ?? '', -5);
  }),
  reordered('meeting-before-administrator', (row) => {
    row.first_meeting_date = addDays(row.administrator_date ?? '', -3);
    row.accepted_date = addDays(row.administrator_date ?? '', -8);
    row.petition_received_date = addDays(row.accepted_date, -20);
  }),
  reordered('ended-before-declared', (row) => {
    row.ended_date = addDays(row.declared_date ?? '', -10);
  }),
  {
    id: 'end_reason-missing',
    rules: ['LJ027'],
    kinds: LIQUIDATION,
    needs: ENDED,
    apply: ({ bankruptcy }) => {
      if (bankruptcy) bankruptcy.end_reason = null;
      return undefined;
    },
  },
  {
    id: 'reorganisation-end_reason-missing',
    rules: ['LJ028'],
    kinds: ['reorganisation'],
    needs: { closed: true, way: '09_03622-5' },
    apply: ({ bankruptcy }) => {
      if (bankruptcy) Object.assign(bankruptcy, { end_reason: null, declared_date: null });
      return undefined;
    },
  },
  {
    id: 'accepted-without-case',
    rules: ['LJ029'],
    kinds: ['bankruptcyReview'],
    needs: { closed: true, way: ACCEPTED },
  },
];

function blank(
  column: keyof BankruptcyRow & string,
  rules: readonly string[],
  kinds: readonly KindId[],
): Defect {
  return {
    id: `bankruptcy-${column}-missing`,
    rules,
    kinds,
    needs: { filed: true },
    apply: ({ bankruptcy }) => {
      if (bankruptcy) Object.assign(bankruptcy, { [column]: null });
      return undefined;
    },
  };
}

function reordered(id: string, change: (row: BankruptcyRow) => void): Defect {
  return {
    id,
    rules: ['LJ026'],
    kinds: LIQUIDATION,
    needs: ENDED,
    apply: ({ bankruptcy }) => {
      if (bankruptcy) change(bankruptcy);
      return undefined;
    },
  };
}
