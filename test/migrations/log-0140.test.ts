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

it('140 staff keeps what was entered before, and holds numbers once', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 130);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: AT });
  await applyMigrations(log, migrations, 140);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  const changed = { changed_by: '张三', changed_at: AT };
  await log('staff_member').insert({
    id: 'm1',
    name: '李工程',
    post: 'engineer',
    place: 'onsite',
    since: '2026-03-01',
    ...changed,
  });
  expect(await log('staff_member').first('until', 'key_post', 'operator_id')).toEqual({
    until: '',
    key_post: 0,
    operator_id: null,
  });
  const replacement = {
    id: 'r1',
    number: 'RY-20261120-001',
    state: 'draft',
    leaving_id: 'm1',
    cause: 'other',
    post: 'engineer',
    key_post: 0,
    effective_on: '2026-12-01',
    handover_from: '2026-11-24',
    handover_to: '2026-12-01',
    author_id: 'o1',
    author: '张三',
    created_at: AT,
    changed_at: AT,
  };
  await log('staff_replacement').insert(replacement);
  await expect(log('staff_replacement').insert({ ...replacement, id: 'r2' })).rejects.toThrow(/UNIQUE/);
  await log.destroy();
});
