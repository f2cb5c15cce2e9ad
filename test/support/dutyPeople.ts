import { randomUUID, scryptSync } from 'node:crypto';
import type { Actor, Core } from '../../electron/core/core.ts';
import type { Role } from '../../shared/contract/base.ts';
import { PASSWORD } from './workspace.ts';

const SALT = Buffer.from('salt');
/** PASSWORD as it is kept, at the least cost there is. */
const KEPT = `scrypt$2$8$1$${SALT.toString('base64')}$${scryptSync(PASSWORD, SALT, 32, { N: 2 }).toString('base64')}`;

/**
 * An operator made without the seconds that hashing takes on purpose.
 * @param loginName with which PASSWORD signs them in; left out, they never sign in
 */
export async function quickOperator(
  core: Core,
  role: Role,
  name: string,
  loginName?: string,
): Promise<Actor> {
  const id = randomUUID();
  await core.log('operator').insert({
    id,
    login_name: loginName ?? id,
    name,
    role,
    password: loginName === undefined ? '' : KEPT,
    created_at: core.now().toISOString(),
  });
  return { operatorId: id, name, role, host: 'window' };
}
