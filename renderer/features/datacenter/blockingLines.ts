import type { BlockingSession } from '../../../shared/contract/datacenterHealth.ts';

/** A session in the tree of a blocking chain. */
export interface BlockingLine {
  key: string;
  session: BlockingSession;
  depth: number;
  /** It waits for one that waits for it. */
  cycle: boolean;
}

/**
 * The chains as lines of a tree: heads first, below each the sessions that wait for it. One that waits for several stands
 * under the first; a circle starts at any of its members and is marked.
 */
export function blockingLines(sessions: readonly BlockingSession[]): BlockingLine[] {
  const lines: BlockingLine[] = [];
  const placed = new Set<string>();
  const place = (session: BlockingSession, depth: number, above: readonly string[]) => {
    if (placed.has(session.id)) return;
    placed.add(session.id);
    const cycle = depth === 0 && session.waitsFor.length > 0;
    lines.push({ key: session.id, session, depth, cycle });
    for (const other of sessions) {
      if (other.waitsFor.includes(session.id) && !above.includes(other.id))
        place(other, depth + 1, [...above, session.id]);
    }
  };
  for (const session of sessions) if (session.waitsFor.length === 0) place(session, 0, []);
  for (const session of sessions) place(session, 0, []);
  return lines;
}
