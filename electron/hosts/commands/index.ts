import type { Command } from './command.ts';

/** Where the commands of each first word live; loaded only when asked for, so that each starts fast. */
export const COMMAND_SOURCES: Record<string, () => Promise<{ commands: readonly Command[] }>> = {
  backfill: () => import('./compare.ts'),
  changeorder: () => import('./changeorder.ts'),
  compare: () => import('./compare.ts'),
  conversion: () => import('./conversion.ts'),
  convert: () => import('./convert.ts'),
  datacenter: () => import('./datacenter.ts'),
  query: () => import('./datacenter.ts'),
  demo: () => import('./demo.ts'),
  sheet: () => import('./inspection.ts'),
  statistics: () => import('./statistics.ts'),
  workday: () => import('./inspection.ts'),
  sla: () => import('./sla.ts'),
  incident: () => import('./servicedesk.ts'),
  desk: () => import('./servicedeskRecords.ts'),
  assessment: () => import('./assessment.ts'),
  deliverable: () => import('./deliverables.ts'),
  duty: () => import('./duty.ts'),
  assignment: () => import('./assignments.ts'),
  staff: () => import('./staff.ts'),
  standard: () => import('./standards.ts'),
  calendar: () => import('./calendar.ts'),
  workspace: () => import('./workspace.ts'),
};
