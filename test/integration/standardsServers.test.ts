import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  approveChange,
  listChanges,
  startExecution,
  submitChange,
} from '../../electron/core/changeorder/changeorder.ts';
import type { Actor } from '../../electron/core/core.ts';
import { openUrl, saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { migrateStructure } from '../../electron/core/datacenter/structure.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import { orderWrite } from '../../electron/core/standards/ordering.ts';
import { listWrites, planWrite, startUndoWrite, startWrite } from '../../electron/core/standards/writing.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const mariadbUrl = inject('mariadbUrl');
const SERVERS = [
  { engine: 'postgres', create: () => createPostgresDatabase(inject('postgresUrl'), 'ops_standards') },
  ...(mariadbUrl
    ? [{ engine: 'mysql', create: () => createMariadbDatabase(mariadbUrl, 'ops_standards') }]
    : []),
];
if (!mariadbUrl) console.warn('SKIPPED ALOUD: no MariaDB for writing data standards');
const reason = '法院更名，按通知写入';

describe.each(SERVERS)('the data standard in a centre on $engine', ({ create }) => {
  let workspace: TestWorkspace;
  let manager: Actor;
  let engineer: Actor;
  let url: string;

  beforeAll(async () => {
    let now = new Date('2026-11-20T02:00:00Z');
    workspace = await testWorkspace({
      now: () => {
        now = new Date(now.getTime() + 1_000);
        return now;
      },
    });
    manager = await signedIn(workspace.core, 'manager', '经理');
    engineer = await signedIn(workspace.core, 'engineer', '工程师');
    url = await create();
    await saveConnection(
      workspace.core,
      manager,
      connectionInputSchema.parse({ ...parseDatabaseUrl(url), name: '中心' }),
    );
    const connection = openUrl(url, { spawn: forkProcess, writable: true });
    await migrateStructure(connection, { now });
    await connection.close();
  });
  afterAll(() => workspace?.remove());

  const change = async (...statements: string[]) => {
    const connection = openUrl(url, { spawn: forkProcess, writable: true });
    try {
      await connection.write(async (writer) => {
        for (const sql of statements) await writer.execute(sql);
      });
    } finally {
      await connection.close();
    }
  };
  const count = async (sql: string) => {
    const connection = openUrl(url, { spawn: forkProcess });
    try {
      return Number((await connection.query(sql))[0]?.n);
    } finally {
      await connection.close();
    }
  };
  const done = async (job: { id: string }) => workspace.core.jobs.wait(job.id);

  test('is written, corrected, and put back', async () => {
    const { core } = workspace;
    const first = await planWrite(core, 'courts', 3);
    expect(first.inserted).toBeGreaterThan(200);
    expect((await done(await startWrite(core, manager, { kind: 'courts', reason }))).state).toBe('succeeded');
    await change("UPDATE court SET name = '它''s \\ 旧名' WHERE code = 3000");
    expect(await planWrite(core, 'courts', 3)).toMatchObject({ inserted: 0, updated: 1 });
    expect((await done(await startWrite(core, manager, { kind: 'courts', reason }))).result).toMatchObject({
      updated: 1,
    });
    const [receipt] = await listWrites(core, 'courts');
    expect((await done(await startUndoWrite(core, manager, { id: receipt?.id ?? '', reason }))).state).toBe(
      'succeeded',
    );
    expect(await count("SELECT count(*) AS n FROM court WHERE name LIKE '%旧名'")).toBe(1);
  });

  test('becomes change orders that a second person approves, and they make the centre equal', async () => {
    const { core } = workspace;
    await change(
      "UPDATE court SET name = '甲', mark = '川x' WHERE code = 3001",
      'DELETE FROM court WHERE code IN (3002, 3003)',
    );
    const { numbers } = await orderWrite(core, engineer, { kind: 'courts', applicant: '省院', reason });
    expect(numbers).toHaveLength(2);
    const { rows } = await listChanges(core, { offset: 0, limit: 10 });
    for (const order of rows) {
      await submitChange(core, engineer, order.id);
      await approveChange(core, manager, { id: order.id, approved: true, note: '' });
      expect((await done(await startExecution(core, engineer, order.id))).error).toBeNull();
    }
    expect(await planWrite(core, 'courts', 3)).toMatchObject({ inserted: 0, updated: 0 });
    expect(
      (await errorOf(orderWrite(core, engineer, { kind: 'courts', applicant: '省院', reason }))).code,
    ).toBe('STANDARD_SAME');
  });
});
