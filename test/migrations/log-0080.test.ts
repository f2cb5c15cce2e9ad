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

it('80 statistics keeps what was entered before, unique names, and the runs of a removed query', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 50);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: AT });
  await applyMigrations(log, migrations, 80);
  await log.raw('PRAGMA foreign_keys = ON');
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  const query = {
    id: 'q1',
    name: '收案统计',
    connection_id: 'c1',
    sql: 'SELECT 1',
    approval: 'unneeded',
    created_by_id: 'o1',
    created_by: '张三',
    changed_by: '张三',
    changed_at: AT,
  };
  await log('statistics_query').insert(query);
  await expect(log('statistics_query').insert({ ...query, id: 'q2' })).rejects.toThrow(/UNIQUE/);
  await log('statistics_run').insert({
    id: 'r1',
    query_id: 'q1',
    name: '收案统计',
    connection_id: 'c1',
    connection_name: '中心库',
    sql: 'SELECT 1',
    row_limit: 10,
    state: 'done',
    run_by_id: 'o1',
    run_by: '张三',
    started_at: AT,
  });
  await log('statistics_query').where({ id: 'q1' }).delete();
  expect(await log('statistics_run').first('query_id', 'name', 'dropped')).toEqual({
    query_id: null,
    name: '收案统计',
    dropped: 0,
  });
  await log.destroy();
});
