import { isAbort } from '../../../../shared/errors/errors.ts';
import { healthWorkMessages } from '../../../../shared/messages/datacenterHealth.ts';
import type { Actor, Core } from '../../core.ts';
import { UNATTENDED_ID } from '../../operators/operators.ts';
import { recordUnexpected } from '../../workspace/diagnostics.ts';
import { startDueBackups } from '../backup/backup.ts';
import { listConnections } from '../datacenter.ts';
import { lookAtFiles } from '../files/files.ts';
import { runHealthRound } from './rounds.ts';
import { healthStore } from './store.ts';

/** How often each watched connection is measured. */
export const SAMPLE_EVERY_MS = 5 * 60_000;
const LOOK_EVERY_MS = 30_000;
/** Not in the first seconds, which belong to the person who just opened the window. */
const FIRST_LOOK_MS = 15_000;
const WATCHER: Actor = {
  operatorId: UNATTENDED_ID,
  name: healthWorkMessages.watcher,
  role: 'engineer',
  host: 'window',
};

/**
 * Measures the default connection and the watched ones every five minutes while a window is open, starts the backup
 * library's plans that are due, and reads folders of export files anew whose files changed. Several windows and
 * processes share the turns. @returns how to stop it
 */
export function startHealthWatch(core: Core): () => void {
  const abort = new AbortController();
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      await sampleDue(core, abort.signal);
      await startDueBackups(core, WATCHER);
      await lookAtFiles(core, WATCHER);
    } catch (error) {
      if (!abort.signal.aborted && !isAbort(error)) recordUnexpected(core.workspace, 'health watch', error);
    } finally {
      busy = false;
    }
  };
  const first = setTimeout(look, FIRST_LOOK_MS).unref();
  const every = setInterval(look, LOOK_EVERY_MS).unref();
  return () => {
    abort.abort();
    clearTimeout(first);
    clearInterval(every);
  };
}

/** Measures whatever is due now, one after the other. @returns the ids measured */
export async function sampleDue(core: Core, signal?: AbortSignal): Promise<string[]> {
  const store = healthStore(core.log);
  const watched = new Set(await store.watched());
  const sampled: string[] = [];
  for (const saved of await listConnections(core)) {
    if (!saved.isDefault && !watched.has(saved.id)) continue;
    // A refused password is not tried again by itself: that would lock the account.
    if ((await store.round(saved.id))?.paused_for === saved.updatedAt) continue;
    const now = core.now().getTime();
    if (!(await store.claim(saved.id, now, now + SAMPLE_EVERY_MS))) continue;
    signal?.throwIfAborted();
    await runHealthRound(core, saved.id, signal);
    sampled.push(saved.id);
  }
  return sampled;
}
