import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { fillItem, findSheet, openSheet } from '../../electron/core/inspection/inspection.ts';
import {
  arriveIncident,
  cancelIncident,
  closeIncident,
  correctTimes,
  editIncident,
  findIncident,
  incidentAlerts,
  incidentBoard,
  incidentFigures,
  listIncidents,
  mergeIncident,
  pauseIncident,
  proposeFacts,
  raiseFromCheck,
  raiseIncident,
  readThread,
  reopenIncident,
  resolveIncident,
  respondIncident,
  resumeIncident,
  savePolicy,
  watchIncidents,
} from '../../electron/core/servicedesk/servicedesk.ts';
import { type Incident, type IncidentInput, incidentInputSchema } from '../../shared/contract/servicedesk.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

/** A Friday in working hours: 10:00 in Beijing. */
const START = '2026-11-20T02:00:00.000Z';
const DAY = '2026-11-20';
const MINUTE = 60_000;

let workspace: TestWorkspace;
let core: Core;
let engineer: Actor;
let now = Date.parse(START);

const later = (minutes: number) => {
  now += minutes * MINUTE;
};
const iso = (minutes = 0) => new Date(now + minutes * MINUTE).toISOString();
const raise = async (fields: Partial<IncidentInput> = {}): Promise<Incident> =>
  (
    await raiseIncident(
      core,
      engineer,
      incidentInputSchema.parse({ title: '前置机连不上', service: 'casefile', ...fields }),
    )
  ).incident;
const at = (id: string) => ({ id, at: null, reason: '' });

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => new Date(now) });
  core = workspace.core;
  engineer = await signedIn(core, 'engineer', '李工程');
});
afterAll(() => workspace.remove());

