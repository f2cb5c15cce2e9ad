import { ORPCError, os, ValidationError } from '@orpc/server';
import type { Access, ProcedureMeta } from '../../shared/contract/base.ts';
import { asErrorData, type ErrorData, fail, isAbort } from '../../shared/errors/errors.ts';
import { guardMessages } from '../../shared/messages/guard.ts';
import { operatorMessages } from '../../shared/messages/operators.ts';
import type { Actor, Core } from '../core/core.ts';
import { actorOfSession } from '../core/operators/operators.ts';
import { recordUnexpected } from '../core/workspace/diagnostics.ts';

/** What a host hands to every call. */
export interface RequestContext {
  core: Core;
  /** The caller's sign-in token, from the header `x-ops-session`. */
  session?: string;
}

/** Who calls a public procedure. */
const NOBODY: Actor = { operatorId: '', name: '', role: 'expert', host: 'window' };

/**
 * What every route is built on (`implement(contract).$context<RequestContext>().use(guard)`): the access rule (denied unless
 * the procedure names the caller's role) and the one translation of errors into plain data.
 */
export const guard = os.$context<RequestContext>().middleware(async ({ context, next, procedure, path }) => {
  try {
    const { access } = procedure['~orpc'].meta as ProcedureMeta;
    const actor = await admit(context, access);
    return await next({ context: { actor } });
  } catch (error) {
    throw translated(error, context.core, path.join('.'));
  }
});

async function admit(context: RequestContext, access: Access | undefined): Promise<Actor> {
  if (access === 'public') return NOBODY;
  const actor = context.session ? await actorOfSession(context.core, context.session) : undefined;
  if (!actor) throw fail('NOT_SIGNED_IN', operatorMessages.signInFirst);
  if (!access?.includes(actor.role)) throw fail('NOT_ALLOWED', operatorMessages.denied);
  return actor;
}

function translated(error: unknown, core: Core, where: string): unknown {
  if (isAbort(error)) return error;
  const data = errorData(error);
  if (data.code === 'INTERNAL') recordUnexpected(core.workspace, where, error);
  return new ORPCError('OPS_ERROR', { status: 422, message: data.message, data });
}

function errorData(error: unknown): ErrorData {
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    const issue = error.cause.issues[0];
    const field = (issue?.path ?? [])
      .map((part) => String(typeof part === 'object' ? part.key : part))
      .join('.');
    return { code: 'INPUT_INVALID', message: guardMessages.inputInvalid(field), details: { field } };
  }
  return asErrorData(error);
}
