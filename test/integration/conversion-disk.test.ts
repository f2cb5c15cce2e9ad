import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { conversionStatus, runConversion } from '../../electron/core/conversion/conversion.ts';
import { convertFiles } from '../../electron/core/conversion/files.ts';
import { saveSource } from '../../electron/core/conversion/sources.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { asErrorData } from '../../shared/errors/errors.ts';
import { rtf } from '../support/conversionCentre.ts';
import { signedIn, temporaryFolder, testWorkspace } from '../support/workspace.ts';

/** A disk of its own size, as only root on Linux can make one. */
function mountDisk(at: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const remount = (at: string, options: string) => execFileSync('mount', ['-o', `remount,${options}`, at]);

const folder = temporaryFolder();
const disk = join(folder.dir, 'disk');
const input = join(folder.dir, 'rtf');
mkdirSync(disk);
mkdirSync(input);
const mounted = mountDisk(disk, 'size=96k');
if (!mounted)
  process.stderr.write('skipped: no small disk can be mounted here, the full disk is not tried\n');
const FILES = 12;

beforeAll(() => {
  for (let i = 0; i < FILES; i++)
    writeFileSync(join(input, `判决${i}.rtf`), rtf(`本院认为，第 ${i} 号请求成立。`));
});
beforeEach(() => {
  if (!mounted) return;
  execFileSync('umount', [disk]);
  mountDisk(disk, 'size=96k');
});
afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  folder.remove();
});

/** What a person is told. */
const reasonOf = (run: Promise<unknown>) => run.then(() => undefined, asErrorData);

const written = () =>
  readdirSync(disk, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));

describe.skipIf(!mounted)('a disk that is full or read-only', () => {
  const convert = () =>
    convertFiles({ paths: [input], out: disk, to: 'pdf', workers: 1, proof: true, spawn: forkProcess });

  it('stops the conversion of files with a clear word and leaves whole files only', {
    timeout: 60_000,
  }, async () => {
    const { error, files } = await convert();
    expect(error).toMatchObject({ code: 'DISK_FULL' });
    const done = files.filter((file) => file.output);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(FILES);
    expect(written()).toHaveLength(done.length);
    for (const name of written()) expect(statSync(join(disk, name)).size).toBeGreaterThan(5000);

    remount(disk, 'ro');
    expect((await convert()).error).toMatchObject({ code: 'CONVERSION_OUT_NOT_WRITABLE' });
    remount(disk, 'rw,size=10m');
    expect((await convert()).summary).toMatchObject({ total: FILES, converted: FILES, failed: 0 });
  });

  it('ends a run with its reason; with room again it goes on and does nothing twice', {
    timeout: 60_000,
  }, async () => {
    const { core, remove } = await testWorkspace();
    const actor = await signedIn(core, 'manager');
    const { id } = await saveSource(core, actor, {
      name: '前置机',
      kind: 'folder',
      connectionId: null,
      folder: input,
      mapping: null,
      target: { kind: 'folder', folder: disk },
      courtCode: 3001,
      window: null,
      ratePerMinute: 0,
      enabled: true,
    });
    expect(await reasonOf(runConversion(core, actor, { sourceIds: [id] }, {}))).toMatchObject({
      code: 'DISK_FULL',
    });
    const first = new Map(written().map((name) => [name, statSync(join(disk, name)).mtimeMs]));
    expect(first.size).toBeGreaterThan(0);
    expect(first.size).toBeLessThan(FILES);

    remount(disk, 'ro');
    expect(await reasonOf(runConversion(core, actor, { sourceIds: [id] }, {}))).toMatchObject({
      code: 'NO_RIGHTS',
    });
    remount(disk, 'rw,size=10m');
    await runConversion(core, actor, { sourceIds: [id] }, {});
    expect((await conversionStatus(core, id)).counts).toMatchObject({
      converted: FILES,
      waiting: 0,
      failed: 0,
    });
    expect(written()).toHaveLength(FILES);
    for (const [name, time] of first) expect(statSync(join(disk, name)).mtimeMs).toBe(time);
    await remove();
  });
});
