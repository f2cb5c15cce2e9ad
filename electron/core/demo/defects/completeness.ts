import type { Defect } from './defect.ts';
import { CIVIL, ENFORCEMENT, HEARD } from './groups.ts';

/** WZ: what must be there and is not. */
export const completenessDefects: readonly Defect[] = [
  blank('case_number', ['WZ002']),
  blank('court_code', ['WZ003']),
  blank('case_type', ['WZ004']),
  {
    id: 'case_type-unknown',
    rules: ['WZ004', 'YZ002'],
    kinds: CIVIL,
    apply: ({ case: row }) => {
      row.case_type = '9999';
      return undefined;
    },
  },
  {
    id: 'no-dates',
    rules: ['WZ005'],
    kinds: CIVIL,
    needs: { closed: true, way: '09_03223-4' },
    apply: (bundle) => {
      Object.assign(bundle.case, {
        received_date: null,
        filed_date: null,
        legal_days: null,
        actual_days: null,
      });
      bundle.hearings = [];
      return undefined;
    },
  },
  blank('filing_cause', ['WZ006'], { filed: true }),
  blank('closed_date', ['WZ007', 'LJ006'], { closed: true, way: '09_03223-4' }, (bundle) => {
    Object.assign(bundle.case, {
      actual_days: null,
      effective_date: null,
      archived_date: null,
      closing_reported_at: null,
    });
    bundle.hearings = [];
  }),
  blank('closing_way', ['WZ008'], { closed: true }),
  blank('closing_cause', ['WZ009'], { closed: true }),
  blank('judge_id', ['WZ010'], { filed: true }),
  blank('tribunal', ['WZ010'], { filed: true }),
  {
    id: 'no-parties',
    rules: ['WZ011'],
    kinds: CIVIL,
    apply: (bundle) => {
      bundle.parties = [];
      return undefined;
    },
  },
  {
    id: 'no-respondent',
    rules: ['WZ011'],
    kinds: CIVIL,
    apply: (bundle, { plan }) => {
      bundle.parties = bundle.parties.filter((party) => party.litigation_status !== plan.kind.respondent);
      return undefined;
    },
  },
  blank('procedure', ['WZ012'], { filed: true }),
  blank('source', ['WZ013']),
  {
    id: 'original_case_number-missing',
    rules: ['WZ014'],
    kinds: ['civilSecond', 'criminalSecond', 'adminSecond'],
    apply: ({ case: row }) => {
      row.original_case_number = null;
      return undefined;
    },
  },
  {
    id: 'original_court-missing',
    rules: ['WZ014'],
    kinds: ['civilSecond', 'criminalSecond', 'adminSecond'],
    apply: ({ case: row }) => {
      row.original_court = null;
      return undefined;
    },
  },
  { ...blank('enforcement_basis', ['WZ015']), kinds: ENFORCEMENT },
  { ...blank('enforcement_basis_kind', ['WZ015']), kinds: ENFORCEMENT },
  {
    ...blank('claim_amount', ['WZ016'], { open: true }),
    id: 'enforcement-claim_amount-missing',
    kinds: ENFORCEMENT,
  },
  blank('claim_amount', ['WZ017'], { open: true, cause: '民间借贷纠纷' }),
  {
    id: 'claim_amount-negative',
    rules: ['WZ017', 'GF009'],
    kinds: CIVIL,
    needs: { open: true, cause: '民间借贷纠纷' },
    apply: ({ case: row }) => {
      row.claim_amount = -1200;
      return undefined;
    },
  },
  blank('closing_amount', ['WZ018'], { closed: true, way: '09_03223-4', cause: '金融借款合同纠纷' }),
  blank('has_document', ['WZ019'], { closed: true }, (bundle) => {
    bundle.documents = [];
  }),
  {
    id: 'no_document_reason-missing',
    rules: ['WZ020'],
    kinds: CIVIL,
    needs: { closed: true },
    apply: (bundle) => {
      Object.assign(bundle.case, { has_document: 0, no_document_reason: null });
      bundle.documents = [];
      return undefined;
    },
  },
  {
    id: 'hearing-courtroom-missing',
    rules: ['WZ030'],
    kinds: HEARD,
    needs: { closed: true },
    apply: ({ hearings }, { plan }) => {
      const hearing = hearings[0];
      if (!hearing) throw new RangeError(`case ${plan.index} has no hearing`);
      hearing.courtroom = null;
      return { hearingId: String(hearing.hearing_id) };
    },
  },
];

/** A column of `court_case` left empty in civil first-instance cases. */
function blank(
  column: string,
  rules: readonly string[],
  needs: Defect['needs'] = {},
  also?: (bundle: Parameters<NonNullable<Defect['apply']>>[0]) => void,
): Defect {
  return {
    id: `${column}-missing`,
    rules,
    kinds: CIVIL,
    needs,
    apply: (bundle) => {
      Object.assign(bundle.case, { [column]: null });
      also?.(bundle);
      return undefined;
    },
  };
}
