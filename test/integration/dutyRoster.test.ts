import { writeFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor } from '../../electron/core/core.ts';
import { answerRequest } from '../../electron/core/duty/consent.ts';
import { returnFromLeave } from '../../electron/core/duty/leaveEnd.ts';
import { dutyOutlook } from '../../electron/core/duty/outlook.ts';
import { listPeople, readRules, savePerson, saveRules } from '../../electron/core/duty/people.ts';
import { generateRoster, previewRoster, publishRoster } from '../../electron/core/duty/planning.ts';
import {
  askFor,
  decideRequest,
  dutiesUnderLeave,
  listRequests,
  withdrawRequest,
} from '../../electron/core/duty/requests.ts';
import { rosterMonth } from '../../electron/core/duty/roster.ts';
import { exportRoster, printRoster } from '../../electron/core/duty/sheet.ts';
import { assignSlot, exchangeSlots } from '../../electron/core/duty/slots.ts';
import type { CheckContext } from '../../electron/core/inspection/checks/check.ts';
import { dutyCovered } from '../../electron/core/inspection/checks/service.ts';
import { saveMember } from '../../electron/core/staff/staff.ts';
import type { DutyPerson } from '../../shared/contract/dutyRoster.ts';
import { type MemberInput, memberInputSchema } from '../../shared/contract/staff.ts';
import { quickOperator } from '../support/dutyPeople.ts';
import { pdfText } from '../support/pdfText.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const MONTH = '2026-11';
let test: TestWorkspace;
let manager: Actor;
let supervisor: Actor;
let zhang: Actor;
let li: Actor;
let people: Record<'zhang' | 'li' | 'wang' | 'boss', DutyPerson>;

beforeEach(async () => {
  test = await testWorkspace({ now: () => new Date('2026-11-10T01:30:00Z') });
  manager = await quickOperator(test.core, 'manager', '陈经理');
  supervisor = await quickOperator(test.core, 'supervisor', '王监督');
  zhang = await quickOperator(test.core, 'engineer', '张三');
  li = await quickOperator(test.core, 'engineer', '李四');
  const add = (name: string, operatorId: string | null) =>
    savePerson(test.core, manager, { name, phone: '13800000000', operatorId, attends: true, active: true });
  people = {
    zhang: await add('张三', zhang.operatorId),
    li: await add('李四', li.operatorId),
    wang: await add('王五', null),
    boss: await add('陈经理', manager.operatorId),
  };
  const ring = [people.zhang.id, people.li.id, people.wang.id];
  await saveRules(test.core, manager, {
    ...(await readRules(test.core)),
    order: { leader: [people.boss.id], primary: ring, backup: ring },
  });
});
afterEach(() => test.remove());

const primary = (day: string) => ({ day, shift: 'full', role: 'primary' as const });
const holder = async (day: string, role = 'primary') =>
  (await rosterMonth(test.core, day.slice(0, 7))).slots.find((slot) => slot.day === day && slot.role === role)
    ?.personId;

