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

const CONNECTION = {
  engine: 'sqlite',
  file: 'x.sqlite',
  host: '',
  port: 0,
  database: '',
  user: '',
  tls: 'off',
  sid: 0,
  client_dir: '',
  statement_timeout_seconds: 60,
  max_sessions: 4,
  updated_at: '',
  updated_by: '',
};

it('100 backup library keeps connections; a plan and its tables go with a connection', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await log.raw('PRAGMA foreign_keys = ON');
  await applyMigrations(log, migrations, 90);
  for (const id of ['a', 'b']) await log('datacenter_connection').insert({ ...CONNECTION, id, name: id });
  await applyMigrations(log, migrations, 100);
  expect(await log('datacenter_connection').select('id').orderBy('id')).toEqual([{ id: 'a' }, { id: 'b' }]);
  await log('backup_plan').insert({
    id: 'p',
    name: '集中库',
    source_id: 'a',
    target_id: 'b',
    every_minutes: 60,
    overlap_minutes: 10,
    changed_by: '张三',
    changed_at: '',
  });
  await log('backup_table').insert({ plan_id: 'p', place: 0, name: 'court_case', key: '["case_id"]' });
  expect(await log('backup_table').first('mark', 'high_water')).toEqual({ mark: '', high_water: null });
  await log('datacenter_connection').where({ id: 'b' }).delete();
  expect(await log('backup_plan')).toEqual([]);
  expect(await log('backup_table')).toEqual([]);
  await log.destroy();
});
