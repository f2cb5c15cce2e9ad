import { showInstant } from '../../../shared/domain/time.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { auditPageMessages } from '../../../shared/messages/auditPage.ts';
import { changeorderMessages } from '../../../shared/messages/changeorder.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import {
  dutyAttendancePageMessages,
  dutyRosterPageMessages,
} from '../../../shared/messages/dutyRosterPage.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import { shellMessages } from '../../../shared/messages/shell.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';

const words = auditPageMessages;
type Names = Readonly<Record<string, string>>;
/** Codes that entries hold, by the name of their field, or by capability and field where they differ. */
const codes: Readonly<Record<string, Names>> = {
  role: shellMessages.roles,
  type: { ...servicedeskItemMessages.types, ...assessmentMessages.types },
  dayKind: assessmentMessages.dayKinds,
  impact: assessmentMessages.impacts,
  category: servicedeskMessages.categories,
  fix: servicedeskMessages.fixes,
  service: serviceNames,
  turn: dutyRosterPageMessages.setupDrawer.turns,
  'servicedesk.state': servicedeskMessages.states,
  'servicedesk.type': { ...servicedeskItemMessages.types, ...servicedeskMessages.changeTypes },
  'changeorder.state': changeorderMessages.states,
  'duty.state': dutyRosterPageMessages.states,
  'duty.kind': {
    ...dutyRosterMessages.requestKinds,
    in: dutyAttendancePageMessages.in,
    out: dutyAttendancePageMessages.out,
  },
  'statistics.state': statisticsPageMessages.history.states,
  'statistics.approval': statisticsPageMessages.approvals,
  'deliverables.kind': words.reports,
};
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Fields of an entry that name its target, the plainest first. */
const NAMING = ['name', 'title', 'number'];
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The JSON of an audit entry as names and values in words; text that is no JSON object stays one value. */
export function detailFacts(detail: string, action: string): [name: string, value: string][] {
  if (!detail || detail === '{}') return [];
  const parsed = parsedDetail(detail);
  if (!parsed) return [[words.columns.detail, detail]];
  return Object.entries(parsed).map(([name, value]) => [
    words.fields[name] ?? name,
    said(action.replace(/\..*/, ''), name, value),
  ]);
}

/** What an entry is about in a line: a record that is known by an id alone is called by the name the entry has of it. */
export function targetText(target: string, detail: string): string {
  if (!ID.test(target)) return target;
  const parsed = parsedDetail(detail);
  const name = NAMING.map((field) => parsed?.[field]).find(
    (value) => typeof value === 'string' && value !== '',
  );
  return typeof name === 'string' ? name : target.slice(0, 8);
}

/** The JSON object of an entry; undefined for any other text. */
function parsedDetail(detail: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(detail);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function said(capability: string, name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (name === 'filter' && value === '') return words.everything;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return words.nothing;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('、');
  if (typeof value === 'object' && !Array.isArray(value))
    return Object.entries(value)
      .map(([part, each]) => `${part} ${said(capability, part, each)}`)
      .join('、');
  if (typeof value !== 'string') return JSON.stringify(value);
  if (INSTANT.test(value)) return showInstant(value);
  return codes[`${capability}.${name}`]?.[value] ?? codes[name]?.[value] ?? value;
}
