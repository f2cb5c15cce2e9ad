import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import type { Session } from './dialect.ts';

const words = datacenterMessages.connection;

const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 60_000;

export interface SessionPoolOptions {
  maxSessions: number;
  /** How long a caller waits for a free session. */
  waitMs: number;
  open: () => Promise<Session>;
  /** Whether trying again soon may help: not for a wrong password, which would lock the account. */
  mayRetry: (error: unknown) => boolean;
  now: () => number;
}

export interface SessionPool {
  /** A session of one's own, opened when none is free. `reused`: it has served before and may have died since. */
  acquire(signal?: AbortSignal): Promise<{ session: Session; reused: boolean }>;
  /** Gives it back; a spoilt one is closed instead of kept. */
  release(session: Session, spoilt: boolean): void;
  close(): Promise<void>;
}

interface Waiter {
  wake: () => void;
  cancel: (error: unknown) => void;
}

/**
 * At most `maxSessions` sessions of one target. After a failed sign-in the next attempts fail at once with the same
 * error, for 1 s, 2 s, 4 s … 60 s, so that a server that is away costs one time-out and is not hammered; a refused
 * password is never tried again by this pool.
 */
export function createSessionPool(options: SessionPoolOptions): SessionPool {
  const idle: Session[] = [];
  const waiters: Waiter[] = [];
  const all = new Set<Session>();
  let opening = 0;
  let closed = false;
  let failure: { error: unknown; retryAt: number; delay: number } | undefined;

  async function open(): Promise<Session> {
    if (failure && options.now() < failure.retryAt) throw failure.error;
    opening++;
    try {
      const session = await options.open();
      failure = undefined;
      if (closed) {
        await session.close();
        throw fail('DATACENTER_CLOSED', words.closed);
      }
      all.add(session);
      return session;
    } catch (error) {
      const delay = Math.min(failure ? failure.delay * 2 : FIRST_BACK_OFF_MS, LONGEST_BACK_OFF_MS);
      const retryAt = options.mayRetry(error) ? options.now() + delay : Number.POSITIVE_INFINITY;
      failure = { error, retryAt, delay };
      throw error;
    } finally {
      opening--;
      wakeOne();
    }
  }

  function wakeOne(): void {
    waiters.shift()?.wake();
  }

  function waitTurn(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        const index = waiters.indexOf(waiter);
        if (index >= 0) waiters.splice(index, 1);
        act();
      };
      const waiter: Waiter = {
        wake: () => finish(resolve),
        cancel: (error) => finish(() => reject(error)),
      };
      const onAbort = () => waiter.cancel(signal?.reason);
      const timer = setTimeout(
        () => waiter.cancel(fail('DATACENTER_BUSY', words.waiting(Math.round(options.waitMs / 1000)))),
        options.waitMs,
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      waiters.push(waiter);
    });
  }

  return {
    async acquire(signal) {
      for (;;) {
        signal?.throwIfAborted();
        if (closed) throw fail('DATACENTER_CLOSED', words.closed);
        const session = idle.pop();
        if (session?.alive()) return { session, reused: true };
        if (session) discard(session);
        else if (all.size + opening < options.maxSessions) return { session: await open(), reused: false };
        else await waitTurn(signal);
      }
    },

    release(session, spoilt) {
      if (spoilt || closed || !session.alive()) discard(session);
      else idle.push(session);
      wakeOne();
    },

    async close() {
      closed = true;
      for (const waiter of [...waiters]) waiter.cancel(fail('DATACENTER_CLOSED', words.closed));
      const sessions = [...all];
      all.clear();
      idle.length = 0;
      await Promise.all(sessions.map((session) => session.close()));
    },
  };

  /** Closing what is broken anyway cannot fail in a way that matters: close() of a session never rejects. */
  function discard(session: Session): void {
    all.delete(session);
    void session.close();
  }
}
