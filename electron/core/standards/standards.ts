import { randomUUID } from 'node:crypto';
import type { StandardDiff, StandardImpact, StandardSwitch } from '../../../shared/contract/standards.ts';
import {
  compareStandards,
  type DifferenceKind,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { addDays, beijingDay, isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardsMessages as words } from '../../../shared/messages/standards.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { JobRecord } from '../jobs/job.ts';
import { STANDARDS_IMPACT } from './impactJob.ts';
import { countsOf } from './importing.ts';
import { entriesOf, versionsOn } from './inForce.ts';
import { standardStore } from './store.ts';
import { findVersion, listStandards } from './versions.ts';

export { standardsImpactJob } from './impactJob.ts';
export { importStandard, previewStandard } from './importing.ts';
export { referenceOn } from './inForce.ts';
export { findVersion, listStandards } from './versions.ts';

const FARTHEST_DAYS = 3 * 366;

interface Page {
  offset: number;
  limit: number;
}

/** The entries of a version, page by page; `search` looks into every cell. @throws STANDARD_NOT_FOUND */
export async function standardEntries(
  core: Core,
  input: Page & { kind: StandardKind; versionId: string | null; search: string },
): Promise<{ total: number; rows: StandardEntry[] }> {
  await findVersion(core, input.kind, input.versionId);
  const entries = await entriesOf(core.log, input.kind, input.versionId);
  const sought = input.search.trim().toLowerCase();
  const found =
    sought === ''
      ? entries
      : entries.filter((entry) => Object.values(entry).some((value) => value.toLowerCase().includes(sought)));
  return { total: found.length, rows: found.slice(input.offset, input.offset + input.limit) };
}

/** What differs between two versions; without `from`, from what holds today. @throws STANDARD_NOT_FOUND */
export async function diffStandards(
  core: Core,
  input: Page & {
    kind: StandardKind;
    from?: string | null | undefined;
    to: string | null;
    only?: readonly DifferenceKind[] | undefined;
  },
): Promise<StandardDiff> {
  const { kind } = input;
  const fromId = input.from === undefined ? await inForceId(core, kind) : input.from;
  const [from, to] = [await findVersion(core, kind, fromId), await findVersion(core, kind, input.to)];
  const differences = compareStandards(
    kind,
    await entriesOf(core.log, kind, fromId),
    await entriesOf(core.log, kind, input.to),
  );
  const chosen = input.only?.length
    ? differences.filter((one) => input.only?.includes(one.kind))
    : differences;
  return {
    kind,
    fromName: from.name,
    toName: to.name,
    counts: countsOf(differences),
    total: chosen.length,
    rows: chosen.slice(input.offset, input.offset + input.limit),
  };
}

/**
 * From a day on a version holds; before it the former one. Nothing is deleted: going back is another switch.
 * @throws STANDARD_DAY, STANDARD_DAY_TAKEN, STANDARD_ALREADY, STANDARD_NOT_FOUND
 */
export async function activateStandard(
  core: Core,
  actor: Actor,
  input: { kind: StandardKind; versionId: string | null; effectiveFrom: string; reason: string },
): Promise<StandardSwitch> {
  const { kind, effectiveFrom: day } = input;
  const today = beijingDay(core.now());
  checkReason(input.reason);
  const wrongDay = (message: string) => fail('STANDARD_DAY', message, { field: 'effectiveFrom' });
  if (!isDay(day)) throw wrongDay(words.notDay(day));
  if (day < today) throw wrongDay(words.past(day, today));
  if (day > addDays(today, FARTHEST_DAYS)) throw wrongDay(words.far(day));
  const version = await findVersion(core, kind, input.versionId);
  const standard = (await listStandards(core)).find((one) => one.kind === kind);
  const taken = standard?.switches.find((one) => one.cancelledAt === null && one.effectiveFrom === day);
  if (taken) throw dayTaken(day, taken.versionName);
  const store = standardStore(core.log);
  if (versionsOn(await store.activations(kind), day)[kind] === input.versionId)
    throw fail('STANDARD_ALREADY', words.already(version.name, day), { field: 'effectiveFrom' });
  const id = randomUUID();
  try {
    await store.activate({
      id,
      kind,
      version_id: input.versionId,
      effective_from: day,
      reason: input.reason,
      activated_by: actor.name,
      activated_at: core.now().toISOString(),
    });
  } catch (error) {
    // Another process was quicker: the day belongs to its switch.
    if ((error as { code?: string }).code === 'SQLITE_CONSTRAINT_UNIQUE') throw dayTaken(day, version.name);
    throw error;
  }
  const from = standard?.inForce.name ?? '';
  return recorded(core, actor, id, 'standards.activate', {
    from,
    to: version.name,
    day,
    reason: input.reason,
  });
}

/** Takes a switch back before its day. @throws STANDARD_TOO_LATE, STANDARD_CANCELLED, STANDARD_NO_SWITCH */
export async function cancelSwitch(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<StandardSwitch> {
  checkReason(input.reason);
  const store = standardStore(core.log);
  const row = await store.activation(input.id);
  if (!row) throw fail('STANDARD_NO_SWITCH', words.noSwitch);
  if (row.cancelled_at !== null) throw fail('STANDARD_CANCELLED', words.cancelledAlready);
  if (row.effective_from <= beijingDay(core.now()))
    throw fail('STANDARD_TOO_LATE', words.tooLate(row.effective_from));
  if (!(await store.cancel(row.id, actor.name, core.now().toISOString(), input.reason)))
    throw fail('STANDARD_CANCELLED', words.cancelledAlready);
  return recorded(core, actor, row.id, 'standards.cancel', {
    day: row.effective_from,
    reason: input.reason,
  });
}

/** Starts counting what a version touches. @throws STANDARD_NOT_FOUND, JOB_ALREADY_RUNNING */
export async function startImpact(core: Core, actor: Actor, versionId: string): Promise<JobRecord> {
  const row = await standardStore(core.log).version(versionId);
  if (!row) throw fail('STANDARD_NOT_FOUND', words.notFound);
  return core.jobs.start(actor, STANDARDS_IMPACT, { versionId, name: row.name });
}

/** What a version touches, as counted last; null when it never was. @throws STANDARD_NOT_FOUND */
export async function readImpact(core: Core, versionId: string): Promise<StandardImpact | null> {
  const row = await standardStore(core.log).version(versionId);
  if (!row) throw fail('STANDARD_NOT_FOUND', words.notFound);
  return row.impact === null ? null : (JSON.parse(row.impact) as StandardImpact);
}

function checkReason(reason: string): void {
  if (reason.trim().length < 4) throw fail('STANDARD_REASON', words.reasonNeeded, { field: 'reason' });
}

async function inForceId(core: Core, kind: StandardKind): Promise<string | null> {
  return versionsOn(await standardStore(core.log).activations(kind), beijingDay(core.now()))[kind];
}

function dayTaken(day: string, name: string): Error {
  return fail('STANDARD_DAY_TAKEN', words.dayTaken(day, name), { field: 'effectiveFrom' });
}

async function recorded(
  core: Core,
  actor: Actor,
  id: string,
  action: string,
  detail: Record<string, unknown>,
): Promise<StandardSwitch> {
  const found = (await listStandards(core))
    .flatMap((standard) => standard.switches)
    .find((one) => one.id === id);
  if (!found) throw fail('STANDARD_NO_SWITCH', words.noSwitch);
  await appendAudit(core, actor, action, found.versionName, { kind: found.kind, ...detail });
  core.changes.bump('standards');
  return found;
}
