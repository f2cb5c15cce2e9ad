import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  acknowledgeFact,
  addFact,
  appealFact,
  assessmentStatus,
  collectFacts,
  confirmFact,
  decideAppeal,
  exportScoreSheet,
  findFact,
  listFacts,
  listSchemes,
  listYears,
  printNotice,
  printScoreSheet,
  rejectFact,
  reopenFact,
  saveScheme,
  saveYear,
  scoredYear,
  voidFact,
  waitingFacts,
  whatIf,
} from '../../electron/core/assessment/assessment.ts';
import type { ProposeFacts } from '../../electron/core/assessment/sources.ts';
import { listAudit, verifyAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { fillItem, openSheet } from '../../electron/core/inspection/inspection.ts';
import type { FactInput } from '../../shared/contract/assessment.ts';
import { schemeSchema } from '../../shared/contract/assessment.ts';
import type { ProposedFact } from '../../shared/domain/assessmentFact.ts';
import type { ErrorData } from '../../shared/errors/errors.ts';
import { pdfText } from '../support/pdfText.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const NOW = new Date('2026-06-20T10:00:00+08:00');
let workspace: TestWorkspace;
let core: Core;
const person = (role: Actor['role'], name: string): Actor => ({
  operatorId: role,
  name,
  role,
  host: 'window',
});
const manager = person('manager', '陈服务');
const engineer = person('engineer', '李工程');
const supervisor = person('supervisor', '王监督');

beforeEach(async () => {
  workspace = await testWorkspace({ now: () => NOW });
  core = workspace.core;
});
afterEach(() => workspace.remove());

const input = (more: Partial<FactInput>): FactInput => ({
  type: 'attendance',
  date: '2026-03-02',
  person: '李工程',
  dayKind: null,
  affectedWork: false,
  impact: null,
  points: null,
  text: '上午迟到 20 分钟',
  evidence: '签到记录',
  files: [],
  ...more,
});
const confirmed = async (more: Partial<FactInput>) => {
  const fact = await addFact(core, engineer, input(more));
  return confirmFact(core, supervisor, { id: fact.id, note: '' });
};
const source =
  (facts: ProposedFact[]): ProposeFacts =>
  () =>
    Promise.resolve(facts);
const missed = (day: string): ProposedFact => ({
  id: `sheet-missing:${day}`,
  type: 'service-failure',
  date: day,
  text: `${day} 缺检`,
  link: `/sheets/${day}`,
});

describe('contract years and schemes', () => {
  it('stand in with the calendar year until one is entered, and never overlap', async () => {
    expect((await scoredYear(core)).year).toMatchObject({ id: '', from: '2026-01-01', to: '2026-12-31' });
    const year = { name: '2026 合同年', from: '2026-03-15', to: '2027-03-14' };
    const saved = await saveYear(core, manager, year);
    expect((await listYears(core)).current).toBe(saved.id);
    const clash = { name: '下一年', from: '2027-03-14', to: '2028-03-13' };
    expect(await errorOf(saveYear(core, manager, clash))).toMatchObject({
      code: 'ASSESSMENT_YEAR',
      details: { field: 'from' },
    });
    expect(await errorOf(saveYear(core, manager, { ...clash, to: clash.from }))).toMatchObject({
      details: { field: 'to' },
    });
    await saveYear(core, manager, { ...clash, from: '2027-03-15' });
    expect((await assessmentStatus(core)).year.name).toBe('2026 合同年');
  });

  it('keep every version; a year is scored by its own', async () => {
    const year = await saveYear(core, manager, { name: '年', from: '2026-01-01', to: '2026-12-31' });
    await confirmed({});
    const [contract] = await listSchemes(core);
    const scheme = schemeSchema.parse(contract?.scheme);
    const rules = scheme.rules.map((rule) => (rule.type === 'attendance' ? { ...rule, points: 1 } : rule));
    const change = { yearId: year.id, scheme: { ...scheme, rules, cap: 100 }, reason: '补充协议' };
    expect(await errorOf(saveScheme(core, manager, { ...change, yearId: '' }))).toMatchObject({
      code: 'ASSESSMENT_YEAR_NOT_FOUND',
    });
    const low = { ...change, scheme: { ...change.scheme, warnBelow: 70 } };
    expect(await errorOf(saveScheme(core, manager, low))).toMatchObject({ details: { field: 'warnBelow' } });
    expect((await saveScheme(core, manager, change)).version).toBe(2);
    expect(await listSchemes(core)).toHaveLength(2);
    expect((await assessmentStatus(core)).score).toBe(99);
    await saveYear(core, manager, { ...year, schemeVersion: 1 });
    expect((await assessmentStatus(core)).score).toBe(99.8);
  });
});

describe('candidates', () => {
  it('are proposed once, lapse when their ground is gone, and come back', async () => {
    const facts = [missed('2026-06-01'), missed('2026-06-02'), missed('2025-06-02')];
    expect(await collectFacts(core, engineer, { inspection: source(facts) })).toEqual({
      found: 2,
      added: 2,
      lapsed: 0,
      failed: [],
    });
    expect(await collectFacts(core, engineer, { inspection: source(facts) })).toMatchObject({ added: 0 });
    const [first] = (await listFacts(core, { offset: 0, limit: 10 })).rows;
    expect(first).toMatchObject({
      number: 'KH-20260620-002',
      date: '2026-06-02',
      item: 'daily-maintenance',
      effect: -2,
      state: 'proposed',
      link: '/sheets/2026-06-02',
    });
    await rejectFact(core, supervisor, { id: first?.id ?? '', reason: '当日停电，未造成影响' });
    expect(await collectFacts(core, engineer, { inspection: source([]) })).toMatchObject({ lapsed: 1 });
    expect(await waitingFacts(core)).toEqual({ count: 0 });
    expect(await collectFacts(core, engineer, { inspection: source(facts) })).toMatchObject({ added: 1 });
    expect((await assessmentStatus(core)).counts).toMatchObject({ proposed: 1, rejected: 1, lapsed: 0 });
  });

  it('of one source that fails do not hold up the others', async () => {
    const broken: ProposeFacts = () => Promise.reject(new Error('disk'));
    const outcome = await collectFacts(core, engineer, {
      duty: broken,
      inspection: source([missed('2026-06-01')]),
    });
    expect(outcome.added).toBe(1);
    expect(outcome.failed[0]).toContain('值班与考勤');
  });

  it('come from the real records: missed and late checks', async () => {
    core.workspace.config.createdAt = '2026-06-16T00:00:00.000Z';
    const morning = await workspace.again(() => new Date('2026-06-18T10:00:01+08:00'));
    const { version = 0 } = (await openSheet(morning, engineer, '2026-06-18')).items[0] ?? {};
    const fields = { value: '运行', result: 'normal' as const };
    const itemId = (await openSheet(morning, engineer, '2026-06-18')).items[0]?.id ?? '';
    await fillItem(morning, engineer, { day: '2026-06-18', itemId, version, fields, reason: '登录查看' });
    expect((await collectFacts(core, manager)).failed).toEqual([]);
    const { rows } = await listFacts(core, { offset: 0, limit: 10, items: ['daily-maintenance'] });
    expect(rows.map(({ date, text }) => [date, text])).toEqual([
      ['2026-06-18', '2026-06-18 的日检应在 10:00 前进行，2026-06-18 周四 10:00 才开始检查。'],
      ['2026-06-17', '2026-06-17 周三 是工作日，日检没有做（缺检）。'],
      ['2026-06-16', '2026-06-16 周二 是工作日，日检没有做（缺检）。'],
    ]);
  });
});

describe('decisions', () => {
  it('go from candidate to appeal to void, nothing deleted, each step kept', async () => {
    const { id } = await addFact(core, engineer, input({}));
    expect((await assessmentStatus(core)).score).toBe(100);
    await confirmFact(core, manager, { id, note: '属实' });
    await acknowledgeFact(core, manager, id);
    expect((await assessmentStatus(core)).score).toBe(99.8);
    await appealFact(core, engineer, { id, reason: '当日陪同专家进场' });
    expect((await assessmentStatus(core)).score).toBe(99.8);
    expect(await waitingFacts(core)).toEqual({ count: 1 });
    await decideAppeal(core, supervisor, { id, granted: true, reason: '门禁记录属实' });
    expect((await assessmentStatus(core)).score).toBe(100);
    const { fact, events } = await findFact(core, id);
    expect(fact).toMatchObject({ state: 'voided', appeal: '当日陪同专家进场', acknowledgedBy: '陈服务' });
    expect(events.map(({ act, by }) => `${act} ${by}`)).toEqual([
      'propose 李工程',
      'confirm 陈服务',
      'acknowledge 陈服务',
      'appeal 李工程',
      'grant 王监督',
    ]);
    await reopenFact(core, supervisor, { id, reason: '误判' });
    await confirmFact(core, supervisor, { id, note: '' });
    await voidFact(core, supervisor, { id, reason: '重复' });
    expect((await findFact(core, id)).events).toHaveLength(8);
    expect((await listAudit(core, { offset: 0, limit: 50 })).rows.map(({ action }) => action)).toContain(
      'assessment.void',
    );
    expect((await verifyAudit(core)).brokenAt).toBeNull();
  });

  it('are refused from the wrong state', async () => {
    const { id } = await confirmed({});
    for (const act of [
      () => confirmFact(core, supervisor, { id, note: '' }),
      () => rejectFact(core, supervisor, { id, reason: 'x' }),
      () => decideAppeal(core, supervisor, { id, granted: false, reason: 'x' }),
      () => reopenFact(core, supervisor, { id, reason: 'x' }),
    ])
      expect(await errorOf(act)).toMatchObject({ code: 'ASSESSMENT_STATE' });
    expect(await errorOf(voidFact(core, supervisor, { id: 'no', reason: 'x' }))).toMatchObject({
      code: 'ASSESSMENT_FACT_NOT_FOUND',
    });
  });

  it('on a bonus are the customer’s: written application, at most five points', async () => {
    const bonus = {
      type: 'bonus' as const,
      person: '',
      points: 5,
      text: '协助迎检加班',
      evidence: '加分申请〔2026〕1号',
    };
    expect(await errorOf(addFact(core, manager, input({ ...bonus, points: 5.5 })))).toMatchObject({
      details: { field: 'points' },
    });
    expect(await errorOf(addFact(core, manager, input({ ...bonus, evidence: '' })))).toMatchObject({
      details: { field: 'evidence' },
    });
    const { id } = await addFact(core, manager, input(bonus));
    expect(await errorOf(confirmFact(core, manager, { id, note: '' }))).toMatchObject({
      code: 'ASSESSMENT_BONUS_CUSTOMER',
    });
    await confirmFact(core, supervisor, { id, note: '同意' });
    expect(await assessmentStatus(core)).toMatchObject({ score: 105, bonus: 5 });
  });

  it('refuse bad input at the field', async () => {
    const field = async (more: Partial<FactInput>) => {
      const error: ErrorData = await errorOf(addFact(core, engineer, input(more)));
      return error.details?.field;
    };
    expect(await field({ date: '2026-06-21' })).toBe('date');
    expect(await field({ person: '' })).toBe('person');
    expect(await field({ type: 'security-breach' })).toBe('impact');
    expect(await field({ type: 'bonus', points: 0 })).toBe('points');
    expect(await field({ type: 'duty-absence', date: '2024-01-01' })).toBe('dayKind');
    expect(await field({ date: '2024-01-01' })).toBe('date');
    const duty = await addFact(core, engineer, input({ type: 'duty-absence', date: '2026-02-16' }));
    expect(duty).toMatchObject({ dayKind: 'major-holiday', effect: -1 });
    const harmed = await confirmFact(core, supervisor, { id: duty.id, affectedWork: true, note: '' });
    expect(harmed.effect).toBe(-5);
  });
});

describe('outlook', () => {
  it('warns near the mark, names persons near withdrawal, and answers what if', async () => {
    for (const day of ['2026-02-02', '2026-03-02', '2026-04-02', '2026-05-06'])
      await confirmed({ date: day });
    const status = await assessmentStatus(core);
    expect(status).toMatchObject({ score: 99.2, standing: 'good', forecast: 98.3 });
    expect(status.nearWithdrawal).toEqual([{ person: '李工程', count: 4 }]);
    expect(status.course).toHaveLength(5);
    const made = { ...input({ date: '2026-06-10' }), times: 1 };
    const answer = await whatIf(core, { confirm: [], drop: [], add: [made] });
    expect(answer).toMatchObject({ score: 99, standing: 'good' });
    expect(answer.withdrawals).toHaveLength(1);
    const candidate = await addFact(core, engineer, input({ type: 'security-breach', impact: 'major' }));
    const bad = {
      confirm: [candidate.id],
      drop: [],
      add: [{ ...made, type: 'leader-criticism' as const, times: 2 }],
    };
    expect(await whatIf(core, bad)).toMatchObject({ score: 79.2, standing: 'failed', passed: false });
    expect((await assessmentStatus(core)).score).toBe(99.2);
  });

  it('prints and exports the sheet, and issues one notice for a withdrawal', async () => {
    await saveYear(core, manager, { name: '2026合同年', from: '2026-01-01', to: '2026-12-31' });
    const days = ['2026-02-02', '2026-03-02', '2026-04-02', '2026-05-06', '2026-06-01'];
    for (const day of days) await confirmed({ date: day });
    const status = await assessmentStatus(core);
    const [withdrawal] = status.withdrawals;
    expect(withdrawal).toMatchObject({
      person: '李工程',
      from: '2026-01-01',
      to: '2026-06-30',
      notice: null,
    });
    const notice = { person: '李工程', from: '2026-01-01', to: '2026-06-30' };
    const printed = await printNotice(core, supervisor, notice);
    expect(printed.fileName).toContain('CH-20260620-001');
    await printNotice(core, supervisor, notice);
    expect((await assessmentStatus(core)).withdrawals[0]?.notice?.number).toBe('CH-20260620-001');
    expect(await errorOf(printNotice(core, supervisor, { ...notice, person: '别人' }))).toMatchObject({
      code: 'ASSESSMENT_NO_WITHDRAWAL',
    });
    const sheet = await printScoreSheet(core, manager);
    const { all: text } = await pdfText(sheet.pdf);
    for (const part of ['运维工作考核评分表', '日常维护工作', '超额工作', '99', 'KH-20260620-005', '考核人'])
      expect(text).toContain(part);
    const workbook = await exportScoreSheet(core, manager);
    expect(workbook.fileName).toBe('考核评分表-2026合同年.xlsx');
    expect(Buffer.from(workbook.content.subarray(0, 2)).toString()).toBe('PK');
  });
});
