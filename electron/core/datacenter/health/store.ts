import type { Knex } from 'knex';
import { inTransaction } from '../../log/log.ts';
import type { KeptRule } from './rules.ts';

export interface RoundRow {
  connection_id: string;
  watched: number;
  next_at: number;
  paused_for: string | null;
  engine: string;
  version: string;
  last_at: string | null;
  last_success_at: string | null;
  ms: number | null;
  failures: number;
  error_code: string | null;
  error_message: string | null;
}

export interface StateRow {
  connection_id: string;
  item: string;
  unit: string;
  value: number | null;
  bound: number | null;
  text: string;
  skipped: string | null;
  details: string;
  taken_at: string;
  last_read_at: string | null;
  streak_warning: number;
  streak_fault: number;
  level: string;
  level_since: string;
}

/** `step` of a point: each sample, hours, Beijing days. */
export const STEPS = { sample: 0, hour: 1, day: 2 } as const;
export type Step = (typeof STEPS)[keyof typeof STEPS];

export interface PointRow {
  connection_id: string;
  series: string;
  step: Step;
  /** Epoch seconds at which the span begins. */
  at: number;
  n: number;
  total: number;
  least: number;
  most: number;
}

const HOUR_S = 3_600;
const DAY_S = 86_400;
const BEIJING_S = 8 * HOUR_S;
/** How long points are kept, by step, in seconds. */
const KEPT_S: Record<Step, number> = { 0: 2 * DAY_S, 1: 35 * DAY_S, 2: 3 * 366 * DAY_S };
/** All points of all connections together: some 20 MB. */
export const MOST_POINTS = 300_000;
const AT_ONCE = 200;

/** The tables `datacenter_health_*` of the log. */
export function healthStore(log: Knex) {
  const rounds = () => log<RoundRow>('datacenter_health_round');
  const ensure = (id: string, trx: Knex = log) =>
    trx('datacenter_health_round').insert({ connection_id: id }).onConflict('connection_id').ignore();
  return {
    round: (id: string): Promise<RoundRow | undefined> => rounds().where({ connection_id: id }).first(),
    states: (id: string): Promise<StateRow[]> =>
      log<StateRow>('datacenter_health_state').where({ connection_id: id }),

    /** Writes what a round found: its head, the items it speaks of, and the points of its series, in one transaction. */
    async save(
      head: Partial<RoundRow> & { connection_id: string },
      states: readonly StateRow[] | undefined,
      samples: readonly { series: string; value: number }[],
      atSeconds: number,
    ): Promise<void> {
      await inTransaction(log, async (trx) => {
        const { connection_id, ...rest } = head;
        await ensure(connection_id, trx);
        await trx('datacenter_health_round').where({ connection_id }).update(rest);
        if (states) {
          await trx('datacenter_health_state').where({ connection_id }).delete();
          for (const row of states) await trx('datacenter_health_state').insert(row);
        }
        const points = samples.flatMap(({ series, value }) =>
          pointsOf(connection_id, series, value, atSeconds),
        );
        for (let from = 0; from < points.length; from += AT_ONCE) {
          await trx('datacenter_health_point')
            .insert(points.slice(from, from + AT_ONCE))
            .onConflict(['connection_id', 'series', 'step', 'at'])
            .merge({
              n: trx.raw('n + excluded.n'),
              total: trx.raw('total + excluded.total'),
              least: trx.raw('min(least, excluded.least)'),
              most: trx.raw('max(most, excluded.most)'),
            });
        }
      });
    },

    points: (id: string, series: string, step: Step, fromSeconds: number): Promise<PointRow[]> =>
      log<PointRow>('datacenter_health_point')
        .where({ connection_id: id, series, step })
        .where('at', '>=', fromSeconds)
        .orderBy('at'),

    /** Drops what is too old; when there is still too much, the oldest samples, then hours, then days. */
    async prune(nowSeconds: number, most = MOST_POINTS): Promise<void> {
      for (const step of Object.values(STEPS)) {
        await log('datacenter_health_point')
          .where({ step })
          .where('at', '<', nowSeconds - KEPT_S[step])
          .delete();
      }
      const [row] = (await log('datacenter_health_point').count({ total: '*' })) as { total: number }[];
      let over = (row?.total ?? 0) - most;
      for (const step of Object.values(STEPS)) {
        if (over <= 0) return;
        const edge = (await log('datacenter_health_point')
          .where({ step })
          .orderBy('at')
          .offset(over - 1)
          .first('at')) as { at: number } | undefined;
        const doomed = log('datacenter_health_point').where({ step });
        over -= await (edge ? doomed.where('at', '<=', edge.at) : doomed).delete();
      }
    },

    /** Takes the turn of sampling a connection; false when another process has it or it is not due. */
    async claim(id: string, nowMs: number, nextMs: number): Promise<boolean> {
      await ensure(id);
      return (
        (await rounds()
          .where({ connection_id: id })
          .where('next_at', '<=', nowMs)
          .update({ next_at: nextMs })) > 0
      );
    },

    async watch(id: string, watched: boolean): Promise<void> {
      await ensure(id);
      await rounds()
        .where({ connection_id: id })
        .update({ watched: watched ? 1 : 0 });
    },

    watched: async (): Promise<string[]> =>
      (await rounds().where({ watched: 1 }).select('connection_id')).map((row) => row.connection_id),

    rules: (): Promise<KeptRule[]> =>
      log('datacenter_health_rule').select('item', 'warning', 'fault', 'repeats'),

    async saveRules(kept: readonly KeptRule[], dropped: readonly string[], by: string, at: string) {
      await inTransaction(log, async (trx) => {
        await trx('datacenter_health_rule').whereIn('item', dropped).delete();
        for (const rule of kept) {
          await trx('datacenter_health_rule')
            .insert({ ...rule, changed_by: by, changed_at: at })
            .onConflict('item')
            .merge();
        }
      });
    },
  };
}

/** One sample enters its own place, its hour and its Beijing day at once: nothing has to be rolled up later. */
function pointsOf(id: string, series: string, value: number, at: number): PointRow[] {
  const starts: [Step, number][] = [
    [STEPS.sample, at],
    [STEPS.hour, at - (at % HOUR_S)],
    [STEPS.day, at - ((at + BEIJING_S) % DAY_S)],
  ];
  return starts.map(([step, start]) => ({
    connection_id: id,
    series,
    step,
    at: start,
    n: 1,
    total: value,
    least: value,
    most: value,
  }));
}
