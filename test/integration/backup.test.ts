import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOperators, unattendedActor } from '../../electron/core/operators/operators.ts';
import { backupIsDue, backupLog, listBackups, restoreLog } from '../../electron/core/workspace/backup.ts';
import {
  errorOf,
  signedIn,
  type TestWorkspace,
  temporaryFolder,
  testWorkspace,
} from '../support/workspace.ts';

let test: TestWorkspace;
beforeEach(async () => {
  test = await testWorkspace();
});
afterEach(() => test.remove());

describe('the daily copy of the log', () => {
  it('is due until made, and brings back what was lost', async () => {
    await signedIn(test.core, 'engineer', '张三');
    expect(backupIsDue(test.core)).toBe(true);
    const copy = await backupLog(test.core, unattendedActor());
    expect(backupIsDue(test.core)).toBe(false);
    expect(listBackups(test.core.workspace)).toHaveLength(1);

    await signedIn(test.core, 'manager', '后来的人');
    await test.core.close();
    const { replaced } = restoreLog(test.dir, copy.file, new Date());
    expect(existsSync(replaced)).toBe(true);
    const again = await test.again();
    expect((await listOperators(again)).map((person) => person.name)).toEqual(['张三']);
  });

  it('keeps the newest fourteen', async () => {
    await backupLog(test.core, unattendedActor());
    const [first] = listBackups(test.core.workspace);
    for (let day = 1; day <= 16; day += 1) {
      const name = `log-202501${String(day).padStart(2, '0')}-080000.sqlite`;
      copyFileSync(first?.file ?? '', test.core.workspace.path('backups', name));
    }
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await backupLog(test.core, unattendedActor());
    const names = readdirSync(test.core.workspace.path('backups')).filter((name) => name.endsWith('.sqlite'));
    expect(names).toHaveLength(14);
    expect(names).not.toContain('log-20250101-080000.sqlite');
  });

  it('is refused in use, damaged, or absent, and the log stays as it is', async () => {
    const copy = await backupLog(test.core, unattendedActor());
    expect((await errorOf(() => restoreLog(test.dir, copy.file, new Date()))).code).toBe('WORKSPACE_IN_USE');
    const folder = temporaryFolder();
    const broken = join(folder.dir, 'broken.sqlite');
    writeFileSync(broken, 'no database at all'.repeat(200));
    expect((await errorOf(() => restoreLog(test.dir, broken, new Date()))).code).toBe('BACKUP_DAMAGED');
    expect((await errorOf(() => restoreLog(test.dir, join(folder.dir, 'none'), new Date()))).code).toBe(
      'BACKUP_MISSING',
    );
    folder.remove();
    expect(await listOperators(test.core)).toEqual([]);
  });
});
