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

it('160 deliverables keeps what was there, begins a period once, and numbers editions once', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 150);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: AT });
  await applyMigrations(log, migrations, 160);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
  const report = {
    id: 'r1',
    kind: 'monthly',
    period_key: '2026-11',
    title: '2026年11月运维月报',
    period_from: '2026-11-01',
    period_to: '2026-11-30',
    recipient: '信息化处',
    opened_by: '李工程',
    opened_at: AT,
  };
  await log('deliverable_report').insert(report);
  await expect(log('deliverable_report').insert({ ...report, id: 'r2' })).rejects.toThrow(/UNIQUE/);
  // One that was taken back no longer stands in the way.
  await log('deliverable_report').where({ id: 'r1' }).update({ removed_at: AT });
  await log('deliverable_report').insert({ ...report, id: 'r3' });
  await log('deliverable_template').insert({ digest: 'd', content: Buffer.from('x'), kept_at: AT });
  const edition = {
    id: 'e1',
    report_id: 'r3',
    number: 1,
    state: 'draft',
    content: '{}',
    digest: 'x',
    taken_at: AT,
    definition_version: '1',
    template_digest: 'd',
    made_by: '李工程',
  };
  await log('deliverable_edition').insert(edition);
  expect(await log('deliverable_edition').first('narrative', 'narrative_version', 'final_at')).toEqual({
    narrative: '{}',
    narrative_version: 1,
    final_at: null,
  });
  await expect(log('deliverable_edition').insert({ ...edition, id: 'e2' })).rejects.toThrow(/UNIQUE/);
  await log.destroy();
});
