import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../electron/core/core.ts';
import {
  attendanceMonth,
  attendanceTrace,
  correctAttendance,
  myAttendance,
  signAttendance,
} from '../../electron/core/duty/attendance.ts';
import type { Machine } from '../../electron/core/duty/clock.ts';
import {
  acceptHandover,
  addMatter,
  compareShiftClock,
  currentDuty,
  signInForDuty,
  signOutOfDuty,
} from '../../electron/core/duty/duty.ts';
import { proposeFacts } from '../../electron/core/duty/facts.ts';
import { printHandover } from '../../electron/core/duty/handoverPrint.ts';
import { addLogEntry, listLog, strikeLogEntry } from '../../electron/core/duty/logbook.ts';
import { dutyOutlook } from '../../electron/core/duty/outlook.ts';
import { readRules, savePerson, saveRules } from '../../electron/core/duty/people.ts';
import { publishRoster } from '../../electron/core/duty/planning.ts';
import { askFor, decideRequest } from '../../electron/core/duty/requests.ts';
import { assignSlot } from '../../electron/core/duty/slots.ts';
import type { DutyPerson } from '../../shared/contract/dutyRoster.ts';
import { quickOperator } from '../support/dutyPeople.ts';
import { pdfText } from '../support/pdfText.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let now: Date;
let machine: Machine & { seconds: number };
let manager: Actor;
let zhang: Actor;
let person: DutyPerson;

/** Beijing wall clock; the machine's counter goes with it unless told otherwise. */
function clock(text: string, counterGoes = true): void {
  const next = new Date(`${text.replace(' ', 'T')}:00+08:00`);
  if (counterGoes) machine.seconds += (next.getTime() - now.getTime()) / 1000;
  now = next;
}

beforeEach(async () => {
  now = new Date('2026-11-10T00:00:00Z');
  machine = { seconds: 1_000_000, uptime: () => machine.seconds, drift: () => 0 };
  test = await testWorkspace({ now: () => now });
  manager = await quickOperator(test.core, 'manager', '陈经理');
  zhang = await quickOperator(test.core, 'engineer', '张三');
  person = await savePerson(test.core, manager, {
    name: '张三',
    phone: '',
    operatorId: zhang.operatorId,
    attends: true,
    active: true,
    since: '2026-11-09',
  });
});
afterEach(() => test.remove());

const cellOf = async (day: string) =>
  (await attendanceMonth(test.core, day.slice(0, 7))).cells.find((cell) => cell.day === day);

