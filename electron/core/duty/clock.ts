import { uptime } from 'node:os';
import type { ClockCheck } from '../../../shared/contract/duty.ts';
import { listAudit } from '../audit/audit.ts';
import type { Core } from '../core.ts';
import { datacenterHealth, listConnections } from '../datacenter/datacenter.ts';
import { type ClockRow, recordStore } from './recordStore.ts';

/** Two minutes: more than a time service corrects at once, less than a late arrival is worth hiding. */
export const CLOCK_TOLERANCE_SECONDS = 120;
const CENTRE_PATIENCE_MS = 5_000;

/** The machine's counters that setting the clock does not touch. */
export interface Machine {
  /** Seconds since the machine started; goes on in sleep. */
  uptime: () => number;
  /** How many seconds the wall clock left the counter since this process began. */
  drift: () => number;
}

const began = { wall: Date.now(), uptime: uptime() };

/** This workstation. `os.uptime` counts through sleep (Linux boot clock, Windows tick count), unlike `performance.now`. */
export const workstation: Machine = {
  uptime,
  drift: () => (Date.now() - began.wall) / 1000 - (uptime() - began.uptime),
};

/**
 * Compares the wall clock with what cannot be set by hand, and keeps the answer beside what was signed: the machine's
 * counter since the last reading in the log (of the same start of the machine) and since this process began, and the
 * newest entry of the log, which no honest clock is before. Nothing is refused: the doubt is recorded and shown.
 */
export async function recordClock(core: Core, targetId: string, machine: Machine): Promise<ClockCheck> {
  const store = recordStore(core.log);
  const now = core.now();
  const last = await store.lastClock();
  const seconds = machine.uptime();
  const jump = jumpSince(last, now, seconds, machine.drift());
  const behind = await behindLog(core, now, last);
  const row: ClockRow = {
    target_id: targetId,
    at: now.toISOString(),
    uptime_seconds: seconds,
    jump_seconds: jump,
    behind_seconds: behind,
    centre_seconds: null,
    centre_state: 'unchecked',
    suspect: Math.abs(jump ?? 0) > CLOCK_TOLERANCE_SECONDS || behind > CLOCK_TOLERANCE_SECONDS ? 1 : 0,
  };
  await store.insertClock(row);
  return presentClock(row);
}

/** Seconds the wall clock gained (negative: lost) on the counter; the larger of both looks. */
function jumpSince(last: ClockRow | undefined, now: Date, seconds: number, drift: number): number | null {
  const inSession = Math.round(drift);
  // A smaller counter means the machine was started anew since: nothing to compare with.
  if (!last || seconds < last.uptime_seconds) return inSession;
  const wall = (now.getTime() - Date.parse(last.at)) / 1000;
  const sinceLast = Math.round(wall - (seconds - last.uptime_seconds));
  return Math.abs(sinceLast) > Math.abs(inSession) ? sinceLast : inSession;
}

async function behindLog(core: Core, now: Date, last: ClockRow | undefined): Promise<number> {
  const newest = (await listAudit(core, { offset: 0, limit: 1 })).rows[0];
  const latest = Math.max(Date.parse(newest?.at ?? '1970-01-01'), Date.parse(last?.at ?? '1970-01-01'));
  return Math.max(0, Math.round((latest - now.getTime()) / 1000));
}

/** Asks the default data centre for its clock, for a few seconds at most; a shift signed without network stays 未核对. */
export async function compareWithCentre(core: Core, targetId: string): Promise<ClockCheck | undefined> {
  const store = recordStore(core.log);
  const [row] = await store.clocks([targetId]);
  if (!row) return undefined;
  const found = await centreClock(core);
  const doubtful = found.seconds !== null && Math.abs(found.seconds) > CLOCK_TOLERANCE_SECONDS;
  const changes = {
    centre_state: found.state,
    centre_seconds: found.seconds,
    suspect: row.suspect === 1 || doubtful ? 1 : 0,
  };
  await store.updateClock(targetId, changes);
  core.changes.bump('duty');
  return presentClock({ ...row, ...changes });
}

async function centreClock(
  core: Core,
): Promise<{ state: 'compared' | 'unreachable' | 'none'; seconds: number | null }> {
  const connection = (await listConnections(core)).find((each) => each.isDefault);
  if (!connection || connection.engine === 'sqlite') return { state: 'none', seconds: null };
  try {
    const health = await datacenterHealth(core, connection.id, AbortSignal.timeout(CENTRE_PATIENCE_MS));
    const item = health.items.find(({ id }) => id === 'clock');
    if (!item || item.value === null) return { state: 'unreachable', seconds: null };
    // The health item says how far the centre is ahead; here it is how far the workstation is.
    return { state: 'compared', seconds: -item.value };
  } catch {
    // Away, busy or not allowed in: the reason stands on the data centre's own page; here it only was not compared.
    return { state: 'unreachable', seconds: null };
  }
}

export function presentClock(row: ClockRow): ClockCheck {
  return {
    suspect: row.suspect === 1,
    jumpSeconds: row.jump_seconds,
    behindSeconds: row.behind_seconds,
    centreState: row.centre_state,
    centreSeconds: row.centre_seconds,
  };
}