describe('the clock', () => {
  it('runs from the report to the recovery, and stands still while paused', async () => {
    const incident = await raise();
    expect(incident).toMatchObject({ number: 'SJ-20261120-001', state: 'open', priority: 2 });
    expect(incident.sla).toMatchObject({
      class: 'in-hours',
      respondBy: iso(5),
      arriveBy: null,
      resolveBy: iso(30),
      breaches: [],
      next: { target: 'respond', remainingMs: 5 * MINUTE },
      near: true,
    });
    later(3);
    const responded = await respondIncident(core, engineer, at(incident.id));
    expect(responded).toMatchObject({ state: 'working', owner: '李工程' });
    expect(responded.sla.next).toMatchObject({ target: 'resolve', remainingMs: 27 * MINUTE });
    expect(responded.sla.near).toBe(false);
    const paused = await pauseIncident(core, engineer, { id: incident.id, reason: '等待法院开门' });
    expect(paused).toMatchObject({ state: 'paused', pauseReason: '等待法院开门' });
    later(60);
    expect((await findIncident(core, incident.id)).sla).toMatchObject({
      breaches: [],
      next: { target: 'resolve', by: null, remainingMs: 27 * MINUTE },
    });
    const resumed = await resumeIncident(core, engineer, { id: incident.id });
    expect(resumed.sla.resolveBy).toBe(iso(27));
    later(20);
    expect((await incidentAlerts(core)).map(({ number }) => number)).toContain(incident.number);
    const resolved = await resolveIncident(core, engineer, {
      ...at(incident.id),
      note: '重启前置机服务',
      fix: 'temporary',
      cause: '内存不足',
      category: 'hardware',
    });
    expect(resolved).toMatchObject({
      state: 'resolved',
      steps: '重启前置机服务',
      cause: '内存不足',
      category: 'hardware',
      sla: { breaches: [], next: null },
    });
    const closed = await closeIncident(core, engineer, {
      ...at(incident.id),
      confirmedBy: '王法官',
      satisfaction: 5,
    });
    expect(closed).toMatchObject({ state: 'closed', confirmedBy: '王法官' });
    const { notes } = await readThread(core, { kind: 'incident', id: incident.id });
    expect(notes.map(({ act }) => act)).toEqual(['raise', 'respond', 'pause', 'resume', 'resolve', 'close']);
  });

  it('records a breach with its moment, once, and proposes one fact', async () => {
    const incident = await raise({ title: '接口超时' });
    later(40);
    expect(await watchIncidents(core)).toContain(incident.number);
    expect(await watchIncidents(core)).not.toContain(incident.number);
    await respondIncident(core, engineer, at(incident.id));
    await resolveIncident(core, engineer, { ...at(incident.id), note: '已恢复', fix: 'root' });
    const [fact] = await proposeFacts(core, { from: DAY, to: DAY });
    expect(fact).toMatchObject({
      id: `sla-breach:${incident.number}`,
      type: 'service-failure',
      date: DAY,
      person: '李工程',
      link: `/servicedesk/${incident.number}`,
      text: expect.stringContaining('响应、恢复超过时限'),
    });
    expect(await proposeFacts(core, { from: '2026-11-21', to: '2026-11-30' })).toEqual([]);
    const { notes } = await readThread(core, { kind: 'incident', id: incident.id });
    expect(notes.filter(({ act }) => act === 'breach').map(({ text }) => text)).toHaveLength(2);
    // The response was earlier and is entered later: what was no breach is voided, not deleted.
    const corrected = await correctTimes(core, engineer, {
      id: incident.id,
      version: (await findIncident(core, incident.id)).version,
      times: { respondedAt: iso(-37), resolvedAt: iso(-12) },
      reason: '当时在机房处理，事后补录',
    });
    expect(corrected.sla.breaches).toEqual([]);
    expect(await proposeFacts(core, { from: DAY, to: DAY })).toEqual([]);
    const figures = await incidentFigures(core, { from: DAY, to: DAY });
    expect(figures).toMatchObject({ total: 2, overall: { owed: 2, met: 2, rate: 100 }, unclassified: 0 });
  });

  it('asks for arrival outside working hours, and says when nobody knows the day', async () => {
    const night = await raise({ openedAt: '2026-11-19T14:00:00Z', title: '夜间告警' });
    expect(night.number).toBe('SJ-20261119-001');
    expect(night.sla).toMatchObject({
      class: 'off-hours',
      arriveBy: '2026-11-19T15:00:00.000Z',
      resolveBy: '2026-11-19T16:00:00.000Z',
      breaches: ['respond', 'arrive', 'resolve'],
    });
    await cancelIncident(core, engineer, { id: night.id, reason: '演练' });
    expect((await findIncident(core, night.id)).sla.breaches).toEqual([]);
    const far = await workspace.again(() => new Date('2028-03-06T02:00:00Z'));
    const unknown = (
      await raiseIncident(far, engineer, incidentInputSchema.parse({ title: '日历未发布', service: 'tags' }))
    ).incident;
    expect(unknown.sla).toMatchObject({ class: null, respondBy: null, next: null, near: false });
    await cancelIncident(far, engineer, { id: unknown.id, reason: '测试' });
  });

  it('counts only working time where the policy says so', async () => {
    const manager = await signedIn(core, 'manager');
    await savePolicy(core, manager, { clock: 'working', respondMinutes: 10 });
    const incident = await raise({ openedAt: '2026-11-20T03:50:00Z', title: '午休前' }).catch(
      () => undefined,
    );
    const noon = incident ?? (await raise({ openedAt: '2026-11-20T03:50:00Z' }));
    expect(noon.sla.resolveBy).toBe('2026-11-20T05:20:00.000Z');
    await savePolicy(core, manager, { clock: 'elapsed', respondMinutes: 5 });
    expect((await findIncident(core, noon.id)).sla.resolveBy).toBe('2026-11-20T04:20:00.000Z');
    await cancelIncident(core, engineer, { id: noon.id, reason: '测试' });
  });
});

