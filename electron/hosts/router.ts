import { auditRoutes } from './routes/audit.ts';
import { changesRoutes } from './routes/changes.ts';
import { datacenterRoutes } from './routes/datacenter.ts';
import { dutyRoutes } from './routes/duty.ts';
import { jobsRoutes } from './routes/jobs.ts';
import { operatorsRoutes } from './routes/operators.ts';
import { settingsRoutes } from './routes/settings.ts';
import { workspaceRoutes } from './routes/workspace.ts';

/** The one router every host mounts: shared/contract/index.ts, implemented. */
export const router = {
  audit: auditRoutes,
  changes: changesRoutes,
  datacenter: datacenterRoutes,
  duty: dutyRoutes,
  jobs: jobsRoutes,
  operators: operatorsRoutes,
  settings: settingsRoutes,
  workspace: workspaceRoutes,
};
