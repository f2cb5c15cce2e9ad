import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { proposeFacts } from '../../electron/core/staff/facts.ts';
import {
  answerRequest,
  approveReplacement,
  askExpert,
  cancelReplacement,
  closeRequest,
  completeReplacement,
  fileReplacement,
  listMembers,
  listReplacements,
  memberNamed,
  previewBundle,
  printReplacement,
  replacementNumbered,
  saveBundle,
  saveMember,
  saveReplacement,
  waitingStaff,
} from '../../electron/core/staff/staff.ts';
import { recordUnexpected } from '../../electron/core/workspace/diagnostics.ts';
import {
  type MemberInput,
  memberInputSchema,
  type ReplacementInput,
  replacementInputSchema,
} from '../../shared/contract/staff.ts';
import { beijingInstant } from '../../shared/domain/time.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
let core: Core;
let engineer: Actor;
let manager: Actor;
let supervisor: Actor;
let expert: Actor;
let now = beijingInstant('2026-11-20', '09:00');
const goTo = (day: string) => {
  now = beijingInstant(day, '09:00');
};

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => now });
  core = workspace.core;
  engineer = await signedIn(core, 'engineer', '李工程');
  manager = await signedIn(core, 'manager', '陈服务');
  supervisor = await signedIn(core, 'supervisor', '王监督');
  expert = await signedIn(core, 'expert', '赵专家');
});
afterAll(() => workspace.remove());

const member = (given: Partial<MemberInput> = {}) =>
  saveMember(
    core,
    manager,
    memberInputSchema.parse({
      name: '李工程',
      post: 'engineer',
      place: 'onsite',
      since: '2026-03-01',
      ...given,
    }),
  );
const replace = async (leaving: string, given: Partial<ReplacementInput> = {}) =>
  saveReplacement(
    core,
    engineer,
    replacementInputSchema.parse({
      leavingId: (await memberNamed(core, leaving)).id,
      successor: `接替${leaving}`,
      cause: 'transferred',
      effectiveOn: '2026-12-01',
      handoverFrom: '2026-11-24',
      handoverTo: '2026-12-01',
      ...given,
    }),
  );
const fieldOf = async (call: Promise<unknown>) =>
  ((await errorOf(call)) as { details?: { field?: string } }).details?.field;

describe('the register', () => {
  it('holds people with their posts and accounts', async () => {
    await member({ operatorId: engineer.operatorId, phone: '13800000002' });
    await member({ name: '陈服务', post: 'manager', keyPost: true, since: '2026-01-05' });
    await member({ name: '赵专家', post: 'expert', place: 'remote', since: '2026-01-05' });
    await member({ name: '新人', since: '2026-12-20' });
    expect((await listMembers(core, false)).map(({ name, state }) => [name, state])).toEqual([
      ['陈服务', 'serving'],
      ['李工程', 'serving'],
      ['赵专家', 'serving'],
      ['新人', 'coming'],
    ]);
    expect((await memberNamed(core, '李工程')).operatorName).toBe('李工程');
  });

  it('refuses what cannot be, at the field', async () => {
    expect(await fieldOf(member({ name: '甲', since: '2026-02-30' }))).toBe('since');
    expect(await fieldOf(member())).toBe('name');
    expect(await fieldOf(member({ name: '甲', operatorId: engineer.operatorId }))).toBe('operatorId');
    expect(await fieldOf(member({ name: '甲', operatorId: 'nobody' }))).toBe('operatorId');
    expect(await fieldOf(replace('李工程', { effectiveOn: '2026-03-01' }))).toBe('effectiveOn');
    expect(await fieldOf(replace('李工程', { handoverFrom: '2026-02-01' }))).toBe('handoverFrom');
    expect(await fieldOf(replace('李工程', { handoverTo: '2026-11-01' }))).toBe('handoverTo');
    expect(await fieldOf(replace('李工程', { successor: '李工程' }))).toBe('successor');
    expect(await fieldOf(replace('赵专家'))).toBe('leavingId');
  });
});