describe('what cannot be', () => {
  it('is refused at the field, with what to do', async () => {
    const incident = await raise({ title: '校验' });
    const field = async (call: Promise<unknown>) => {
      const error = (await errorOf(call)) as { code: string; message: string; details?: { field?: string } };
      return [error.code, error.details?.field, error.message] as const;
    };
    const early = iso(-60);
    expect(
      await field(respondIncident(core, engineer, { id: incident.id, at: early, reason: '补' })),
    ).toEqual(['SERVICEDESK_TIME', 'respondedAt', expect.stringContaining('响应时间早于接报时间')]);
    expect(
      await field(respondIncident(core, engineer, { id: incident.id, at: iso(30), reason: '补' })),
    ).toEqual(['SERVICEDESK_TIME', 'respondedAt', expect.stringContaining('晚于现在')]);
    later(10);
    expect(
      await field(respondIncident(core, engineer, { id: incident.id, at: iso(-5), reason: ' ' })),
    ).toEqual(['SERVICEDESK_REASON', 'reason', expect.stringContaining('补录原因')]);
    expect(
      (await field(resolveIncident(core, engineer, { ...at(incident.id), note: 'x', fix: 'root' })))[1],
    ).toBe('respondedAt');
    expect(await field(pauseIncident(core, engineer, { id: incident.id, reason: '' }))).toEqual([
      'SERVICEDESK_NOTE',
      'reason',
      expect.any(String),
    ]);
    expect(await field(raise({ court: 99_999 }))).toEqual(['SERVICEDESK_COURT', 'court', expect.any(String)]);
    expect(await field(raise({ openedAt: iso(5) }))).toEqual([
      'SERVICEDESK_TIME',
      'openedAt',
      expect.any(String),
    ]);
    await respondIncident(core, engineer, at(incident.id));
    expect((await field(respondIncident(core, engineer, at(incident.id))))[0]).toBe('SERVICEDESK_STATE');
    const { version } = await findIncident(core, incident.id);
    expect(
      await field(
        correctTimes(core, engineer, {
          id: incident.id,
          version,
          times: { closedAt: early, resolvedAt: early },
          reason: '补录',
        }),
      ),
    ).toMatchObject(['SERVICEDESK_TIME', 'resolvedAt', expect.stringContaining('早于接报时间')]);
    const edited = await editIncident(core, engineer, {
      id: incident.id,
      version,
      fields: { cause: '网线松动' },
    });
    expect(edited.cause).toBe('网线松动');
    expect(
      (await field(editIncident(core, engineer, { id: incident.id, version, fields: { cause: 'y' } })))[0],
    ).toBe('SERVICEDESK_STALE');
    await arriveIncident(core, engineer, at(incident.id));
    await resolveIncident(core, engineer, { ...at(incident.id), note: '好了', fix: 'root' });
    expect(await reopenIncident(core, engineer, { id: incident.id, reason: '又断了' })).toMatchObject({
      state: 'working',
      resolvedAt: null,
    });
  });
});

describe('from a check', () => {
  it('takes the facts, writes its number on the sheet, and does not raise twice', async () => {
    const sheet = await openSheet(core, engineer, DAY);
    const item = sheet.items.find(({ id }) => id === 'datacenter.alert-log');
    if (!item) throw new Error('the template has this item');
    expect(
      (await errorOf(raiseFromCheck(core, engineer, { day: DAY, itemId: item.id, owner: '' }))).code,
    ).toBe('SERVICEDESK_NOT_BAD');
    await fillItem(core, engineer, {
      day: DAY,
      itemId: item.id,
      version: item.version,
      fields: { value: 'ORA-00600', result: 'fault', explanation: '告警日志新增内部错误' },
      reason: '人工查看',
    });
    const first = await raiseFromCheck(core, engineer, { day: DAY, itemId: item.id, owner: '' });
    expect(first).toMatchObject({
      merged: false,
      incident: {
        title: `${item.name}故障`,
        source: 'check',
        service: 'datacenter',
        priority: 1,
        origin: `${DAY}/${item.id}`,
        symptom: expect.stringContaining('ORA-00600'),
      },
    });
    const linked = (await findSheet(core, DAY))?.items.find(({ id }) => id === item.id);
    expect(linked?.incident).toBe(first.incident.number);
    const again = await raiseFromCheck(core, engineer, { day: DAY, itemId: item.id, owner: '' });
    expect(again).toMatchObject({ merged: true, incident: { id: first.incident.id, occurrences: 1 } });
    later(24 * 60 * 3);
    const next = '2026-11-23';
    const [monday] = (await openSheet(core, engineer, next)).items.filter(({ id }) => id === item.id);
    await fillItem(core, engineer, {
      day: next,
      itemId: item.id,
      version: monday?.version ?? 0,
      fields: { value: 'ORA-00600', result: 'fault' },
      reason: '人工查看',
    });
    const second = await raiseFromCheck(core, engineer, { day: next, itemId: item.id, owner: '' });
    expect(second).toMatchObject({ merged: true, incident: { id: first.incident.id, occurrences: 2 } });
    const sheetNow = (await findSheet(core, next))?.items.find(({ id }) => id === item.id);
    expect(sheetNow?.incident).toBe(first.incident.number);
  });

  it('two of one source never live at once, and a paused one is not settled by its times', async () => {
    const itemId = 'oversight.alarm';
    const [item] = (await openSheet(core, engineer, '2026-11-23')).items.filter(({ id }) => id === itemId);
    const fields = { value: '告警 3 条', result: 'warning' as const };
    await fillItem(core, engineer, {
      day: '2026-11-23',
      itemId,
      version: item?.version ?? 0,
      fields,
      reason: '查看',
    });
    const raised = () => raiseFromCheck(core, engineer, { day: '2026-11-23', itemId, owner: '' });
    const one = (await raised()).incident;
    await respondIncident(core, engineer, at(one.id));
    await resolveIncident(core, engineer, { ...at(one.id), note: '好了', fix: 'root' });
    const two = (await raised()).incident;
    expect(two.id).not.toBe(one.id);
    const times = async (id: string, fixed: object) =>
      correctTimes(core, engineer, {
        id,
        version: (await findIncident(core, id)).version,
        times: fixed,
        reason: '登记错了',
      });
    expect(await times(one.id, { resolvedAt: null })).toMatchObject({ state: 'working' });
    expect((await raised()).incident.id).toBe(two.id);
    await respondIncident(core, engineer, at(two.id));
    await pauseIncident(core, engineer, { id: two.id, reason: '等待' });
    expect((await errorOf(times(two.id, { resolvedAt: iso() }))).message).toContain('还在暂停中');
    for (const { id } of [one, two]) await cancelIncident(core, engineer, { id, reason: '测试' });
  });

  it('a duplicate becomes an occurrence of the other, linked both ways', async () => {
    const one = await raise({ title: '甲' });
    const two = await raise({ title: '乙' });
    expect((await errorOf(mergeIncident(core, engineer, { id: two.id, into: two.number }))).code).toBe(
      'SERVICEDESK_MERGE',
    );
    const merged = await mergeIncident(core, engineer, { id: two.id, into: one.number });
    expect(merged.state).toBe('cancelled');
    expect((await findIncident(core, one.id)).occurrences).toBe(2);
    const links = async (id: string) => (await readThread(core, { kind: 'incident', id })).links;
    expect(await links(one.id)).toMatchObject([{ number: two.number, relation: 'duplicate' }]);
    expect(await links(two.id)).toMatchObject([{ number: one.number, relation: 'duplicate' }]);
    expect((await errorOf(mergeIncident(core, engineer, { id: one.id, into: two.number }))).code).toBe(
      'SERVICEDESK_MERGE',
    );
  });
});

