import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, Core } from '../../electron/core/core.ts';
import { openCore } from '../../electron/core/open.ts';
import {
  actorOfSession,
  saveOperator,
  signIn,
  unattendedActor,
} from '../../electron/core/operators/operators.ts';
import { createWorkspace } from '../../electron/core/workspace/workspace.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import type { Role } from '../../shared/contract/base.ts';

export const PASSWORD = 'correct horse';

/** A folder of its own under the system's temporary one; every user may pass through it (test servers drop rights). */
export function temporaryFolder(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'ops-test-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface TestWorkspace {
  dir: string;
  core: Core;
  /** Opens the same folder once more, as a second process would. */
  again: (now?: () => Date) => Promise<Core>;
  remove: () => Promise<void>;
}

/** A real workspace in a temporary folder, opened. */
export async function testWorkspace(
  options: { now?: () => Date; demo?: boolean } = {},
): Promise<TestWorkspace> {
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'workspace');
  createWorkspace(dir, {
    name: '测试工作区',
    demo: options.demo ?? false,
    project: '数据集中管理运维',
    customer: '某省高级人民法院',
    contractor: '某运维公司',
  });
  const opened: Core[] = [];
  const open = async (now?: () => Date) => {
    const core = await openCore({
      workspaceDir: dir,
      spawn: forkProcess,
      resumeJobs: false,
      createLog: true,
      now,
    });
    opened.push(core);
    return core;
  };
  const core = await open(options.now);
  return {
    dir,
    core,
    again: open,
    async remove() {
      for (const each of opened) await each.close();
      folder.remove();
    },
  };
}

/** A new operator of the role, signed in. */
export async function signedIn(core: Core, role: Role, name: string = role): Promise<Actor> {
  const loginName = `${role}-${name}`;
  await saveOperator(core, unattendedActor(), {
    name,
    loginName,
    role,
    phone: '',
    active: true,
    password: PASSWORD,
  });
  const { token } = await signIn(core, { loginName, password: PASSWORD });
  const actor = await actorOfSession(core, token);
  if (!actor) throw new Error('a fresh session must be valid');
  return actor;
}

/** The ErrorData of a call that must fail; fails the test when it succeeds. */
export async function errorOf(
  call: Promise<unknown> | (() => unknown),
): Promise<{ code: string; message: string }> {
  try {
    await (typeof call === 'function' ? call() : call);
  } catch (error) {
    const data = (error as { data?: { code: string; message: string } }).data;
    if (!data) throw error;
    return data;
  }
  throw new Error('the call should have failed');
}
