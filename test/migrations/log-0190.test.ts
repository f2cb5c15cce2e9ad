import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyMigrations } from '../../electron/core/log/migrate.ts';
import { migrations } from '../../migrations/log/index.ts';
import { bareLog } from '../support/knexLog.ts';
import { temporaryFolder } from '../support/workspace.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const AT = '2026-11-20T00:00:00.000Z';

it('190 assessment files leaves the facts as they were, and lists files of facts only', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 180);
  const fact = {
    id: 'f1',
    number: 'KH-20261120-001',
    source: 'manual',
    type: 'attendance',
    date: '2026-11-19',
    person: '李工程',
    text: '迟到',
    evidence: '签到记录',
    state: 'confirmed',
    created_by: '陈服务',
    created_at: AT,
  };
  await log('assessment_fact').insert(fact);
  await applyMigrations(log, migrations, 190);
  expect(await log('assessment_fact').first()).toMatchObject(fact);
  const file = {
    id: 'a1',
    fact_id: 'f1',
    act: 'propose',
    name: '照片.png',
    bytes: 3,
    sha256: 'ab',
    added_by: '李工程',
    added_at: AT,
  };
  await log('assessment_file').insert(file);
  expect(await log('assessment_file').first()).toEqual(file);
  await log.raw('PRAGMA foreign_keys = ON');
  await expect(log('assessment_file').insert({ ...file, id: 'a2', fact_id: 'none' })).rejects.toThrow(
    /FOREIGN/,
  );
  await log.destroy();
});
