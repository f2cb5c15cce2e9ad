import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { KIND_RULES, RECORD_KINDS, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import type { ViewState } from '../../components/StateTag.tsx';

export type TabName = keyof typeof assignmentsPageMessages.tabs;
export const TABS = Object.keys(assignmentsPageMessages.tabs) as TabName[];

/** The kinds shown in a tab; the first is what its button registers. */
export const TAB_KINDS: Readonly<Record<TabName, readonly RecordKind[]>> = {
  todo: RECORD_KINDS.filter((kind) => KIND_RULES[kind].tracked),
  assignment: ['assignment'],
  plan: ['plan'],
  meeting: ['meeting'],
  coordination: ['coordination', 'event'],
  training: ['training', 'review'],
  assurance: ['assurance'],
  acceptance: ['acceptance'],
  document: ['document'],
  suggestion: ['suggestion'],
};

/** What a person may register in a tab. */
export function addableKinds(tab: TabName): readonly RecordKind[] {
  return tab === 'todo' ? ['assignment'] : TAB_KINDS[tab];
}

/** The tab a record is found in. */
export function tabOf(kind: RecordKind): TabName {
  if (kind === 'planitem') return 'plan';
  if (kind === 'defect') return 'acceptance';
  return TABS.find((tab) => tab !== 'todo' && TAB_KINDS[tab].includes(kind)) ?? 'todo';
}

export function recordLook(record: Pick<ServiceRecord, 'state' | 'overdue' | 'kind'>): ViewState {
  if (record.overdue) return 'fault';
  if (record.state === 'done') return 'ok';
  if (record.state === 'cancelled') return 'off';
  return record.kind === 'suggestion' || record.kind === 'defect' ? 'waiting' : 'running';
}

export function recordStateText(record: Pick<ServiceRecord, 'state' | 'overdue' | 'kind'>): string {
  return record.overdue
    ? assignmentsMessages.overdue
    : assignmentsMessages.stateOf(record.kind, record.state);
}
