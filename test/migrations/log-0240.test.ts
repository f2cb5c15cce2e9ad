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

it('240 export files keeps the connections; what belongs to one goes with it', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await log.raw('PRAGMA foreign_keys = ON');
  await applyMigrations(log, migrations, 190);
  const connection = {
    id: 'c',
    name: '甲',
    engine: 'sqlite',
    file: 'a.sqlite',
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
  await log('datacenter_connection').insert(connection);
  await applyMigrations(log, migrations, 240);
  expect(await log('datacenter_connection').first('name', 'file')).toEqual({ name: '甲', file: 'a.sqlite' });
  await log('datacenter_files').insert({ connection_id: 'c', settings: '{}', state: 'unread' });
  expect(await log('datacenter_files').first('marks', 'rows', 'read_at')).toEqual({
    marks: '[]',
    rows: 0,
    read_at: null,
  });
  await log('datacenter_connection').where({ id: 'c' }).delete();
  expect(await log('datacenter_files').first()).toBeUndefined();
  await log.destroy();
});
