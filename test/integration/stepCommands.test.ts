import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { savePerson } from '../../electron/core/duty/people.ts';
import { saveMember } from '../../electron/core/staff/staff.ts';
import { memberInputSchema } from '../../shared/contract/staff.ts';
import type { Role } from '../../shared/domain/roles.ts';
import { addDays, beijingDay } from '../../shared/domain/time.ts';
import { quickOperator } from '../support/dutyPeople.ts';
import { opsHere } from '../support/opsHere.ts';
import { PASSWORD, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
const today = beijingDay(new Date());
beforeAll(async () => {
  workspace = await testWorkspace();
  const { core } = workspace;
  const operator = (role: Role) => quickOperator(core, role, role, role);
  const [manager, engineer] = [await operator('manager'), await operator('engineer')];
  await operator('supervisor');
  const person = { phone: '', memberId: null, attends: true, active: true, since: addDays(today, -30) };
  await savePerson(core, manager, { ...person, name: '李工程', operatorId: engineer.operatorId });
  await saveMember(
    core,
    manager,
    memberInputSchema.parse({
      name: '李工程',
      post: 'engineer',
      place: 'onsite',
      keyPost: true,
      since: addDays(today, -300),
      operatorId: engineer.operatorId,
    }),
  );
});
afterAll(() => workspace.remove());

const run = (...args: string[]) => opsHere('', ...args, '--workspace', workspace.dir);
const as = (role: Role, ...args: string[]) =>
  opsHere(`${PASSWORD}\n`, ...args, '--login', role, '--workspace', workspace.dir);
/** What is printed by a command that must succeed. */
async function done(answer: ReturnType<typeof run>): Promise<string> {
  const { code, stdout, stderr } = await answer;
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}
const json = async (answer: ReturnType<typeof run>) => JSON.parse(await done(answer));
/** Code and sentence of a command that must not. */
const refused = async (answer: ReturnType<typeof run>) => {
  const { code, stderr } = await answer;
  expect(code).not.toBe(0);
  return `${code} ${stderr}`;
};
const long = (count: number) => '长'.repeat(count);

describe('ops duty at the shift', () => {
  it('signs in and out with a hand-over, which another takes over once with the open matters', async () => {
    expect(await done(run('duty', 'now'))).toContain('现在没有人值班');
    expect(await refused(as('engineer', 'duty', 'sign-out'))).toContain('1 错误：您还没有签到');
    expect(await done(as('engineer', 'duty', 'sign-in'))).toContain('engineer 已签到');
    expect(await refused(as('engineer', 'duty', 'sign-in'))).toContain('已经签到在岗');
    expect(await refused(as('supervisor', 'duty', 'sign-in'))).toContain('没有这项权限');
    const { id } = await json(run('duty', 'matter', '--add', '前置机待扩容', '--json'));
    const out = (...args: string[]) => as('engineer', 'duty', 'sign-out', ...args);
    expect(await refused(out('--items', '钥匙'))).toContain('2 错误：--items');
    expect(await refused(out('--state', long(501)))).toContain('2 错误：选项“--state”太长，最多 500 字');
    expect(await done(out('--state', '正常', '--items', '钥匙一把'))).toContain('已交班');
    expect(await done(run('duty', 'now'))).toContain('待接班');
    expect(await refused(as('engineer', 'duty', 'accept'))).toContain('不能接收自己写的交接');
    const taken = await json(as('manager', 'duty', 'accept', '--json'));
    expect(taken).toMatchObject({
      fromName: 'engineer',
      toName: 'manager',
      matters: [{ id, carriedOver: 1 }],
    });
    expect(await refused(as('manager', 'duty', 'accept'))).toContain('没有待接收的交班');
    expect(await refused(as('manager', 'duty', 'accept', '--id', taken.id))).toContain('1 错误');
    const close = ['duty', 'matter', '--close', id];
    expect(await refused(run(...close))).toContain('2 错误：选项“--conclusion”是空的');
    expect(await done(run(...close, '--conclusion', '已扩容'))).toContain('已了结：前置机待扩容');
    expect(await refused(run(...close, '--conclusion', '再次'))).toContain('1 错误');
    expect(await refused(run('duty', 'matter', '--add', '甲', '--close', id))).toContain('2 错误');
  });

  it('keeps attendance, publishes a month and strikes an entry of the log', async () => {
    expect(await done(as('engineer', 'duty', 'mark', '--in'))).toContain('李工程');
    expect(await refused(as('engineer', 'duty', 'mark', '--in'))).toContain('1 错误');
    expect(await refused(as('engineer', 'duty', 'mark'))).toContain('2 错误');
    const correct = (...args: string[]) =>
      as('manager', 'duty', 'correct', '--person', '李工程', '--day', addDays(today, -1), ...args);
    expect(await done(correct('--in', '08:55', '--reason', '忘签'))).toContain('08:55');
    expect(await refused(correct('--in', '25:00', '--reason', '忘签'))).toContain('2 错误：选项“--in”');
    expect(await refused(correct('--out', '08:00', '--reason', '忘签'))).toContain('1 错误');
    const publish = ['duty', 'roster', 'publish', '--month'];
    expect(await refused(as('manager', ...publish, today.slice(0, 7)))).toContain('1 错误');
    expect(await refused(as('manager', ...publish, '2026-13'))).toContain('2 错误');
    expect(await refused(as('engineer', ...publish, today.slice(0, 7)))).toContain('没有这项权限');
    const entry = await json(run('duty', 'log', '--add', '来电', '--json'));
    expect(await done(run('duty', 'strike', '--id', entry.id, '--reason', '重复'))).toContain('已作废');
    expect(await refused(run('duty', 'strike', '--id', entry.id, '--reason', '重复'))).toContain('1 错误');
  });
});

describe('ops incident', () => {
  const raise = async (title: string): Promise<string> =>
    (await json(run('incident', 'raise', '--title', title, '--service', 'oversight', '--json'))).number;

  it('merges, notes, links and attaches; a merged incident does not come back', async () => {
    const [one, other] = [await raise('甲'), await raise('乙')];
    const about = (verb: string, ...args: string[]) => run('incident', verb, '--number', one, ...args);
    await done(about('note', '--text', '用户来电'));
    expect(await refused(about('note', '--text', long(2001)))).toContain('2 错误：选项“--text”太长');
    await done(about('link', '--to', other));
    expect(await refused(about('link', '--to', one))).toContain('不能关联自己');
    const file = join(workspace.dir, '截图.txt');
    writeFileSync(file, '证据');
    expect(await done(about('attach', '--file', file))).toContain('截图.txt');
    expect(await refused(about('attach', '--file', `${file}.没有`))).toContain('1 错误：找不到输入文件');
    expect(await refused(about('merge', '--into', one))).toContain('1 错误');
    expect(await done(about('merge', '--into', other))).toContain(`已并入 ${other}`);
    for (const verb of ['reopen', 'cancel'])
      expect(await refused(about(verb, '--reason', '误'))).toContain('现在是“已作废”');
  });

  it('says of an incident on a day without a published calendar that nothing is judged', async () => {
    const opened = ['--opened', '2019-01-01 10:00'];
    const raised = run('incident', 'raise', '--title', '旧', '--service', 'oversight', ...opened, '--json');
    const { number } = await json(raised);
    expect(await done(run('incident', 'show', '--number', number))).toContain('日历未发布，时限未判定');
    expect(await done(run('incident', 'list'))).toContain('日历未发布，时限未判定');
  });

  it('takes the kind of fix and what the user said, and no longer text than the window', async () => {
    const number = await raise('丙');
    const act = (verb: string, ...args: string[]) => run('incident', verb, '--number', number, ...args);
    await done(act('respond'));
    expect(await refused(act('pause', '--reason', long(301)))).toContain(
      '2 错误：选项“--reason”太长，最多 300 字',
    );
    expect(await refused(act('resolve', '--note', long(2001)))).toContain('2 错误：选项“--note”太长');
    expect(await refused(act('resolve', '--note', '好', '--fix', '乱'))).toContain('2 错误：--fix');
    await done(act('resolve', '--note', '好', '--fix', 'temporary'));
    expect(await refused(act('close', '--satisfaction', '6'))).toContain('2 错误：--satisfaction');
    await done(act('close', '--satisfaction', '4', '--confirmed-by', '张法官'));
    expect(await json(run('incident', 'show', '--number', number, '--json'))).toMatchObject({
      fix: 'temporary',
      satisfaction: 4,
      confirmedBy: '张法官',
    });
  });
});

describe('ops assignment, staff, deliverable, calendar', () => {
  it('takes an assignment back and opens it again; empty and stray words are refused', async () => {
    const add = [
      'assignment',
      'add',
      '--title',
      '测试',
      '--owner',
      '李工程',
      '--requester',
      '院长',
      '--json',
    ];
    const { number } = await json(run(...add));
    const act = (verb: string, ...args: string[]) => run('assignment', verb, '--number', number, ...args);
    expect(await refused(act('progress', '--percent', '50', '--text', '   '))).toContain('2 错误');
    expect(await refused(act('progress', '--percent', '50', '--text', long(2001)))).toContain('2 错误');
    await done(act('progress', '--percent', '50', '--text', '过半'));
    expect(await refused(act('close', '--result', '好', '--outcome', 'passed'))).toContain('没有结果可选');
    expect(await refused(act('cancel', '--reason', long(501)))).toContain('2 错误');
    await done(act('cancel', '--reason', '不再需要'));
    expect(await refused(act('cancel', '--reason', '再次'))).toContain('1 错误');
    await done(act('reopen', '--reason', '又需要了'));
    const shown = await done(act('show'));
    for (const text of ['过半', '不再需要', '又需要了']) expect(shown).toContain(text);
    const nowhere = join(workspace.dir, '没有', '清单.pdf');
    const period = ['--from', today, '--to', today];
    expect(await refused(run('assignment', 'print', ...period, '--out', nowhere))).toContain(
      '1 错误：要写入的文件夹不存在',
    );
    expect(await refused(run('assignment', 'print', '--out', nowhere))).toContain('2 错误');
  });

  it('takes a replacement of a key post from filing over consent to its end', async () => {
    const on = addDays(today, 10);
    const replace = [
      'staff',
      'replace',
      '--leaving',
      '李工程',
      '--successor',
      '何工程',
      '--on',
      on,
      '--json',
    ];
    const { number } = await json(run(...replace));
    const step = (verb: string, ...args: string[]) => ['staff', verb, '--number', number, ...args];
    await done(run(...step('file', '--filed-to', '信息化处')));
    expect(await refused(as('supervisor', ...step('approve', '--reject')))).toContain('不同意时请写明原因');
    expect(await refused(as('manager', ...step('approve', '--approve')))).toContain('没有这项权限');
    expect(await done(as('supervisor', ...step('approve', '--approve')))).toContain(number);
    expect(await refused(run(...step('complete')))).toContain('还没到更换日期');
    expect(await done(run(...step('cancel', '--reason', '李工程留任')))).toContain('取消');
    expect(await refused(run(...step('cancel', '--reason', '再次')))).toContain('1 错误');
    const asked = await json(run('staff', 'ask', '--title', '甲', '--text', '乙', '--json'));
    const request = (verb: string) => run('staff', verb, '--number', asked.number, '--text', '重启服务');
    expect(await refused(request('close'))).toContain('还没有答复');
    expect(await done(request('answer'))).toContain('已答复');
    expect(await done(request('close'))).toContain('已关闭');
  });

  it('opens a special report; receipts and signatures want a delivery first, files that are there', async () => {
    const open = ['deliverable', 'open', '--kind', 'special', '--title', '专项测试', '--to', today];
    const { reportId } = await json(run(...open, '--from', addDays(today, -6), '--json'));
    expect(await refused(run(...open, '--from', '昨天'))).toContain('2 错误：选项“--from”');
    const short = ['deliverable', 'open', '--kind', 'special', '--from', today, '--to', today];
    expect(await refused(run(...short, '--title', '甲'))).toContain('2 错误：选项“--title”太短，至少 2 字');
    const about = (verb: string, ...args: string[]) => run('deliverable', verb, '--id', reportId, ...args);
    expect(await refused(about('sign', '--signed', '张处'))).toContain('还没有送达登记');
    expect(await refused(about('void', '--reason', '登记错了'))).toContain('还没有送达登记');
    await done(about('generate'));
    const gone = join(workspace.dir, '没有.pdf');
    expect(await refused(about('deliver', '--receipt', gone))).toContain('找不到输入文件');
    expect(await refused(about('write', '--input', gone))).toContain('找不到输入文件');
    const template = ['deliverable', 'template', '--kind', 'weekly'];
    expect(await refused(run(...template, '--input', gone))).toContain('找不到输入文件');
    expect(await refused(about('deliver', '--to', long(61)))).toContain('2 错误：选项“--to”太长');
    expect(await refused(about('deliver'))).toContain('请先定稿');
  });

  it('enters a day of the calendar and takes it back', async () => {
    const day = ['--day', '2031-02-03'];
    const set = (...args: string[]) => as('manager', 'calendar', 'set', ...day, ...args);
    expect(await done(set('--rest', '--festival', '测试节'))).toContain('测试节');
    expect(await refused(set('--rest', '--work'))).toContain('2 错误');
    expect(await refused(set('--rest', '--major', '也许'))).toContain('2 错误');
    expect(await refused(as('engineer', 'calendar', 'clear', ...day))).toContain('没有这项权限');
    expect(await done(as('manager', 'calendar', 'clear', ...day))).toContain('未发布');
    expect(await refused(as('manager', 'calendar', 'clear', ...day))).toContain('无需还原');
  });
});
