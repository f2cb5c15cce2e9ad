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

it('90 changeorder keeps what was entered before, and holds numbers once', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 80);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: AT });
  await applyMigrations(log, migrations, 90);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  const order = {
    id: 'b1',
    number: 'BG-20261120-001',
    title: '更正电话',
    applicant: '立案庭',
    connection_id: 'c1',
    connection_name: '中心库',
    sql: 'UPDATE t SET a = 1 WHERE b = 2',
    reason: '录入错误',
    state: 'draft',
    author_id: 'o1',
    author: '张三',
    created_at: AT,
    changed_at: AT,
  };
  await log('changeorder').insert(order);
  expect(await log('changeorder').first('kind', 'primary_key', 'predicted_rows', 'failure')).toEqual({
    kind: '',
    primary_key: '[]',
    predicted_rows: null,
    failure: '',
  });
  await expect(log('changeorder').insert({ ...order, id: 'b2' })).rejects.toThrow(/UNIQUE/);
  await log.destroy();
});