describe('a replacement', () => {
  it('filed beforehand and approved breaks nothing', async () => {
    const written = await replace('陈服务', { successor: '周服务' });
    expect(written).toMatchObject({
      number: 'RY-20261120-001',
      state: 'draft',
      keyPost: true,
      post: 'manager',
    });
    expect(await waitingStaff(core, manager)).toMatchObject({ count: 1, filings: 1 });
    expect(await fieldOf(replace('陈服务'))).toBe('leavingId');
    const filing = { id: written.id, filedTo: '信息处', document: '〔2026〕1 号' };
    expect(await fieldOf(fileReplacement(core, engineer, { ...filing, filedOn: '2026-11-21' }))).toBe(
      'filedOn',
    );
    expect(
      (await errorOf(approveReplacement(core, supervisor, { id: written.id, approved: true, note: '' })))
        .code,
    ).toBe('STAFF_REPLACEMENT_STATE');
    await fileReplacement(core, engineer, { ...filing, filedOn: '2026-11-20' });
    expect(await waitingStaff(core, supervisor)).toMatchObject({ approvals: 1 });
    expect(
      await fieldOf(approveReplacement(core, supervisor, { id: written.id, approved: false, note: '' })),
    ).toBe('note');
    await approveReplacement(core, supervisor, { id: written.id, approved: true, note: '同意' });
    const complete = () => completeReplacement(core, engineer, { id: written.id, note: '', breached: false });
    expect((await errorOf(complete())).code).toBe('STAFF_REPLACEMENT_EARLY');
    goTo('2026-12-01');
    expect(await complete()).toMatchObject({ state: 'done', breaches: [] });
    expect((await listMembers(core, true)).find(({ name }) => name === '陈服务')).toMatchObject({
      state: 'left',
      until: '2026-11-30',
    });
    expect(await memberNamed(core, '周服务')).toMatchObject({
      post: 'manager',
      keyPost: true,
      since: '2026-12-01',
    });
    expect((await errorOf(replace('陈服务'))).code).toBe('STAFF_NOT_FOUND');
    const printed = await printReplacement(core, engineer, written.id);
    expect(printed.pages).toBe(1);
    if (process.env.OPS_KEEP_PDF) writeFileSync(join(process.env.OPS_KEEP_PDF, 'filing.pdf'), printed.pdf);
  });

  it('that happened without filing is stated openly and proposed to the assessment', async () => {
    const written = await replace('周服务', {
      successor: '吴服务',
      effectiveOn: '2026-12-10',
      handoverFrom: '2026-12-05',
      handoverTo: '2026-12-10',
    });
    goTo('2026-12-10');
    const complete = (breached: boolean) =>
      completeReplacement(core, engineer, { id: written.id, note: '', breached });
    const refused = await errorOf(complete(false));
    expect(refused.code).toBe('STAFF_REPLACEMENT_BREACHED');
    expect(refused.message).toContain('未提前报备、关键岗位未经同意');
    expect((await complete(true)).breaches).toHaveLength(2);
    const period = { from: '2026-01-01', to: '2026-12-31' };
    const facts = await proposeFacts(core, period);
    expect(facts).toEqual(await proposeFacts(core, period));
    expect(facts.map(({ id, type, date, link }) => [id, type, date, link])).toEqual([
      [
        `staff-unfiled-replacement:${written.number}`,
        'unfiled-replacement',
        '2026-12-10',
        `/staff/${written.number}`,
      ],
      [
        `staff-unapproved-key-replacement:${written.number}`,
        'unapproved-key-replacement',
        '2026-12-10',
        `/staff/${written.number}`,
      ],
    ]);
    expect(await proposeFacts(core, { from: '2026-01-01', to: '2026-12-09' })).toEqual([]);
    expect((await errorOf(complete(true))).message).toContain('已更换');
  });

  it('forgotten after its day is proposed, taken back it is not', async () => {
    const written = await replace('李工程', {
      effectiveOn: '2026-12-12',
      handoverFrom: '2026-12-11',
      handoverTo: '2026-12-12',
    });
    const ofThis = async () =>
      (await proposeFacts(core, { from: '2026-12-12', to: '2026-12-12' })).map(({ type }) => type);
    expect(await ofThis()).toEqual([]);
    goTo('2026-12-13');
    expect(await ofThis()).toEqual(['unfiled-replacement']);
    await cancelReplacement(core, engineer, { id: written.id, reason: '不换了' });
    expect(await ofThis()).toEqual([]);
    expect((await replacementNumbered(core, written.number)).state).toBe('cancelled');
    expect((await listReplacements(core, { offset: 0, limit: 10 })).total).toBe(3);
  });
});

describe('a request to the remote experts', () => {
  it('goes with a masked bundle that is looked at first', async () => {
    const request = await askExpert(core, engineer, {
      title: '转换进程退出',
      urgency: 'urgent',
      description: '联系 13800000002，库口令 password=Secret123',
      expert: '赵专家',
      channel: '电话',
      link: '',
    });
    expect(await waitingStaff(core, expert)).toMatchObject({ requests: 1 });
    const secret = 'postgres://scott:tiger@10.11.12.13/db';
    recordUnexpected(core.workspace, 'test', new Error(`${secret} 510102199001011234 in ${workspace.dir}/x`));
    const bundle = await previewBundle(core, request.id);
    const all = bundle.sections.map(({ text }) => text).join('\n');
    for (const hidden of ['Secret123', '13800000002', 'tiger', '10.11.12.13', '199001', workspace.dir])
      expect(all).not.toContain(hidden);
    expect(all).toContain('postgres://****@10.11.*.*');
    expect(bundle.masked).toBeGreaterThan(3);
    expect((await errorOf(saveBundle(core, engineer, { id: request.id, digest: 'other' }))).code).toBe(
      'STAFF_BUNDLE_STALE',
    );
    const saved = await saveBundle(core, engineer, { id: request.id, digest: bundle.digest });
    expect(saved.content.toString('utf8')).toContain('■ 程序与系统');
    const place = join(workspace.dir, 'results', 'experts', `${request.number}.txt`);
    writeFileSync(place, `${readFileSync(place, 'utf8')}x`);
    expect((await errorOf(saveBundle(core, engineer, { id: request.id, digest: bundle.digest }))).code).toBe(
      'STAFF_BUNDLE_STALE',
    );
    const { rows } = await listAudit(core, { offset: 0, limit: 100 });
    expect(rows.filter(({ action }) => action === 'staff.exportBundle')).toHaveLength(1);
    expect((await errorOf(closeRequest(core, engineer, { id: request.id, conclusion: 'x' }))).code).toBe(
      'STAFF_REQUEST_OPEN',
    );
    await answerRequest(core, expert, { id: request.id, answer: '调低并发', answeredBy: '别人' });
    expect(await waitingStaff(core, engineer)).toMatchObject({ requests: 1 });
    expect(await closeRequest(core, engineer, { id: request.id, conclusion: '已解决' })).toMatchObject({
      state: 'closed',
      answeredBy: '赵专家',
    });
    expect(
      (await errorOf(answerRequest(core, expert, { id: request.id, answer: 'x', answeredBy: '' }))).code,
    ).toBe('STAFF_REQUEST_CLOSED');
  });
});
