import { credibility } from '../../../shared/domain/credibility.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { openUrl } from '../datacenter/datacenter.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import { type Reference, shipped } from '../reference/reference.ts';
import { courtNames } from './courtNames.ts';
import type { Difference } from './difference.ts';
import { emptyGroup, type Group, groupKey } from './groups.ts';
import type { Plan, PlanInput } from './plan.ts';
import { type CompareProgress, compareConnections, compareGroups, type KeyValue, keyValue } from './run.ts';
import type { ScanSizes } from './scan.ts';

/** The answer of `ops compare`. */
export interface CompareAnswer {
  /** In the source, not in the target. */
  missing: KeyValue[];
  /** In the target, not in the source. */
  extra: KeyValue[];
  different: { key: KeyValue; columns: string[] }[];
  /** Rows that travelled, both sides together. */
  rowsFetched: number;
  /** Rows of both tables. */
  rowsScanned: number;
  ms: number;
  /** What was left out or limited; absent when nothing was. */
  notes?: string[];
  /** With `by`: totals per group. */
  by?: GroupAnswer[];
  /** With `by`: 可信度% of the whole. */
  credibility?: number | null;
}

export interface GroupAnswer {
  /** The group's values by column; instants by their day. */
  group: Record<string, string | null>;
  /** Names of the courts among them; absent when there is none. */
  names?: Record<string, string>;
  source: number;
  target: number;
  missing: number;
  extra: number;
  different: number;
  credibility: number | null;
}

export interface CompareUrlsInput extends PlanInput {
  source: string;
  target: string;
}

export interface CompareOptions {
  signal?: AbortSignal;
  onProgress?: (progress: CompareProgress) => void;
  /** How finely the tables are cut. */
  sizes?: ScanSizes;
  /** Where courts get their names from; the shipped tables by default. */
  reference?: Reference;
}

/** Compares a table of two databases given by URL; needs no workspace. @throws those of compareConnections */
export async function compareUrls(
  input: CompareUrlsInput,
  options: CompareOptions & { spawn: SpawnProcess },
): Promise<CompareAnswer> {
  const opened: DatacenterConnection[] = [];
  try {
    for (const url of [input.source, input.target]) opened.push(openUrl(url, { spawn: options.spawn }));
    const [source, target] = opened as [DatacenterConnection, DatacenterConnection];
    return await compareOpen(source, target, input, options);
  } finally {
    await Promise.all(opened.map((connection) => connection.close()));
  }
}

/** The same with open connections, which stay open. The whole answer is held in memory. */
export async function compareOpen(
  source: DatacenterConnection,
  target: DatacenterConnection,
  input: PlanInput,
  options: CompareOptions = {},
): Promise<CompareAnswer> {
  const started = performance.now();
  const differences: Difference[] = [];
  let plan: Plan | undefined;
  const totals = await compareConnections(
    source,
    target,
    input,
    {
      planned: async (made) => {
        plan = made;
      },
      found: async (some) => {
        for (const difference of some) differences.push(difference);
      },
      progress: options.onProgress,
    },
    { signal: options.signal, sizes: options.sizes },
  );
  const keyOf = (difference: Difference) => keyValue(plan as Plan, difference.key);
  const ofKind = (kind: Difference['kind']) => differences.filter((difference) => difference.kind === kind);
  const answer: CompareAnswer = {
    missing: ofKind('missing').map(keyOf),
    extra: ofKind('extra').map(keyOf),
    different: ofKind('different').map((difference) => ({
      key: keyOf(difference),
      columns: (difference.columns ?? []).map((column) => column.name),
    })),
    rowsFetched: totals.rowsFetched,
    rowsScanned: totals.rowsScanned,
    ms: 0,
  };
  if (totals.notes.length > 0) answer.notes = totals.notes;
  if (input.by && input.by.length > 0) {
    const groups = await compareGroups(source, target, input, options.signal);
    answer.by = groupAnswers(plan as Plan, addDifferences(groups, differences), options.reference ?? shipped);
    answer.credibility = totals.credibility;
  }
  answer.ms = Math.round(performance.now() - started);
  return answer;
}

/** Counts each difference into its group. */
export function addDifferences(groups: readonly Group[], differences: readonly Difference[]): Group[] {
  const byKey = new Map(groups.map((group) => [groupKey(group.by), group]));
  for (const { kind, by } of differences) {
    const group = byKey.get(groupKey(by)) ?? emptyGroup(by);
    group[kind] += 1;
    byKey.set(groupKey(by), group);
  }
  return [...byKey.values()];
}

function groupAnswers(plan: Plan, groups: readonly Group[], reference: Reference): GroupAnswer[] {
  const columns = plan.by.map((pair) => pair.name);
  return groups.map(({ by, ...counts }) => {
    const named = courtNames(reference, columns, by).flatMap((name, i) =>
      name === null ? [] : [[columns[i], name] as const],
    );
    return {
      group: Object.fromEntries(columns.map((column, i) => [column, by[i] ?? null])),
      ...(named.length > 0 ? { names: Object.fromEntries(named) } : {}),
      ...counts,
      credibility: credibility(counts.target, counts),
    };
  });
}
