import type { QueryClient } from '@tanstack/react-query';
import { client } from './client.ts';
import { connectionLost, currentConnection, subscribeConnection } from './connection.ts';

/** A topic is a capability name, or `capability:part`. */
function capabilityOf(topic: string): string {
  return topic.split(':', 1)[0] ?? topic;
}

/** Whether a query's data may have changed with one of the topics: its key starts with the capability, or its meta names it. */
export function dependsOn(
  key: readonly unknown[],
  meta: Record<string, unknown> | undefined,
  capabilities: ReadonlySet<string>,
): boolean {
  if (typeof key[0] === 'string' && capabilities.has(key[0])) return true;
  const topics = meta?.topics;
  return Array.isArray(topics) && topics.some((topic) => capabilities.has(String(topic)));
}

/** Milliseconds before try number `attempt` (from 1): quick at first, never slower than 5 s. */
export function retryDelay(attempt: number): number {
  return Math.min(5000, 250 * 2 ** Math.max(0, attempt - 1));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

const TICK_MS = 150;
/** Name of the lock and the channel that the windows of one browser share. */
const SHARED = 'changes';

/** What the window that listens tells the others: what changed, that the core is lost, or that something may have been missed. */
type Heard = { topics: readonly string[] } | 'lost' | 'missed';

/**
 * Hears of the core's changes for as long as the window lives: re-reads what changed, shows a lost core, finds it again.
 * Of the windows of one browser one listens for all: a browser holds six connections to an address, and with a stream in
 * each the sixth window would leave none for work.
 */
export async function followChanges(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    timer = undefined;
    const capabilities = new Set(changed);
    changed.clear();
    void queries.invalidateQueries({
      predicate: (query) => dependsOn(query.queryKey, query.meta, capabilities),
    });
  };
  const hear = (heard: Heard) => {
    if (heard === 'lost') connectionLost();
    else if (heard === 'missed') void queries.invalidateQueries();
    else {
      for (const topic of heard.topics) changed.add(capabilityOf(topic));
      timer ??= setTimeout(refresh, TICK_MS);
    }
  };
  const windows = new BroadcastChannel(SHARED);
  windows.onmessage = ({ data }: MessageEvent<Heard>) => hear(data);
  const tell = (heard: Heard) => {
    hear(heard);
    windows.postMessage(heard);
  };
  /** @returns whether it is to be tried again */
  const listen = async (afterAnother: boolean): Promise<boolean> => {
    try {
      const stream = await client.changes.watch(undefined, { signal });
      if (afterAnother) tell('missed');
      for await (const topics of stream) tell({ topics });
    } catch {
      // Shown by the connection's state below; the sentence of this error would say no more.
    }
    if (signal.aborted || currentConnection().state === 'refused') return false;
    tell('lost');
    return true;
  };

  let waited = false;
  for (;;) {
    const options = waited ? { signal } : { ifAvailable: true };
    const lost = await navigator.locks
      .request(SHARED, options, (lock) => (lock ? listen(waited) : undefined))
      // Only when this window ends meanwhile.
      .catch(() => false);
    if (lost === false || signal.aborted) break;
    if (lost) await pause(retryDelay(currentConnection().attempts), signal);
    waited = true;
  }
  clearTimeout(timer);
  windows.close();
}

const PROBE_MS = 1500;

/**
 * Finds the core again when a call was lost but the stream of changes did not break: asks until something answers,
 * then reads everything again.
 */
export function recoverConnection(queries: QueryClient): () => void {
  let before = currentConnection().state;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const probe = () => {
    // Its success or failure shows in the connection's state.
    client.workspace.state().catch(() => undefined);
  };
  const unsubscribe = subscribeConnection(() => {
    const { state } = currentConnection();
    if (state === 'lost') timer ??= setInterval(probe, PROBE_MS);
    else stop();
    if (before === 'lost' && state === 'open') void queries.invalidateQueries();
    before = state;
  });
  return () => {
    stop();
    unsubscribe();
  };
}
