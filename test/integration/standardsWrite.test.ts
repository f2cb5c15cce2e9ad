import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../electron/core/core.ts';
import { openConnection, saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { migrateStructure } from '../../electron/core/datacenter/structure.ts';
import { activateStandard, importStandard } from '../../electron/core/standards/standards.ts';
import { listWrites, planWrite, startUndoWrite, startWrite } from '../../electron/core/standards/writing.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
let manager: Actor;
let file: string;
let clock: Date;

beforeEach(async () => {
  clock = new Date('2026-11-20T02:00:00Z');
  workspace = await testWorkspace({ now: () => clock });
  const { core, dir } = workspace;
  manager = await signedIn(core, 'manager');
  file = `${dir}/centre.sqlite`;
  new Database(file).close();
  const saved = await saveConnection(
    core,
    manager,
    connectionInputSchema.parse({ name: '中心', engine: 'sqlite', file }),
  );
  const connection = await openConnection(core, saved.id, { writable: true });
  await migrateStructure(connection, { now: clock });
  await connection.close();
});
afterEach(() => workspace.remove());

const rows = (sql: string) => {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(sql).all() as Record<string, unknown>[];
  } finally {
    database.close();
  }
};
const done = async (job: { id: string }) => workspace.core.jobs.wait(job.id);
const reason = '法标换版，按通知写入';

test('the version that holds is written on its day, once, and put back row by row', async () => {
  const { core } = workspace;
  const shipped = await planWrite(core, 'courts', 5);
  expect(shipped).toMatchObject({ updated: 0, kept: 0, connectionName: '中心' });
  expect(shipped.statements).toHaveLength(5);
  expect(shipped.statements[0]).toContain('insert into `court`');
  expect(rows('SELECT count(*) AS n FROM court')).toEqual([{ n: 0 }]);
  expect((await done(await startWrite(core, manager, { kind: 'courts', reason }))).result).toMatchObject({
    inserted: shipped.inserted,
  });
  expect((await done(await startWrite(core, manager, { kind: 'courts', reason }))).result).toEqual({
    inserted: 0,
    updated: 0,
    kept: 0,
  });
  expect(await listWrites(core, 'courts')).toHaveLength(1);

  await done(await startWrite(core, manager, { kind: 'codes', reason }));
  const before = rows('SELECT * FROM code_item ORDER BY class_code, code');
  const code = before[0] as Record<string, string>;
  const content = `class,className,code,name\n${code.class_code},${code.class_name},99-new,新代码\n`;
  const version = await importStandard(core, manager, {
    kind: 'codes',
    name: '法标 2026',
    source: '通知',
    fileName: 'codes.csv',
    content: Buffer.from(content).toString('base64'),
    encoding: 'utf-8',
    mode: 'additions',
  });
  await activateStandard(core, manager, {
    kind: 'codes',
    versionId: version.id,
    effectiveFrom: '2026-12-01',
    reason,
  });
  // Before its day the old version is what would be written, and it stands already.
  expect(await planWrite(core, 'codes', 5)).toMatchObject({ inserted: 0, updated: 0 });
  clock = new Date('2026-12-01T01:00:00Z');
  const job = await done(await startWrite(core, manager, { kind: 'codes', reason }));
  expect(job.result).toMatchObject({ updated: 0, kept: 0 });
  expect(rows("SELECT name FROM code_item WHERE version = '法标 2026' AND code = '99-new'")).toEqual([
    { name: '新代码' },
  ]);
  expect(await planWrite(core, 'codes', 5)).toMatchObject({ inserted: 0, updated: 0 });

  const [receipt] = await listWrites(core, 'codes');
  expect(receipt).toMatchObject({ versionName: '法标 2026', state: 'done', reason });
  const database = new Database(file);
  database
    .prepare("UPDATE code_item SET name = '改过' WHERE version = '法标 2026' AND code = '99-new'")
    .run();
  const refused = await done(await startUndoWrite(core, manager, { id: receipt?.id ?? '', reason }));
  expect(refused.error?.code).toBe('STANDARD_WRITE_MOVED');
  expect(rows("SELECT count(*) AS n FROM code_item WHERE version = '法标 2026'")[0]?.n).toBeGreaterThan(
    1_000,
  );
  database
    .prepare("UPDATE code_item SET name = '新代码' WHERE version = '法标 2026' AND code = '99-new'")
    .run();
  database.close();
  expect((await done(await startUndoWrite(core, manager, { id: receipt?.id ?? '', reason }))).state).toBe(
    'succeeded',
  );
  expect(rows('SELECT * FROM code_item ORDER BY class_code, code')).toEqual(before);
  expect((await listWrites(core, 'codes'))[0]?.state).toBe('undone');
  expect((await errorOf(startUndoWrite(core, manager, { id: receipt?.id ?? '', reason }))).code).toBe(
    'STANDARD_NO_WRITE',
  );
});

test('what cannot be written changes nothing and leaves no receipt', async () => {
  const { core } = workspace;
  expect((await errorOf(startWrite(core, manager, { kind: 'courts', reason: '短' }))).code).toBe(
    'STANDARD_REASON',
  );
  expect((await errorOf(planWrite(core, 'causes', 5))).code).toBe('STANDARD_NO_TABLE');
  const database = new Database(file);
  database.exec(
    "CREATE TRIGGER stop BEFORE INSERT ON court WHEN new.code > 3100 BEGIN SELECT RAISE(ABORT, 'no'); END",
  );
  database.close();
  const job = await done(await startWrite(core, manager, { kind: 'courts', reason }));
  expect(job.state).toBe('failed');
  expect(rows('SELECT count(*) AS n FROM court')).toEqual([{ n: 0 }]);
  expect(await listWrites(core, 'courts')).toEqual([]);
});
