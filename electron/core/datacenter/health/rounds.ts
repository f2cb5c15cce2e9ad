import type { DatacenterHealth, SavedConnection } from '../../../../shared/contract/datacenter.ts';
import type {
  BoardItem,
  HealthBoard,
  HealthItem,
  HealthLevel,
  HealthRule,
  HealthRuleInput,
  HealthTrend,
} from '../../../../shared/contract/datacenterHealth.ts';
import { boardItemSchema, HEALTH_ITEMS } from '../../../../shared/contract/datacenterHealth.ts';
import { beijingDay } from '../../../../shared/domain/time.ts';
import { asErrorData, fail, isAbort } from '../../../../shared/errors/errors.ts';
import { healthWorkMessages as words } from '../../../../shared/messages/datacenterHealth.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Actor, Core } from '../../core.ts';
import type { DatacenterConnection } from '../connection.ts';
import { listConnections, openConnection } from '../datacenter.ts';
import { measureHealth } from '../health.ts';
import { forecastFull } from './forecast.ts';
import { worst } from './judge.ts';
import { checkRules, isAsGiven, rulesWith } from './rules.ts';
import { detailsOf, itemOfState, samplesOf, splitSeries, stateRow } from './stateRows.ts';
import { healthStore, type PointRow, type RoundRow, STEPS, type StateRow } from './store.ts';

const TREND_SPANS = {
  '24h': { step: STEPS.sample, seconds: 86_400 },
  '30d': { step: STEPS.hour, seconds: 30 * 86_400 },
} as const;
const FORECAST_SECONDS = 60 * 86_400;
/** Errors after which asking again by itself could lock the account. */
const REFUSED = new Set(['DATACENTER_PASSWORD', 'DATACENTER_LOCKED']);

/**
 * Measures a connection, keeps and judges what was found. A database that cannot be reached is an answer too; only our own
 * faults reject. Without id the default connection is measured.
 * @throws DATACENTER_NOT_FOUND, DATACENTER_NONE
 */
export async function runHealthRound(core: Core, id?: string, signal?: AbortSignal): Promise<HealthBoard> {
  const saved = await connectionOf(core, id);
  const connection = await openConnection(core, saved.id);
  try {
    await measureAndKeep(core, saved.id, connection, signal);
  } catch (error) {
    if (isAbort(error)) throw error;
    await keepFailure(core, saved, error);
  } finally {
    await connection.close();
  }
  return boardOf(core, saved);
}

/** Measures an open saved connection and keeps the result; for runs that have it open already. Rejects as measuring does. */
export async function measureAndKeep(
  core: Core,
  connectionId: string,
  connection: DatacenterConnection,
  signal?: AbortSignal,
): Promise<DatacenterHealth> {
  const health = await measureHealth(core, connection, signal);
  const store = healthStore(core.log);
  const rules = rulesWith(await store.rules());
  const before = new Map((await store.states(connectionId)).map((row) => [row.item, row]));
  const states = health.items.map((item) =>
    stateRow(connectionId, item, rules.get(item.id), before.get(item.id), health.takenAt),
  );
  await store.save(
    {
      connection_id: connectionId,
      paused_for: null,
      engine: health.engine,
      version: health.version,
      last_at: health.takenAt,
      last_success_at: health.takenAt,
      ms: health.ms,
      failures: 0,
      error_code: null,
      error_message: null,
    },
    states,
    [{ series: 'reachable', value: 1 }, ...health.items.flatMap(samplesOf)],
    seconds(core),
  );
  await store.prune(seconds(core));
  core.changes.bump('health');
  return health;
}

/** Writes down that a saved connection could not be asked. */
export async function keepFailure(core: Core, saved: SavedConnection, error: unknown): Promise<void> {
  const store = healthStore(core.log);
  const { code, message } = asErrorData(error);
  const failures = ((await store.round(saved.id))?.failures ?? 0) + 1;
  await store.save(
    {
      connection_id: saved.id,
      paused_for: REFUSED.has(code) ? saved.updatedAt : null,
      last_at: core.now().toISOString(),
      failures,
      error_code: code,
      error_message: message,
    },
    undefined,
    [{ series: 'reachable', value: 0 }],
    seconds(core),
  );
  core.changes.bump('health');
}

