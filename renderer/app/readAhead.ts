import type { Role } from '../../shared/domain/roles.ts';
import { loadChart } from '../components/Chart.tsx';
import { loadTable } from '../components/DataTable.tsx';
import { loadSqlEditor } from '../components/SqlEditor.tsx';
import { currentConnection } from '../rpc/connection.ts';
import { pagesFor } from './pages.tsx';

/** The first page has its data and its drawing before anything is read ahead. */
const AFTER_MS = 2500;
/** A page that is never idle reads on all the same, at this pace. */
const PATIENCE_MS = 2000;

/** What many pages stand on. */
const shared = [loadTable, loadChart, loadSqlEditor];

/**
 * Loads the code of the pages a person may open, one at a time while the window is idle, so that the first click on a page
 * costs what every later one does. First comes what many pages stand on. What cannot be loaded, and all that is left when
 * the core goes away, waits for the click. Returns how to stop.
 */
export function readAhead(role: Role): () => void {
  const rest: (() => Promise<unknown>)[] = [...shared, ...pagesFor(role).map(({ load }) => load)];
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
