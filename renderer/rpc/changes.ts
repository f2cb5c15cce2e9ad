import type { QueryClient } from '@tanstack/react-query';
import { client } from './client.ts';
import { connectionLost, connectionOpen, currentConnection } from './connection.ts';

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
      const returning = currentConnection().state === 'lost';
      connectionOpen();
      if (returning) void queries.invalidateQueries();
      for await (const topics of stream) {
        for (const topic of topics) changed.add(capabilityOf(topic));
        timer ??= setTimeout(refresh, TICK_MS);
      }
    } catch {
      // Shown by the connection's state below; the sentence of this error would say no more.
    }
    if (signal.aborted) break;
    connectionLost();
    await pause(retryDelay(currentConnection().attempts), signal);
  }
  clearTimeout(timer);
}