/** What the last rounds found; measures nothing. @throws DATACENTER_NOT_FOUND, DATACENTER_NONE */
export async function healthBoard(core: Core, id?: string): Promise<HealthBoard> {
  return boardOf(core, await connectionOf(core, id));
}

/**
 * The trend of an item (`size`), of a part of one (`storage/USERS`) or of `reachable`. 24 h by sample, 30 d by hour.
 * @throws HEALTH_NO_SERIES
 */
export async function healthTrend(
  core: Core,
  input: { id?: string | undefined; series: string; span: keyof typeof TREND_SPANS },
): Promise<HealthTrend> {
  const saved = await connectionOf(core, input.id);
  const store = healthStore(core.log);
  const [itemId = '', part] = splitSeries(input.series);
  const state = (await store.states(saved.id)).find((row) => row.item === itemId);
  if (!state) throw fail('HEALTH_NO_SERIES', words.noSeries);
  const detail = part === undefined ? undefined : detailsOf(state).find(({ name }) => name === part);
  const span = TREND_SPANS[input.span];
  const points = await store.points(saved.id, input.series, span.step, seconds(core) - span.seconds);
  const limit = part === undefined ? await limitOfState(store, saved.id, state) : (detail?.limit ?? null);
  const rule = rulesWith(await store.rules()).get(state.item as HealthItem['id']) ?? null;
  return {
    series: input.series,
    unit: part === undefined ? itemOfState(state).unit : 'bytes',
    points: points.map((point) => ({
      at: new Date(point.at * 1000).toISOString(),
      least: point.least,
      average: Math.round((point.total / point.n) * 100) / 100,
      most: point.most,
    })),
    limit,
    rule: part === undefined ? rule : null,
    forecast: await forecastOf(core, saved.id, input.series, limit),
  };
}

/** Whether the console measures a connection by itself while a window is open. The default one always is. */
export async function watchConnection(
  core: Core,
  actor: Actor,
  input: { id: string; watched: boolean },
): Promise<HealthBoard> {
  const saved = await connectionOf(core, input.id);
  await healthStore(core.log).watch(saved.id, input.watched);
  await appendAudit(core, actor, 'datacenter.watch', saved.id, { name: saved.name, watched: input.watched });
  core.changes.bump('health');
  return boardOf(core, saved);
}

export async function healthRules(core: Core): Promise<HealthRule[]> {
  return [...rulesWith(await healthStore(core.log).rules()).values()];
}

/** Changes thresholds; one equal to what the console comes with takes the change back. @throws HEALTH_RULE */
export async function saveHealthRules(
  core: Core,
  actor: Actor,
  inputs: readonly HealthRuleInput[],
): Promise<HealthRule[]> {
  checkRules(inputs);
  const back = inputs.filter(isAsGiven).map((input) => input.item);
  const kept = inputs.filter((input) => !isAsGiven(input));
  await healthStore(core.log).saveRules(kept, back, actor.name, core.now().toISOString());
  await appendAudit(core, actor, 'datacenter.healthRules', '', { rules: inputs });
  core.changes.bump('health');
  return healthRules(core);
}

