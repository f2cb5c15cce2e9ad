import { workspaceMessages } from '../../../shared/messages/workspace.ts';
import { startAssessmentWatch } from '../assessment/watch.ts';
import type { Actor, Core } from '../core.ts';
import { UNATTENDED_ID } from '../operators/operators.ts';
import { startStatisticsUpkeep } from '../statistics/upkeep.ts';
import { backupIsDue, backupJob } from './backup.ts';
import { recordUnexpected } from './diagnostics.ts';

const LOOK_EVERY_MS = 60 * 60 * 1000;
/** Not in the first seconds, which belong to the person who just opened the window. */
const FIRST_LOOK_MS = 20_000;

/**
 * Keeps the workspace sound while a window is open: a copy of the log every day, statistics at their time, facts of the
 * assessment as they appear. @returns how to stop it
 */
export function startHousekeeping(core: Core): () => void {
  const actor: Actor = {
    operatorId: UNATTENDED_ID,
    name: workspaceMessages.housekeeper,
    role: 'engineer',
    host: 'window',
  };
  const look = async () => {
    try {
      if (backupIsDue(core)) await core.jobs.start(actor, backupJob.kind, {});
    } catch (error) {
      recordUnexpected(core.workspace, 'housekeeping', error);
    }
  };
  const first = setTimeout(look, FIRST_LOOK_MS).unref();
  const every = setInterval(look, LOOK_EVERY_MS).unref();
  const stopStatistics = startStatisticsUpkeep(core);
  const stopAssessment = startAssessmentWatch(core);
  return () => {
    clearTimeout(first);
    clearInterval(every);
    stopStatistics();
    stopAssessment();
  };
}
