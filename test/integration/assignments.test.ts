import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addFile,
  addVersion,
  approveVersion,
  assignmentFigures,
  cancelRecord,
  closeRecord,
  getRecord,
  listRecords,
  noteProgress,
  printList,
  printRecord,
  quarters,
  readFile,
  recordNumbered,
  recordsOfPeriod,
  reopenRecord,
  saveLine,
  saveRecord,
  signAcceptance,
  waitingFor,
} from '../../electron/core/assignments/assignments.ts';
import { listAudit, verifyAudit } from '../../electron/core/audit/audit.ts';
import { readBoard } from '../../electron/core/board/board.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { type RecordInput, recordInputSchema, recordListInput } from '../../shared/contract/assignments.ts';
import { beijingInstant } from '../../shared/domain/time.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
let core: Core;
let engineer: Actor;
let manager: Actor;
let supervisor: Actor;
let expert: Actor;
let now = beijingInstant('2026-11-20', '09:00');

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => now });
  core = workspace.core;
  engineer = await signedIn(core, 'engineer', '李工程');
  manager = await signedIn(core, 'manager', '陈服务');
  supervisor = await signedIn(core, 'supervisor', '王监督');
  expert = await signedIn(core, 'expert', '赵专家');
});
afterAll(() => workspace.remove());

const save = (actor: Actor, input: RecordInput) => saveRecord(core, actor, recordInputSchema.parse(input));
const assignment = (given: Partial<RecordInput> = {}): RecordInput => ({
  kind: 'assignment',
  title: '报送三季度数据质量分析',
  requester: '张庭长',
  owner: '李工程',
  startsOn: '2026-11-16',
  dueOn: '2026-11-25',
  ...given,
});
const close = (
  actor: Actor,
  id: string,
  given: { outcome?: string; result?: string; doneOn?: string } = {},
) => closeRecord(core, actor, { id, doneOn: '2026-11-20', outcome: '', result: '已完成', ...given });
const list = (actor: Actor, input: Record<string, unknown> = {}) =>
  listRecords(core, actor, recordListInput.parse(input));

