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
  engine: 'sqlite',
  file: 'centre.sqlite',
  host: '',
  port: 0,
  database: '',
  user: '',
  tls: 'off',
  sid: 0,
  client_dir: '',
  statement_timeout_seconds: 60,
  max_sessions: 4,
  updated_at: '2026-11-20T00:00:00.000Z',
  updated_by: '张三',
};

it('70 health keeps connections, and its history goes with its connection', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await log.raw('PRAGMA foreign_keys = ON');
  await applyMigrations(log, migrations, 60);
  await log('datacenter_connection').insert(CONNECTION);
  await applyMigrations(log, migrations, 70);
  expect(await log('datacenter_connection').first('name')).toEqual({ name: '中心库' });

  await log('datacenter_health_round').insert({ connection_id: 'c1' });
  expect(await log('datacenter_health_round').first('failures', 'watched', 'next_at')).toEqual({
    failures: 0,
    watched: 0,
    next_at: 0,
  });
  const point = { connection_id: 'c1', series: 'size', step: 1, at: 3600, n: 1, total: 5, least: 5, most: 5 };
  await log('datacenter_health_point').insert(point);
  await expect(log('datacenter_health_point').insert(point)).rejects.toThrow(/UNIQUE/);
  await log('datacenter_connection').delete();
  expect(await log('datacenter_health_point')).toEqual([]);
  expect(await log('datacenter_health_round')).toEqual([]);
  await log.destroy();
});