describe('the roster by rotation', () => {
  it('fills a month without gaps, goes on in the next, and shows days nobody has published', async () => {
    const preview = await previewRoster(test.core, { month: MONTH, first: { primary: people.li.id } });
    expect(preview.findings).toEqual([]);
    expect((await rosterMonth(test.core, MONTH)).state).toBe('empty');
    await generateRoster(test.core, zhang, { month: MONTH, first: { primary: people.li.id } });
    const november = await rosterMonth(test.core, MONTH);
    expect(november.slots).toHaveLength(90);
    expect(november.findings).toEqual([]);
    expect(november.days[0]).toMatchObject({ day: '2026-11-01', kind: 'weekend' });
    // The first workday's turn is the named one's, and each kind of day is shared on its own.
    expect(await holder('2026-11-02')).toBe(people.li.id);
    const workdays = november.fairness.month.slice(0, 3).map((row) => row.primary.workday);
    expect(workdays).toEqual([7, 7, 7]);
    expect(november.fairness.month.slice(0, 3).map((row) => row.primary.weekend)).toEqual([3, 3, 3]);

    const december = await generateRoster(test.core, zhang, { month: '2026-12', first: {} });
    expect(december.carried).toBe(true);
    const lastOf = november.slots.filter(({ day, role }) => day === '2026-11-30' && role === 'primary')[0];
    const ring = [people.zhang.id, people.li.id, people.wang.id];
    const next = ring[(ring.indexOf(lastOf?.personId ?? '') + 1) % 3];
    expect(await holder('2026-12-01')).toBe(next);

    const january = await previewRoster(test.core, { month: '2027-01', first: {} });
    expect(january.unpublishedDays).toBe(31);
    expect((await rosterMonth(test.core, '2027-01')).days[0]?.label).toBe('未发布');
  });

  it('asks for people first, and never overwrites what is published', async () => {
    await saveRules(test.core, manager, {
      ...(await readRules(test.core)),
      order: { leader: [], primary: [], backup: [] },
    });
    expect((await errorOf(previewRoster(test.core, { month: MONTH, first: {} }))).code).toBe(
      'DUTY_ORDER_EMPTY',
    );
    const empty = { month: MONTH, despiteFindings: true };
    expect((await errorOf(publishRoster(test.core, manager, empty))).code).toBe('DUTY_ROSTER_EMPTY');
    await assignSlot(test.core, manager, { ...primary('2026-11-12'), personId: people.li.id, reason: '' });
    const gaps = await errorOf(publishRoster(test.core, manager, { month: MONTH, despiteFindings: false }));
    expect(gaps.code).toBe('DUTY_ROSTER_FINDINGS');
    await publishRoster(test.core, manager, empty);
    await saveRules(test.core, manager, {
      ...(await readRules(test.core)),
      order: { leader: [], primary: [people.li.id], backup: [] },
    });
    const again = await errorOf(generateRoster(test.core, manager, { month: MONTH, first: {} }));
    expect(again.code).toBe('DUTY_MONTH_PUBLISHED');
  });
});

describe('changes by hand', () => {
  beforeEach(() => generateRoster(test.core, zhang, { month: MONTH, first: {} }));

  it('refuses a person twice at a time, inactive people and unknown shifts', async () => {
    const backup = (await holder('2026-11-12', 'backup')) ?? '';
    const overlap = await errorOf(
      assignSlot(test.core, zhang, { ...primary('2026-11-12'), personId: backup, reason: '' }),
    );
    expect(overlap).toMatchObject({ code: 'DUTY_OVERLAP', details: { field: 'personId' } });
    expect(overlap.message).toContain('备班（B角）');
    await savePerson(test.core, manager, { ...people.wang, active: false });
    const free = (await holder('2026-11-12')) === people.wang.id ? '2026-11-13' : '2026-11-12';
    const inactive = { ...primary(free), personId: people.wang.id, reason: '' };
    expect((await errorOf(assignSlot(test.core, zhang, inactive))).code).toBe('DUTY_PERSON_INACTIVE');
    const kinds = (await rosterMonth(test.core, MONTH)).findings.map(({ kind }) => kind);
    expect(kinds).toContain('inactive');
    const unknown = { ...inactive, shift: 'x', personId: people.li.id };
    expect((await errorOf(assignSlot(test.core, zhang, unknown))).code).toBe('DUTY_SHIFT_UNKNOWN');
  });

  it('exchanges two places; clears one and shows the gap; a published month keeps the trace', async () => {
    const [a, b] = [await holder('2026-11-12'), await holder('2026-11-13')];
    await exchangeSlots(test.core, zhang, {
      from: primary('2026-11-12'),
      to: primary('2026-11-13'),
      reason: '',
    });
    expect([await holder('2026-11-12'), await holder('2026-11-13')]).toEqual([b, a]);
    await assignSlot(test.core, zhang, { ...primary('2026-11-14'), personId: null, reason: '' });
    const open = (await rosterMonth(test.core, MONTH)).findings;
    expect(open).toMatchObject([{ kind: 'gap', day: '2026-11-14', role: 'primary' }]);
    expect((await rosterMonth(test.core, MONTH)).changes).toEqual([]);

    await publishRoster(test.core, manager, { month: MONTH, despiteFindings: true });
    const fill = { ...primary('2026-11-14'), personId: people.zhang.id, reason: '' };
    const free = (await holder('2026-11-14', 'backup')) !== people.zhang.id;
    if (!free) fill.personId = people.li.id;
    expect((await errorOf(assignSlot(test.core, zhang, fill))).code).toBe('DUTY_REASON_NEEDED');
    await assignSlot(test.core, zhang, { ...fill, reason: '补排' });
    expect((await rosterMonth(test.core, MONTH)).changes).toMatchObject([
      { day: '2026-11-14', fromName: null, reason: '补排', changedBy: '张三' },
    ]);
  });

  it('two sessions changing one place leave one holder', async () => {
    const second = await test.again(() => new Date('2026-11-10T01:30:00Z'));
    await assignSlot(test.core, zhang, {
      day: '2026-11-12',
      shift: 'full',
      role: 'backup',
      personId: null,
      reason: '',
    });
    await Promise.allSettled([
      assignSlot(test.core, zhang, { ...primary('2026-11-12'), personId: people.zhang.id, reason: '' }),
      assignSlot(second, li, { ...primary('2026-11-12'), personId: people.li.id, reason: '' }),
    ]);
    const held = (await rosterMonth(test.core, MONTH)).slots.filter(
      ({ day, role }) => day === '2026-11-12' && role === 'primary',
    );
    expect(held).toHaveLength(1);
  });
});

