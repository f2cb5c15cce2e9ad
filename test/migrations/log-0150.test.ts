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

it('150 assessment keeps what was entered before, and proposes a happening once', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 140);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: AT });
  await applyMigrations(log, migrations, 150);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  const fact = {
    id: 'f1',
    number: 'KH-20261120-001',
    source: 'inspection',
    source_key: 'sheet-missing:2026-11-19',
    type: 'service-failure',
    date: '2026-11-19',
    text: '缺检',
    state: 'proposed',
    created_by: '系统',
    created_at: AT,
  };
  await log('assessment_fact').insert(fact);
  expect(await log('assessment_fact').first('person', 'affected_work', 'points', 'decision')).toEqual({
    person: '',
    affected_work: 0,
    points: null,
    decision: '',
  });
  await expect(log('assessment_fact').insert({ ...fact, id: 'f2', number: 'x' })).rejects.toThrow(/UNIQUE/);
  const entered = { ...fact, source: 'manual', source_key: null };
  await log('assessment_fact').insert({ ...entered, id: 'f3', number: 'KH-20261120-002' });
  await log('assessment_fact').insert({ ...entered, id: 'f4', number: 'KH-20261120-003' });
  expect(await log('assessment_fact').count({ n: '*' })).toEqual([{ n: 3 }]);
  await log.destroy();
});
