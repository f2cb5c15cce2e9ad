import type { Knex } from 'knex';

/** Tells windows which topics changed, across every process that has the log open. */
export interface Changes {
  /** After a write. A topic is a capability name, or `capability:part`. Cheap: topics are gathered for a moment. */
  bump(topic: string): void;
  /** Topics changed since the last look, as they come; ends with the signal. */
  watch(signal: AbortSignal): AsyncGenerator<readonly string[]>;
  /** Writes what is still gathered. */
  close(): Promise<void>;
}

const GATHER_MS = 100;
/** How soon another process's write is noticed. */
const LOOK_MS = 500;

/**
 * Topics live as counters in the log, so a window also hears of what the scheduler's CLI wrote. Looking costs one PRAGMA
 * while nobody else writes.
 * @param onError told when a counter cannot be written or read; watching goes on.
 */
export function createChanges(log: Knex, onError: (error: unknown) => void): Changes {
  const listeners = new Set<(topics: readonly string[]) => void>();
  let gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let lastDataVersion = -1;
  let known = new Map<string, number>();

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const topics = [...gathered];
    gathered = new Set();
    if (topics.length === 0) return;
    try {
      await log('change_counter')
        .insert(topics.map((topic) => ({ topic, version: 1 })))
        .onConflict('topic')
        .merge({ version: log.raw('change_counter.version + 1') });
      for (const topic of topics) known.set(topic, (known.get(topic) ?? 0) + 1);
    } catch (error) {
      onError(error);
    }
    tell(topics);
  }

  function tell(topics: readonly string[]): void {
    for (const listener of listeners) listener(topics);
  }

  async function look(): Promise<void> {
    try {
      const [row] = (await log.raw('PRAGMA data_version')) as { data_version: number }[];
      if (row && row.data_version !== lastDataVersion) {
        const first = lastDataVersion === -1;
        lastDataVersion = row.data_version;
        const changed = await compare();
        if (!first && changed.length > 0) tell(changed);
      }
    } catch (error) {
      onError(error);
    }
    if (listeners.size > 0) looking = setTimeout(look, LOOK_MS).unref();
    else looking = undefined;
  }

  async function compare(): Promise<string[]> {
    const rows = (await log('change_counter').select('topic', 'version')) as {
      topic: string;
      version: number;
    }[];
    const changed = rows.filter((row) => known.get(row.topic) !== row.version).map((row) => row.topic);
    known = new Map(rows.map((row) => [row.topic, row.version]));
    return changed;
  }

  return {
    bump(topic) {
      gathered.add(topic);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    async *watch(signal) {
      let waiting = new Set<string>();
      let wake: () => void = () => {};
      const listener = (topics: readonly string[]) => {
        for (const topic of topics) waiting.add(topic);
        wake();
      };
      const onAbort = () => wake();
      listeners.add(listener);
      signal.addEventListener('abort', onAbort);
      if (!looking) {
        lastDataVersion = -1;
        looking = setTimeout(look, 0).unref();
      }
      try {
        while (!signal.aborted) {
          if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
          if (waiting.size === 0) continue;
          const topics = [...waiting];
          waiting = new Set();
          yield topics;
        }
      } finally {
        listeners.delete(listener);
        signal.removeEventListener('abort', onAbort);
      }
    },
    async close() {
      clearTimeout(looking);
      await flush();
    },
  };
}
