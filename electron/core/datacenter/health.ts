import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatacenterHealth, HealthItem } from '../../../shared/contract/datacenter.ts';
import { asErrorData, isAbort } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import type { Core } from '../core.ts';
import { ping } from './catalogue.ts';
import type { DatacenterConnection } from './connection.ts';
import { bytesText, type HealthProbe, type Measure } from './health/item.ts';
import { PROBES } from './health/probes.ts';

const words = datacenterMessages.health;

/** A slow view must not hold the round up: each item has this long. */
const ITEM_TIMEOUT_MS = 1_500;
/** Errors that mean the account may not look, not that something is wrong. Hidden views read as missing. */
const NO_RIGHT = new Set(['DATACENTER_NO_RIGHT', 'DATACENTER_MISSING_OBJECT']);

/**
 * Measures an open connection once. What the account may not read comes back as skipped with the reason; only a
 * database that cannot be asked at all rejects.
 */
export async function measureHealth(
  core: Pick<Core, 'now'>,
  connection: DatacenterConnection,
  signal?: AbortSignal,
): Promise<DatacenterHealth> {
  const from = performance.now();
  // Signing in costs the first statement its time: only the second one is a round trip.
  const version = await connection.serverVersion();
  const latencyMs = await ping(connection, signal ? { signal } : {});
  const latency: HealthItem = {
    id: 'latency',
    unit: 'ms',
    value: latencyMs,
    limit: null,
    text: words.latency(latencyMs),
    skipped: null,
  };
  const items = await Promise.all(
    PROBES[connection.engine].map((probe) => measured(probe, connection, signal)),
  );
  if (connection.file) items.push(await diskFree(connection.file));
  return {
    engine: connection.engine,
    version,
    takenAt: core.now().toISOString(),
    ms: Math.round(performance.now() - from),
    items: [latency, ...items],
  };
}

async function measured(
  probe: HealthProbe,
  connection: DatacenterConnection,
  signal: AbortSignal | undefined,
): Promise<HealthItem> {
  const read = { maxRows: 1, timeoutMs: ITEM_TIMEOUT_MS, ...(signal ? { signal } : {}) };
  try {
    const measure = await probe.measure(async (sql) => (await connection.query(sql, [], read))[0] ?? {});
    return itemOf(probe, measure);
  } catch (error) {
    if (isAbort(error)) throw error;
    const { code, message } = asErrorData(error);
    const skipped = NO_RIGHT.has(code) ? words.noRight : words.failed(message);
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
  };
}

/** Free space where the embedded database lies: when it is gone, nothing can be written. */
async function diskFree(file: string): Promise<HealthItem> {
  const probe = { id: 'diskFree', unit: 'bytes' } as const;
  try {
    const disk = await statfs(dirname(file));
    const free = disk.bavail * disk.bsize;
    return itemOf(probe, {
      value: free,
      limit: disk.blocks * disk.bsize,
      text: words.diskFree(bytesText(free)),
    });
  } catch (error) {
    const skipped = words.failed(asErrorData(error).message);
    return { ...itemOf(probe, { value: null, text: skipped }), skipped };
  }
}
