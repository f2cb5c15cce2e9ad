import type { Session } from './dialect.ts';

/** After asking the server to stop, how long it may take before the session is cut off. */
const CANCEL_GRACE_MS = 3_000;
/** The server's own limit fires first; ours only when it does not. */
const SERVER_GRACE_MS = 1_000;

/** Thrown when our own clock ended a call; dialects read its name as a statement time-out. */
export class StatementTimeout extends Error {
  constructor() {
    super('statement timeout');
    this.name = 'StatementTimeout';
  }
}

/**
 * Runs one call on a session under a time limit and a signal. On either the server is told to stop; when even that
 * brings no answer within 3 s the session is cut, so a hung server costs its time-out and nothing else.
 * Rejects with the signal's reason, StatementTimeout, or the call's own error.
 */
export async function supervise<T>(
  session: Session,
  work: () => Promise<T>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  let stopped: unknown;
  let cutTimer: NodeJS.Timeout | undefined;
  let cut: (error: unknown) => void = () => {};
  const cutOff = new Promise<never>((_resolve, reject) => {
    cut = reject;
  });
  const stop = (reason: unknown) => {
    if (stopped !== undefined) return;
    stopped = reason;
    cutTimer = setTimeout(() => {
      void session.close();
      cut(reason);
    }, CANCEL_GRACE_MS);
    // A cancel that cannot be delivered is answered by the cut above.
    session.cancel().catch(() => undefined);
  };
  const onAbort = () => stop(signal?.reason);
  const timer = setTimeout(() => stop(new StatementTimeout()), timeoutMs + SERVER_GRACE_MS);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const result = await Promise.race([work(), cutOff]);
    if (stopped !== undefined) throw stopped;
    return result;
  } catch (error) {
    throw stopped ?? error;
  } finally {
    clearTimeout(timer);
    clearTimeout(cutTimer);
    signal?.removeEventListener('abort', onAbort);
  }
}
