import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shiftMonth } from '../../shared/domain/roster.ts';
import { beijingDay } from '../../shared/domain/time.ts';
import { servicedeskItemMessages } from '../../shared/messages/servicedeskItems.ts';
import { createDemoWorkspace, ops, opsFed } from '../support/consoleProcess.ts';
import { temporaryFolder } from '../support/workspace.ts';

let folder: ReturnType<typeof temporaryFolder>;
let at: string[];
beforeAll(async () => {
  folder = temporaryFolder();
  const dir = join(folder.dir, 'workspace');
  await createDemoWorkspace(dir);
  at = ['--workspace', dir];
});
afterAll(() => folder.remove());

const json = async (...args: string[]) => JSON.parse((await ops(...args, '--json', ...at)).stdout);

describe('ops duty', () => {
  it('lists what waits; an answer is noted only for people without an account; tells what a week lacks', async () => {
    const [request] = await json('duty', 'request', 'list');
    expect(request).toMatchObject({ kind: 'swap', state: 'asked', consents: [{ answer: null }] });
    const answer = (person: string, ...more: string[]) =>
      ops(
        'duty',
        'request',
        'answer',
        '--id',
        request.id,
        '--person',
        person,
        '--note',
        '电话',
        ...more,
        ...at,
      );
    const [own, nobody, both, day, cover] = await Promise.all([
      answer(request.consents[0].name, '--agree'),
      answer('没有的人', '--agree'),
      answer('周处长', '--agree', '--decline'),
      ops('duty', 'cover', '--from', '2026-13-01', ...at),
      json('duty', 'cover'),
    ]);
    expect(own.code).toBe(1);
    expect(own.stderr).toContain('有自己的账号');
    expect(nobody.stderr).toContain('没有叫');
    expect([both.code, day.code]).toEqual([2, 2]);
    expect(cover).toMatchObject({ empty: false, findings: [] });
  });
});