describe('attendance', () => {
  it('is signed by the person, judged by the hours of the day, and found late or absent afterwards', async () => {
    clock('2026-11-10 09:20');
    const signed = await signAttendance(test.core, zhang, 'in', machine);
    expect(signed).toMatchObject({ verdict: 'faulty', faults: ['late'], lateMinutes: 20 });
    expect((await errorOf(signAttendance(test.core, zhang, 'in', machine))).code).toBe(
      'ATTENDANCE_ALREADY_IN',
    );
    expect((await errorOf(signAttendance(test.core, manager, 'in', machine))).code).toBe(
      'ATTENDANCE_NOT_KEPT',
    );
    clock('2026-11-10 16:30');
    await signAttendance(test.core, zhang, 'out', machine);
    clock('2026-11-10 17:05');
    await signAttendance(test.core, zhang, 'out', machine);
    expect(await cellOf('2026-11-10')).toMatchObject({ faults: ['late'], earlyMinutes: 0 });
    expect(await attendanceTrace(test.core, { personId: person.id, day: '2026-11-10' })).toHaveLength(3);
    clock('2026-11-15 10:00');
    const month = await attendanceMonth(test.core, '2026-11');
    expect(month.cells[0]?.day).toBe('2026-11-09');
    expect(month.cells.at(-1)).toMatchObject({ day: '2026-11-15', verdict: 'rest' });
    const facts = await proposeFacts(test.core, { from: '2026-11-09', to: '2026-11-30' });
    expect(facts.map(({ date, type }) => `${date} ${type}`)).toEqual(
      ['09', '10', '11', '12', '13'].map((day) => `2026-11-${day} attendance`),
    );
    expect(facts[1]).toMatchObject({
      person: '张三',
      text: '2026-11-10 周二 张三迟到 20 分钟',
      link: '/duty/attendance?day=2026-11-10',
    });
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  it('is corrected by somebody else, with the reason, and the trace stays', async () => {
    clock('2026-11-11 10:00');
    const correct = {
      personId: person.id,
      day: '2026-11-10',
      kind: 'in' as const,
      time: '08:55',
      reason: '忘签',
    };
    await correctAttendance(test.core, manager, correct);
    expect(await cellOf('2026-11-10')).toMatchObject({ corrected: true, faults: ['no-out'] });
    const early = { ...correct, kind: 'out' as const, time: '08:30' };
    expect(await errorOf(correctAttendance(test.core, manager, early))).toMatchObject({
      code: 'ATTENDANCE_TIME',
      details: { field: 'time' },
    });
    await correctAttendance(test.core, manager, { ...correct, kind: 'out', time: '17:00' });
    expect((await cellOf('2026-11-10'))?.verdict).toBe('normal');
    const future = { ...correct, day: '2026-11-11', time: '18:00' };
    expect((await errorOf(correctAttendance(test.core, manager, future))).code).toBe('ATTENDANCE_TIME');
    expect((await errorOf(correctAttendance(test.core, zhang, correct))).code).toBe('ATTENDANCE_OWN');
    const old = { ...correct, day: '2026-05-11' };
    expect((await errorOf(correctAttendance(test.core, manager, old))).code).toBe('ATTENDANCE_SETTLED');
    const trace = await attendanceTrace(test.core, { personId: person.id, day: '2026-11-10' });
    expect(trace).toMatchObject([{ source: 'correction', reason: '忘签', recordedBy: '陈经理' }, {}]);
  });

  it('approved leave excuses the day', async () => {
    const leave = await askFor(test.core, zhang, {
      kind: 'leave',
      leaveKind: 'annual',
      fromDay: '2026-11-09',
      fromHalf: 'am',
      toDay: '2026-11-10',
      toHalf: 'am',
      reason: '年休',
      substitutes: [],
    });
    await decideRequest(test.core, manager, { id: leave.id, approved: true, note: '' });
    clock('2026-11-10 13:02');
    await signAttendance(test.core, zhang, 'in', machine);
    clock('2026-11-11 08:00');
    expect(await cellOf('2026-11-09')).toMatchObject({ verdict: 'leave', leave: ['am', 'pm'] });
    expect(await cellOf('2026-11-10')).toMatchObject({ leave: ['am'], faults: ['no-out'] });
    expect(await proposeFacts(test.core, { from: '2026-11-01', to: '2026-11-10' })).toEqual([]);
  });

  it('a year no arrangement is published for judges nobody', async () => {
    clock('2027-01-06 10:00');
    const month = await attendanceMonth(test.core, '2027-01');
    expect(new Set(month.cells.map(({ verdict }) => verdict))).toEqual(new Set(['unpublished']));
    expect((await myAttendance(test.core, zhang)).hours).toBe('');
  });
});

describe('the clock', () => {
  it('that was set by hand between two sign-ins is recorded and shown', async () => {
    clock('2026-11-10 09:00');
    const first = await signInForDuty(test.core, zhang, machine);
    expect(first.clock).toMatchObject({ suspect: false, behindSeconds: 0, centreState: 'unchecked' });
    await signOutOfDuty(test.core, zhang, { note: '' });
    // Forty minutes pass; the clock is put back by thirty.
    machine.seconds += 2_400;
    clock('2026-11-10 09:10', false);
    const second = await signInForDuty(test.core, zhang, machine);
    expect(second.clock).toMatchObject({ suspect: true, jumpSeconds: -1_800, behindSeconds: 0 });
    expect((await currentDuty(test.core, zhang)).mine?.clock?.suspect).toBe(true);
    await signOutOfDuty(test.core, zhang, { note: '' });
  });

  it('that stands before the newest entry of the log is recorded', async () => {
    clock('2026-11-10 12:00');
    await signInForDuty(test.core, zhang, machine);
    await signOutOfDuty(test.core, zhang, { note: '' });
    // Started anew: the counter says nothing, the log does.
    machine.seconds = 30;
    clock('2026-11-10 08:55', false);
    const { clock: check } = await signInForDuty(test.core, zhang, machine);
    expect(check).toMatchObject({ suspect: true, behindSeconds: 11_100 });
  });

  it('that jumped within the session is recorded; without a data centre there is nothing more to compare with', async () => {
    const jumped = { ...machine, drift: () => 3_600 };
    const shift = await signInForDuty(test.core, zhang, jumped);
    expect(shift.clock).toMatchObject({ suspect: true, jumpSeconds: 3_600 });
    expect((await compareShiftClock(test.core, shift.id)).centreState).toBe('none');
    expect((await errorOf(compareShiftClock(test.core, 'x'))).code).toBe('DUTY_SHIFT_UNKNOWN');
  });

  it('goes through a sleep of the machine without a doubt', async () => {
    clock('2026-11-10 09:00');
    await signAttendance(test.core, zhang, 'in', machine);
    clock('2026-11-11 08:50');
    expect((await signAttendance(test.core, zhang, 'in', machine)).clockSuspect).toBe(false);
  });
});

describe('the roster and who is there', () => {
  beforeEach(async () => {
    const rules = await readRules(test.core);
    await saveRules(test.core, manager, { ...rules, required: ['primary'] });
    for (const day of ['2026-11-10', '2026-11-11', '2026-11-14', '2026-11-15'])
      await assignSlot(test.core, manager, {
        day,
        shift: 'full',
        role: 'primary',
        personId: person.id,
        reason: '',
      });
  });

  it('only a published duty is missed; each kind of day is named', async () => {
    clock('2026-11-16 10:00');
    const range = { from: '2026-11-10', to: '2026-11-15' };
    const absences = async () =>
      (await proposeFacts(test.core, range)).filter(({ type }) => type === 'duty-absence');
    expect(await absences()).toEqual([]);
    clock('2026-11-10 08:50');
    await publishRoster(test.core, manager, { month: '2026-11', despiteFindings: true });
    await signInForDuty(test.core, zhang, machine);
    clock('2026-11-10 20:00');
    await signOutOfDuty(test.core, zhang, { note: '' });
    clock('2026-11-16 10:00');
    expect((await absences()).map(({ date, dayKind }) => `${date} ${dayKind}`)).toEqual([
      '2026-11-11 workday',
      '2026-11-14 weekend',
      '2026-11-15 weekend',
    ]);
  });

  it('reminds of the sign-in, the hand-over and tomorrow', async () => {
    await publishRoster(test.core, manager, { month: '2026-11', despiteFindings: true });
    clock('2026-11-10 08:40');
    const kinds = async (actor: Actor) =>
      (await dutyOutlook(test.core, actor)).reminders.map(({ kind, acts }) => `${kind} ${acts}`);
    expect(await kinds(zhang)).toEqual(['sign-in-due true', 'duty-tomorrow false']);
    clock('2026-11-10 09:30');
    expect((await dutyOutlook(test.core, zhang)).expected).toMatchObject([
      { state: 'missing', name: '张三' },
    ]);
    await signAttendance(test.core, zhang, 'in', machine);
    await signInForDuty(test.core, zhang, machine);
    expect(await kinds(zhang)).toEqual(['duty-tomorrow false']);
    expect((await dutyOutlook(test.core, manager)).expected).toMatchObject([{ state: 'present' }]);
    await signOutOfDuty(test.core, zhang, {
      note: '',
      handover: { faceToFace: true, systemState: '正常', items: '', notices: '', risks: '' },
    });
    expect(await kinds(manager)).toEqual(['handover-waiting true']);
    expect(await kinds(zhang)).toContain('handover-waiting false');
  });
});

describe('the duty log', () => {
  it('belongs to the shift, is handed over and printed, and nothing is taken out of it', async () => {
    clock('2026-11-10 22:00');
    await signInForDuty(test.core, zhang, machine);
    clock('2026-11-11 00:20');
    const call = await addLogEntry(test.core, zhang, {
      kind: 'call',
      time: '23:50',
      who: '成都中院 刘某',
      phone: '028-1',
      content: '前置机不通',
      outcome: '已重启',
    });
    expect(call).toMatchObject({ day: '2026-11-10', who: '成都中院 刘某', writtenBy: '张三' });
    const entry = { kind: 'round' as const, who: '', phone: '', content: '温度 23 度', outcome: '' };
    const round = await addLogEntry(test.core, zhang, entry);
    const ahead = await errorOf(addLogEntry(test.core, zhang, { ...entry, time: '12:00' }));
    expect(ahead).toMatchObject({ code: 'DUTY_LOG_FUTURE', details: { field: 'time' } });
    const struck = await strikeLogEntry(test.core, zhang, { id: round.id, reason: '写错' });
    expect(struck).toMatchObject({ voidReason: '写错', voidedBy: '张三' });
    const again = strikeLogEntry(test.core, zhang, { id: round.id, reason: '再写错' });
    expect((await errorOf(again)).code).toBe('DUTY_LOG_STRUCK');
    const page = { from: '2026-11-10', to: '2026-11-11', offset: 0, limit: 10 };
    expect((await listLog(test.core, page)).rows.map(({ kind }) => kind)).toEqual(['round', 'call']);
    expect((await listLog(test.core, { ...page, kinds: ['call'] })).total).toBe(1);
    expect((await errorOf(listLog(test.core, { ...page, to: '2026-11-01' }))).code).toBe('DUTY_LOG_RANGE');

    await addMatter(test.core, zhang, { title: '等厂商回电', detail: '编号 77' });
    await signOutOfDuty(test.core, zhang, {
      note: '',
      handover: { faceToFace: true, systemState: '正常', items: '钥匙 2 把', notices: '', risks: '' },
    });
    const waiting = (await currentDuty(test.core, manager)).waitingHandover;
    expect(waiting?.log).toHaveLength(2);
    await acceptHandover(test.core, manager, waiting?.id ?? '');
    const { pdf } = await printHandover(test.core, manager, waiting?.id ?? '');
    if (process.env.OPS_SCREENSHOTS) writeFileSync(`${process.env.OPS_SCREENSHOTS}/handover.pdf`, pdf);
    const { all } = await pdfText(pdf);
    for (const part of ['前置机不通', '等厂商回电', '钥匙2把', '张三', '陈经理']) expect(all).toContain(part);
    expect(all).not.toContain('温度');
    expect((await errorOf(printHandover(test.core, manager, 'x'))).code).toBe('HANDOVER_NOT_FOUND');
  });
});
