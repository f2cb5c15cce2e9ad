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

it('200 inspection thresholds keeps what was there; one setting an item', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 190);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: '' });
  await applyMigrations(log, migrations, 200);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  const row = {
    item_id: 'casefile.storage',
    warning: 80,
    fault: null,
    reason: '',
    changed_by: '',
    changed_at: '',
  };
  await log('inspection_threshold').insert(row);
  await expect(log('inspection_threshold').insert(row)).rejects.toThrow(/UNIQUE/);
  await log.destroy();
});
