import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logBackup } from '../../electron/core/inspection/checks/workstation.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import {
  backupLog,
  filesInBackup,
  listBackups,
  restoreLog,
  verifyBackup,
} from '../../electron/core/workspace/backup.ts';
import { manifestOf, readManifest, storedAt } from '../../electron/core/workspace/filesBackup.ts';
import { ops } from '../support/consoleProcess.ts';
import { errorOf, type TestWorkspace, temporaryFolder, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let clock = new Date();
beforeEach(async () => {
  clock = new Date('2026-11-20T08:00:00+08:00');
  test = await testWorkspace({ now: () => clock });
});
afterEach(() => test.remove());

const path = (...parts: string[]) => join(test.dir, ...parts);
const write = (name: string, content: string | Uint8Array) => {
  mkdirSync(join(path(name), '..'), { recursive: true });
  writeFileSync(path(name), content);
};
const backup = async (budgetMs?: number) => {
  clock = new Date(clock.getTime() + 60_000);
  return backupLog(test.core, unattendedActor(), undefined, budgetMs);
};
const objects = () =>
  readdirSync(path('backups', 'files'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
const age = (name: string) => utimesSync(name, new Date('2026-01-01'), new Date('2026-01-01'));

describe('the copy of attachments and reports', () => {
  it('holds each content once, takes only what changed, and brings back what was lost', async () => {
    write('results/assessment/a', 'photo');
    write('results/servicedesk/b', 'photo');
    write('results/deliverables/x/v1-final.pdf', '%PDF');
    write('results/deliverables/x/v2.pdf.123.tmp', 'half');
    write('templates/deliverables/周报.docx', 'PK');
    const first = await backup();
    // The workspace's own config is the fifth.
    expect(first.files).toMatchObject({ count: 5, pending: 0 });
    expect(objects()).toHaveLength(4);
    write('results/assessment/c', 'new');
    const second = await backup();
    expect(second.files.count).toBe(6);
    expect(objects()).toHaveLength(5);
    expect(verifyBackup(second.file)?.count).toBe(6);

    await test.core.close();
    rmSync(path('results'), { recursive: true });
    write('results/assessment/a', 'damaged');
    const done = restoreLog(test.dir, second.file, new Date('2026-11-21T08:00:00+08:00'));
    expect(done).toMatchObject({ restored: 4, kept: 1, pending: 0 });
    expect(readFileSync(path('results/assessment/a'), 'utf8')).toBe('photo');
    expect(readFileSync(path('results/deliverables/x/v1-final.pdf'), 'utf8')).toBe('%PDF');
    expect(readFileSync(path('files-replaced-20261121-080000/results/assessment/a'), 'utf8')).toBe('damaged');
    expect(existsSync(path('results/deliverables/x/v2.pdf.123.tmp'))).toBe(false);
    await test.again();
  });

  it('is verified before anything is touched; the log alone can still be restored', async () => {
    write('results/assessment/a', 'photo');
    const copy = await backup();
    const manifest = readManifest(copy.file);
    if (typeof manifest === 'string') throw new Error(manifest);
    const entry = manifest.files.find(({ path: name }) => name === 'results/assessment/a');
    writeFileSync(storedAt(path('backups'), entry?.sha256 ?? ''), 'phot0');
    await test.core.close();
    const before = statSync(path('log.sqlite')).mtimeMs;
    const error = await errorOf(() => restoreLog(test.dir, copy.file, new Date()));
    expect(error).toMatchObject({ code: 'BACKUP_DAMAGED' });
    expect(error.message).toContain('results/assessment/a');
    expect(statSync(path('log.sqlite')).mtimeMs).toBe(before);
    writeFileSync(manifestOf(copy.file), '{"version":1,"files":[{"path":"../../etc/x"');
    expect((await errorOf(() => restoreLog(test.dir, copy.file, new Date()))).code).toBe('BACKUP_DAMAGED');
    const outside = { path: '../x', bytes: 1, sha256: 'a'.repeat(64), modified: 1 };
    writeFileSync(manifestOf(copy.file), JSON.stringify({ version: 1, files: [outside], pending: 0 }));
    expect((await errorOf(() => restoreLog(test.dir, copy.file, new Date()))).code).toBe('BACKUP_DAMAGED');
    restoreLog(test.dir, copy.file, new Date(), { logOnly: true });
    await test.again();
  });

  it('can be carried elsewhere as a folder and restored from there', async () => {
    write('results/assessment/a', 'photo');
    const copy = await backup();
    await test.core.close();
    const carried = temporaryFolder();
    cpSync(path('backups'), carried.dir, { recursive: true });
    rmSync(path('backups'), { recursive: true });
    rmSync(path('results'), { recursive: true });
    const name = copy.file.slice(copy.file.lastIndexOf('log-'));
    expect(restoreLog(test.dir, join(carried.dir, name), new Date()).restored).toBe(1);
    carried.remove();
    await test.again();
  });

  it('ends at its time, says what is left, and goes on the next time', async () => {
    for (let number = 0; number < 20; number++) write(`results/assessment/${number}`, `file ${number}`);
    const hurried = await backup(-1);
    expect(hurried.files).toMatchObject({ count: 0, pending: 21 });
    expect(await logBackup({ core: test.core } as Parameters<typeof logBackup>[0])).toMatchObject({
      level: 'warning',
      remark: expect.stringContaining('21'),
    });
    expect((await backup()).files).toMatchObject({ count: 21, pending: 0 });
    const reading = await logBackup({ core: test.core } as Parameters<typeof logBackup>[0]);
    expect([reading.value, reading.level]).toEqual([expect.stringContaining('附件 21 个'), undefined]);
  });

  it('forgets contents with the last copy that names them, and nothing while a list is damaged', async () => {
    write('results/assessment/old', 'old content');
    await backup();
    rmSync(path('results/assessment/old'));
    for (const entry of objects()) age(join(entry.parentPath, entry.name));
    for (let round = 0; round < 13; round++) await backup();
    expect(objects().length).toBe(2);
    await backup();
    expect(listBackups(test.core.workspace)).toHaveLength(14);
    expect(objects().length).toBe(1);
    expect(readdirSync(path('backups')).filter((name) => name.endsWith('.files.json'))).toHaveLength(14);

    write('results/assessment/other', 'other');
    const last = await backup();
    for (const entry of objects()) age(join(entry.parentPath, entry.name));
    rmSync(path('results/assessment/other'));
    appendFileSync(manifestOf(last.file), 'x');
    expect(filesInBackup(last)).toBeUndefined();
    const held = objects().length;
    for (let round = 0; round < 3; round++) await backup();
    expect(objects().length).toBe(held);
  });

  it('that is killed leaves the former one whole', async () => {
    write('results/assessment/a', 'photo');
    const former = await backup();
    for (let number = 0; number < 400; number++)
      write(`results/deliverables/${number}.pdf`, Buffer.alloc(50_000, number));
    await test.core.close();
    for (const wait of [30, 120, 300]) {
      const child = startBackup();
      await storing(child);
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      expect(verifyBackup(former.file)).toMatchObject({ count: 2 });
      for (const { file } of listBackups({ path } as never)) verifyBackup(file);
    }
    const { code, stdout } = await ops('workspace', 'backup', '--workspace', test.dir, '--json');
    expect([code, JSON.parse(stdout).files]).toEqual([
      0,
      expect.objectContaining({ count: 402, pending: 0 }),
    ]);
    expect((await ops('workspace', 'verify', '--workspace', test.dir)).code).toBe(0);
    await test.again();
  });
});

function startBackup(): ChildProcess {
  const cli = new URL('../../electron/hosts/cli.ts', import.meta.url);
  return spawn(process.execPath, [cli.pathname, 'workspace', 'backup', '--workspace', test.dir], {
    stdio: 'ignore',
  });
}

/** Until the process has stored something new, or has ended. */
async function storing(child: ChildProcess): Promise<void> {
  const before = objects().length;
  while (child.exitCode === null && objects().length === before)
    await new Promise((resolve) => setTimeout(resolve, 5));
}
