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
const DEFINITION = {
  id: 'd1',
  name: '立案核对',
  source_id: 's',
  target_id: 't',
  table: 'court_case',
  target_table: '',
  columns: '{}',
  updated_at: NOW,
  updated_by: '张三',
};

it('60 compare keeps what was entered before; runs, findings and receipts hang together', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await log.raw('PRAGMA foreign_keys = ON');
  await applyMigrations(log, migrations, 50);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: NOW });
  await applyMigrations(log, migrations, 60);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });

  await log('compare_definition').insert(DEFINITION);
  await expect(log('compare_definition').insert({ ...DEFINITION, id: 'd2' })).rejects.toThrow(/UNIQUE/);
  const run = { definition: '{}', state: 'running', started_at: NOW, run_by: '张三' };
  await log('compare_run').insert({ ...run, id: 'r1', definition_id: 'd1', job_id: 'j1' });
  await log('compare_run').insert({ ...run, id: 'r2' });
  await expect(log('compare_run').insert({ ...run, id: 'r3', definition_id: 'none' })).rejects.toThrow(
    /FOREIGN/,
  );
  const difference = { stretch: 0, kind: 'missing', key: '["1"]', group_values: '[]' };
  await log('compare_difference').insert({ ...difference, run_id: 'r1' });
  await expect(log('compare_difference').insert({ ...difference, run_id: 'none' })).rejects.toThrow(
    /FOREIGN/,
  );
  await log('compare_backfill').insert({
    id: 'b1',
    run_id: 'r1',
    dry_run: 1,
    updates: 0,
    state: 'running',
    started_at: NOW,
    run_by: '张三',
  });
  await log('compare_receipt').insert({ backfill_id: 'b1', key: '["1"]', outcome: 'inserted', at: NOW });
  expect(await log('compare_backfill').first('inserted', 'gone')).toEqual({ inserted: 0, gone: 0 });
  await log.destroy();
});
