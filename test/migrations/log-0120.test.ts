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

it('120 servicedesk keeps what was entered before, one live incident a source, and an index that follows', async () => {
  const log = bareLog(join(folder.dir, 'log.sqlite'));
  await applyMigrations(log, migrations, 110);
  await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: AT });
  await applyMigrations(log, migrations, 120);
  expect(await log('setting').first('value')).toEqual({ value: '"甲"' });

  const incident = {
    id: 'i1',
    number: 'SJ-20261120-001',
    title: '前置机连不上',
    state: 'open',
    source: 'check',
    source_key: 'check:casefile.front-ends',
    service: 'casefile',
    opened_at: AT,
    impact: 1,
    urgency: 1,
    priority: 1,
    created_by: '张三',
    created_at: AT,
    changed_at: AT,
  };
  await log('servicedesk_incident').insert(incident);
  expect(await log('servicedesk_incident').first('occurrences', 'version', 'fix', 'resolved_at')).toEqual({
    occurrences: 1,
    version: 1,
    fix: '',
    resolved_at: null,
  });
  const second = { ...incident, id: 'i2', number: 'SJ-20261120-002' };
  await expect(log('servicedesk_incident').insert(second)).rejects.toThrow(/UNIQUE/);
  await log('servicedesk_incident').where({ id: 'i1' }).update({ state: 'closed' });
  await log('servicedesk_incident').insert(second);
  await expect(log('servicedesk_incident').insert({ ...second, id: 'i3', source_key: '' })).rejects.toThrow(
    /UNIQUE/,
  );

  const pause = { incident_id: 'i2', from_at: AT, reason: '等待', by: '张三' };
  await log('servicedesk_pause').insert(pause);
  await expect(log('servicedesk_pause').insert(pause)).rejects.toThrow(/UNIQUE/);

  const found = (word: string) =>
    log.raw('SELECT rowid FROM servicedesk_index WHERE servicedesk_index MATCH ?', [`"${word}"`]);
  const text = { kind: 'article', ref: 'a1', title: '卷宗转换失败', body: '检查字体与磁盘' };
  await log('servicedesk_text').insert(text);
  expect(await found('宗转换')).toHaveLength(1);
  expect(await log.raw("SELECT term FROM servicedesk_term WHERE term >= '字体' AND term < '字体龥'")).toEqual(
    [{ term: '字体与' }],
  );
  await log('servicedesk_text').where({ ref: 'a1' }).update({ body: '检查归档空间' });
  expect(await found('归档空')).toHaveLength(1);
  expect(await found('字体与')).toHaveLength(0);
  await log('servicedesk_text').where({ ref: 'a1' }).delete();
  expect(await found('归档空')).toHaveLength(0);
  await log.destroy();
});
