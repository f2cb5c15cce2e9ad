import { auditContract } from './audit.ts';
import { changesContract } from './changes.ts';
import { datacenterContract } from './datacenter.ts';
import { dutyContract } from './duty.ts';
import { jobsContract } from './jobs.ts';
import { operatorsContract } from './operators.ts';
import { settingsContract } from './settings.ts';
import { workspaceContract } from './workspace.ts';

/** Everything a window may ask of the core, one entry per capability. */
export const contract = {
  audit: auditContract,
  changes: changesContract,
  datacenter: datacenterContract,
  duty: dutyContract,
  jobs: jobsContract,
  operators: operatorsContract,
  settings: settingsContract,
  workspace: workspaceContract,
};
export type Contract = typeof contract;
