import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { StandardWrite, StandardWritePlan } from '../../../shared/contract/standards.ts';
import type { StandardKind } from '../../../shared/domain/standardTables.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { DatacenterConnection } from '../datacenter/connection.ts';
import { listConnections, openConnection } from '../datacenter/datacenter.ts';
import type { JobRecord } from '../jobs/job.ts';
import type { JobContext, JobKind } from '../jobs/jobs.ts';
import {
  applyCodes,
  type CodeChange,
  type CodePlan,
  codeStatements,
  planCodes,
  undoCodes,
  versionLabel,
} from './codeTables.ts';
import { entriesOf, versionsOn } from './inForce.ts';
import { standardStore } from './store.ts';
import { findVersion } from './versions.ts';
import { type WriteRow, writeStore } from './writeStore.ts';

const words = standardsMessages.writing;
export const STANDARDS_WRITE = 'standards.write';
export const STANDARDS_UNDO = 'standards.undoWrite';
const STATEMENT_MS = 300_000;

/**
 * What writing the version that holds today into the default centre's code table would do; writes nothing.
 * @param most statements given at most
 * @throws STANDARD_NO_TABLE, DATACENTER_NONE and the errors of connecting
 */
export async function planWrite(core: Core, kind: StandardKind, most: number): Promise<StandardWritePlan> {
  return withPlan(core, kind, async (connection, { changes, kept }, version, target) => ({
    versionName: version.name,
    connectionName: target.name,
    ...countsOf(changes),
    kept,
    statements: codeStatements(connection, changes.slice(0, most)),
  }));
}

/** Hands over what would change, with the centre open for reading. @throws as planWrite */
export async function withPlan<Result>(
  core: Core,
  kind: StandardKind,
  use: (
    connection: DatacenterConnection,
    plan: CodePlan,
    version: { name: string },
    target: { id: string; name: string },
  ) => Promise<Result>,
): Promise<Result> {
  const version = await inForce(core, kind);
  const target = await centre(core);
  const connection = await openConnection(core, target.id);
  try {
    const entries = await entriesOf(core.log, kind, version.id);
    const plan = await planCodes(connection, kind, entries, versionLabel(version));
    return await use(connection, plan, version, target);
  } finally {
    await connection.close();
  }
}

/** Starts writing it. @throws STANDARD_REASON, JOB_ALREADY_RUNNING */
export async function startWrite(
  core: Core,
  actor: Actor,
  { kind, reason }: { kind: StandardKind; reason: string },
): Promise<JobRecord> {
  if (reason.trim().length < 4)
    throw fail('STANDARD_REASON', standardsMessages.reasonNeeded, { field: 'reason' });
  const version = await inForce(core, kind);
  const { id } = await centre(core);
  return core.jobs.start(actor, STANDARDS_WRITE, { kind, connectionId: id, name: version.name, reason });
}

/** Starts putting back what a writing changed. @throws STANDARD_NO_WRITE, STANDARD_REASON, JOB_ALREADY_RUNNING */
export async function startUndoWrite(
  core: Core,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<JobRecord> {
  if (reason.trim().length < 4)
    throw fail('STANDARD_REASON', standardsMessages.reasonNeeded, { field: 'reason' });
  const row = await mustFind(core, id);
  if (row.state === 'undone') throw fail('STANDARD_NO_WRITE', words.undone);
  return core.jobs.start(actor, STANDARDS_UNDO, {
    id,
    connectionId: row.connection_id,
    name: row.version_name,
    reason,
  });
}

/** The receipts of a kind, newest first. */
export async function listWrites(core: Core, kind: StandardKind): Promise<StandardWrite[]> {
  const rows = await writeStore(core.log).list(kind);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    versionName: row.version_name,
    connectionName: row.connection_name,
    state: row.state,
    inserted: row.inserted,
    updated: row.updated,
    kept: row.kept,
    reason: row.reason,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    undoneBy: row.undone_by,
    undoneAt: row.undone_at,
    undoReason: row.undo_reason,
  }));
}

interface WriteParams {
  kind: StandardKind;
  connectionId: string;
  name: string;
  reason: string;
}

interface UndoParams {
  id: string;
  connectionId: string;
  name: string;
  reason: string;
}

