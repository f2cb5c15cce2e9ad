import {
  activationOn,
  STANDARD_KINDS,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { createReference, type Reference, shipped } from '../reference/reference.ts';
import { shippedRows } from '../reference/shipped.ts';
import { type ActivationRow, standardStore } from './store.ts';

type Log = Core['log'];
/** null: the version the console comes with. */
type Versions = Record<StandardKind, string | null>;

/** What an imported version holds never changes, so it is read and built once per open log. */
const entriesKept = new WeakMap<Log, Map<string, Promise<readonly StandardEntry[]>>>();
const referencesKept = new WeakMap<Log, Map<string, Reference>>();

/**
 * The reference data in force on a day (today in Beijing when none is given). Costs one small indexed read of the switches;
 * tables come from memory after their first use. Without any switch it is the `shipped` reference itself.
 */
export async function referenceOn(core: Pick<Core, 'log' | 'now'>, day?: Day): Promise<Reference> {
  const activations = await standardStore(core.log).activations();
  if (activations.length === 0) return shipped;
  return referenceOf(core.log, versionsOn(activations, day ?? beijingDay(core.now())));
}

/** Which version of every table holds on a day. */
export function versionsOn(activations: readonly ActivationRow[], day: Day): Versions {
  return Object.fromEntries(
    STANDARD_KINDS.map((kind) => {
      const own = activations.filter((row) => row.kind === kind).map(switchOf);
      return [kind, activationOn(own, day)?.versionId ?? null];
    }),
  ) as Versions;
}

/** A row as the pure rules read it. */
export function switchOf(row: ActivationRow) {
  return {
    id: row.id,
    versionId: row.version_id,
    effectiveFrom: row.effective_from,
    cancelled: row.cancelled_at !== null,
  };
}

/** The entries of a version; null: the one the console comes with. */
export function entriesOf(
  log: Log,
  kind: StandardKind,
  versionId: string | null,
): Promise<readonly StandardEntry[]> {
  if (versionId === null) return Promise.resolve(shippedRows(kind));
  const kept = keptFor(entriesKept, log);
  const known = kept.get(versionId);
  if (known) return known;
  const read = standardStore(log)
    .content(versionId)
    .then((content) => {
      if (!content) throw new Error(`the version ${versionId} of ${kind} is gone from the log`);
      return content;
    });
  kept.set(versionId, read);
  read.catch(() => kept.delete(versionId));
  return read;
}

async function referenceOf(log: Log, versions: Versions): Promise<Reference> {
  const kept = keptFor(referencesKept, log);
  const name = JSON.stringify(versions);
  const known = kept.get(name);
  if (known) return known;
  const tables = new Map<StandardKind, readonly StandardEntry[]>();
  for (const kind of STANDARD_KINDS)
    if (versions[kind] !== null) tables.set(kind, await entriesOf(log, kind, versions[kind]));
  if (tables.size === 0) return shipped;
  const reference = createReference((kind) => tables.get(kind) ?? shippedRows(kind));
  kept.set(name, reference);
  return reference;
}

function keptFor<Value>(all: WeakMap<Log, Map<string, Value>>, log: Log): Map<string, Value> {
  const known = all.get(log);
  if (known) return known;
  const fresh = new Map<string, Value>();
  all.set(log, fresh);
  return fresh;
}
