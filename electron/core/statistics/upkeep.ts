import { readdirSync } from 'node:fs';
import { dayKind } from '../../../shared/domain/calendar.ts';
import { beijingDay, showTime } from '../../../shared/domain/time.ts';
import { statisticsMessages as words } from '../../../shared/messages/statistics.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { UNATTENDED_ID } from '../operators/operators.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { resultFile } from './runJob.ts';
import { removeSpool } from './spool.ts';
import { finishedRun, startExport, startRun } from './statistics.ts';
import { statisticsStore } from './store.ts';

const LOOK_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long a result can be browsed; one with personal data in clear only a day. */
const KEEP_DAYS = 7;
const KEEP_UNMASKED_DAYS = 1;
/** All results together; the oldest go first. */
const MOST_BYTES = 4 * 2 ** 30;

/** Runs what is due and cleans up, while a window is open. @returns how to stop it */
export function startStatisticsUpkeep(core: Core): () => void {
  const actor: Actor = { operatorId: UNATTENDED_ID, name: words.scheduler, role: 'engineer', host: 'window' };
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      await runDueQueries(core, actor);
      await cleanResults(core);
    } catch (error) {
      recordUnexpected(core.workspace, 'statistics upkeep', error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

/**
 * Runs the queries whose time has come on a workday and has not been taken today, one after the other; a window opened
 * later in the day catches up. A query that fails does not keep the others from running.
 */
export async function runDueQueries(core: Core, actor: Actor): Promise<string[]> {
  const store = statisticsStore(core.log);
  const now = core.now();
  const day = beijingDay(now);
  const due = (await store.queries()).filter(
    (query) =>
      query.schedule_time !== null && query.schedule_time <= showTime(now) && query.scheduled_day !== day,
  );
  if (due.length === 0 || dayKind(day, await readCalendar(core)) !== 'workday') return [];
  const done: string[] = [];
  for (const query of due) {
    if (!(await store.takeTurn(query.id, day))) continue;
    try {
      const run = await startRun(core, actor, { queryId: query.id, reason: words.scheduler });
      const ended = await finishedRun(core, run.id);
      if (ended.state === 'done' && query.schedule_format)
        await core.jobs.wait(
          (await startExport(core, actor, { runId: run.id, format: query.schedule_format })).id,
        );
      done.push(query.name);
    } catch (error) {
      recordUnexpected(core.workspace, `statistics schedule ${query.name}`, error);
    }
  }
  return done;
}

/** Takes away results past their time or above the size of all, and files no run knows. @returns how many went */
export async function cleanResults(core: Core): Promise<number> {
  const store = statisticsStore(core.log);
  const now = core.now().getTime();
  let bytes = 0;
  let gone = 0;
  const known = new Set<string>();
  for (const run of await store.keptRuns()) {
    known.add(run.id);
    if (run.state === 'running') continue;
    bytes += run.bytes;
    const days = run.unmasked ? KEEP_UNMASKED_DAYS : KEEP_DAYS;
    const old = now - Date.parse(run.started_at) > days * DAY_MS;
    if (!old && bytes <= MOST_BYTES) continue;
    await removeSpool(resultFile(core, run.id));
    await store.changeRun(run.id, { dropped: 1 });
    gone++;
  }
  const files = filesIn(core.workspace.path('index', 'results'));
  for (const id of new Set(files.map((name) => name.replace(/\.(rows|index)$/, '')))) {
    if (known.has(id) || !/^[0-9a-f-]{36}$/.test(id)) continue;
    await removeSpool(resultFile(core, id));
    gone++;
  }
  if (gone > 0) core.changes.bump('statistics');
  return gone;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