/** Writes a version into the centre in one transaction. The receipt is on record before the commit. */
export const standardsWriteJob: JobKind<WriteParams, { inserted: number; updated: number; kept: number }> = {
  kind: STANDARDS_WRITE,
  title: ({ name }) => words.title(name),
  resumable: false,
  exclusive: ({ connectionId }) => `standards.write:${connectionId}`,
  run: write,
};

export const standardsUndoWriteJob: JobKind<UndoParams, { rows: number }> = {
  kind: STANDARDS_UNDO,
  title: ({ name }) => words.undoTitle(name),
  resumable: false,
  exclusive: ({ connectionId }) => `standards.write:${connectionId}`,
  run: undo,
};

async function write({ core, actor, params, signal }: JobContext<WriteParams>) {
  const { kind, reason } = params;
  const version = await inForce(core, kind);
  const entries = await entriesOf(core.log, kind, version.id);
  const name = (await listConnections(core)).find(({ id }) => id === params.connectionId)?.name ?? '';
  const id = randomUUID();
  const connection = await openConnection(core, params.connectionId, { writable: true });
  try {
    const counts = await connection.write(
      async (writer) => {
        const { changes, kept } = await planCodes(connection, kind, entries, versionLabel(version), writer);
        const found = { ...countsOf(changes), kept };
        if (changes.length === 0) return found;
        await writeStore(core.log).add({
          id,
          kind,
          version_id: version.id,
          version_name: version.name,
          connection_id: params.connectionId,
          connection_name: name,
          state: 'prepared',
          ...found,
          changes: gzipSync(JSON.stringify(changes)),
          reason,
          written_by: actor.name,
          written_at: core.now().toISOString(),
          undo_reason: '',
        });
        await applyCodes(connection, writer, changes);
        return found;
      },
      { signal, timeoutMs: STATEMENT_MS },
    );
    await writeStore(core.log).change(id, { state: 'done' });
    await appendAudit(core, actor, 'standards.write', version.name, {
      kind,
      connection: name,
      reason,
      ...counts,
    });
    core.changes.bump('standards');
    return counts;
  } catch (error) {
    // The transaction was rolled back: nothing was written, and nothing is to be undone.
    await writeStore(core.log).drop(id);
    throw error;
  } finally {
    await connection.close();
  }
}

async function undo({ core, actor, params, signal }: JobContext<UndoParams>) {
  const row = await mustFind(core, params.id);
  const changes = JSON.parse(gunzipSync(row.changes).toString('utf8')) as CodeChange[];
  const connection = await openConnection(core, row.connection_id, { writable: true });
  try {
    await connection.write((writer) => undoCodes(connection, writer, row.kind, changes), {
      signal,
      timeoutMs: STATEMENT_MS,
    });
  } finally {
    await connection.close();
  }
  await writeStore(core.log).change(row.id, {
    state: 'undone',
    undone_by: actor.name,
    undone_at: core.now().toISOString(),
    undo_reason: params.reason,
  });
  await appendAudit(core, actor, 'standards.undoWrite', row.version_name, {
    kind: row.kind,
    connection: row.connection_name,
    reason: params.reason,
    rows: changes.length,
  });
  core.changes.bump('standards');
  return { rows: changes.length };
}

function countsOf(changes: readonly CodeChange[]): { inserted: number; updated: number } {
  const inserted = changes.filter(({ before }) => before === null).length;
  return { inserted, updated: changes.length - inserted };
}

/** The version that holds today: no other is written, so a switch reaches the centre on its day and not before. */
async function inForce(core: Core, kind: StandardKind) {
  const holding = versionsOn(await standardStore(core.log).activations(kind), beijingDay(core.now()));
  return findVersion(core, kind, holding[kind]);
}

async function centre(core: Core): Promise<{ id: string; name: string }> {
  const found = (await listConnections(core)).find(({ isDefault }) => isDefault);
  if (!found) throw fail('DATACENTER_NONE', words.noCentre);
  return found;
}

async function mustFind(core: Core, id: string): Promise<WriteRow> {
  const row = await writeStore(core.log).find(id);
  if (!row) throw fail('STANDARD_NO_WRITE', words.noWrite);
  return row;
}
