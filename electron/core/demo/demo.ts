import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addDays, beijingDay, beijingInstant } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { demoMessages } from '../../../shared/messages/demo.ts';
import { fillDemoAssignments } from '../assignments/demo.ts';
import type { Actor, Core } from '../core.ts';
import { saveConnection } from '../datacenter/datacenter.ts';
import { fillDemoDeliverables } from '../deliverables/deliverables.ts';
import { saveProbe } from '../inspection/inspection.ts';
import { withoutWaiting } from '../log/unhurried.ts';
import { openCore } from '../open.ts';
import { listOperators, saveOperator, unattendedActor } from '../operators/operators.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import { fillDemoServicedesk } from '../servicedesk/demo.ts';
import { fillDemoStaff } from '../staff/demo.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { demoAccounts } from './accounts.ts';
import { fillAssessment } from './assessmentHistory.ts';
import { demoClock } from './clock.ts';
import { createDemoDatacenter, type DemoDatacenter, type DemoOptions } from './datacenter.ts';
import { fillDuty, linkToRegister } from './duty.ts';
import { checkFolder, publish, stagingFolder } from './folder.ts';
import { createFrontEnds } from './frontEnds.ts';
import { fillIncidents } from './incidentHistory.ts';
import { postgresTarget } from './postgresWriter.ts';
import { fillSavedWork } from './savedWork.ts';
import { fillSheets, PAST_DAYS } from './sheetHistory.ts';

const DATACENTER_FILE = 'datacenter.sqlite';
export const TRUTH_FILE = 'ground-truth.json';

export interface DemoInput extends Omit<Partial<DemoOptions>, 'truthFile'> {
  /** Absent, empty, or an earlier demo, which then is replaced. */
  dir: string;
  engine?: 'sqlite' | 'postgres';
  /** For `postgres`: `postgres://user:password@host:port/database`, a database without our tables or with an earlier demo. */
  url?: string;
  spawn: SpawnProcess;
}

export interface DemoResult {
  dir: string;
  engine: 'sqlite' | 'postgres';
  cases: number;
  efiles: number;
  /** Beijing time. */
  now: string;
  groundTruth: string;
  defects: number;
  accounts: { loginName: string; password: string; role: string }[];
  elapsedMs: number;
}

/**
 * Makes `dir` a demo workspace: operators, data centre, its connection, ground truth, front-end folders. Everything is built in
 * a folder beside it and put in place at the end: cut short at any instant, `dir` is what it was.
 * @throws DEMO_*, DISK_FULL, NO_RIGHTS, AbortError
 */
