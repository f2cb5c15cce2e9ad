import type { Operator } from '../../shared/contract/operators.ts';

/** Who is signed in in this window. Kept in sessionStorage: gone with the window, alive over a reload. */
export interface Session {
  token: string;
  operator: Operator;
  expiresAt: string;
}

/** Why nobody is signed in: never was, signed out, or the session ran out. */
export type SessionEnd = 'none' | 'signed-out' | 'expired';

const STORAGE_KEY = 'ops.session';
const listeners = new Set<() => void>();
let session = read();
let end: SessionEnd = 'none';

function read(): Session | null {
  const text = sessionStorage.getItem(STORAGE_KEY);
  if (!text) return null;
  try {
    const stored = JSON.parse(text) as Session;
    return stored.token && stored.operator && Date.parse(stored.expiresAt) > Date.now() ? stored : null;
  } catch {
    sessionStorage.removeItem(STORAGE_KEY);
    return null;
  }
}

/** The session's present state; the same object until it changes. */
export function currentSession(): Session | null {
  return session;
}

export function sessionEnd(): SessionEnd {
  return end;
}

/** Starts, replaces or (null) ends the session of this window. */
export function setSession(next: Session | null, why: SessionEnd = 'signed-out'): void {
  session = next;
  end = next ? 'none' : why;
  if (next) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  else sessionStorage.removeItem(STORAGE_KEY);
  for (const listener of listeners) listener();
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
