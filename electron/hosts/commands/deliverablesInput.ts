import type { Report } from '../../../shared/contract/deliverables.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import { beginReport, dueReports, findReport, lastPeriodKey } from '../../core/deliverables/deliverables.ts';
import type { CommandContext } from './command.ts';

const words = deliverablesMessages.command;
/** Larger receipts and templates are none; the core says exactly how large each may be. */
export const MOST_FILE = 50 << 20;
/** How every command below names its report. */
export const WHICH = {
  kind: { type: 'string' },
  period: { type: 'string' },
  id: { type: 'string' },
} as const;
export const WHICH_USAGE = '(--kind K [--period P] | --id ID)';

/** The report the options name; one of a rhythm is begun where the command may. */
export async function reportOf(context: CommandContext, begin: boolean): Promise<Report> {
  const core = context.core();
  const id = text(context, 'id');
  if (id) return findReport(core, id);
  const kind = text(context, 'kind');
  if (!kind) context.usage(words.whichNeeded);
  const key = text(context, 'period') ?? (await lastPeriodKey(core, kind));
  if (begin) return beginReport(core, context.actor(), { kind, key });
  const found = (await dueReports(core, { from: '2000-01-01', to: '2099-12-31' })).rows.find(
    (row) => row.kind === kind && row.key === key,
  );
  if (!found?.reportId) throw fail('DELIVERABLE_NOT_FOUND', deliverablesMessages.notFoundNamed(kind, key));
  return findReport(core, found.reportId);
}

export function text(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}
