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

const ACTIVATION = {
  kind: 'codes',
  version_id: 'v',
  effective_from: '2026-12-01',
  reason: '通知',
  activated_by: '张三',
  activated_at: '',
};

it('170 data standards keeps what was there; one open switch per table and day', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await log.raw('PRAGMA foreign_keys = ON');
  await applyMigrations(log, migrations, 160);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: '' });
  await applyMigrations(log, migrations, 170);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  await log('standard_version').insert({
    id: 'v',
    kind: 'codes',
    name: '法标 2026',
    file_name: 'a.csv',
    file_sha256: 'x',
    encoding: 'utf-8',
    mode: 'whole',
    entries: 1,
    content: Buffer.from('x'),
    imported_by: '张三',
    imported_at: '',
  });
  expect(await log('standard_version').first('source', 'base_id', 'impact')).toEqual({
    source: '',
    base_id: null,
    impact: null,
  });
  await log('standard_activation').insert({
    ...ACTIVATION,
    id: '1',
    cancelled_at: 'x',
    cancelled_by: '张三',
  });
  await log('standard_activation').insert({ ...ACTIVATION, id: '2' });
  await expect(log('standard_activation').insert({ ...ACTIVATION, id: '3' })).rejects.toThrow(/UNIQUE/);
  await expect(log('standard_version').where({ id: 'v' }).delete()).rejects.toThrow(/FOREIGN KEY/);
  await log.destroy();
});
