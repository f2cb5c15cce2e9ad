import { codeEntry } from '../reference/reference.ts';
import { caseNumber } from './caseNumbers.ts';
import { chineseDay } from './clock.ts';
import type { CaseBundle } from './rows.ts';
import type { Plan } from './scene.ts';

/** What the documents of a case speak of. */
export interface Facts {
  court: string;
  number: string;
  title: string;
  cause: string;
  claimants: string[];
  respondents: string[];
  filed: string;
  closed: string;
  procedure: string;
  closing: string;
  judge: string;
  claim: number;
}

const GROUP_WORDS: Record<Plan['kind']['group'], string> = {
  civil: '民事',
  criminal: '刑事',
  admin: '行政',
  enforcement: '执行',
  bankruptcy: '民事',
};

/** 民事判决书, 执行裁定书 …: by the way the case was closed. */
export function documentTitle(plan: Plan): string {
  const form = plan.closing?.form;
  const word = form === 'judgment' ? '判决书' : form === 'mediation' ? '调解书' : '裁定书';
  return GROUP_WORDS[plan.kind.group] + word;
}

export function factsOf(plan: Plan, bundle: CaseBundle): Facts {
  const named = (status: string | null) =>
    bundle.parties.flatMap((party) => (party.litigation_status === status && party.name ? [party.name] : []));
  return {
    court: plan.court.name,
    number: bundle.case.case_number ?? caseNumber(plan),
    title: documentTitle(plan),
    cause: plan.cause,
    claimants: named(plan.kind.claimant),
    respondents: named(plan.kind.respondent),
    filed: chineseDay(plan.filed),
    closed: chineseDay(plan.closed ?? plan.filed),
    procedure: codeEntry(plan.procedure ?? '')?.name ?? '普通程序',
    closing: codeEntry(plan.closing?.code ?? '')?.name ?? '',
    judge: bundle.case.judge_id ?? '',
    claim: bundle.case.claim_amount ?? 0,
  };
}

/** The closing document as the data centre keeps it in text form. */
export function shortDocument(facts: Facts): string {
  const actors =
    facts.claimants.length > 0
      ? `${facts.claimants.join('、')}与${facts.respondents.join('、')}`
      : facts.respondents.join('、');
  return [
    facts.court,
    facts.title,
    facts.number,
    `${actors}${facts.cause}一案，本院于${facts.filed}立案后，依法适用${facts.procedure}进行了审理。本案现已审理终结。`,
    `本院经审查，依照有关法律规定，以${facts.closing || '裁定'}方式结案。`,
    `${facts.closed}`,
  ].join('\n');
}

/** The record of a hearing, which is no closing document. */
export function shortRecord(facts: Facts): string {
  return [
    facts.court,
    '庭审笔录',
    facts.number,
    `时间：${facts.filed}`,
    '审：现在核对当事人身份。双方对到庭人员有无异议？',
    '原：没有异议。',
    '被：没有异议。',
    '以上笔录经核对无误。',
  ].join('\n');
}
