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

it('110 duty keeps the shifts there were, holds a place and a mark once', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 100);
  await log('operator').insert({
    id: 'o1',
    login_name: 'zhang',
    name: '张三',
    role: 'engineer',
    password: '',
    created_at: AT,
  });
  await log('duty_shift').insert({ id: 's1', day: '2026-11-20', operator_id: 'o1', signed_in_at: AT });
  await applyMigrations(log, migrations, 110);
  expect(await log('duty_shift').first('id', 'day')).toEqual({ id: 's1', day: '2026-11-20' });

  await log('duty_person').insert({
    id: 'p1',
    name: '张三',
    attends: 1,
    since: '2026-11-01',
    created_at: AT,
  });
  expect(await log('duty_person').first('active', 'phone', 'operator_id')).toEqual({
    active: 1,
    phone: '',
    operator_id: null,
  });
  const slot = { day: '2026-11-20', shift: 'full', role: 'primary', person_id: 'p1' };
  await log('duty_slot').insert(slot);
  await expect(log('duty_slot').insert(slot)).rejects.toThrow(/UNIQUE/);

  const mark = { person_id: 'p1', day: '2026-11-20', kind: 'in', at: AT, source: 'sign' };
  const recorded = { recorded_by: 'o1', recorded_at: AT };
  await log('duty_attendance_mark').insert({ id: 'm1', ...mark, ...recorded, replaced_at: AT });
  await log('duty_attendance_mark').insert({ id: 'm2', ...mark, ...recorded });
  await expect(log('duty_attendance_mark').insert({ id: 'm3', ...mark, ...recorded })).rejects.toThrow(
    /UNIQUE/,
  );
  await log.destroy();
});
