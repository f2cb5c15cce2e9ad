import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFact, confirmFact, listYears } from '../../electron/core/assessment/assessment.ts';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor } from '../../electron/core/core.ts';
import type { AssessmentYear, Fact, SchemeVersion } from '../../shared/contract/assessment.ts';
import type { Role } from '../../shared/domain/roles.ts';
import { addDays, beijingDay } from '../../shared/domain/time.ts';
import { quickOperator } from '../support/dutyPeople.ts';
import { opsHere } from '../support/opsHere.ts';
import { PASSWORD, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
let people: Record<'manager' | 'engineer' | 'supervisor', Actor>;
const today = beijingDay(new Date());
const from = addDays(today, -60);
beforeAll(async () => {
  workspace = await testWorkspace();
  const operator = (role: Role) => quickOperator(workspace.core, role, role, role);
  people = {
    manager: await operator('manager'),
    engineer: await operator('engineer'),
    supervisor: await operator('supervisor'),
  };
});
afterAll(() => workspace.remove());

const run = (...args: string[]) => opsHere('', 'assessment', ...args, '--workspace', workspace.dir);
const as = (role: Role, ...args: string[]) =>
  opsHere(`${PASSWORD}\n`, 'assessment', ...args, '--login', role, '--workspace', workspace.dir);
async function json<T>(answer: ReturnType<typeof run>): Promise<T> {
  const { code, stdout, stderr } = await answer;
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as T;
}
/** An attendance fact of 李工, confirmed unless said otherwise. */
async function late(state: 'proposed' | 'confirmed' = 'confirmed'): Promise<Fact> {
  const { core } = workspace;
  const fact = await addFact(core, people.engineer, {
    type: 'attendance',
    date: today,
    person: '李工',
    dayKind: null,
    affectedWork: false,
    impact: null,
    points: null,
    text: '迟到 20 分钟',
    evidence: '签到表',
  });
  return state === 'proposed' ? fact : confirmFact(core, people.supervisor, { id: fact.id, note: '' });
}

describe('ops assessment year and scheme', () => {
  it('enters the contract year from the day of signing, changes it, and refuses what does not fit', async () => {
    const save = (...args: string[]) => as('manager', 'year', 'save', ...args, '--json');
    const year = await json<AssessmentYear>(save('--name', '合同年', '--from', from));
    expect(year).toMatchObject({ name: '合同年', from, schemeVersion: 1 });
    expect(year.to > addDays(from, 360)).toBe(true);
    const listed = await json<{ years: AssessmentYear[]; current: string }>(run('year', 'list', '--json'));
    expect(listed).toEqual({ years: [year], current: year.id });
    expect((await run('year', 'list')).stdout).toContain('考核办法第 1 版\t当前');

    expect((await save('--name', '合同年', '--from', addDays(today, 900))).stderr).toContain(
      '已有名为“合同年”',
    );
    expect((await save('--name', '另一年', '--from', today)).stderr).toContain('合同年度不能重叠');
    expect((await save('--name', '合同年', '--from', from, '--change', '没有')).stderr).toContain(
      '没有名为“没有”',
    );
    const unknown = await save('--name', '合同年', '--from', from, '--change', '合同年', '--scheme', '9');
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      expect.stringContaining('没有考核办法第 9 版。现有版本：1'),
    ]);
    expect((await save('--name', '合同年', '--from', '2026-02-29')).code).toBe(2);
    expect((await save('--name', '合同年', '--from', from, '--scheme', '一')).code).toBe(2);
    expect((await as('supervisor', 'year', 'save', '--name', '乙', '--from', today)).stderr).toContain(
      '没有这项权限',
    );
    // A year scored by a version that is not there would take every page of the assessment with it.
    expect((await listYears(workspace.core)).years).toEqual([year]);
    const to = addDays(from, 300);
    expect(
      await json(save('--name', '合同年度', '--from', from, '--to', to, '--change', '合同年')),
    ).toMatchObject({ id: year.id, name: '合同年度', to });
  });

  it('writes the scheme out and takes a changed one in as a new version with its reason', async () => {
    const file = join(workspace.dir, '办法.json');
    const shown = await run('scheme', 'show', '--out', file);
    expect(shown.stdout).toContain('值班缺席\t重大节假日\t扣 1');
    const scheme = JSON.parse(readFileSync(file, 'utf8')) as SchemeVersion['scheme'];
    const save = (content: unknown, ...args: string[]) => {
      writeFileSync(file, `\uFEFF${JSON.stringify(content)}`);
      return as('supervisor', 'scheme', 'save', '--input', file, '--reason', '补充协议', ...args, '--json');
    };
    expect((await save({ ...scheme, cap: 'x' })).stderr).toContain('“办法.json”里的“cap”缺失或不合要求');
    expect((await save({ ...scheme, caps: 100 })).stderr).toContain('“办法.json”里的“caps”不认识，没有保存');
    expect((await save({ ...scheme, passing: 101 })).stderr).toContain('合格线不能高于总分');
    const rules = scheme.rules.filter(({ type }) => type !== 'attendance');
    expect((await save({ ...scheme, rules })).stderr).toContain(
      '“迟到、早退或不守请销假”没有不带条件的扣分规则',
    );
    expect((await run('scheme', 'show', '--version', '2')).stderr).toContain('现有版本：1。');
    expect(await json(save({ ...scheme, cap: 100 }))).toMatchObject({ version: 2, reason: '补充协议' });
    const now = await json<SchemeVersion & { versions: object[] }>(run('scheme', 'show', '--json'));
    expect(now).toMatchObject({
      version: 2,
      scheme: { cap: 100 },
      versions: [{ version: 1 }, { version: 2 }],
    });
    const { rows } = await listAudit(workspace.core, { offset: 0, limit: 1 });
    expect(rows[0]).toMatchObject({ action: 'assessment.scheme', operatorName: 'supervisor', host: 'cli' });
  });
});