it('lists by filter, and the board holds what is live', async () => {
  const { id } = await raise({ title: '当地的事', court: 3002 });
  const all = await listIncidents(core, { offset: 0, limit: 100, sort: [] });
  expect(all.total).toBe(all.rows.length);
  const page = (filter: object) => listIncidents(core, { offset: 0, limit: 100, sort: [], ...filter });
  expect((await page({ text: '%%' })).total).toBe(0);
  expect((await page({ text: 'SJ-20261120-001' })).total).toBe(1);
  expect((await page({ text: '锦江区' })).rows.map((row) => row.id)).toEqual([id]);
  expect((await page({ states: ['closed'] })).rows.every(({ state }) => state === 'closed')).toBe(true);
  const breached = await page({ breached: true });
  const kept = await page({ breached: false });
  expect(breached.total + kept.total).toBe(all.total);
  const board = await incidentBoard(core);
  expect(board.total).toBe(all.total);
  expect((await verifyAudit(core)).brokenAt).toBeNull();
});

it('numbers have no gap with three processes at once, one of them killed', async () => {
  const entry = fileURLToPath(new URL('../fixtures/raisingProcess.ts', import.meta.url));
  const start = (count: number) => {
    const child = spawn(process.execPath, [entry, workspace.dir, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    child.stdout.on('data', (data: Buffer) => lines.push(...String(data).split('\n').filter(Boolean)));
    return { child, lines };
  };
  const [one, two, killed] = [start(15), start(15), start(10_000)];
  killed?.child.stdout.once('data', () => setTimeout(() => killed.child.kill('SIGKILL'), 60));
  await Promise.all([one, two, killed].map(({ child }) => once(child, 'exit')));
  expect([...one.lines, ...two.lines]).toHaveLength(30);
  const prefix = one.lines[0]?.slice(0, 12) ?? '';
  const rows = (await core
    .log('servicedesk_incident')
    .where('number', 'like', `${prefix}%`)
    .orderBy('number')
    .select('number')) as { number: string }[];
  expect(rows.map(({ number }) => number)).toEqual(
    rows.map((_row, index) => `${prefix}${String(index + 1).padStart(3, '0')}`),
  );
  expect(rows.length).toBeGreaterThan(30);
});
