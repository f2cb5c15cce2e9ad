import { userInfo } from 'node:os';
import { operatorMessages } from '../../../shared/messages/operators.ts';
import type { Actor } from '../core.ts';

/** The identity of commands run by people at a shell or by the task scheduler. */
export const UNATTENDED_ID = 'unattended';

/** An engineer under the name of the system's user. */
export function unattendedActor(): Actor {
  return {
    operatorId: UNATTENDED_ID,
    name: operatorMessages.unattended(userInfo().username),
    role: 'engineer',
    host: 'cli',
  };
}
