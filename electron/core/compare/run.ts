import { credibility } from '../../../shared/domain/credibility.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { compareMessages } from '../../../shared/messages/compare.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { decimalValue } from '../datacenter/values.ts';
import type { Difference } from './difference.ts';
import { type Group, groupTotals } from './groups.ts';
import { likelyKey } from './keyOrder.ts';
import { makePlan, type Plan, type PlanInput } from './plan.ts';
import { type Checkpoint, leaderOf, type ScanSizes, SIZES, scan } from './scan.ts';
import { makeSide } from './side.ts';
import { stretches } from './stretches.ts';
import { surveyKey } from './survey.ts';

/** A key as people see it: the value of a key of one column, an array of several. */
export type KeyValue = string | number | (string | number)[];

/** Totals of one comparison. */
export interface CompareTotals {
  sourceRows: number;
  targetRows: number;
  missing: number;
  extra: number;
  different: number;
  /** Rows that travelled, both sides together. */
  rowsFetched: number;
  /** Rows of both tables. */
  rowsScanned: number;
  notes: string[];
  /** 可信度%, null while the centre has no rows. */
  credibility: number | null;
}

export interface CompareProgress {
  done: number;
  total: number;
  found: number;
}

/** Everything that one comparison reports while it runs. */
export interface CompareEvents {
  /** Told once, before the first row. */
  planned?: (plan: Plan, counts: { source: number; target: number }) => Promise<void>;
  /** Differences in the order of the key. */
  found: (differences: Difference[]) => Promise<void>;
  /** A stretch is finished: a later run may start here. */
  done?: (checkpoint: RunCheckpoint) => Promise<void>;
  progress?: (progress: CompareProgress) => void;
}

export interface RunCheckpoint extends Checkpoint {
  missing: number;
  extra: number;
  different: number;
}

/**
 * Compares a table of two open connections.
 * @throws the errors of makePlan, COMPARE_KEY_NULL, COMPARE_KEY_DUPLICATE, those of the connections
 */
export async function compareConnections(
  source: DatacenterConnection,
  target: DatacenterConnection,
  input: PlanInput,
  events: CompareEvents,
  options: { checkpoint?: RunCheckpoint; sizes?: ScanSizes; signal?: AbortSignal } = {},
): Promise<CompareTotals> {
  refuseSameTable(source, target, input);
  const plan = await makePlan(source, target, input, options.signal);
  // Whatever ends the comparison also ends what has been begun ahead.
  const ended = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
  try {
    return await comparePlanned(source, target, plan, events, { ...options, signal });
  } finally {
    ended.abort();
  }
}

async function comparePlanned(
  source: DatacenterConnection,
  target: DatacenterConnection,
  plan: Plan,
  events: CompareEvents,
  options: { checkpoint?: RunCheckpoint; sizes?: ScanSizes; signal: AbortSignal },
): Promise<CompareTotals> {
  const { signal, sizes = SIZES } = options;
  // Reading a key through takes a while: meanwhile the sides begin, on the likely assumption that its order serves.
  const unlikely = new AbortController();
  const early = AbortSignal.any([signal, unlikely.signal]);
  const likely = {
    source: makeSide('source', source, plan, likelyKey('source', source, plan), early),
    target: makeSide('target', target, plan, likelyKey('target', target, plan), early),
  };
  const leader = leaderOf(likely.source, likely.target);
  const begun =
    likely.source.ordered && likely.target.ordered
      ? stretches(leader, likely.source, likely.target, sizes, options.checkpoint?.after ?? null)
      : undefined;
  const [ours, theirs] = await Promise.all([
    surveyKey('source', source, plan, signal),
    surveyKey('target', target, plan, signal),
  ]);
  const sides = {
    source: makeSide('source', source, plan, ours.key, signal),
    target: makeSide('target', target, plan, theirs.key, signal),
  };
  const notes = [...new Set([...plan.notes, ...ours.notes, ...theirs.notes])];
  const counts = { source: ours.rows, target: theirs.rows };
  const asLikely =
    sides.source.ordered &&
    sides.target.ordered &&
    leaderOf(sides.source, sides.target, counts).name === leader.name;
  if (!asLikely) unlikely.abort();
  await events.planned?.(plan, counts);
  const found = {
    missing: options.checkpoint?.missing ?? 0,
    extra: options.checkpoint?.extra ?? 0,
    different: options.checkpoint?.different ?? 0,
  };
  const total = counts.source + counts.target;
  const told = (rowsDone: number) =>
    events.progress?.({ done: rowsDone, total, found: found.missing + found.extra + found.different });
  told(options.checkpoint?.rowsDone ?? 0);
  const end = await scan(
    plan,
    sides.source,
    sides.target,
    counts,
    options.checkpoint,
    {
      found: async (differences) => {
        for (const { kind } of differences) found[kind] += 1;
        await events.found(differences);
      },
      done: async (checkpoint) => {
        told(checkpoint.rowsDone);
        await events.done?.({ ...checkpoint, ...found });
      },
    },
    { sizes, signal, ...(begun && asLikely ? { begun } : {}) },
  );
  return {
    sourceRows: counts.source,
    targetRows: counts.target,
    ...found,
    rowsFetched: end.rowsFetched,
    rowsScanned: total,
    notes,
    credibility: credibility(counts.target, found),
  };
}

/** Totals of each group; reads both tables once more. */
export async function compareGroups(
  source: DatacenterConnection,
  target: DatacenterConnection,
  input: PlanInput,
  signal?: AbortSignal,
): Promise<Group[]> {
  const plan = await makePlan(source, target, input, signal);
  return groupTotals(
    makeSide('source', source, plan, [], signal),
    makeSide('target', target, plan, [], signal),
  );
}

/** A key's canonical texts as values: numbers where the column is one and the double is exact. */
export function keyValue(plan: Pick<Plan, 'key'>, key: readonly string[]): KeyValue {
  const values = plan.key.map(({ rule }, i) => {
    const text = key[i] ?? '';
    return ['integer', 'decimal', 'float'].includes(rule.kind) ? decimalValue(text) : text;
  });
  return values.length === 1 ? (values[0] as string | number) : values;
}

function refuseSameTable(source: DatacenterConnection, target: DatacenterConnection, input: PlanInput): void {
  const sameFile = source.file !== undefined && source.file === target.file;
  if (sameFile && (input.targetTable ?? input.table).toLowerCase() === input.table.toLowerCase()) {
    throw fail('COMPARE_SAME', compareMessages.errors.sameTwice);
  }
}
