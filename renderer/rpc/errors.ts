import { ORPCError } from '@orpc/client';
import { asErrorData, type ErrorData, isAbort, OpsError } from '../../shared/errors/errors.ts';
import { rpcMessages } from '../../shared/messages/rpc.ts';

/** The core cannot be reached; the window tries again by itself. */
export const UNREACHABLE = 'CORE_UNREACHABLE';
export const NOT_SIGNED_IN = 'NOT_SIGNED_IN';
/** The host has been started anew: this window's key is no longer good. */
export const WINDOW_EXPIRED = 'WINDOW_EXPIRED';
export const CANCELLED = 'CANCELLED';

/**
 * Any error of a call → plain data with a Chinese sentence, safe to show.
 * `abortedByCaller`: whether the caller itself gave the call up; a call that ends as aborted without it lost its port.
 */
export function toErrorData(error: unknown, abortedByCaller = true): ErrorData {
  if (error instanceof OpsError) return error.data;
  if (error instanceof ORPCError) return fromOrpc(error);
  if (isAbort(error)) {
    return abortedByCaller
      ? { code: CANCELLED, message: rpcMessages.cancelled }
      : { code: UNREACHABLE, message: rpcMessages.unreachable };
  }
  // fetch rejects with a TypeError when nothing answers.
  if (error instanceof TypeError) return { code: UNREACHABLE, message: rpcMessages.unreachable };
  return asErrorData(error);
}

function fromOrpc(error: ORPCError<string, unknown>): ErrorData {
  if (isErrorData(error.data)) return error.data;
  switch (error.code) {
    case 'BAD_REQUEST':
      return { code: 'INPUT_INVALID', message: rpcMessages.inputInvalid };
    // A missing sign-in comes as OPS_ERROR; the bare status is the loopback host refusing a window of an earlier start.
    case 'UNAUTHORIZED':
    case 'FORBIDDEN':
      return { code: WINDOW_EXPIRED, message: rpcMessages.windowExpired };
    case 'NOT_FOUND':
      return { code: 'NOT_SERVED', message: rpcMessages.notServed };
    case 'BAD_GATEWAY':
    case 'SERVICE_UNAVAILABLE':
    case 'GATEWAY_TIMEOUT':
      return { code: UNREACHABLE, message: rpcMessages.unreachable };
    default:
      return asErrorData(error);
  }
}

function isErrorData(value: unknown): value is ErrorData {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message } = value as Record<string, unknown>;
  return typeof code === 'string' && typeof message === 'string';
}
