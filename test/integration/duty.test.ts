import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../electron/core/core.ts';
import {
  acceptHandover,
  addMatter,
  closeMatter,
  currentDuty,
  dutyHistory,
  signInForDuty,
  signOutOfDuty,
} from '../../electron/core/duty/duty.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let zhang: Actor;
let li: Actor;
beforeEach(async () => {
  test = await testWorkspace({ now: () => new Date('2026-11-19T23:30:00Z') });
  zhang = await signedIn(test.core, 'engineer', '张三');
  li = await signedIn(test.core, 'manager', '李四');
});
afterEach(() => test.remove());

const HANDOVER = { faceToFace: true, systemState: '各项正常', items: '钥匙一把', notices: '', risks: '' };

describe('duty', () => {
  it('belongs to the Beijing day, once per person', async () => {
    const shift = await signInForDuty(test.core, zhang);
    expect(shift).toMatchObject({ day: '2026-11-20', operatorName: '张三', signedOutAt: null });
    expect((await errorOf(signInForDuty(test.core, zhang))).code).toBe('DUTY_ALREADY_SIGNED_IN');
    expect((await currentDuty(test.core, li)).onDuty).toHaveLength(1);
  });

  it('two sign-ins at once in two processes make one shift', async () => {
    const second = await test.again();
    const outcomes = await Promise.allSettled([
      signInForDuty(test.core, zhang),
      signInForDuty(second, zhang),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect((await currentDuty(test.core, zhang)).onDuty).toHaveLength(1);
  });

  it('cannot be signed out of without having signed in', async () => {
    expect((await errorOf(signOutOfDuty(test.core, zhang, { note: '' }))).code).toBe('DUTY_NOT_SIGNED_IN');
  });

  it('hands open matters over, again and again until somebody closes them', async () => {
    const matter = await addMatter(test.core, zhang, { title: '等最高院回执', detail: '第 3 包' });
    for (const [from, to] of [
      [zhang, li],
      [li, zhang],
    ] as const) {
      await signInForDuty(test.core, from);
      await signOutOfDuty(test.core, from, { note: '交班', handover: HANDOVER });
      const waiting = (await currentDuty(test.core, to)).waitingHandover;
      expect(waiting?.matters.map((each) => each.title)).toEqual(['等最高院回执']);
      if (!waiting) throw new Error('a hand-over must wait');
      const accepted = await acceptHandover(test.core, to, waiting.id);
      expect(accepted).toMatchObject({ fromName: from.name, toName: to.name });
    }
    expect((await currentDuty(test.core, zhang)).matters[0]?.carriedOver).toBe(2);
    const closed = await closeMatter(test.core, zhang, { id: matter.id, conclusion: '已收到' });
    expect(closed).toMatchObject({ closedBy: '张三', conclusion: '已收到' });
    expect((await currentDuty(test.core, zhang)).matters).toEqual([]);
    expect((await dutyHistory(test.core, { offset: 0, limit: 10 })).rows[0]?.handover?.matters).toHaveLength(
      1,
    );
  });

  it('refuses to accept one’s own hand-over, or one twice', async () => {
    await signInForDuty(test.core, zhang);
    await signOutOfDuty(test.core, zhang, { note: '', handover: HANDOVER });
    const id = (await currentDuty(test.core, li)).waitingHandover?.id ?? '';
    expect((await errorOf(acceptHandover(test.core, zhang, id))).code).toBe('HANDOVER_OWN');
    await acceptHandover(test.core, li, id);
    expect((await errorOf(acceptHandover(test.core, li, id))).code).toBe('HANDOVER_ALREADY_ACCEPTED');
  });

  it('closes a matter once', async () => {
    const { id } = await addMatter(test.core, zhang, { title: '换硬盘', detail: '' });
    await closeMatter(test.core, li, { id, conclusion: '已换' });
    expect((await errorOf(closeMatter(test.core, li, { id, conclusion: '再换' }))).code).toBe(
      'MATTER_NOT_OPEN',
    );
  });
});
