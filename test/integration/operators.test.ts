import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  actorOfSession,
  changePassword,
  listOperators,
  saveOperator,
  signIn,
  signOut,
} from '../../electron/core/operators/operators.ts';
import { errorOf, PASSWORD, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let now: Date;
beforeEach(async () => {
  now = new Date('2026-11-20T00:30:00Z');
  test = await testWorkspace({ now: () => now });
});
afterEach(() => test.remove());

describe('signing in', () => {
  it('gives a session that names the operator, until signed out', async () => {
    await signedIn(test.core, 'engineer', '张三');
    const { token, operator } = await signIn(test.core, { loginName: 'engineer-张三', password: PASSWORD });
    expect(operator).toMatchObject({ name: '张三', role: 'engineer' });
    expect(await actorOfSession(test.core, token)).toMatchObject({
      name: '张三',
      role: 'engineer',
      host: 'window',
    });
    await signOut(test.core, token);
    expect(await actorOfSession(test.core, token)).toBeUndefined();
  });

  it('refuses a wrong password and an unknown name with the same words', async () => {
    await signedIn(test.core, 'engineer', '张三');
    const wrong = await errorOf(signIn(test.core, { loginName: 'engineer-张三', password: 'no' }));
    const unknown = await errorOf(signIn(test.core, { loginName: '没有这个人', password: 'no' }));
    expect(wrong).toEqual(unknown);
    expect(wrong.code).toBe('SIGN_IN_REFUSED');
  });

  it('locks after five wrong passwords, for five minutes, also against the right one', async () => {
    await signedIn(test.core, 'engineer', '张三');
    const attempt = (password: string) => signIn(test.core, { loginName: 'engineer-张三', password });
    for (let i = 0; i < 5; i += 1) expect((await errorOf(attempt('no'))).code).toBe('SIGN_IN_REFUSED');
    expect((await errorOf(attempt(PASSWORD))).code).toBe('SIGN_IN_LOCKED');
    now = new Date(now.getTime() + 5 * 60_000 + 1);
    expect((await attempt(PASSWORD)).operator.name).toBe('张三');
  });

  it('ends by itself after 16 hours, and at once when the operator is switched off', async () => {
    const actor = await signedIn(test.core, 'engineer', '张三');
    const manager = await signedIn(test.core, 'manager', '李四');
    const { token } = await signIn(test.core, { loginName: 'engineer-张三', password: PASSWORD });
    now = new Date(now.getTime() + 16 * 3_600_000);
    expect(await actorOfSession(test.core, token)).toBeUndefined();
    const fresh = await signIn(test.core, { loginName: 'engineer-张三', password: PASSWORD });
    await saveOperator(test.core, manager, {
      id: actor.operatorId,
      name: '张三',
      loginName: 'engineer-张三',
      role: 'engineer',
      phone: '',
      active: false,
      password: '',
    });
    expect(await actorOfSession(test.core, fresh.token)).toBeUndefined();
    expect((await errorOf(signIn(test.core, { loginName: 'engineer-张三', password: PASSWORD }))).code).toBe(
      'SIGN_IN_REFUSED',
    );
  });
});

describe('the people of the console', () => {
  it('never show a password, nor the unattended operator', async () => {
    await signedIn(test.core, 'manager', '李四');
    const people = await listOperators(test.core);
    expect(people.map((person) => person.name)).toEqual(['李四']);
    expect(JSON.stringify(people)).not.toMatch(/scrypt|password/);
  });

  it('keep at least one manager, and one login name each', async () => {
    const manager = await signedIn(test.core, 'manager', '李四');
    const same = { name: '李四', loginName: 'manager-李四', phone: '', active: true, password: '' };
    const demoted = saveOperator(test.core, manager, { ...same, id: manager.operatorId, role: 'engineer' });
    expect((await errorOf(demoted)).code).toBe('LAST_MANAGER');
    const twin = saveOperator(test.core, manager, { ...same, role: 'expert', password: PASSWORD });
    expect((await errorOf(twin)).code).toBe('LOGIN_NAME_TAKEN');
  });

  it('change their own password only with the current one, and not to a short one', async () => {
    const actor = await signedIn(test.core, 'engineer', '张三');
    expect((await errorOf(changePassword(test.core, actor, { current: 'no', next: PASSWORD }))).code).toBe(
      'PASSWORD_WRONG',
    );
    const short = changePassword(test.core, actor, { current: PASSWORD, next: '123' });
    expect((await errorOf(short)).code).toBe('PASSWORD_TOO_SHORT');
    await changePassword(test.core, actor, { current: PASSWORD, next: 'a longer one' });
    expect(
      (await signIn(test.core, { loginName: 'engineer-张三', password: 'a longer one' })).operator.name,
    ).toBe('张三');
  });
});
