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
  id: 'c1',
  name: '中心库',
  engine: 'postgres',
  file: '',
  host: 'db',
  port: 5432,
  database: 'ops',
  user: 'reader',
  password_sealed: 'sealed',
  tls: 'off',
  sid: 0,
  client_dir: '',
  statement_timeout_seconds: 60,
  max_sessions: 4,
  updated_at: '2026-11-20T00:00:00.000Z',
  updated_by: '张三',
};

it('30 datacenter keeps what was entered under 20, and holds one default and unique names', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 20);
  await log('setting').insert({
    name: 'project',
    value: '"甲"',
    changed_by: '张三',
    changed_at: CONNECTION.updated_at,
  });
  await applyMigrations(log, migrations, 30);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  await log('datacenter_connection').insert({ ...CONNECTION, is_default: 1 });
  await expect(log('datacenter_connection').insert({ ...CONNECTION, id: 'c2' })).rejects.toThrow(/UNIQUE/);
  await log('datacenter_connection').insert({ ...CONNECTION, id: 'c2', name: '备份库' });
  expect(await log('datacenter_connection').where({ id: 'c2' }).first('is_default')).toEqual({
    is_default: 0,
  });
  await expect(log('datacenter_connection').where({ id: 'c2' }).update({ is_default: 1 })).rejects.toThrow(
    /UNIQUE/,
  );
  await log.destroy();
});
