import type { Role } from '../../shared/domain/roles.ts';
import { currentConnection } from '../rpc/connection.ts';
import { pagesFor } from './pages.tsx';

/** What is drawn once out of sight: the first of each costs more than all later ones (Rehearsal.tsx). */
export const PIECES = ['fields', 'table', 'chart'] as const;
export type Piece = (typeof PIECES)[number];

/** The first page has its data and its drawing before anything is read ahead. */
const AFTER_MS = 2500;
/** A page that is never idle reads on all the same, at this pace. */
const PATIENCE_MS = 2000;

const shared: readonly (() => Promise<unknown>)[] = [
  () => import('../components/grid/DataTableGrid.tsx'),
  () => import('../components/chart/ChartCanvas.tsx'),
];

/**
 * Loads the code of the pages a person may open and has what most of them consist of drawn once out of sight, one step at a
 * time while the window is idle, so that the first click on a page costs what every later one does. Tables come first: most
 * pages begin with one. What cannot be loaded, and all that is left when the core goes away, waits for the click.
 * @param draw draws these pieces out of sight; none at the end
 * @returns how to stop
 */
export function readAhead(role: Role, draw: (pieces: readonly Piece[]) => void): () => void {
  const rest = [
    ...shared,
    ...PIECES.map((_, index) => async () => draw(PIECES.slice(0, index + 1))),
    ...pagesFor(role).map(({ load }) => load),
    async () => draw([]),
  ];
  let stopped = false;
  let idle = 0;
  const next = () => {
    const step = rest.shift();
    if (stopped || !step || currentConnection().state !== 'open') return;
    idle = requestIdleCallback(
      () => {
        step().then(next, next);
      },
      { timeout: PATIENCE_MS },
    );
  };
  const timer = setTimeout(next, AFTER_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
    cancelIdleCallback(idle);
  };
}
