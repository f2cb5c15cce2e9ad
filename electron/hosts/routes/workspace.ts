import { basename } from 'node:path';
import { implement } from '@orpc/server';
import { workspaceContract } from '../../../shared/contract/workspace.ts';
import { backupJob, filesInBackup, listBackups } from '../../core/workspace/backup.ts';
import { guard, type RequestContext } from '../guard.ts';
import { PRODUCT_VERSION } from '../version.ts';

const os = implement(workspaceContract).$context<RequestContext>().use(guard);

export const workspaceRoutes = os.router({
  state: os.state.handler(({ context: { core } }) => ({
    name: core.workspace.config.name,
    demo: core.workspace.config.demo,
    version: PRODUCT_VERSION,
    now: core.now().toISOString(),
  })),
  backups: os.backups.handler(({ context: { core } }) =>
    listBackups(core.workspace).map(({ file, at, bytes }) => ({
      name: basename(file),
      at,
      bytes,
      files: filesInBackup({ file }) ?? null,
    })),
  ),
  backup: os.backup.handler(({ context: { core, actor } }) => core.jobs.start(actor, backupJob.kind, {})),
});
