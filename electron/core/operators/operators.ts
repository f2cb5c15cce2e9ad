import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '../../../shared/contract/base.ts';
import type { Operator } from '../../../shared/contract/operators.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { operatorMessages } from '../../../shared/messages/operators.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { type OperatorRow, operatorStore } from './store.ts';
import { UNATTENDED_ID } from './unattended.ts';

export { UNATTENDED_ID, unattendedActor } from './unattended.ts';

/** A working day and the evening: nobody signs in twice on a normal day, nobody stays in for a week. */
const SESSION_HOURS = 16;
const ATTEMPTS_BEFORE_LOCK = 5;
const LOCK_MINUTES = 5;
const SHORTEST_PASSWORD = 8;

/**
 * Local sign-in, no network. Five wrong passwords lock the account for five minutes.
 * @throws SIGN_IN_REFUSED (same words for unknown name and wrong password), SIGN_IN_LOCKED
 */
export async function signIn(core: Core, input: { loginName: string; password: string }) {
  const row = await rowByPassword(core, input);
  const store = operatorStore(core.log);
  const now = core.now();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000).toISOString();
  await store.addSession({
    token_hash: tokenHash(token),
    operator_id: row.id,
    created_at: now.toISOString(),
    expires_at: expiresAt,
  });
  await appendAudit(core, actorOf(row), 'operators.signIn', row.login_name);
  return { token, operator: present(row), expiresAt };
}

/**
 * Who acts by one command, known by name and password; nobody stays signed in.
 * @throws as signIn; NOT_ALLOWED for other roles
 */
export async function actorByPassword(
  core: Core,
  input: { loginName: string; password: string },
  roles: readonly Role[],
): Promise<Actor> {
  const row = await rowByPassword(core, input);
  if (!roles.includes(row.role)) throw fail('NOT_ALLOWED', operatorMessages.denied);
  return { ...actorOf(row), host: 'cli' };
}

async function rowByPassword(
  core: Core,
  input: { loginName: string; password: string },
): Promise<OperatorRow> {
  const store = operatorStore(core.log);
  const row = await store.byLoginName(input.loginName.trim());
  if (row?.locked_until && row.locked_until > core.now().toISOString())
    throw fail('SIGN_IN_LOCKED', operatorMessages.locked);
  const matches = row
    ? await passwordMatches(input.password, row.password)
    : await wasteEqualTime(input.password);
  if (!row || !matches || !row.active) {
    if (row) await countFailure(core, row);
    throw fail('SIGN_IN_REFUSED', operatorMessages.refused);
  }
  await store.update(row.id, { failed_attempts: 0, locked_until: null });
  return row;
}

/** @returns who the token belongs to, or undefined when it is unknown, expired, or the operator was switched off. */
export async function actorOfSession(core: Core, token: string): Promise<Actor | undefined> {
  const store = operatorStore(core.log);
  const session = await store.session(tokenHash(token));
  if (!session || session.expires_at <= core.now().toISOString()) return undefined;
  const row = await store.byId(session.operator_id);
  return row?.active ? actorOf(row) : undefined;
}

export async function signOut(core: Core, token: string): Promise<void> {
  await operatorStore(core.log).dropSession(tokenHash(token));
}

export async function findOperator(core: Core, id: string): Promise<Operator> {
  const row = await operatorStore(core.log).byId(id);
  if (!row) throw fail('OPERATOR_NOT_FOUND', operatorMessages.notFound);
  return present(row);
}

/** The people of the console; the unattended operator is no person and not among them. */
export async function listOperators(core: Core): Promise<Operator[]> {
  const rows = await operatorStore(core.log).all();
  return rows.filter((row) => row.id !== UNATTENDED_ID).map(present);
}

export interface OperatorInput {
  id?: string;
  name: string;
  loginName: string;
  role: Role;
  phone: string;
  active: boolean;
  /** Empty keeps the old one; required for a new operator. */
  password: string;
}

