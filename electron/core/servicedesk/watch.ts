import type { Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { recordBreaches } from './incidentWork.ts';
import { readRules } from './policy.ts';
import { present } from './presentIncident.ts';
import { incidentStore } from './store.ts';

const LOOK_EVERY_MS = 10_000;
const FIRST_LOOK_MS = 5_000;

/**
 * Looks at the live incidents every ten seconds while a window is open: a breach is recorded with its deadline, and what
 * comes near a deadline wakes the windows, which show it. @returns how to stop it
 */
export function startServicedeskWatch(core: Core): () => void {
  let busy = false;
  let stopped = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      await watchIncidents(core);
    } catch (error) {
      if (!stopped) recordUnexpected(core.workspace, 'servicedesk watch', error);
    } finally {
      busy = false;
    }
  };
  const first = setTimeout(look, FIRST_LOOK_MS).unref();
  const every = setInterval(look, LOOK_EVERY_MS).unref();
  return () => {
    stopped = true;
    clearTimeout(first);
    clearInterval(every);
  };
}

/** One look. @returns the numbers of incidents whose breach or nearness is new */
export async function watchIncidents(core: Core): Promise<string[]> {
  const store = incidentStore(core.log);
  const live = await store.live();
  if (live.length === 0) return [];
  const rules = await readRules(core);
  const views = await present(core, live);
  const late = live.filter((_row, index) => (views[index]?.sla.breaches.length ?? 0) > 0);
  const known = Map.groupBy(await store.breaches(late.map(({ id }) => id)), (row) => row.incident_id);
  const fresh = late.filter((row) => {
    const recorded = (known.get(row.id) ?? []).filter(({ void_at }) => void_at === null).length;
    return recorded < (views.find(({ id }) => id === row.id)?.sla.breaches.length ?? 0);
  });
  if (fresh.length > 0) await inTransaction(core.log, (trx) => recordBreaches(trx, fresh, rules, core.now()));
  const named = new Set(fresh.map(({ number }) => number));
  for (const [index, row] of live.entries()) {
    const view = views[index];
    const target = view?.sla.near ? view.sla.next?.target : undefined;
    if (!target || row.announced.split(',').includes(target)) continue;
    await store.announce(row.id, row.announced ? `${row.announced},${target}` : target);
    named.add(row.number);
  }
  if (named.size > 0) core.changes.bump('servicedesk');
  return [...named];
}