export async function createDemo(input: DemoInput): Promise<DemoResult> {
  const started = performance.now();
  const dir = resolve(input.dir);
  const engine = checkEngine(input);
  checkFolder(dir);
  const staging = stagingFolder(dir);
  try {
    const present = beijingInstantOf(demoClock(input.today, () => new Date()).text);
    createWorkspace(staging, {
      name: demoMessages.workspaceName,
      demo: true,
      // Its log begins with its past: days before are not asked for.
      createdAt: beijingInstant(addDays(beijingDay(present), -PAST_DAYS), '09:00').toISOString(),
      customer: demoMessages.customer,
      contractor: demoMessages.contractor,
      project: demoMessages.project,
    });
    const datacenter = await createDemoDatacenter(
      engine === 'postgres'
        ? { engine, url: input.url ?? '' }
        : { engine: 'sqlite', file: join(staging, DATACENTER_FILE) },
      { ...input, cases: input.cases ?? 2_000, seed: input.seed ?? 1, truthFile: join(staging, TRUTH_FILE) },
    );
    createFrontEnds(staging, datacenter.frontEnds, momentOf(datacenter));
    await fillLog(staging, dir, input, engine, momentOf(datacenter), datacenter.cases);
    input.signal?.throwIfAborted();
    publish(staging, dir);
    return {
      dir,
      engine,
      cases: datacenter.cases,
      efiles: datacenter.efiles,
      now: datacenter.now,
      groundTruth: join(dir, TRUTH_FILE),
      defects: datacenter.totals.defects,
      accounts: demoAccounts().map(({ loginName, password, role }) => ({ loginName, password, role })),
      elapsedMs: Math.round(performance.now() - started),
    };
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}

function checkEngine(input: DemoInput): 'sqlite' | 'postgres' {
  const engine = input.engine ?? 'sqlite';
  if (engine === 'sqlite' && input.url) throw fail('DEMO_URL_UNUSED', demoMessages.urlUnused);
  if (engine === 'postgres') {
    if (!input.url) throw fail('DEMO_URL_MISSING', demoMessages.urlMissing);
    postgresTarget(input.url);
  }
  return engine;
}

/** What the two probes of exchange folders look at: the high court's own front end. */
const PROBED_FOLDERS = {
  'bankruptcy-tool': 'front-ends/3000/ok',
  'share-gateway': 'front-ends/3000/in',
} as const;

/**
 * Operators, the connection, the probes of exchange folders and what the service was asked to do, through their own use cases.
 * @param staging where the workspace is being built; `dir` is where it will stand
 */
async function fillLog(
  staging: string,
  dir: string,
  input: DemoInput,
  engine: 'sqlite' | 'postgres',
  moment: Date,
  cases: number,
): Promise<void> {
  const core = await openCore({
    workspaceDir: staging,
    spawn: input.spawn,
    resumeJobs: false,
    createLog: true,
  });
  try {
    // Built beside its place: until it is put there nothing has to outlive a power cut.
    await withoutWaiting(core.log, () => fillOpenLog(core, staging, dir, input, engine, moment, cases));
  } finally {
    await core.close();
  }
}

async function fillOpenLog(
  core: Core,
  staging: string,
  dir: string,
  input: DemoInput,
  engine: 'sqlite' | 'postgres',
  moment: Date,
  cases: number,
): Promise<void> {
  const actor = unattendedActor();
  for (const account of demoAccounts()) await saveOperator(core, actor, { ...account, active: true });
  for (const [id, folder] of Object.entries(PROBED_FOLDERS)) {
    await saveProbe(core, actor, { id, kind: 'folder', target: join(dir, folder), expect: '' });
  }
  await fillDuty(core, actor, moment);
  const seed = input.seed ?? 1;
  await fillSheets(core, actor, moment, { seed, cases });
  const common = {
    name: demoMessages.connectionName,
    engine,
    sid: false,
    clientDir: '',
    statementTimeoutSeconds: 60,
    maxSessions: 4,
  };
  if (engine === 'sqlite') {
    const nothing = { host: '', port: 0, database: '', user: '', tls: 'off' as const };
    const { id } = await saveConnection(core, actor, { ...common, ...nothing, file: DATACENTER_FILE });
    await fillSavedWork(core, id, join(staging, DATACENTER_FILE), cases);
  } else {
    const { host, port, database, user, password, tls } = postgresTarget(input.url ?? '');
    const server = { file: '', host, port, database, user, password, tls };
    const { id } = await saveConnection(core, actor, { ...common, ...server });
    await fillSavedWork(core, id, undefined, cases);
  }
  await fillDemoAssignments(core, beijingDay(moment));
  await fillDemoStaff(core, beijingDay(moment));
  await linkToRegister(core, actor);
  await fillIncidents(core, await engineerOf(core), moment, seed);
  await fillDemoServicedesk(core, moment);
  // Last: reports speak of what the others recorded, and the assessment of what was late.
  await fillDemoDeliverables(core, moment);
  await fillAssessment(core, moment);
}

async function engineerOf(core: Core): Promise<Actor> {
  const found = (await listOperators(core)).find(({ loginName }) => loginName === 'engineer');
  return { operatorId: found?.id ?? '', name: found?.name ?? '', role: 'engineer', host: 'window' };
}

function momentOf({ now }: DemoDatacenter): Date {
  return beijingInstantOf(now);
}

/** `2026-11-20 08:47:00` */
function beijingInstantOf(text: string): Date {
  const [day = '', time = ''] = text.split(' ');
  return beijingInstant(day, time);
}