async function boardOf(core: Core, saved: SavedConnection): Promise<HealthBoard> {
  const store = healthStore(core.log);
  const round = await store.round(saved.id);
  const rules = rulesWith(await store.rules());
  const rows = (await store.states(saved.id)).filter((row) =>
    (HEALTH_ITEMS as readonly string[]).includes(row.item),
  );
  const items: BoardItem[] = [];
  for (const row of rows) {
    const rule = rules.get(row.item as HealthItem['id']);
    if (rule) items.push(await boardItem(core, store, saved.id, row, rule));
  }
  items.sort((a, b) => HEALTH_ITEMS.indexOf(a.id) - HEALTH_ITEMS.indexOf(b.id));
  return {
    connectionId: saved.id,
    name: saved.name,
    engine: saved.engine,
    version: round?.version ?? '',
    watched: saved.isDefault || round?.watched === 1,
    lastAt: round?.last_at ?? null,
    lastSuccessAt: round?.last_success_at ?? null,
    ms: round?.ms ?? null,
    failures: round?.failures ?? 0,
    failure: failureOf(round, saved),
    level: boardLevel(round, items),
    items,
  };
}

/** A database that could not be asked twice in a row is a fault; once may be a hiccup. */
const UNREACHABLE_REPEATS = 2;
function boardLevel(round: RoundRow | undefined, items: readonly BoardItem[]): HealthLevel {
  if (!round?.last_at) return 'unchecked';
  if (round.failures >= UNREACHABLE_REPEATS) return 'fault';
  if (round.failures > 0) return 'warning';
  const spoken = items.map((item) => item.level).filter((level) => level !== 'unchecked');
  return worst(spoken);
}

function failureOf(round: RoundRow | undefined, saved: SavedConnection): HealthBoard['failure'] {
  if (!round?.error_code) return null;
  const paused = round.paused_for === saved.updatedAt ? words.paused : '';
  return { code: round.error_code, message: `${round.error_message ?? ''}${paused}` };
}

async function boardItem(
  core: Core,
  store: ReturnType<typeof healthStore>,
  id: string,
  row: StateRow,
  rule: HealthRule,
): Promise<BoardItem> {
  const item = itemOfState(row);
  const grows = item.id === 'size' || item.id === 'diskFree';
  const limit = grows ? await limitOfState(store, id, row) : null;
  const fullest = item.id === 'storage' ? item.details.find((detail) => detail.limit !== null) : undefined;
  const forecast = fullest
    ? await forecastOf(core, id, `storage/${fullest.name}`, fullest.limit)
    : item.id === 'size'
      ? await forecastOf(core, id, 'size', limit)
      : null;
  return boardItemSchema.parse({
    ...item,
    level: row.level,
    levelSince: row.level_since,
    streak: row.streak_warning,
    rule,
    takenAt: row.taken_at,
    lastReadAt: row.last_read_at,
    forecast,
  });
}

/**
 * An embedded database may grow until its disk is full. A server's has its tablespaces for that; where it has none, what a
 * person set as the size that is a fault (else a warning) is the bound.
 */
async function limitOfState(
  store: ReturnType<typeof healthStore>,
  id: string,
  row: StateRow,
): Promise<number | null> {
  if (row.item !== 'size') return row.bound;
  const disk = (await store.states(id)).find((other) => other.item === 'diskFree');
  if (disk?.value != null && row.value !== null) return row.value + disk.value;
  const rule = rulesWith(await store.rules()).get('size');
  return rule?.fault ?? rule?.warning ?? null;
}

async function forecastOf(core: Core, id: string, series: string, limit: number | null) {
  const points = await healthStore(core.log).points(id, series, STEPS.day, seconds(core) - FORECAST_SECONDS);
  const days = points.map((point: PointRow) => ({
    day: beijingDay(new Date(point.at * 1000)),
    value: point.most,
  }));
  return forecastFull(days, limit);
}

function seconds(core: Core): number {
  return Math.floor(core.now().getTime() / 1000);
}

async function connectionOf(core: Core, id: string | undefined): Promise<SavedConnection> {
  const all = await listConnections(core);
  const found = all.find((candidate) => (id === undefined ? candidate.isDefault : candidate.id === id));
  if (found) return found;
  // Gives the same sentences as opening it does.
  const connection = await openConnection(core, id);
  await connection.close();
  throw fail('HEALTH_NO_SERIES', words.noSeries);
}
