import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listAudit, verifyAudit } from '../../electron/core/audit/audit.ts';
import type { Core } from '../../electron/core/core.ts';
import {
  beginReport,
  editionFile,
  findEdition,
  findReport,
  startGenerate,
} from '../../electron/core/deliverables/deliverables.ts';
import { editionFolder } from '../../electron/core/deliverables/files.ts';
import type { JobRecord } from '../../electron/core/jobs/job.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { fillReportYear } from '../fixtures/reportYear.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const NOW = new Date('2026-11-05T02:00:00Z');
const ENTRY = fileURLToPath(new URL('../fixtures/reportProcess.ts', import.meta.url));

vi.setConfig({ testTimeout: 90_000 });

let workspace: TestWorkspace;
let core: Core;
const actor = unattendedActor();

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => NOW });
  core = workspace.core;
  await fillReportYear(core, { from: '2026-10-01', to: '2026-10-31' });
});
afterAll(() => workspace.remove());

/** Runs the act in a process that dies at the statement. @returns its job, as it was left */
async function killedAt(act: 'generate' | 'render', id: string, statement: string): Promise<JobRecord> {
  const child = spawn(process.execPath, [ENTRY, workspace.dir, act, id, NOW.toISOString(), statement], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  const { rows } = await core.jobs.list({ offset: 0, limit: 1, states: ['running'] });
  const [job] = rows;
  if (!job) throw new Error('the killed job must stand as running');
  return job;
}

/** Opens the workspace anew once the dead process's lease has run out. */
async function takenUp(job: JobRecord): Promise<JobRecord> {
  await core.log('job').where({ id: job.id }).update({ lease_until: 1 });
  await core.jobs.resume();
  return core.jobs.wait(job.id);
}

const sha = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const frozen = async (reportId: string) =>
  (await core.log('deliverable_edition').where({ report_id: reportId }).orderBy('number')) as {
    id: string;
    number: number;
    content: string;
    digest: string;
  }[];
const generated = async () =>
  (await listAudit(core, { offset: 0, limit: 500 })).rows.filter(
    ({ action }) => action === 'deliverables.generate',
  ).length;

describe('a process killed while a report is generated', () => {
  it.each([
    ['while the figures are read', '2026-W40', 'from `inspection_item`', 0],
    ['while the edition is being frozen', '2026-W41', 'insert into `deliverable_edition`', 0],
    ['before the freezing is on record', '2026-W42', 'insert into `audit_entry`', 0],
    ['after the freezing, before the job has ended', '2026-W43', 'update `job` set `state` = ', 1],
  ])(
    '%s leaves no half of an edition, and the job ends with one whole',
    async (_name, key, statement, left) => {
      const { reportId } = await beginReport(core, actor, { kind: 'weekly', key });
      const before = await generated();
      const job = await killedAt('generate', reportId, statement);
      const found = await frozen(reportId);
      expect(found).toHaveLength(left);
      expect((await findReport(core, reportId)).editions).toBe(left);
      expect(await generated()).toBe(before + left);

      expect((await takenUp(job)).state).toBe('succeeded');
      const [edition, ...more] = await frozen(reportId);
      expect(more).toEqual([]);
      expect(sha(edition?.content ?? '')).toBe(edition?.digest);
      expect(edition).toMatchObject({ number: 1, ...found[0] });
      expect(await generated()).toBe(before + 1);
      expect((await verifyAudit(core)).brokenAt).toBeNull();
    },
  );

  it('is told as running until its time is over, then another may start it anew', async () => {
    const { reportId } = await beginReport(core, actor, { kind: 'monthly', key: '2026-10' });
    const job = await killedAt('generate', reportId, 'insert into `deliverable_edition`');
    expect((await errorOf(startGenerate(core, actor, reportId))).code).toBe('JOB_ALREADY_RUNNING');
    await core.log('job').where({ id: job.id }).update({ lease_until: 1 });
    const again = await startGenerate(core, actor, reportId);
    expect(again.id).toBe(job.id);
    expect((await core.jobs.wait(again.id)).state).toBe('succeeded');
    expect(await frozen(reportId)).toHaveLength(1);
  });
});

describe('a process killed while a report is rendered', () => {
  let editionId = '';
  beforeAll(async () => {
    const { reportId } = await beginReport(core, actor, { kind: 'weekly', key: '2026-W44' });
    const job = await startGenerate(core, actor, reportId);
    await core.jobs.wait(job.id);
    editionId = job.id;
  });

  it.each([
    ['while the files are made', 'update `job` set `done'],
    ['with a file written that nobody knows of', 'insert into `deliverable_file`'],
  ])('%s shows no file before the job has ended, and all whole after', async (_name, statement) => {
    await core.log('deliverable_file').delete();
    const { digest } = await findEdition(core, editionId);
    const job = await killedAt('render', editionId, statement);
    expect((await findEdition(core, editionId)).files).toEqual([]);
    for (const format of ['docx', 'xlsx'] as const)
      expect(
        (await errorOf(editionFile(core, actor, { id: editionId, format, purpose: 'preview' }))).code,
      ).toBe('DELIVERABLE_NOT_RENDERED');

    expect((await takenUp(job)).state).toBe('succeeded');
    const edition = await findEdition(core, editionId);
    expect(edition.digest).toBe(digest);
    expect(edition.files.map(({ format }) => format).toSorted()).toEqual(['docx', 'xlsx']);
    for (const format of ['docx', 'xlsx'] as const) {
      const { bytes } = await editionFile(core, actor, { id: editionId, format, purpose: 'preview' });
      expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK');
    }
    const folder = editionFolder(core, editionId);
    expect(existsSync(folder) && readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
