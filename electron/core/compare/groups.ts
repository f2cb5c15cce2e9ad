import type { Side } from './side.ts';

/** Rows of one group on both sides, with what the comparison found in it. */
export interface Group {
  by: (string | null)[];
  source: number;
  target: number;
  missing: number;
  extra: number;
  different: number;
}

export function groupKey(by: readonly (string | null)[]): string {
  return JSON.stringify(by);
}

/** Counts of every group on both sides, asked in parallel, in the order of the group's values. */
export async function groupTotals(source: Side, target: Side): Promise<Group[]> {
  const groups = new Map<string, Group>();
  const gather = async (side: Side) => {
    for await (const page of side.groups()) {
      for (const { by, rows } of page) {
        const group = groups.get(groupKey(by)) ?? emptyGroup(by);
        group[side.name] += rows;
        groups.set(groupKey(by), group);
      }
    }
  };
  await Promise.all([gather(source), gather(target)]);
  return [...groups.values()].sort((a, b) => compareGroups(a.by, b.by));
}

export function emptyGroup(by: readonly (string | null)[]): Group {
  return { by: [...by], source: 0, target: 0, missing: 0, extra: 0, different: 0 };
}

function compareGroups(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] ?? '';
    const right = b[i] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
