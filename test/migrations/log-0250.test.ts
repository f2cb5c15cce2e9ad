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

it('250 standard writes keeps what was there', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 240);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: '' });
  await applyMigrations(log, migrations, 250);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  await log('standard_write').insert({
    id: 'w',
    kind: 'codes',
    version_name: '法标',
    connection_id: 'c',
    connection_name: '中心',
    state: 'done',
    inserted: 1,
    updated: 0,
    kept: 0,
    changes: Buffer.from('x'),
    reason: '通知',
    written_by: '张三',
    written_at: '',
  });
  expect(await log('standard_write').first('undone_at', 'undo_reason')).toEqual({
    undone_at: null,
    undo_reason: '',
  });
  await log.destroy();
});
