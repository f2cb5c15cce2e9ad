import { randomUUID } from 'node:crypto';
import type { Actor, Core } from '../../electron/core/core.ts';
import type { Role } from '../../shared/contract/base.ts';

/** An operator who never signs in by password: made without the seconds that hashing takes on purpose. */
export async function quickOperator(core: Core, role: Role, name: string): Promise<Actor> {
  const id = randomUUID();
  await core.log('operator').insert({
    id,
    login_name: id,
    name,
    role,
    password: '',
    created_at: core.now().toISOString(),
  });
  return { operatorId: id, name, role, host: 'window' };
}
