import { fail } from '../../shared/errors/errors.ts';
import { workspaceMessages } from '../../shared/messages/workspace.ts';
import { createChanges } from './changes/changes.ts';
import type { Core } from './core.ts';
import { startHealthWatch } from './datacenter/health/watch.ts';
import { createJobs } from './jobs/jobs.ts';
import { registerJobKinds } from './kinds.ts';
import { openLog } from './log/log.ts';
import { ensureUnattendedOperator } from './operators/operators.ts';
import type { SpawnProcess } from './processes/processes.ts';
import { startServicedeskWatch } from './servicedesk/watch.ts';
import { recordUnexpected } from './workspace/diagnostics.ts';
import { startHousekeeping } from './workspace/housekeeping.ts';
import { openWorkspace } from './workspace/workspace.ts';

export interface OpenOptions {
  workspaceDir: string;
  spawn: SpawnProcess;
  now?: () => Date;
  /** Take up jobs whose process died; for hosts that stay (windows), not for one command. */
  resumeJobs: boolean;
  /** Only where a workspace is being made: an absent log is created. */
  createLog?: boolean;
}

/**
 * Opens a workspace with everything a use case needs. Each host does this once.
 * @throws the errors of openWorkspace and openLog
 */
export async function openCore(options: OpenOptions): Promise<Core> {
  const workspace = openWorkspace(options.workspaceDir);
  const log = await openLog(workspace.path('log.sqlite'), { create: options.createLog ?? false });
  const changes = createChanges(log, (error) => recordUnexpected(workspace, 'changes', error));
  let closed = false;
  let stopHousekeeping = () => {};
  let stopHealthWatch = () => {};
  let stopServicedeskWatch = () => {};
  const core: Core = {
    workspace,
    log,
    changes,
    jobs: createJobs(() => {
      if (closed) throw fail('CORE_CLOSED', workspaceMessages.closed);
      return core;
    }),
    spawn: options.spawn,
    now: options.now ?? (() => new Date()),
    async close() {
      stopHousekeeping();
      stopHealthWatch();
      stopServicedeskWatch();
      await core.jobs.close();
      await changes.close();
      closed = true;
      await log.destroy();
    },
  };
  registerJobKinds(core.jobs);
  await ensureUnattendedOperator(core);
  if (options.resumeJobs) {
    await core.jobs.resume();
    stopHousekeeping = startHousekeeping(core);
    stopHealthWatch = startHealthWatch(core);
    stopServicedeskWatch = startServicedeskWatch(core);
  }
  return core;
}
