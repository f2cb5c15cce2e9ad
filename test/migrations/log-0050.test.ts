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

const NOW = '2026-11-20T00:00:00.000Z';
const SOURCE = {
  id: 's1',
  name: '数据中心',
  kind: 'datacenter',
  target: '{}',
  changed_by: '张三',
  changed_at: NOW,
};
const FILE = { source_id: 's1', stamp: 'x', status: 'waiting', suffix: 'rtf', found_at: NOW };

it('50 conversion keeps what was entered before, and counts files by itself', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await log.raw('PRAGMA foreign_keys = ON');
  await applyMigrations(log, migrations, 40);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: NOW });
  await applyMigrations(log, migrations, 50);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });

  await log('conversion_source').insert(SOURCE);
  expect(await log('conversion_source').first('enabled', 'rate_per_minute', 'last_error')).toEqual({
    enabled: 1,
    rate_per_minute: 0,
    last_error: '',
  });
  await log('conversion_file').insert({ ...FILE, file_key: 'a', court_code: 3001 });
  await log('conversion_file').insert({ ...FILE, file_key: 'b', court_code: 3001 });
  await log('conversion_file').insert({ ...FILE, file_key: 'c', suffix: 'doc' });
  await expect(log('conversion_file').insert({ ...FILE, file_key: 'a' })).rejects.toThrow(/UNIQUE/);
  await log('conversion_file').where({ file_key: 'a' }).update({ status: 'converted', converted_at: NOW });
  await log('conversion_file').where({ file_key: 'c' }).delete();
  const counts = await log('conversion_count')
    .where('total', '>', 0)
    .orderBy('status')
    .select('court_code', 'status', 'by_suffix', 'total', 'last_at');
  expect(counts).toEqual([
    { court_code: 3001, status: 'converted', by_suffix: 1, total: 1, last_at: NOW },
    { court_code: 3001, status: 'waiting', by_suffix: 1, total: 1, last_at: null },
  ]);
  await log('conversion_file').delete();
  await log('conversion_source').delete();
  expect(await log('conversion_count')).toEqual([]);
  await log.destroy();
});