describe('an assignment', () => {
  it('goes from given to done, every step kept', async () => {
    const given = await save(supervisor, assignment());
    expect(given).toMatchObject({ number: 'JB-20261120-001', state: 'open', overdue: false, percent: 0 });
    expect((await recordNumbered(core, engineer, 'jb-20261120-001')).mine).toBe(true);
    await noteProgress(core, engineer, { id: given.id, percent: 40, text: '取数完成' });
    const moved = await save(engineer, { ...assignment({ dueOn: '2026-11-28' }), id: given.id });
    expect(moved).toMatchObject({ percent: 40, dueOn: '2026-11-28' });
    const done = await close(engineer, given.id, { result: '已报送' });
    expect(done).toMatchObject({ state: 'done', percent: 100, doneOn: '2026-11-20', result: '已报送' });
    const { notes } = await getRecord(core, expert, given.id);
    expect(notes.map(({ kind, percent, text }) => [kind, percent, text])).toEqual([
      ['close', 100, '已报送'],
      ['change', null, '要求完成：2026-11-25 → 2026-11-28'],
      ['progress', 40, '取数完成'],
    ]);
    expect(
      (await errorOf(noteProgress(core, engineer, { id: given.id, percent: 1, text: 'x' }))).message,
    ).toContain('已完成');
    const again = await reopenRecord(core, manager, { id: given.id, reason: '数据有误' });
    expect(again).toMatchObject({ state: 'open', percent: 99, result: '' });
    await close(engineer, given.id);
  });

  it('refuses what cannot be, at the field', async () => {
    const field = async (call: Promise<unknown>) => {
      const error = await errorOf(call);
      return [error.code, (error as { details?: { field?: string } }).details?.field];
    };
    expect(await field(save(engineer, assignment({ dueOn: '2026-11-15' })))).toEqual([
      'ASSIGNMENTS_CONTENT',
      'dueOn',
    ]);
    expect(await field(save(engineer, assignment({ startsOn: '2026-02-30' })))).toEqual([
      'ASSIGNMENTS_CONTENT',
      'startsOn',
    ]);
    const one = await save(engineer, assignment());
    for (const percent of [-1, 101, 50.5, Number.NaN])
      expect(await field(noteProgress(core, engineer, { id: one.id, percent, text: 'x' }))).toEqual([
        'ASSIGNMENTS_PERCENT',
        'percent',
      ]);
    expect(await field(close(engineer, one.id, { doneOn: '2026-11-15' }))).toEqual([
      'ASSIGNMENTS_CLOSING',
      'doneOn',
    ]);
    expect(await field(close(engineer, one.id, { doneOn: '2026-11-21' }))).toEqual([
      'ASSIGNMENTS_CLOSING',
      'doneOn',
    ]);
    expect(await field(close(engineer, one.id, { result: ' ' }))).toEqual(['ASSIGNMENTS_CLOSING', 'result']);
    expect((await errorOf(save(expert, assignment()))).code).toBe('ASSIGNMENTS_NOT_YOURS');
    expect((await errorOf(save(supervisor, { ...assignment(), kind: 'coordination' }))).code).toBe(
      'ASSIGNMENTS_NOT_YOURS',
    );
    expect((await errorOf(save(engineer, { ...assignment(), id: one.id, kind: 'event' }))).code).toMatch(
      /ASSIGNMENTS_(KIND|CONTENT)/,
    );
    await cancelRecord(core, engineer, { id: one.id, reason: '登错' });
  });

  it('is not overwritten by an edit begun before somebody else’s', async () => {
    const one = await save(engineer, assignment());
    now = new Date(now.getTime() + 1_000);
    await save(manager, { ...assignment({ owner: '陈服务' }), id: one.id, changedAt: one.changedAt });
    expect(
      (await errorOf(save(engineer, { ...assignment(), id: one.id, changedAt: one.changedAt }))).code,
    ).toBe('ASSIGNMENTS_CHANGED');
    await cancelRecord(core, engineer, { id: one.id, reason: '登错' });
  });

  it('stands on top when it is mine and overdue', async () => {
    const due = async (owner: string, dueOn: string) =>
      (await save(engineer, assignment({ owner, dueOn }))).id;
    const other = await due('陈服务', '2026-11-17');
    const later = await due('李工程', '2026-11-30');
    const late = await due('李工程', '2026-11-18');
    const { rows } = await list(engineer, { states: ['open'], kinds: ['assignment'], order: 'todo' });
    expect(rows.map(({ id }) => id)).toEqual([late, later, other]);
    expect(rows.map(({ overdue }) => overdue)).toEqual([true, false, true]);
    expect(await waitingFor(core, engineer)).toMatchObject({ count: 1, overdue: 1 });
    expect((await list(engineer, { overdue: true })).total).toBe(2);
    expect((await list(engineer, { text: "%'_" })).total).toBe(0);
    for (const id of [other, later, late]) await cancelRecord(core, engineer, { id, reason: '试' });
  });
});

it('makes actions of a meeting into assignments, and prints its minutes', async () => {
  const meeting = await save(engineer, {
    kind: 'meeting',
    title: '11 月运维例会',
    category: 'regular',
    startsOn: '2026-11-19',
    startsAt: '09:30',
    endsAt: '11:00',
    requester: '陈服务',
    owner: '李工程',
    people: '王监督、陈服务、李工程',
    body: '通报上月运行情况。\n讨论年底保障。',
  });
  const action = await save(engineer, assignment({ title: '编制年底保障方案', parentId: meeting.id }));
  expect(action.parent).toBe(`${meeting.number} 11 月运维例会`);
  expect(
    (await errorOf(save(engineer, { ...assignment(), kind: 'planitem', parentId: meeting.id }))).code,
  ).toBe('ASSIGNMENTS_PARENT');
  await close(engineer, meeting.id, { result: '按方案执行。' });
  expect((await getRecord(core, engineer, meeting.id)).belonging.map(({ id }) => id)).toEqual([action.id]);
  const printed = await printRecord(core, engineer, meeting.id);
  expect(printed).toMatchObject({ pages: 1, fileName: `会议纪要-${meeting.number}.pdf` });
  keep('minutes', printed.pdf);
  expect((await errorOf(printRecord(core, engineer, action.id))).code).toBe('ASSIGNMENTS_PRINT_KIND');
});

