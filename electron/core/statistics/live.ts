import type { StatisticsColumn } from '../../../shared/contract/statistics.ts';

/** A run going on in this process: what is known before the log knows it. */
export interface LiveRun {
  columns: StatisticsColumn[] | undefined;
  rows: number;
  bytes: number;
  ended: boolean;
}

const running = new Map<string, { state: LiveRun; wake: (() => void)[] }>();

export function startLive(id: string): void {
  running.set(id, { state: { columns: undefined, rows: 0, bytes: 0, ended: false }, wake: [] });
}

export function updateLive(id: string, change: Partial<LiveRun>): void {
  const run = running.get(id);
  if (!run) return;
  Object.assign(run.state, change);
  for (const wake of run.wake.splice(0)) wake();
}

/** Forgets a run once the log holds its end. */
export function endLive(id: string): void {
  updateLive(id, { ended: true });
  running.delete(id);
}

export function liveRun(id: string): LiveRun | undefined {
  return running.get(id)?.state;
}

/** Resolves at the run's next change, after `ms`, or with the signal; at once when it does not run here. */
export function liveChange(id: string, ms: number, signal?: AbortSignal): Promise<void> {
  const run = running.get(id);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    run?.wake.push(done);
  });
}
