import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import { savePerson } from '../../electron/core/duty/people.ts';
import type { Fact } from '../../shared/contract/assessment.ts';
import type { DutyRequest } from '../../shared/contract/dutyRoster.ts';
import type { Role } from '../../shared/domain/roles.ts';
import { addDays, beijingDay } from '../../shared/domain/time.ts';
import { quickOperator } from '../support/dutyPeople.ts';
import { opsHere } from '../support/opsHere.ts';
import { PASSWORD, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
const today = beijingDay(new Date());
beforeAll(async () => {
  workspace = await testWorkspace();
  const operator = (role: Role) => quickOperator(workspace.core, role, role, role);
  const [manager, engineer] = [await operator('manager'), await operator('engineer')];
  await operator('supervisor');
  await savePerson(workspace.core, manager, {
    name: '李工程',
    phone: '',
    operatorId: engineer.operatorId,
    memberId: null,
    attends: true,
    active: true,
    since: addDays(today, -30),
  });
});
afterAll(() => workspace.remove());

const run = (input: string, ...args: string[]) => opsHere(input, ...args, '--workspace', workspace.dir);
const as = (role: Role, command: string, ...args: string[]) =>
  run(`${PASSWORD}\n`, ...command.split(' '), '--login', role, ...args);
/** The answer of a command that must succeed. */
async function json<T>(answer: ReturnType<typeof run>): Promise<T> {
  const { code, stdout, stderr } = await answer;
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as T;
}

describe('ops assessment', () => {
  const step = (role: Role, verb: string, number: string, ...args: string[]) =>
    as(role, `assessment ${verb}`, '--number', number, ...args, '--json');
  const add = (...args: string[]) => as('engineer', 'assessment add', '--date', today, ...args, '--json');
  const late = ['--type', 'attendance', '--person', '李工程', '--text', '上午迟到 20 分钟'];

  it('takes a deduction from entry over appeal and evidence to void and back, each step by whom it belongs to', async () => {
    const { number, ...fact } = await json<Fact>(add(...late));
    expect(fact).toMatchObject({ state: 'proposed', effect: -0.2, createdBy: 'engineer' });
    expect((await step('engineer', 'confirm', number)).stderr).toContain('没有这项权限');
    expect((await step('manager', 'confirm', number, '--day-kind', 'weekend')).code).toBe(2);
    expect(await json(step('manager', 'confirm', number, '--note', '属实'))).toMatchObject({
      state: 'confirmed',
      decision: '属实',
    });
    expect(await json(step('manager', 'acknowledge', number))).toMatchObject({ acknowledgedBy: 'manager' });
    expect((await step('manager', 'acknowledge', number)).stderr).toContain('已由manager签认');

    const proof = join(workspace.dir, '进场单 “一”.txt');
    writeFileSync(proof, '陪同专家进场');
    const appeal = ['--reason', '当日陪同专家进场', '--file', proof];
    expect(await json(step('engineer', 'appeal', number, ...appeal))).toMatchObject({ state: 'appealed' });
    const upheld = ['--uphold', '--reason', '无进场记录'];
    expect((await step('manager', 'decide-appeal', number, ...upheld)).stderr).toContain('没有这项权限');
    expect(await json(step('supervisor', 'decide-appeal', number, ...upheld))).toMatchObject({
      state: 'confirmed',
    });
    expect((await step('engineer', 'attach', number, '--file', proof, '--note', '再次提交')).code).toBe(0);
    expect(await json(step('supervisor', 'void', number, '--reason', '重复登记'))).toMatchObject({
      state: 'voided',
      decision: '重复登记',
    });
    expect(await json(step('supervisor', 'reopen', number, '--reason', '核对后恢复'))).toMatchObject({
      state: 'proposed',
      decidedBy: null,
    });
    expect((await step('supervisor', 'void', number, '--reason', '误记')).stderr).toContain(
      '现在是“待确认”，不能作废',
    );
    expect(await json(step('supervisor', 'reject', number, '--reason', '已补签'))).toMatchObject({
      state: 'rejected',
    });

    const shown = await json<{ events: { act: string; by: string }[]; files: { act: string }[] }>(
      run('', 'assessment', 'show', '--number', number, '--json'),
    );
    expect(shown.events.map(({ act, by }) => `${act} ${by}`)).toEqual([
      'propose engineer',
      'confirm manager',
      'acknowledge manager',
      'appeal engineer',
      'uphold supervisor',
      'attach engineer',
      'void supervisor',
      'reopen supervisor',
      'reject supervisor',
    ]);
    expect(shown.files.map(({ act }) => act).sort()).toEqual(['appeal', 'attach']);
    const { rows } = await listAudit(workspace.core, { offset: 0, limit: 1 });
    expect(rows[0]).toMatchObject({
      action: 'assessment.reject',
      target: number,
      operatorName: 'supervisor',
      host: 'cli',
    });
  });

  it('takes the application for a bonus, which the customer alone approves; a granted appeal takes a deduction out', async () => {
    const bonus = ['--type', 'bonus', '--text', '通宵迁移存储', '--points', '2'];
    expect((await add(...bonus)).stderr).toContain('加分须有书面申请');
    expect((await add(...bonus, '--evidence', '函', '--points', '6')).stderr).toContain('不高于 5 分');
    const { number } = await json<Fact>(add(...bonus, '--evidence', '运维函〔2026〕12号'));
    expect((await step('manager', 'confirm', number)).stderr).toContain('加分只能由甲方');
    expect(await json(step('supervisor', 'confirm', number))).toMatchObject({
      state: 'confirmed',
      effect: 2,
    });
    expect((await step('engineer', 'appeal', number, '--reason', '少了')).stderr).toContain('加分不需要申诉');
    expect((await step('manager', 'acknowledge', number)).stderr).toContain('加分不需要签认');

    const absent = ['--type', 'duty-absence', '--person', '李工程', '--text', '值班缺席'];
    const missed = await json<Fact>(add(...absent, '--day-kind', 'weekend', '--affected-work', 'yes'));
    expect(missed.effect).toBe(-5);
    const settled = ['--day-kind', 'major-holiday', '--affected-work', 'no'];
    expect(await json(step('manager', 'confirm', missed.number, ...settled))).toMatchObject({ effect: -1 });
    await json(step('engineer', 'appeal', missed.number, '--reason', '已换班'));
    const granted = await json<Fact>(
      step('supervisor', 'decide-appeal', missed.number, '--grant', '--reason', '有换班单'),
    );
    expect(granted.state).toBe('voided');
    const list = (...states: string[]) =>
      run('', 'assessment', 'list', ...states.flatMap((state) => ['--state', state]));
    expect((await list('confirmed', 'voided')).stdout.split('\n').filter(Boolean)).toHaveLength(2);
    expect((await list('lapsed')).stdout).toContain('没有符合条件');
  });

  it('says of bad input what to do, before any password is asked for', async () => {
    const large = join(workspace.dir, '大.pdf');
    writeFileSync(large, '%PDF-1.7');
    truncateSync(large, (20 << 20) + 1);
    const fact = ['--login', 'engineer', '--date', today, ...late];
    const on = ['--number', 'KH-20200101-001', '--login', 'supervisor'];
    const cases: readonly [code: number, said: string, verb: string, ...args: string[]][] = [
      [2, '可用：service-failure', 'add', ...fact, '--type', 'x'],
      [2, '不是日期', 'add', ...fact, '--date', '2026-02-30'],
      [2, '须是数字', 'add', ...fact, '--points', '两分'],
      [2, '可用：yes、no', 'add', ...fact, '--affected-work', '是'],
      [2, '--impact 只用于“违反保密规定”', 'add', ...fact, '--impact', 'none'],
      [2, '“--text”太长', 'add', ...fact, '--text', '长'.repeat(501)],
      [2, '“--reason”是空的', 'void', ...on, '--reason', '  '],
      [2, '--grant 和 --uphold', 'decide-appeal', ...on, '--reason', '原因', '--grant', '--uphold'],
      [2, '缺少必填选项“--reason”', 'reject', ...on],
      [2, '可用：proposed', 'list', '--state', 'x'],
      [2, '最多 5 个附件', 'attach', ...on, ...Array.from({ length: 6 }, () => ['--file', large]).flat()],
      [1, '找不到附件', 'attach', ...on, '--file', join(workspace.dir, '没有.pdf')],
      [1, '找不到附件', 'attach', ...on, '--file', workspace.dir],
      [1, '超过 20 MB', 'attach', ...on, '--file', large],
      [1, '没有名为“没有”的合同年度', 'list', '--year', '没有'],
      [1, '没有从标准输入读到', 'reopen', ...on, '--reason', '原因'],
    ];
    for (const [code, said, verb, ...args] of cases) {
      const answer = await run('', 'assessment', verb, ...args);
      expect(answer.stderr).toContain(said);
      expect(answer.code).toBe(code);
    }
    expect((await step('supervisor', 'void', 'KH-20200101-001', '--reason', '误')).stderr).toContain(
      '没有编号为“KH-20200101-001”',
    );
    const wrongKind = join(workspace.dir, '照片.png');
    writeFileSync(wrongKind, '不是图片');
    expect((await add(...late, '--file', wrongKind)).stderr).toContain('与扩展名不符');
    expect((await run('', 'assessment', 'decide-appeal', '--help')).stdout).toContain('申诉成立（本条作废）');
  });
});

describe('ops duty request return', () => {
  const request = (role: Role, verb: string, ...args: string[]) =>
    as(role, `duty request ${verb}`, ...args, '--json');
  const leave = async (from: string, to: string) => {
    const span = ['--from', from, '--to', to, '--kind', 'annual', '--reason', '探亲'];
    const { id } = await json<DutyRequest>(request('engineer', 'leave', ...span));
    return id;
  };

  it('ends an approved leave for the one who took it; before it is approved or has begun, and twice, it is refused', async () => {
    const id = await leave(addDays(today, -1), addDays(today, 3));
    expect((await request('engineer', 'return', '--id', id)).stderr).toContain('不是已批准的请假');
    await json(request('supervisor', 'decide', '--id', id, '--approve'));
    expect((await request('supervisor', 'return', '--id', id)).stderr).toContain('没有这项权限');
    const back = await json<DutyRequest>(request('engineer', 'return', '--id', id));
    expect(back.leave?.toDay).not.toBe(addDays(today, 3));
    expect(back.returnedAt).not.toBeNull();
    expect((await request('manager', 'return', '--id', id)).stderr).toContain('已经销假');
    expect((await run('', 'duty', 'request', 'list', '--all')).stdout).toContain(`${id}\t已销假`);

    const later = await leave(addDays(today, 5), addDays(today, 6));
    await json(request('manager', 'decide', '--id', later, '--approve'));
    expect((await request('manager', 'return', '--id', later)).stderr).toContain(
      `从 ${addDays(today, 5)} 开始`,
    );
    expect((await request('engineer', 'return', '--id', 'x')).stderr).toContain('找不到这份申请');
  });
});
