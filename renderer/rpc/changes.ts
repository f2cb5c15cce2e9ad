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

/** Listens to the core for as long as the window lives: re-reads what changed, shows a lost core, finds it again. */
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
  while (!signal.aborted) {
    try {
      const stream = await client.changes.watch(undefined, { signal });
      for await (const topics of stream) {
        for (const topic of topics) changed.add(capabilityOf(topic));
        timer ??= setTimeout(refresh, TICK_MS);
      }
    } catch {
      // Shown by the connection's state below; the sentence of this error would say no more.
    }
    if (signal.aborted || currentConnection().state === 'refused') break;
    connectionLost();
    await pause(retryDelay(currentConnection().attempts), signal);
  }
  clearTimeout(timer);
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
