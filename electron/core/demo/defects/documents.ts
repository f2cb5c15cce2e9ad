import { caseNumber } from '../caseNumbers.ts';
import type { CaseBundle, DocumentRow } from '../rows.ts';
import { factsOf, shortDocument, shortRecord } from '../texts.ts';
import type { Defect, DefectContext, Needs } from './defect.ts';
import { FREE_NUMBERS } from './form.ts';
import { CIVIL } from './groups.ts';

/** YZ006–009, GF025, JZ001–002: what the closing document says. */
export const documentDefects: readonly Defect[] = [
  onDocument('document-of-another-number', ['YZ006'], (document, { plan }, bundle) => {
    const number = caseNumber(plan).replace(/\d+号$/, `${FREE_NUMBERS + plan.index}号`);
    document.content = shortDocument({ ...factsOf(plan, bundle), number });
  }),
  onDocument('document-without-court', ['YZ007'], (document, { plan }, bundle) => {
    document.content = shortDocument(factsOf(plan, bundle)).replaceAll(plan.court.name, '本院');
  }),
  onDocument('document-is-a-record', ['YZ008'], (document, { plan }, bundle) => {
    document.content = shortRecord(factsOf(plan, bundle));
  }),
  onDocument(
    'document-unlike-closing',
    ['YZ009'],
    (document) => {
      document.kind = '判决书';
      document.title = '民事判决书';
    },
    { way: '09_03223-6' },
  ),
  onDocument('document-format', ['GF025'], (document) => {
    document.format = 'exe';
  }),
  onDocument('document-empty', ['JZ001', 'JZ002'], (document) => {
    document.content = '';
  }),
  onDocument('document-placeholder', ['JZ001'], (document, { plan }, bundle) => {
    document.content = `${shortDocument(factsOf(plan, bundle))}\n×××（此处填写判决主文）`;
  }),
];

function onDocument(
  id: string,
  rules: readonly string[],
  change: (document: DocumentRow, context: DefectContext, bundle: CaseBundle) => void,
  needs: Needs = { way: '09_03223-1' },
): Defect {
  return {
    id,
    rules,
    kinds: CIVIL,
    needs: { closed: true, ...needs },
    apply: (bundle: CaseBundle, context) => {
      const document = bundle.documents[0];
      if (!document) throw new RangeError(`case ${context.plan.index} has no document`);
      change(document, context, bundle);
      return { documentId: document.document_id };
    },
  };
}
