import { randomUUID } from 'node:crypto';
import type { Core } from '../../core.ts';
import { recordUnexpected } from '../../workspace/diagnostics.ts';
import { conversionStore, type FileRow } from '../store.ts';

const LEASE_MS = 6_000;
const BEAT_MS = 1_500;

/** The cases one batch holds: nobody else converts them meanwhile, in whichever process. */
export interface CaseLocks {
  /** Waiting files of free cases, their cases now held; empty when none is free. */
  claim(
    sourceId: string,
    room: { limit: number; bytes: number },
    only?: readonly number[],
  ): Promise<FileRow[]>;
  release(): Promise<void>;
  /** Gives everything back and stops renewing. */
  end(): Promise<void>;
}

/**
 * Locks are rows with a lease of 6 s, renewed every 1.5 s: those of a process that was killed come free by themselves.
 * One owner per batch, so that a finished batch frees its own cases only.
 */
export function holdCases(core: Core): CaseLocks {
  const store = conversionStore(core.log);
  const owner = randomUUID();
  const beat = setInterval(() => {
    store
      .extendLocks(owner, Date.now() + LEASE_MS)
      .catch((error) => recordUnexpected(core.workspace, 'conversion case lock', error));
  }, BEAT_MS).unref();
  return {
    claim: (sourceId, room, only) => {
      const now = Date.now();
      return store.claim(sourceId, { owner, now, until: now + LEASE_MS }, room, only);
    },
    release: () => store.releaseLocks(owner),
    async end() {
      clearInterval(beat);
      await store.releaseLocks(owner);
    },
  };
}