describe('ops duty request', () => {
  const request = (login: string, verb: string, ...args: string[]) =>
    opsFed(`demo-${login}\n`, 'duty', 'request', verb, '--login', login, ...args, '--json', ...at);
  const nextMonth = shiftMonth(beijingDay(new Date()).slice(0, 7), 1);
  const slots = async (): Promise<{ day: string; role: string; name: string }[]> =>
    (await json('duty', 'roster', 'show', '--month', nextMonth)).slots;

  it('takes leave over a duty from asking to the roster, each step by whom it belongs to', async () => {
    const held = await slots();
    const day = held.find(
      (slot) =>
        slot.name === '李工程' &&
        slot.role === 'primary' &&
        held.every((other) => other.day !== slot.day || other.name !== '陈服务'),
    )?.day;
    const leave = ['--kind', 'annual', '--from', `${day}am`, '--to', day ?? '', '--reason', '探亲'];
    const bare = await request('engineer', 'leave', ...leave);
    expect(bare.code).toBe(1);
    expect(bare.stderr).toContain('逐班指定替班人');

    const asked = JSON.parse(
      (await request('engineer', 'leave', ...leave, '--substitute', `${day}=陈服务`)).stdout,
    );
    expect(asked).toMatchObject({ state: 'asked', leave: { fromHalf: 'am', toHalf: 'pm' } });
    const by = (login: string, verb: string, answer: string) =>
      request(login, verb, '--id', asked.id, answer);
    expect((await by('supervisor', 'decide', '--approve')).stderr).toContain('还没有得到陈服务的同意');
    expect(JSON.parse((await by('manager', 'answer', '--agree')).stdout).state).toBe('waiting');
    const [partner, engineer] = await Promise.all([
      by('manager', 'decide', '--approve'),
      by('engineer', 'decide', '--approve'),
    ]);
    expect(partner.stderr).toContain('您是这份申请的对方');
    expect(engineer.stderr).toContain('没有这项权限');
    const approved = JSON.parse((await by('supervisor', 'decide', '--approve')).stdout);
    expect(approved).toMatchObject({ state: 'approved', decidedBy: '王监督' });
    expect((await slots()).find((slot) => slot.day === day && slot.role === 'primary')?.name).toBe('陈服务');
  });

  it('asks for a swap and takes it back; what does not fit is refused with what to do', async () => {
    const held = await slots();
    const dutyOf = (name: string) =>
      held.find((slot) => slot.name === name && slot.role === 'primary')?.day ?? '';
    const [own, other] = [dutyOf('李工程'), dutyOf('刘工程')];
    const swap = (...args: string[]) =>
      request('engineer', 'swap', '--person', '刘工程', '--reason', '体检', ...args);
    const asked = JSON.parse((await swap('--day', own, '--with', other)).stdout);
    expect(asked.state).toBe('asked');
    expect(asked.moves.map((move: { day: string }) => move.day)).toEqual(
      expect.arrayContaining([own, other]),
    );
    const answers = await Promise.all([
      swap('--day', other, '--with', own),
      swap('--day', own, '--with', other, '--role', 'boss'),
      opsFed('wrong', 'duty', 'request', 'withdraw', '--id', asked.id, '--login', 'supervisor', ...at),
      ops('duty', 'request', 'withdraw', '--id', asked.id, '--login', 'engineer', ...at),
      request('engineer', 'leave', '--kind', 'sick', '--from', own, '--to', '2020-01-01', '--reason', '病'),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([1, 2, 1, 1, 1]);
    const said = ['没有这样的值班', 'boss', '密码不对', '没有从标准输入读到', '早于开始'];
    for (const [index, part] of said.entries()) expect(answers[index]?.stderr).toContain(part);
    const back = await request('engineer', 'withdraw', '--id', asked.id);
    expect(JSON.parse(back.stdout).state).toBe('withdrawn');
  });
});

describe('ops desk', () => {
  it('lists, searches and prints; refuses what is not there', async () => {
    const [changes, found, items] = await Promise.all([
      json('desk', 'list', '--kind', 'change'),
      json('desk', 'search', '--text', '前置机 积压'),
      json('desk', 'items', '--type', 'database'),
    ]);
    expect(changes.total).toBe(2);
    expect(found.hits.length).toBeGreaterThan(0);
    const out = join(folder.dir, 'item.pdf');
    const codes = await Promise.all(
      [
        ['print', '--number', items.items[0].number, '--out', out],
        ['list', '--kind', 'x'],
        ['items', '--type', 'x'],
        ['print', '--number', 'X', '--out', out],
        ['step', '--number', 'WT-20200101-001', '--step', 'close'],
      ].map(async (args) => (await ops('desk', ...args, ...at)).code),
    );
    expect(codes).toEqual([0, 2, 2, 2, 1]);
    expect(readFileSync(out).subarray(0, 4).toString()).toBe('%PDF');
  });

  it('takes a workbook in, all or nothing; merged cells and wrong dates are named', async () => {
    const { columns, types } = servicedeskItemMessages;
    const head = [columns.name ?? '', columns.type ?? '', columns.warranty_until ?? ''];
    const file = join(folder.dir, '配置项 “新”😀.xlsx');
    const write = async (rows: string[][]) =>
      writeFileSync(file, await writeXlsx({ sheets: [{ name: '清单', rows: [head, ...rows] }] }));
    await write([
      ['测试服务器', types.server ?? '', '2027-01-01'],
      ['测试存储', types.storage ?? '', '2026-13-40'],
    ]);
    const refused = await ops('desk', 'import', '--in', file, ...at);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('C3');
    await write([['测试服务器', types.server ?? '', '2027-01-01']]);
    expect((await json('desk', 'import', '--in', file, '--preview')).counts).toMatchObject({ add: 1 });
    expect(await json('desk', 'import', '--in', file)).toMatchObject({ added: 1 });
    expect((await ops('desk', 'import', '--in', join(folder.dir, '没有.xlsx'), ...at)).code).toBe(1);
    const out = join(folder.dir, '全部.xlsx');
    expect((await json('desk', 'export', '--out', out)).rows).toBeGreaterThan(10);
  });
});

describe('ops staff', () => {
  it('asks the experts, and saves only the bundle that was looked at', async () => {
    const long = '长'.repeat(10_001);
    expect((await ops('staff', 'ask', '--title', '甲', '--text', long, ...at)).code).toBe(2);
    const { number } = await json('staff', 'ask', '--title', '“引号”😀', '--text', '说明', '--urgent');
    const shown = await json('staff', 'bundle', '--number', number);
    const out = join(folder.dir, 'bundle.txt');
    const wrong = await ops('staff', 'bundle', '--number', number, '--digest', 'x', '--out', out, ...at);
    expect(wrong.code).toBe(1);
    await json('staff', 'bundle', '--number', number, '--digest', shown.digest, '--out', out);
    expect(readFileSync(out, 'utf8')).toContain(number);
    const replace = ['staff', 'replace', '--leaving', '李工程', '--successor', long, '--on', '2027-01-04'];
    const tooLong = await ops(...replace, ...at);
    expect(tooLong.code).toBe(2);
    expect(tooLong.stderr).toContain('--successor');
  });
});