it('follows a plan by its items', async () => {
  const plan = await save(manager, {
    kind: 'plan',
    title: '2026 年度运维计划',
    category: 'year',
    period: '2026',
    owner: '陈服务',
  });
  const item = await save(manager, {
    kind: 'planitem',
    parentId: plan.id,
    title: '标签库上线',
    owner: '李工程',
    dueOn: '2026-12-20',
    isKey: true,
  });
  expect(
    (await errorOf(save(manager, { kind: 'planitem', title: 'x', owner: 'y', dueOn: '2026-12-20' }))).code,
  ).toBe('ASSIGNMENTS_PARENT');
  expect((await errorOf(close(manager, plan.id))).message).toContain('1 项没有办结');
  expect(await quarters(core, engineer, '2026')).toMatchObject({
    plans: [{ children: { total: 1, done: 0 } }],
    items: [{ id: item.id, isKey: true, mine: true }],
  });
  await close(engineer, item.id);
  expect((await close(manager, plan.id)).state).toBe('done');
});

it('accepts a project only when found good and signed by all', async () => {
  const acceptance = await save(engineer, {
    kind: 'acceptance',
    title: '卷宗深度应用对接',
    category: 'preliminary',
    party: '某集成公司',
    requester: '周工',
    owner: '李工程',
    startsOn: '2026-11-18',
  });
  const line = { id: acceptance.id, name: '接口文档', quantity: '1 套', standard: '完整', remark: '' };
  const saved = await saveLine(core, engineer, { ...line, result: 'pending' });
  const defect = await save(engineer, {
    kind: 'defect',
    parentId: acceptance.id,
    title: '缺少部署说明',
    category: 'serious',
    owner: '周工',
    startsOn: '2026-11-18',
    dueOn: '2026-11-27',
  });
  const end = (outcome: string) => close(engineer, acceptance.id, { outcome, result: '同意' });
  expect((await errorOf(end(''))).message).toContain('选择结果');
  expect((await errorOf(end('passed'))).message).toContain('没查验');
  await saveLine(core, engineer, { ...line, lineId: saved.id, result: 'pass' });
  expect((await errorOf(end('conditional'))).message).toContain('严重缺陷');
  await close(engineer, defect.id);
  expect((await errorOf(end('passed'))).message).toContain('三方签字');
  const sign = (actor: Actor, side: 'integrator' | 'operator' | 'customer') =>
    signAcceptance(core, actor, { id: acceptance.id, side, unit: '单位', name: actor.name });
  expect((await errorOf(sign(engineer, 'customer'))).message).toContain('监督方');
  await sign(engineer, 'integrator');
  await sign(engineer, 'operator');
  expect(await waitingFor(core, supervisor)).toMatchObject({ signatures: 1 });
  await sign(supervisor, 'customer');
  expect((await errorOf(sign(engineer, 'operator'))).code).toBe('ASSIGNMENTS_SIGNED');
  // What is signed is what was found: a change voids the signatures.
  await saveLine(core, engineer, { ...line, lineId: saved.id, result: 'pass', remark: '补充' });
  expect((await getRecord(core, engineer, acceptance.id)).signatures).toEqual([]);
  for (const side of ['integrator', 'operator'] as const) await sign(engineer, side);
  await sign(supervisor, 'customer');
  expect((await end('passed')).outcome).toBe('passed');
  const printed = await printRecord(core, engineer, acceptance.id);
  expect(printed.pages).toBe(1);
  keep('acceptance', printed.pdf);
});

