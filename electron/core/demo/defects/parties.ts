import { idCheckDigit } from '../../../../shared/domain/idNumber.ts';
import { addDays } from '../../../../shared/domain/time.ts';
import type { CaseBundle, PartyRow } from '../rows.ts';
import type { Defect } from './defect.ts';
import { CIVIL, COMMON } from './groups.ts';

/** On the people of a case: WZ021–022, GF010–018, DM009–011, LJ022, LJ030–031. */
export const partyDefects: readonly Defect[] = [
  person('sex-missing', ['WZ021'], (party) => {
    party.sex = null;
  }),
  person('id_number-missing', ['WZ021'], (party) => {
    party.id_number = null;
  }),
  organisation('credit_code-missing', ['WZ022'], (party) => {
    party.credit_code = null;
  }),
  organisation('legal_representative-missing', ['WZ022'], (party) => {
    party.legal_representative = null;
  }),
  person('id-check-digit', ['GF010'], (party) => {
    const id = party.id_number ?? '';
    party.id_number = id.slice(0, 17) + (id[17] === '1' ? '2' : '1');
  }),
  person('id-district', ['GF010'], (party) => {
    const first = `990199${(party.id_number ?? '').slice(6, 17)}`;
    party.id_number = first + idCheckDigit(first);
  }),
  person('birth-differs-from-id', ['GF011'], (party) => {
    party.birth_date = addDays(party.birth_date ?? '1980-01-01', 40);
  }),
  person('sex-differs-from-id', ['GF012'], (party) => {
    party.sex = party.sex === '09_00003-1' ? '09_00003-2' : '09_00003-1';
  }),
  person('id-old-form', ['GF013'], (party) => {
    const id = party.id_number ?? '';
    party.id_number = id.slice(0, 6) + id.slice(8, 17);
  }),
  organisation('credit-check-digit', ['GF014'], (party) => {
    const code = party.credit_code ?? '';
    party.credit_code = code.slice(0, 17) + (code[17] === '7' ? '8' : '7');
  }),
  organisation('organisation-check-digit', ['GF015'], (party) => {
    const code = party.organisation_code ?? '';
    party.organisation_code = code.slice(0, 8) + (code[8] === '3' ? '4' : '3');
  }),
  person('phone', ['GF016'], (party) => {
    party.phone = '12345';
  }),
  person('district', ['GF017'], (party) => {
    party.district_code = '519999';
  }),
  person('name-test', ['GF018'], (party) => {
    party.name = '测试';
  }),
  person('name-placeholder', ['GF018'], (party) => {
    party.name = `${(party.name ?? '张')[0]}某某`;
  }),
  person('name-space', ['GF018'], (party) => {
    party.name = `${party.name}　`;
  }),
  person('party_type-code', ['DM009'], (party) => {
    party.party_type = '09_01001-99';
  }),
  person('litigation_status-code', ['DM010'], (party) => {
    party.litigation_status = '09_03207-88';
  }),
  person('id_kind-code', ['DM011'], (party) => {
    party.id_kind = '09_00015-66';
  }),
  {
    id: 'party-twice',
    rules: ['LJ030'],
    kinds: CIVIL,
    needs: { respondent: 'person' },
    apply: (bundle, { plan }) => {
      const party = respondent(bundle, plan.kind.respondent);
      bundle.parties.push({ ...party, party_id: `${party.party_id}D` });
      return { partyId: party.party_id };
    },
  },
  {
    id: 'same-id-on-both-sides',
    rules: ['LJ031'],
    kinds: CIVIL,
    needs: { respondent: 'person', claimant: 'person' },
    apply: (bundle, { plan }) => {
      const party = respondent(bundle, plan.kind.respondent);
      const other = bundle.parties.find((row) => row.litigation_status === plan.kind.claimant);
      if (!other) throw new RangeError(`case ${plan.index} has no claimant`);
      const { sex, birth_date, id_number, district_code } = other;
      Object.assign(party, { sex, birth_date, id_number, district_code });
      return { partyId: party.party_id };
    },
  },
  {
    id: 'defendant-born-after-filing',
    rules: ['LJ022'],
    kinds: ['criminalFirst'],
    needs: { respondent: 'person', filed: true },
    apply: (bundle, { plan, clock }) => {
      const party = respondent(bundle, plan.kind.respondent);
      // A birth on the very day of filing: the identity number agrees with it, and the day is not in the future.
      party.birth_date = bundle.case.filed_date ?? clock.text.slice(0, 10);
      const id = party.id_number ?? '';
      const first = id.slice(0, 6) + party.birth_date.replaceAll('-', '') + id.slice(14, 17);
      party.id_number = first + idCheckDigit(first);
      return { partyId: party.party_id };
    },
  },
];

/** The first respondent, whose nature the plan's needs decided. */
function respondent(bundle: CaseBundle, status: string): PartyRow {
  const party = bundle.parties.find((row) => row.litigation_status === status);
  if (!party) throw new RangeError(`case ${bundle.case.case_id} has no respondent`);
  return party;
}

function onRespondent(
  nature: 'person' | 'organisation',
  id: string,
  rules: readonly string[],
  change: (party: PartyRow) => void,
): Defect {
  return {
    id,
    rules,
    kinds: COMMON,
    needs: { respondent: nature },
    apply: (bundle, { plan }) => {
      const party = respondent(bundle, plan.kind.respondent);
      change(party);
      return { partyId: party.party_id };
    },
  };
}

function person(id: string, rules: readonly string[], change: (party: PartyRow) => void): Defect {
  return onRespondent('person', id, rules, change);
}

function organisation(id: string, rules: readonly string[], change: (party: PartyRow) => void): Defect {
  return onRespondent('organisation', id, rules, change);
}
