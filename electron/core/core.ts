import type { Knex } from 'knex';
import type { Role } from '../../shared/contract/base.ts';
import type { Changes } from './changes/changes.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { SpawnProcess } from './processes/processes.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What every use case is handed first: the open workspace and the few services that exist once. */
export interface Core {
  workspace: Workspace;
  /** The SQLite log (WAL), through knex. Only a capability's own store.ts touches its tables. */
  log: Knex;
  jobs: Jobs;
  changes: Changes;
  /** Asks the host for a worker process. */
  spawn: SpawnProcess;
  /** The present moment; tests hand in their own. */
  now: () => Date;
  close(): Promise<void>;
}

/** Who acts. The CLI acts as the unattended operator with the system user's name. */
export interface Actor {
  operatorId: string;
  name: string;
  role: Role;
  /** Where the act comes from. */
  host: 'window' | 'cli';
}
