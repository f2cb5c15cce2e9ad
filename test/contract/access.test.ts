import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveOperator, signIn, unattendedActor } from '../../electron/core/operators/operators.ts';
import { router } from '../../electron/hosts/router.ts';
import { type ProcedureMeta, ROLES, type Role } from '../../shared/contract/base.ts';
import { contract } from '../../shared/contract/index.ts';
import { type Connected, connect, TRANSPORTS } from '../support/transports.ts';
import { errorOf, PASSWORD, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

interface Named {
  path: readonly string[];
  procedure: AnyContractProcedure;
}

/** Every procedure of the contract, by its path. */
function procedures(node: unknown, path: readonly string[] = []): Named[] {
  if (isContractProcedure(node)) return [{ path, procedure: node }];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) => procedures(child, [...path, name]));
}

const all = procedures(contract).map(({ path, procedure }) => ({
  path,
  name: path.join('.'),
  access: (procedure['~orpc'].meta as ProcedureMeta).access,
}));

type Call = (input?: unknown) => Promise<unknown>;
function at(client: unknown, path: readonly string[]): Call {
  return path.reduce((node, name) => (node as Record<string, unknown>)[name], client) as Call;
}

test('the contract is not empty and its router serves every procedure of it', () => {
  expect(all.length).toBeGreaterThan(15);
  const served = procedures(router).map(({ path }) => path.join('.'));
  expect(served.sort()).toEqual(all.map(({ name }) => name).sort());
});

test.each(all)('$name names who may call it', ({ access }) => {
  if (access !== 'public') {
    expect(access?.length).toBeGreaterThan(0);
    for (const role of access ?? []) expect(ROLES).toContain(role);
  }
});

describe.each(TRANSPORTS)('over %s', (transport) => {
  let workspace: TestWorkspace;
  let window: Connected<typeof router>;
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    workspace = await testWorkspace();
    for (const role of ROLES) {
      await saveOperator(workspace.core, unattendedActor(), {
        name: role,
        loginName: role,
        role,
        phone: '',
        active: true,
        password: PASSWORD,
      });
      tokens.set(role, (await signIn(workspace.core, { loginName: role, password: PASSWORD })).token);
    }
    window = await connect(transport, router, workspace.core);
  });
  afterAll(async () => {
    await window.close();
    await workspace.remove();
  });

  test('every procedure that is not public asks for a sign-in', async () => {
    window.signInAs(undefined);
    for (const { path, access, name } of all) {
      if (access === 'public') continue;
      const error = await errorOf(at(window.client, path)());
      expect(error.code, name).toBe('NOT_SIGNED_IN');
    }
  });

  test('a forged or foreign token is no sign-in', async () => {
    window.signInAs('forged');
    expect((await errorOf(window.client.operators.me())).code).toBe('NOT_SIGNED_IN');
  });

  test('every procedure refuses the roles it does not name', async () => {
    for (const { path, access, name } of all) {
      if (access === 'public') continue;
      for (const role of ROLES.filter((each) => !access?.includes(each))) {
        window.signInAs(tokens.get(role));
        const error = await errorOf(at(window.client, path)());
        expect(error.code, `${name} as ${role}`).toBe('NOT_ALLOWED');
      }
    }
  });

  test('a signed-in operator is who the core says', async () => {
    for (const role of ROLES) {
      window.signInAs(tokens.get(role));
      expect(await window.client.operators.me()).toMatchObject({ loginName: role, role });
    }
  });

  test('after signing out the token is worth nothing', async () => {
    window.signInAs(undefined);
    const { token } = await window.client.operators.signIn({ loginName: 'engineer', password: PASSWORD });
    window.signInAs(token);
    await window.client.operators.signOut();
    expect((await errorOf(window.client.operators.me())).code).toBe('NOT_SIGNED_IN');
  });
});
