import { dayText } from './clock.ts';
import type { Needs } from './defects/defect.ts';
import { address, identity, organisation, phone } from './people.ts';
import type { Random } from './random.ts';
import type { PartyRow } from './rows.ts';
import type { Plan } from './scene.ts';

const PERSON = '09_01001-1';
const ORGANISATION = '09_01001-2';
const IDENTITY_CARD = '09_00015-1';
const OTHER_DOCUMENT = '09_00015-255';
const YEAR = 365.25;

/** The parties of a case: claimants (none in criminal cases) and respondents, people and organisations. */
export function partiesOf(plan: Plan, random: Random): PartyRow[] {
  const needs = plan.defect?.needs ?? {};
  const rows: PartyRow[] = [];
  const add = (status: string, nature: 'person' | 'organisation') =>
    rows.push(
      nature === 'person'
        ? person(plan, random, status, rows.length)
        : company(plan, random, status, rows.length),
    );
  const { claimant, respondent, group } = plan.kind;
  if (claimant) {
    const count = random.chance(0.12) ? 2 : 1;
    for (let i = 0; i < count; i++) add(claimant, claimantNature(needs, random, group));
  }
  const count = random.chance(0.2) ? 2 : 1;
  for (let i = 0; i < count; i++) add(respondent, respondentNature(needs, random, group));
  return rows;
}

function claimantNature(
  needs: Needs,
  random: Random,
  group: Plan['kind']['group'],
): 'person' | 'organisation' {
  if (needs.claimant) return needs.claimant;
  return random.chance(group === 'bankruptcy' ? 0.2 : 0.62) ? 'person' : 'organisation';
}

function respondentNature(
  needs: Needs,
  random: Random,
  group: Plan['kind']['group'],
): 'person' | 'organisation' {
  if (needs.respondent) return needs.respondent;
  if (group === 'criminal') return 'person';
  if (group === 'admin' || group === 'bankruptcy') return 'organisation';
  return random.chance(0.7) ? 'person' : 'organisation';
}

function person(plan: Plan, random: Random, status: string, place: number): PartyRow {
  const oldest = plan.filed - Math.round(70 * YEAR);
  const someone = identity(random, Math.max(oldest, -7200), plan.filed - Math.round(19 * YEAR));
  const withCard = plan.defect !== null || random.chance(0.98);
  return {
    ...blank(plan, status, place),
    party_type: PERSON,
    name: someone.name,
    sex: someone.sex === '男' ? '09_00003-1' : '09_00003-2',
    birth_date: dayText(someone.birth),
    id_kind: withCard ? IDENTITY_CARD : OTHER_DOCUMENT,
    id_number: withCard ? someone.idNumber : `W${random.int(10_000_000, 99_999_999)}`,
    phone: phone(random),
    address: address(random, someone.district),
    district_code: someone.district,
  };
}

function company(plan: Plan, random: Random, status: string, place: number): PartyRow {
  const firm = organisation(random);
  return {
    ...blank(plan, status, place),
    party_type: ORGANISATION,
    name: firm.name,
    credit_code: firm.creditCode,
    organisation_code: firm.organisationCode,
    legal_representative: firm.representative,
    phone: phone(random),
    address: address(random, firm.district),
    district_code: firm.district,
  };
}

function blank(plan: Plan, status: string, place: number): PartyRow {
  return {
    party_id: `${plan.caseId}${String(place + 1).padStart(2, '0')}`,
    case_id: plan.caseId,
    litigation_status: status,
    party_type: null,
    name: null,
    sex: null,
    birth_date: null,
    id_kind: null,
    id_number: null,
    credit_code: null,
    organisation_code: null,
    legal_representative: null,
    phone: null,
    address: null,
    district_code: null,
  };
}