/** @throws LOGIN_NAME_TAKEN, PASSWORD_TOO_SHORT, OPERATOR_NOT_FOUND, LAST_MANAGER */
export async function saveOperator(core: Core, actor: Actor, input: OperatorInput): Promise<Operator> {
  const store = operatorStore(core.log);
  const sameName = await store.byLoginName(input.loginName);
  if (sameName && sameName.id !== input.id)
    throw fail('LOGIN_NAME_TAKEN', operatorMessages.loginNameTaken(input.loginName));
  if (!input.id || input.password) checkPassword(input.password);
  const columns = {
    name: input.name,
    login_name: input.loginName,
    role: input.role,
    phone: input.phone,
    active: input.active ? 1 : 0,
    ...(input.password
      ? { password: await hashPassword(input.password), failed_attempts: 0, locked_until: null }
      : {}),
  };
  const id = input.id ?? randomUUID();
  if (input.id) {
    const before = await store.byId(input.id);
    if (!before) throw fail('OPERATOR_NOT_FOUND', operatorMessages.notFound);
    await keepOneManager(core, before, input);
    await store.update(id, columns);
    if (!input.active || input.password) await store.dropSessionsOf(id);
  } else {
    await store.insert({
      id,
      ...columns,
      password: columns.password ?? '',
      failed_attempts: 0,
      locked_until: null,
      created_at: core.now().toISOString(),
    });
  }
  await appendAudit(core, actor, 'operators.save', input.loginName, {
    role: input.role,
    active: input.active,
  });
  core.changes.bump('operators');
  return findOperator(core, id);
}

/** @throws PASSWORD_WRONG, PASSWORD_TOO_SHORT */
export async function changePassword(
  core: Core,
  actor: Actor,
  input: { current: string; next: string },
): Promise<void> {
  const store = operatorStore(core.log);
  const row = await store.byId(actor.operatorId);
  if (!row || !(await passwordMatches(input.current, row.password))) {
    throw fail('PASSWORD_WRONG', operatorMessages.currentWrong);
  }
  checkPassword(input.next);
  await store.update(row.id, { password: await hashPassword(input.next) });
  await appendAudit(core, actor, 'operators.changePassword', row.login_name);
}

/** The row that acts of the CLI refer to; made once per workspace, cannot sign in. */
export async function ensureUnattendedOperator(core: Core): Promise<void> {
  const store = operatorStore(core.log);
  if (await store.byId(UNATTENDED_ID)) return;
  await store.insert({
    id: UNATTENDED_ID,
    login_name: UNATTENDED_ID,
    name: operatorMessages.unattendedName,
    role: 'engineer',
    phone: '',
    active: 0,
    password: '',
    failed_attempts: 0,
    locked_until: null,
    created_at: core.now().toISOString(),
  });
}

/** @throws PASSWORD_TOO_SHORT */
export function checkPassword(password: string): void {
  if (password.length < SHORTEST_PASSWORD)
    throw fail('PASSWORD_TOO_SHORT', operatorMessages.passwordShort(SHORTEST_PASSWORD));
}

async function keepOneManager(core: Core, before: OperatorRow, input: OperatorInput): Promise<void> {
  if (before.role !== 'manager' || !before.active || (input.role === 'manager' && input.active)) return;
  const managers = (await operatorStore(core.log).all()).filter(
    (row) => row.role === 'manager' && row.active,
  );
  if (managers.length === 1) throw fail('LAST_MANAGER', operatorMessages.lastManager);
}

async function countFailure(core: Core, row: OperatorRow): Promise<void> {
  const attempts = row.failed_attempts + 1;
  const lock = attempts >= ATTEMPTS_BEFORE_LOCK;
  await operatorStore(core.log).update(row.id, {
    failed_attempts: lock ? 0 : attempts,
    locked_until: lock ? new Date(core.now().getTime() + LOCK_MINUTES * 60_000).toISOString() : null,
  });
  await appendAudit(core, actorOf(row), 'operators.signInRefused', row.login_name, { attempts });
}

/** An unknown name takes as long as a wrong password, so the answer's time tells nothing. */
async function wasteEqualTime(password: string): Promise<false> {
  await hashPassword(password);
  return false;
}

function actorOf(row: OperatorRow): Actor {
  return { operatorId: row.id, name: row.name, role: row.role, host: 'window' };
}

function present(row: OperatorRow): Operator {
  return {
    id: row.id,
    name: row.name,
    loginName: row.login_name,
    role: row.role,
    phone: row.phone,
    active: row.active === 1,
  };
}

function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