describe('ops assessment what-if and notice', () => {
  interface Trial {
    now: number;
    score: number;
    standing: string;
    withdrawals: { person: string; facts: string[] }[];
  }
  const trial = (...args: string[]) => json<Trial>(run('what-if', ...args, '--json'));

  it('tells the score with candidates, without facts, with further ones; writes nothing', async () => {
    const [first, candidate] = [await late(), await late('proposed')];
    expect(await trial()).toMatchObject({ now: 99.8, score: 99.8 });
    expect(await trial('--confirm', candidate.number)).toMatchObject({ now: 99.8, score: 99.6 });
    expect(await trial('--confirm-all', '--drop', first.number)).toMatchObject({ score: 99.8 });
    const more = ['--add', 'attendance,times=3,person=李工', '--add', 'leader-criticism,times=4'];
    const found = await trial('--confirm-all', ...more);
    expect(found).toMatchObject({
      now: 99.8,
      score: 79,
      standing: 'failed',
      withdrawals: [{ person: '李工' }],
    });
    expect(found.withdrawals[0]?.facts).toContain(first.number);
    expect(await trial('--add', 'duty-absence,day-kind=major-holiday')).toMatchObject({ score: 98.8 });
    expect((await run('what-if', '--add', 'leader-criticism,times=5')).stdout).toContain(
      '得分 74.8（不合格）',
    );
    expect(await trial()).toMatchObject({ score: 99.8 });

    const refused = async (...args: string[]) => (await run('what-if', ...args)).stderr;
    expect(await refused('--confirm', first.number)).toContain(`${first.number} 不是这个合同年度里待确认的`);
    expect(await refused('--drop', candidate.number)).toContain(
      `${candidate.number} 不是这个合同年度里已计入的`,
    );
    expect(await refused('--add', 'attendance,date=2020-01-01')).toContain('2020-01-01 不在合同年度');
    expect(await refused('--add', 'bonus,points=5.01')).toContain('不高于 5 分');
    for (const wrong of [
      'attendance,times=0',
      'attendance,time=2',
      'attendance,李工',
      '迟到',
      'bonus,points=NaN',
    ])
      expect((await run('what-if', '--add', wrong)).code).toBe(2);
  });

  it('issues one notice for a withdrawal; none where the folder is missing or nobody is to be withdrawn', async () => {
    const file = join(workspace.dir, '通知书.pdf');
    const notice = (role: Role, ...args: string[]) => as(role, 'notice', ...args, '--json');
    const none = await notice('supervisor', '--person', '李工', '--out', file);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('本年度没有应撤回的人员')]);
    for (let count = 0; count < 4; count += 1) await late();
    const nowhere = join(workspace.dir, '没有', '通知书.pdf');
    expect((await notice('supervisor', '--person', '李工', '--out', nowhere)).stderr).toContain(
      '文件夹不存在',
    );
    expect((await notice('supervisor', '--person', '李工', '--out', `${file}.txt`)).code).toBe(2);
    expect((await notice('engineer', '--person', '李工', '--out', file)).stderr).toContain('没有这项权限');
    expect((await notice('supervisor', '--person', '王工', '--out', file)).stderr).toContain(
      '应撤回的有：李工',
    );
    expect(existsSync(file)).toBe(false);
    const issued = await json<{ number: string }>(notice('supervisor', '--person', '李工', '--out', file));
    expect(issued.number).toMatch(/^CH-\d{8}-001$/);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await json(notice('manager', '--person', '李工', '--out', file))).toMatchObject(issued);
  });
});
