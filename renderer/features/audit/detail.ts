import { showInstant } from '../../../shared/domain/time.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { auditPageMessages } from '../../../shared/messages/auditPage.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import { shellMessages } from '../../../shared/messages/shell.ts';

const words = auditPageMessages;
type Names = Readonly<Record<string, string>>;
/** Codes that entries hold, by the name of their field. */
const codes: Readonly<Record<string, Names>> = {
  role: shellMessages.roles,
  type: { ...servicedeskItemMessages.types, ...assessmentMessages.types },
  dayKind: assessmentMessages.dayKinds,
  impact: assessmentMessages.impacts,
  category: servicedeskMessages.categories,
  fix: servicedeskMessages.fixes,
};
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The JSON of an audit entry as names and values in words; text that is no JSON object stays one value. */
export function detailFacts(detail: string): [name: string, value: string][] {
  if (!detail || detail === '{}') return [];
  try {
    const parsed: unknown = JSON.parse(detail);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      return [[words.columns.detail, detail]];
    }
    return Object.entries(parsed).map(([name, value]) => [words.fields[name] ?? name, said(name, value)]);
  } catch {
    return [[words.columns.detail, detail]];
  }
}

function said(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (name === 'filter' && value === '') return words.everything;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return words.nothing;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('、');
  if (typeof value !== 'string') return JSON.stringify(value);
  if (INSTANT.test(value)) return showInstant(value);
  return codes[name]?.[value] ?? value;
}
