import type { Day } from '../../../shared/domain/time.ts';
import { workdayMessages as messages } from '../../../shared/messages/workday.ts';
import type { Actor, Core } from '../core.ts';
import { backupIsDue, backupLog } from '../workspace/backup.ts';
import { runChecks } from './run.ts';
import type { StepOutcome } from './workday.ts';

export interface StepContext {
  core: Core;
  actor: Actor;
  day: Day;
  note: (line: string) => void;
  signal: AbortSignal | undefined;
  /** How the steps before this one ended. */
  earlier: readonly StepOutcome[];
}

export interface WorkdayStep {
  id: string;
  title: string;
  run(context: StepContext): Promise<{ message: string; skipped?: boolean }>;
}

const backup: WorkdayStep = {
  id: 'backup',
  title: messages.backup,
  async run({ core, actor, signal }) {
    if (!backupIsDue(core)) return { message: messages.backupFresh, skipped: true };
    const { bytes } = await backupLog(core, actor, signal);
    return { message: messages.backupDone(Math.ceil(bytes / 1024)) };
  },
};

const inspection: WorkdayStep = {
  id: 'inspection',
  title: messages.inspection,
  async run({ core, actor, day, signal }) {
    const { counts } = await runChecks(core, actor, { day }, signal);
    return { message: messages.inspectionDone(counts) };
  },
};

/** What a workday consists of, in order. The copy of the log comes first, so that the sheet can say it is fresh. */
export const WORKDAY_STEPS: readonly WorkdayStep[] = [backup, inspection];
