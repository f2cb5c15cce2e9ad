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

it('130 assignments keeps what was entered before, and holds numbers once', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 120);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: AT });
  await applyMigrations(log, migrations, 130);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  const record = {
    id: 'r1',
    kind: 'assignment',
    number: 'JB-20261120-001',
    title: '核对',
    state: 'open',
    author_id: 'o1',
    author: '张三',
    created_at: AT,
    changed_at: AT,
  };
  await log('service_record').insert(record);
  expect(await log('service_record').first('due_on', 'percent', 'hours', 'is_key', 'parent_id')).toEqual({
    due_on: '',
    percent: 0,
    hours: null,
    is_key: 0,
    parent_id: null,
  });
  await expect(log('service_record').insert({ ...record, id: 'r2' })).rejects.toThrow(/UNIQUE/);
  const signature = {
    record_id: 'r1',
    side: 'customer',
    unit: '某院',
    name: '王五',
    signed_at: AT,
    entered_by: '王五',
  };
  await log('acceptance_signature').insert(signature);
  await expect(log('acceptance_signature').insert(signature)).rejects.toThrow(/UNIQUE/);
  await log.destroy();
});