it('keeps files by digest and versions by approval', async () => {
  const document = await save(engineer, {
    kind: 'document',
    title: '巡检管理制度',
    category: 'rule',
    owner: '陈服务',
  });
  const base64 = Buffer.from('第一条').toString('base64');
  const file = await addFile(core, engineer, { id: document.id, name: '巡检制度.docx', base64 });
  expect((await readFile(core, supervisor, file.id)).content.toString()).toBe('第一条');
  for (const name of ['../x', 'a\\b', 'a\u0000'])
    expect((await errorOf(addFile(core, engineer, { id: document.id, name, base64 }))).code).toBe(
      'ASSIGNMENTS_FILE_NAME',
    );
  expect((await errorOf(addFile(core, engineer, { id: document.id, name: 'x', base64: '' }))).code).toBe(
    'ASSIGNMENTS_FILE_EMPTY',
  );
  const version = {
    id: document.id,
    version: '1.0',
    effectiveOn: '2026-12-01',
    text: '',
    fileId: file.id,
    changeNote: '',
  };
  expect((await errorOf(addVersion(core, engineer, { ...version, fileId: 'other' }))).message).toContain(
    '至少',
  );
  const first = await addVersion(core, engineer, version);
  expect((await errorOf(addVersion(core, engineer, version))).message).toContain('已经用过');
  expect((await errorOf(close(engineer, document.id))).message).toContain('等待批准');
  const decide = (actor: Actor, versionId: string, approved = true, note = '') =>
    approveVersion(core, actor, { versionId, approved, note });
  expect((await errorOf(decide({ ...engineer, role: 'manager' }, first.id))).message).toContain('自己');
  expect(await waitingFor(core, supervisor)).toMatchObject({ approvals: 1 });
  await decide(supervisor, first.id);
  const second = await addVersion(core, engineer, { ...version, version: '1.1', text: '修订', fileId: null });
  expect((await errorOf(decide(supervisor, second.id, false))).message).toContain('原因');
  await decide(manager, second.id);
  expect((await errorOf(decide(manager, second.id))).message).toContain('批准或退回过');
  expect(
    (await getRecord(core, engineer, document.id)).versions
      .map(({ version, state }) => [version, state])
      .sort(),
  ).toEqual([
    ['1.0', 'superseded'],
    ['1.1', 'effective'],
  ]);
  const place = join(workspace.dir, 'results', 'assignments', file.sha256);
  expect(existsSync(place)).toBe(true);
  expect(readFileSync(place, 'utf8')).toBe('第一条');
  writeFileSync(place, '第二条');
  expect((await errorOf(readFile(core, engineer, file.id))).code).toBe('ASSIGNMENTS_FILE_DAMAGED');
});

it('lets the customer answer a suggestion', async () => {
  const suggestion = await save(engineer, {
    kind: 'suggestion',
    title: '提高备份频率',
    category: 'security',
    owner: '陈服务',
    startsOn: '2026-11-16',
    body: '建议每日增量',
  });
  expect(await waitingFor(core, supervisor)).toMatchObject({ suggestions: 1 });
  expect(
    await close(supervisor, suggestion.id, { outcome: 'adopted', result: '同意，请安排' }),
  ).toMatchObject({
    outcome: 'adopted',
    state: 'done',
  });
  expect((await errorOf(close(expert, suggestion.id))).code).toBe('ASSIGNMENTS_NOT_YOURS');
});

it('counts a period and prints its list', async () => {
  const period = { from: '2026-11-01', to: '2026-11-30' };
  const figures = await assignmentFigures(core, period);
  expect(figures).toMatchObject({
    assignments: { given: 2, done: 1, doneInTime: 1, open: 1, overdue: 0 },
    meetings: { count: 1, actions: 1, actionsDone: 0 },
    suggestions: { count: 1, answered: 1, adopted: 1 },
    planItems: { total: 0 },
  });
  expect((await assignmentFigures(core, { from: '2026-12-01', to: '2026-12-31' })).planItems).toEqual({
    total: 1,
    done: 1,
    overdue: 0,
    key: 1,
    keyDone: 1,
  });
  expect((await recordsOfPeriod(core, 'meeting', period)).map(({ title }) => title)).toEqual([
    '11 月运维例会',
  ]);
  const printed = await printList(core, engineer, {
    ...period,
    kinds: ['assignment', 'meeting', 'suggestion'],
  });
  expect(printed.pages).toBe(1);
  keep('list', printed.pdf);
  expect((await errorOf(printList(core, engineer, { from: '2026-12-01', to: '2026-11-01' }))).code).toBe(
    'ASSIGNMENTS_PERIOD',
  );
  expect(await readBoard(core, expert)).toMatchObject({
    day: '2026-11-20',
    onDuty: [],
    figures: expect.arrayContaining([expect.objectContaining({ id: 'cases', value: null })]),
  });
  expect((await verifyAudit(core)).brokenAt).toBeNull();
  const { rows } = await listAudit(core, { offset: 0, limit: 500 });
  expect(new Set(rows.map(({ action }) => action))).toContain('assignments.exportFile');
});

function keep(name: string, pdf: Uint8Array): void {
  if (process.env.OPS_KEEP_PDF) writeFileSync(join(process.env.OPS_KEEP_PDF, `${name}.pdf`), pdf);
}
