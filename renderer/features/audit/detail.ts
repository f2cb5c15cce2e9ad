import { auditPageMessages } from '../../../shared/messages/auditPage.ts';
import { shellMessages } from '../../../shared/messages/shell.ts';

const words = auditPageMessages;
const roles: Readonly<Record<string, string>> = shellMessages.roles;

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
  if (name === 'role' && typeof value === 'string') return roles[value] ?? value;
  if (name === 'filter' && value === '') return words.everything;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
