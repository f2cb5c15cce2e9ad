import type { Role } from '../../shared/domain/roles.ts';
import { currentConnection } from '../rpc/connection.ts';
import { pagesFor } from './pages.tsx';

/** The first page has its data and its drawing before anything is read ahead. */
const AFTER_MS = 2500;
/** A page that is never idle reads on all the same, at this pace. */
const PATIENCE_MS = 2000;

const shared: readonly (() => Promise<unknown>)[] = [
  () => import('../components/grid/DataTableGrid.tsx'),
  () => import('../components/chart/ChartCanvas.tsx'),
  () => import('../components/sql/SqlEditorView.tsx'),
];

/**
 * Loads the code of the pages a person may open, one at a time while the window is idle, so that the first click on a page
 * costs what every later one does. Tables come first: most pages begin with one. What cannot be loaded, and all that is left
 * when the core goes away, waits for the click. Returns how to stop.
 */
export function readAhead(role: Role): () => void {
  const rest = [...shared.slice(0, 1), ...pagesFor(role).map(({ load }) => load), ...shared.slice(1)];
  let stopped = false;
  let idle = 0;
  const next = () => {
    const load = rest.shift();
    if (stopped || !load || currentConnection().state !== 'open') return;
    idle = requestIdleCallback(
      () => {
        load().then(next, next);
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
