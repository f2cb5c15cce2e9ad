/** Whether this window reaches its core; `refused`: never again, it belongs to an earlier start. `since` is the moment it was lost or found. */
export interface Connection {
  state: 'opening' | 'open' | 'lost' | 'refused';
  since: number;
  /** How often it has tried again since it was lost. */
  attempts: number;
}

let connection: Connection = { state: 'opening', since: Date.now(), attempts: 0 };
const listeners = new Set<() => void>();

export function currentConnection(): Connection {
  return connection;
}

export function subscribeConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: Connection): void {
  connection = next;
  for (const listener of listeners) listener();
}

export function connectionOpen(): void {
  if (connection.state !== 'open' && connection.state !== 'refused')
    set({ state: 'open', since: Date.now(), attempts: 0 });
}

export function connectionRefused(): void {
  if (connection.state !== 'refused') set({ state: 'refused', since: Date.now(), attempts: 0 });
}

export function connectionLost(): void {
  if (connection.state === 'refused') return;
  if (connection.state === 'lost') set({ ...connection, attempts: connection.attempts + 1 });
  else set({ state: 'lost', since: Date.now(), attempts: 1 });
}