describe('requests', () => {
  beforeEach(async () => {
    await generateRoster(test.core, zhang, { month: MONTH, first: {} });
    await publishRoster(test.core, manager, { month: MONTH, despiteFindings: false });
  });
  const dutyOf = async (person: DutyPerson, from = '2026-11-11') =>
    (await rosterMonth(test.core, MONTH)).slots.find(
      ({ day, role, personId }) => day >= from && role === 'primary' && personId === person.id,
    )?.day ?? '';

  const agree = (actor: Actor, id: string) => answerRequest(test.core, actor, { id, agreed: true, note: '' });

  it('a swap happens when the other one agreed and somebody else approved, once', async () => {
    const own = await dutyOf(people.zhang);
    const other = await dutyOf(people.li);
    const request = await askFor(test.core, zhang, {
      kind: 'swap',
      own: primary(own),
      other: primary(other),
      reason: '家中有事',
    });
    expect(request.state).toBe('asked');
    expect(await holder(own)).toBe(people.zhang.id);
    const decision = { id: request.id, approved: true, note: '' };
    expect((await errorOf(decideRequest(test.core, manager, decision))).code).toBe('DUTY_REQUEST_ASKED');
    expect((await errorOf(agree(zhang, request.id))).code).toBe('DUTY_CONSENT_OTHER');
    expect((await dutyOutlook(test.core, li)).reminders.map(({ kind }) => kind)).toContain('consent-waiting');
    const both = await Promise.allSettled([
      agree(li, request.id),
      answerRequest(test.core, li, { id: request.id, agreed: false, note: '不便' }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both[0].status).toBe('fulfilled');
    expect((await dutyOutlook(test.core, manager)).reminders.map(({ kind }) => kind)).toContain(
      'request-waiting',
    );
    expect((await errorOf(decideRequest(test.core, zhang, decision))).code).toBe('DUTY_REQUEST_OWN');
    const refused = { ...decision, approved: false };
    expect((await errorOf(decideRequest(test.core, manager, refused))).code).toBe('DUTY_REQUEST_NOTE');
    const second = await test.again(() => new Date('2026-11-10T01:30:00Z'));
    const outcomes = await Promise.allSettled([
      decideRequest(test.core, manager, decision),
      decideRequest(second, supervisor, decision),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await holder(own)).toBe(people.li.id);
    expect(await holder(other)).toBe(people.zhang.id);
    const after = await rosterMonth(test.core, MONTH);
    // On Zhang's day Li was the B角: there they traded roles.
    expect(after.changes).toHaveLength(3);
    expect(after.changes[0]?.reason).toContain('换班（张三）');
    expect(after.findings).toEqual([]);
    expect((await errorOf(withdrawRequest(test.core, zhang, request.id))).code).toBe('DUTY_REQUEST_DECIDED');
  });

  /** Wang has no account: a colleague who did not ask notes what he said. */
  const consentOf = (personId: string, id: string) =>
    personId === people.li.id
      ? agree(li, id)
      : answerRequest(test.core, li, { id, personId, agreed: true, note: '14:20 电话同意' });

  it('who declines says why and ends it; without an account a colleague notes the answer, never the asker', async () => {
    const own = await dutyOf(people.zhang);
    const ask = (to: DutyPerson) =>
      dutyOf(to).then((other) =>
        askFor(test.core, zhang, { kind: 'swap', own: primary(own), other: primary(other), reason: '出差' }),
      );
    const first = await ask(people.li);
    const silent = { id: first.id, agreed: false, note: '' };
    expect(await errorOf(answerRequest(test.core, li, silent))).toMatchObject({
      code: 'DUTY_CONSENT_NOTE',
      details: { field: 'note' },
    });
    const onBehalf = { id: first.id, personId: people.li.id, agreed: true, note: '电话' };
    expect((await errorOf(answerRequest(test.core, manager, onBehalf))).code).toBe('DUTY_CONSENT_OTHER');
    const declined = await answerRequest(test.core, li, { ...silent, note: '当天已请假' });
    expect(declined).toMatchObject({ state: 'declined', note: '当天已请假', decidedBy: '李四' });
    expect((await errorOf(agree(li, first.id))).code).toBe('DUTY_CONSENT_GIVEN');
    const told = (await dutyOutlook(test.core, zhang)).reminders.find(
      ({ kind }) => kind === 'request-decided',
    );
    expect(told).toMatchObject({ text: '您的换班申请对方不同意（李四：当天已请假）', acts: false });
    const late = { id: first.id, approved: true, note: '' };
    expect((await errorOf(decideRequest(test.core, manager, late))).code).toBe('DUTY_REQUEST_DECIDED');

    const second = await ask(people.wang);
    const wang = { id: second.id, personId: people.wang.id, agreed: true, note: '14:20 电话同意' };
    expect((await errorOf(answerRequest(test.core, zhang, wang))).code).toBe('DUTY_CONSENT_OWN');
    expect((await errorOf(answerRequest(test.core, li, { ...wang, note: '' }))).code).toBe(
      'DUTY_CONSENT_NOTE',
    );
    expect((await dutyOutlook(test.core, li)).reminders.map(({ kind }) => kind)).toContain('consent-waiting');
    const agreed = await answerRequest(test.core, li, wang);
    expect(agreed.state).toBe('waiting');
    expect(agreed.consents).toMatchObject([{ name: '王五', answer: 'agreed', answeredBy: '李四' }]);
    expect((await withdrawRequest(test.core, zhang, second.id)).state).toBe('withdrawn');
  });

  it('who takes a duty by it does not approve it too', async () => {
    const own = await dutyOf(people.zhang);
    const request = await askFor(test.core, zhang, {
      kind: 'substitute',
      own: primary(own),
      personId: people.boss.id,
      reason: '出差',
    }).catch((error: unknown) => error);
    // The boss leads that day: he cannot stand in. Without him on it, he may.
    expect(request).toMatchObject({ data: { code: 'DUTY_OVERLAP' } });
    const leader = { day: own, shift: 'full', role: 'leader' as const };
    await assignSlot(test.core, manager, { ...leader, personId: null, reason: '外出' });
    const asked = await askFor(test.core, zhang, {
      kind: 'substitute',
      own: primary(own),
      personId: people.boss.id,
      reason: '出差',
    });
    await agree(manager, asked.id);
    const approval = { id: asked.id, approved: true, note: '' };
    expect((await errorOf(decideRequest(test.core, manager, approval))).code).toBe('DUTY_REQUEST_OWN');
    await decideRequest(test.core, supervisor, approval);
    expect(await holder(own)).toBe(people.boss.id);
  });

  it('a substitute may not be on duty at the time, nor the same person; past duties are not swapped', async () => {
    const own = await dutyOf(people.zhang);
    const backup = (await holder(own, 'backup')) ?? '';
    const ask = (personId: string, day = own) =>
      askFor(test.core, zhang, { kind: 'substitute', own: primary(day), personId, reason: '出差' });
    expect(await errorOf(ask(backup))).toMatchObject({
      code: 'DUTY_OVERLAP',
      details: { field: 'personId' },
    });
    expect((await errorOf(ask(people.zhang.id))).code).toBe('DUTY_SAME_PERSON');
    const past = await dutyOf(people.zhang, '2026-11-01');
    expect(past < '2026-11-10').toBe(true);
    expect((await errorOf(ask(people.li.id, past))).code).toBe('DUTY_SLOT_PAST');
    expect((await errorOf(ask(people.li.id, await dutyOf(people.li)))).code).toBe('DUTY_NOT_YOURS');
  });

  it('one duty is given away once at a time', async () => {
    const own = await dutyOf(people.zhang);
    const backup = await holder(own, 'backup');
    const free = [people.li.id, people.wang.id].filter((id) => id !== backup);
    const ask = (personId = '') =>
      askFor(test.core, zhang, { kind: 'substitute', own: primary(own), personId, reason: '出差' });
    const first = await ask(free[0]);
    expect(await errorOf(ask(free[0]))).toMatchObject({
      code: 'DUTY_ASKED_ALREADY',
      details: { field: 'own' },
    });
    await withdrawRequest(test.core, zhang, first.id);
    expect((await ask(free[0])).state).toBe('asked');
  });

  it('leave over a duty is refused until each duty has a substitute; then it moves the duties', async () => {
    const own = await dutyOf(people.zhang);
    const span = { fromDay: own, fromHalf: 'am' as const, toDay: own, toHalf: 'pm' as const };
    const leave = { kind: 'leave' as const, leaveKind: 'sick' as const, ...span, reason: '就医' };
    const refused = await errorOf(askFor(test.core, zhang, { ...leave, substitutes: [] }));
    expect(refused).toMatchObject({ code: 'DUTY_LEAVE_OVER_SHIFT', details: { field: 'substitutes' } });
    expect(refused.message).toContain(own);
    const duties = await dutiesUnderLeave(test.core, zhang, span);
    expect(duties.map(({ day, role }) => `${day} ${role}`)).toEqual([`${own} primary`]);
    const backup = await holder(own, 'backup');
    const free = [people.li.id, people.wang.id].find((id) => id !== backup) ?? '';
    const substitutes = duties.map((slot) => ({ ...slot, personId: free }));
    const request = await askFor(test.core, zhang, { ...leave, substitutes });
    expect((await errorOf(askFor(test.core, zhang, { ...leave, substitutes }))).code).toBe(
      'DUTY_LEAVE_TWICE',
    );
    await consentOf(free, request.id);
    await decideRequest(test.core, supervisor, { id: request.id, approved: true, note: '' });
    expect(await holder(own)).toBe(free);
    const back = await errorOf(
      assignSlot(test.core, li, { ...primary(own), personId: people.zhang.id, reason: '换回' }),
    );
    expect(back.code).toBe('DUTY_ON_LEAVE');
    expect((await errorOf(returnFromLeave(test.core, zhang, request.id))).code).toBe('DUTY_NOT_ON_LEAVE');
    expect((await listRequests(test.core, { offset: 0, limit: 10, states: ['approved'] })).total).toBe(1);
  });

  it('an approval that no longer fits the roster is refused and stays waiting', async () => {
    const own = await dutyOf(people.zhang);
    const backup = await holder(own, 'backup');
    const free = [people.li.id, people.wang.id].find((id) => id !== backup) ?? '';
    const request = await askFor(test.core, zhang, {
      kind: 'substitute',
      own: primary(own),
      personId: free,
      reason: '出差',
    });
    await consentOf(free, request.id);
    await assignSlot(test.core, li, { ...primary(own), personId: null, reason: '另行安排' });
    const stale = await errorOf(
      decideRequest(test.core, manager, { id: request.id, approved: true, note: '' }),
    );
    expect(stale.code).toBe('DUTY_REQUEST_STALE');
    expect((await listRequests(test.core, { offset: 0, limit: 1 })).rows[0]?.state).toBe('waiting');
  });

  it('reversed leave, leave for others, people without an account', async () => {
    const leave = {
      kind: 'leave' as const,
      leaveKind: 'personal' as const,
      fromDay: '2026-11-20',
      fromHalf: 'pm' as const,
      toDay: '2026-11-20',
      toHalf: 'am' as const,
      reason: '事',
      substitutes: [],
    };
    expect((await errorOf(askFor(test.core, zhang, leave))).code).toBe('DUTY_LEAVE_SPAN');
    const noDay = { ...leave, toDay: '2026-11-31' };
    expect((await errorOf(askFor(test.core, zhang, noDay))).code).toBe('CALENDAR_DAY_INVALID');
    const other = { ...leave, toHalf: 'pm' as const, personId: people.li.id };
    expect((await errorOf(askFor(test.core, zhang, other))).code).toBe('DUTY_NOT_YOURS');
    expect((await errorOf(askFor(test.core, supervisor, leave))).code).toBe('DUTY_NO_PERSON');
  });
});

describe('the line on the check sheet', () => {
  const covered = (day: string) => dutyCovered({ core: test.core, day } as CheckContext);

  it('names what is open in the coming week; today and tomorrow are a fault', async () => {
    expect(await covered('2026-11-10')).toMatchObject({ level: 'fault' });
    await generateRoster(test.core, zhang, { month: MONTH, first: {} });
    expect(await covered('2026-11-10')).toMatchObject({
      level: 'fault',
      remark: expect.stringContaining('2026-11 值班表未发布'),
    });
    await publishRoster(test.core, manager, { month: MONTH, despiteFindings: false });
    expect(await covered('2026-11-10')).toMatchObject({ value: '7 天已排满', number: 0 });
    const gap = (day: string) =>
      assignSlot(test.core, manager, { ...primary(day), personId: null, reason: '测试' });
    await gap('2026-11-14');
    expect(await covered('2026-11-10')).toMatchObject({
      value: '1 处空班或冲突',
      level: 'warning',
      remark: expect.stringContaining('2026-11-14 周六 值班人（A角） 空班'),
    });
    await gap('2026-11-11');
    expect((await covered('2026-11-10')).level).toBe('fault');
    // At the end of a month the next one counts, as a warning until it is near.
    expect(await covered('2026-11-25')).toMatchObject({ level: 'warning' });
  });
});

describe('people of the staff register', () => {
  const member = (name: string, more: Partial<MemberInput> = {}) =>
    saveMember(test.core, manager, {
      ...memberInputSchema.parse({
        name,
        post: 'engineer',
        place: 'onsite',
        phone: '13900000009',
        since: '2026-01-01',
      }),
      ...more,
    } as Parameters<typeof saveMember>[2]);

  it('name and phone are the register’s; one entry is one person; who has gone is refused and flagged', async () => {
    const wang = await member('王五五');
    const linked = await savePerson(test.core, manager, { ...people.wang, memberId: wang.id });
    expect(linked).toMatchObject({ name: '王五五', phone: '13900000009', memberId: wang.id, until: '' });
    expect(await errorOf(savePerson(test.core, manager, { ...people.li, memberId: wang.id }))).toMatchObject({
      code: 'DUTY_MEMBER_TAKEN',
      details: { field: 'memberId' },
    });
    expect((await errorOf(savePerson(test.core, manager, { ...people.li, memberId: 'nobody' }))).code).toBe(
      'DUTY_MEMBER_UNKNOWN',
    );
    // People who are not in it stay as they are.
    expect((await listPeople(test.core)).filter(({ memberId }) => memberId === null)).toHaveLength(3);

    await generateRoster(test.core, zhang, { month: MONTH, first: {} });
    await test.core.log('staff_member').where({ id: wang.id }).update({ until: '2026-11-15' });
    const departed = (await rosterMonth(test.core, MONTH)).findings.filter(({ kind }) => kind === 'departed');
    expect(departed.length).toBeGreaterThan(5);
    expect(departed.every(({ day, personId }) => day > '2026-11-15' && personId === people.wang.id)).toBe(
      true,
    );
    const free = departed.find(({ role }) => role === 'primary')?.day ?? '';
    await assignSlot(test.core, zhang, { ...primary(free), personId: null, reason: '' });
    const back = { ...primary(free), personId: people.wang.id, reason: '' };
    expect((await errorOf(assignSlot(test.core, zhang, back))).code).toBe('DUTY_PERSON_DEPARTED');
    await generateRoster(test.core, zhang, { month: MONTH, first: {} });
    expect((await rosterMonth(test.core, MONTH)).findings).toEqual([]);
    const later = await generateRoster(test.core, zhang, { month: '2026-12', first: {} });
    expect(later.slots.some(({ personId }) => personId === people.wang.id)).toBe(false);
    const gone = await member('赵六');
    await test.core.log('staff_member').where({ id: gone.id }).update({ until: '2026-11-01' });
    const newcomer = { name: '赵六', phone: '', operatorId: null, attends: true, active: true };
    expect((await errorOf(savePerson(test.core, manager, { ...newcomer, memberId: gone.id }))).code).toBe(
      'DUTY_MEMBER_LEFT',
    );
  });
});

describe('people and rules', () => {
  it('one account is one person; shifts must not overlap; orders name people once', async () => {
    const twice = { ...people.wang, operatorId: zhang.operatorId };
    expect((await errorOf(savePerson(test.core, manager, twice))).code).toBe('DUTY_ACCOUNT_TAKEN');
    expect(await listPeople(test.core)).toHaveLength(4);
    const rules = await readRules(test.core);
    const shifts = [
      { id: 'day', name: '白班', start: '08:30', end: '17:30' },
      { id: 'night', name: '夜班', start: '17:00', end: '08:30' },
    ];
    expect(await errorOf(saveRules(test.core, manager, { ...rules, shifts }))).toMatchObject({
      code: 'DUTY_SHIFTS_OVERLAP',
      details: { field: 'shifts' },
    });
    const order = { ...rules.order, primary: [people.li.id, people.li.id] };
    expect((await errorOf(saveRules(test.core, manager, { ...rules, order }))).code).toBe(
      'DUTY_PERSON_NOT_FOUND',
    );
  });
});

describe('on paper and in files', () => {
  it('prints one landscape page, writes a workbook and a calendar, and records it', async () => {
    await generateRoster(test.core, zhang, { month: MONTH, first: {} });
    await publishRoster(test.core, manager, { month: MONTH, despiteFindings: false });
    const { pdf, pages } = await printRoster(test.core, manager, MONTH);
    if (process.env.OPS_SCREENSHOTS) writeFileSync(`${process.env.OPS_SCREENSHOTS}/roster.pdf`, pdf);
    const text = (await pdfText(pdf)).all;
    expect(pages).toBe(1);
    expect(text).toContain('2026年11月值班表');
    expect(text).toContain('11月30日');
    expect(text).not.toContain('空班');

    const workbook = await exportRoster(test.core, manager, { month: MONTH, format: 'xlsx' });
    const { sheets } = await readXlsx(workbook.bytes);
    expect(sheets[0]?.rows).toHaveLength(31);
    expect(sheets[0]?.rows[1]?.slice(0, 4)).toEqual(['2026-11-01', '周日', '周末', '全天']);

    const { bytes } = await exportRoster(test.core, manager, {
      month: MONTH,
      format: 'ics',
      personId: people.zhang.id,
    });
    const ics = Buffer.from(bytes).toString('utf8');
    const own = (await rosterMonth(test.core, MONTH)).slots.filter(
      ({ personId }) => personId === people.zhang.id,
    );
    expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(own.length);
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const actions = (await listAudit(test.core, { offset: 0, limit: 5 })).rows.map(({ action }) => action);
    expect(actions.slice(0, 3)).toEqual(['duty.export', 'duty.export', 'duty.print']);
  });
});

it('two windows that end one leave: the first counts, the other is told', async () => {
  const request = await askFor(test.core, zhang, {
    kind: 'leave',
    leaveKind: 'personal',
    fromDay: '2026-11-10',
    fromHalf: 'am',
    toDay: '2026-11-12',
    toHalf: 'pm',
    reason: '办事',
    substitutes: [],
  });
  await decideRequest(test.core, supervisor, { id: request.id, approved: true, note: '' });
  const ends = await Promise.allSettled([
    returnFromLeave(test.core, zhang, request.id),
    returnFromLeave(test.core, manager, request.id),
  ]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { rows } = await listAudit(test.core, { offset: 0, limit: 50 });
  expect(rows.filter(({ action }) => action === 'duty.returned')).toHaveLength(1);
  const [ended] = (await listRequests(test.core, { offset: 0, limit: 1 })).rows;
  expect(ended?.returnedAt).not.toBeNull();
});
