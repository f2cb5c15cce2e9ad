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

const person = (id: string, name: string, operatorId: string | null) => ({
  id,
  name,
  operator_id: operatorId,
  attends: 1,
  active: 1,
  since: '2026-01-01',
  created_at: '',
});
const member = (id: string, name: string, operatorId: string | null, until = '') => ({
  id,
  name,
  post: 'engineer',
  place: 'onsite',
  since: '2026-01-01',
  until,
  operator_id: operatorId,
  changed_by: '张三',
  changed_at: '',
});

it('180 duty consent links who can be nobody else and leaves waiting requests with their approver', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await log.raw('PRAGMA foreign_keys = ON');
  await applyMigrations(log, migrations, 170);
  await log('operator').insert(
    ['o1', 'o2'].map((id) => ({
      id,
      login_name: id,
      name: id,
      role: 'engineer',
      password: '',
      created_at: '',
    })),
  );
  await log('duty_person').insert([
    person('zhang', '张三', 'o1'),
    person('li', '李四', null),
    person('twin-a', '王五', null),
    person('twin-b', '王五', null),
    person('gone', '赵六', null),
    person('leader', '周处长', null),
  ]);
  await log('staff_member').insert([
    // The account says who it is, whatever the name.
    member('m-zhang', '张三（新）', 'o1'),
    member('m-li', '李四', 'o2'),
    member('m-wang', '王五', null),
    member('m-gone', '赵六', null, '2026-05-01'),
  ]);
  await log('duty_request').insert({
    id: 'r',
    kind: 'swap',
    state: 'waiting',
    person_id: 'zhang',
    reason: '事',
    created_by: 'o1',
    created_at: '',
  });
  await applyMigrations(log, migrations, 180);
  const linked = (await log('duty_person').orderBy('id').select('id', 'member_id')) as object[];
  expect(linked).toEqual([
    { id: 'gone', member_id: null },
    { id: 'leader', member_id: null },
    { id: 'li', member_id: 'm-li' },
    { id: 'twin-a', member_id: null },
    { id: 'twin-b', member_id: null },
    { id: 'zhang', member_id: 'm-zhang' },
  ]);
  expect(await log('duty_request').first('state')).toEqual({ state: 'waiting' });
  expect(await log('duty_request_consent')).toEqual([]);
  await expect(log('duty_person').where({ id: 'leader' }).update({ member_id: 'm-li' })).rejects.toThrow(
    /UNIQUE/,
  );
  await expect(log('staff_member').where({ id: 'm-li' }).delete()).rejects.toThrow(/FOREIGN KEY/);
  const consent = { request_id: 'r', person_id: 'li' };
  await log('duty_request_consent').insert(consent);
  await expect(log('duty_request_consent').insert(consent)).rejects.toThrow(/UNIQUE/);
  await log.destroy();
});
