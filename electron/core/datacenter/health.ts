import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatacenterHealth, HealthItem } from '../../../shared/contract/datacenter.ts';
import { addDays, beijingDay } from '../../../shared/domain/time.ts';
import { asErrorData, fail, isAbort } from '../../../shared/errors/errors.ts';
import { datacenterHealthMessages as words } from '../../../shared/messages/datacenterHealth.ts';
import type { Core } from '../core.ts';
import { ping } from './catalogue.ts';
import type { DatacenterConnection } from './connection.ts';
import type { Binding } from './dialect.ts';
import { PROBES } from './health/engines/index.ts';
import { type Ask, bytesText, type HealthProbe, type HealthRow, type Measure } from './health/item.ts';

/** A slow view must not hold the round up: each statement has this long, all together `ROUND_MS`. */
const STATEMENT_MS = 1_200;
const ROUND_MS = 1_900;
/** Sessions a round uses at once: a watcher must not be a burden itself. SQLite's are processes. */
const SIDE_BY_SIDE = 3;
const MOST_ROWS = 100;
/** Errors that mean the account may not look, not that something is wrong. Hidden views read as missing. */
const NO_RIGHT = new Set(['DATACENTER_NO_RIGHT', 'DATACENTER_MISSING_OBJECT']);

/**
 * Measures an open connection once, within two seconds of being let in. What the account may not read, and what the time did
 * not suffice for, comes back as skipped with the reason; only a database that cannot be asked at all rejects.
 */
export async function measureHealth(
  core: Pick<Core, 'now'>,
  connection: DatacenterConnection,
  signal?: AbortSignal,
): Promise<DatacenterHealth> {
  const pulse = await measurePulse(core, connection, signal);
  const from = performance.now();
  const probes = PROBES[connection.engine];
  const found: HealthItem[] = [];
  const waiting = probes.map((probe, place) => ({ probe, place }));
  const deadline = from + ROUND_MS;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      found[next.place] = await measured(next.probe, askOf(connection, core.now(), deadline, signal));
    }
  };
  const width = connection.engine === 'sqlite' ? 1 : SIDE_BY_SIDE;
  await Promise.all(Array.from({ length: width }, work));
  if (connection.file)
    found.push(await measured(diskFree(connection.file)), await measured(wal(connection.file)));
  return {
    ...pulse,
    ms: pulse.ms + Math.round(performance.now() - from),
    items: [...pulse.items, ...found],
  };
}

/** Only whether it answers, how fast, and which server it is. Rejects when it does not answer. */
export async function measurePulse(
  core: Pick<Core, 'now'>,
  connection: DatacenterConnection,
  signal?: AbortSignal,
): Promise<DatacenterHealth> {
  const from = performance.now();
  // Signing in costs the first statement its time: only the second one is a round trip.
  const version = await connection.serverVersion();
  const latencyMs = await ping(connection, signal ? { signal } : {});
  const latency = itemOf({ id: 'latency', unit: 'ms' }, { value: latencyMs, text: words.latency(latencyMs) });
  return {
    engine: connection.engine,
    version,
    takenAt: core.now().toISOString(),
    ms: Math.round(performance.now() - from),
    items: [latency],
  };
}

function askOf(
  connection: DatacenterConnection,
  now: Date,
  deadline: number,
  signal: AbortSignal | undefined,
): Ask {
  const rows = async (sql: string, bindings: readonly Binding[] = []): Promise<HealthRow[]> => {
    const left = Math.floor((deadline - performance.now()) / 100) * 100;
    if (left <= 0) throw fail('DATACENTER_HEALTH_LATE', words.late);
    const timeoutMs = Math.min(STATEMENT_MS, left);
    return connection.query(sql, bindings, { maxRows: MOST_ROWS, timeoutMs, ...(signal ? { signal } : {}) });
  };
  const today = beijingDay(now);
  const yesterday = addDays(today, -1);
  return {
    rows,
    one: async (sql, bindings) => (await rows(sql, bindings))[0] ?? {},
    async firstOf(statements, bindings) {
      let refused: unknown;
      for (const [place, sql] of statements.entries()) {
        try {
          return { rows: await rows(sql, bindings), place };
        } catch (error) {
          if (!NO_RIGHT.has(asErrorData(error).code)) throw error;
          refused ??= error;
        }
      }
      throw refused;
    },
    yesterday: { day: yesterday, from: `${yesterday} 00:00:00`, to: `${today} 00:00:00` },
  };
}

/** Probes of the file system need no asker. */
const NOBODY: Ask = {
  one: async () => ({}),
  rows: async () => [],
  firstOf: async () => ({ rows: [], place: 0 }),
  yesterday: { day: '', from: '', to: '' },
};

async function measured(probe: HealthProbe, ask: Ask = NOBODY): Promise<HealthItem> {
  try {
    return itemOf(probe, await probe.measure(ask));
  } catch (error) {
    if (isAbort(error)) throw error;
    const { code, message } = asErrorData(error);
    const late = code === 'DATACENTER_HEALTH_LATE';
    const skipped = NO_RIGHT.has(code) ? words.noRight : late ? words.late : words.failed(message);
    return { ...itemOf(probe, { value: null, text: skipped }), skipped };
  }
}

function itemOf(probe: Pick<HealthProbe, 'id' | 'unit'>, measure: Measure): HealthItem {
  return {
    id: probe.id,
    unit: probe.unit,
    value: measure.value,
    limit: measure.limit ?? null,
    text: measure.text,
    skipped: null,
    details: measure.details ?? [],
  };
}

/** Free space where the embedded database lies: when it is gone, nothing can be written. */
function diskFree(file: string): HealthProbe {
  return {
    id: 'diskFree',
    unit: 'bytes',
    measure: async () => {
      const disk = await statfs(dirname(file));
      const free = disk.bavail * disk.bsize;
      return { value: free, limit: disk.blocks * disk.bsize, text: words.diskFree(bytesText(free)) };
    },
  };
}

/** The write-ahead log beside the embedded database; it shrinks when nobody holds an old reading open. */
function wal(file: string): HealthProbe {
  return {
    id: 'archive',
    unit: 'bytes',
    measure: async () => {
      const bytes = await stat(`${file}-wal`).then(
        (found) => found.size,
        () => 0,
      );
      return { value: bytes, text: words.wal(bytesText(bytes)) };
    },
  };
}
