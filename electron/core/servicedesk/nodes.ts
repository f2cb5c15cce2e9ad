import type { ReleaseNode } from '../../../shared/contract/servicedeskRecords.ts';
import { NODE_STEPS, type NodeState } from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import type { Reference } from '../reference/reference.ts';
import { referenceOn } from '../standards/inForce.ts';
import { type NodeRow, type RecordRow, recordStore } from './recordStore.ts';
import { mustFindRecord } from './records.ts';
import { threadStore } from './threadStore.ts';

/** The contract: e-files of 23 courts (the high court and the intermediate ones), interfaces for 59. */
const SHARED_COURTS = 59;
const NAMED = 3;

/** The courts of a known set: 23 with a front end, or 59 of the shared interfaces. */
export function courtsOf({ courts }: Reference, scope: 'front-ends' | 'shared'): number[] {
  const upper = courts().filter(({ tier }) => tier !== '基层');
  if (scope === 'front-ends') return upper.map(({ code }) => code);
  const basic = courts().filter(({ tier }) => tier === '基层');
  return [...upper, ...basic].slice(0, SHARED_COURTS).map(({ code }) => code);
}

export async function listNodes(core: Core, releaseId: string): Promise<ReleaseNode[]> {
  const reference = await referenceOn(core);
  return (await recordStore(core.log).nodes([releaseId])).map((row) => presentNode(reference, row));
}

/** Sets where a planned release goes. @throws SERVICEDESK_NODES, SERVICEDESK_COURT */
export async function setNodes(
  core: Core,
  actor: Actor,
  input: { id: string; scope?: 'front-ends' | 'shared' | undefined; courts?: readonly number[] | undefined },
): Promise<ReleaseNode[]> {
  const reference = await referenceOn(core);
  const chosen = [...new Set(input.courts ?? (input.scope ? courtsOf(reference, input.scope) : []))];
  if (chosen.length === 0) throw fail('SERVICEDESK_NODES', words.nodesNeeded, { field: 'courts' });
  for (const court of chosen)
    if (!reference.courtByCode(court))
      throw fail('SERVICEDESK_COURT', words.noCourt(court), { field: 'courts' });
  const number = await inTransaction(core.log, async (trx) => {
    const row = await mustFindRecord(trx, input.id);
    mustBeRelease(row);
    if (row.state !== 'planned') throw fail('SERVICEDESK_NODES', words.nodesPlannedOnly);
    await recordStore(trx).setNodes(row.id, chosen);
    await note(trx, core, actor, row, words.nodesSet(chosen.length));
    return row.number;
  });
  await appendAudit(core, actor, 'servicedesk.nodes', number, { courts: chosen.length });
  core.changes.bump('servicedesk');
  return listNodes(core, input.id);
}

/** Enters the result of some courts at once: all of them or none. @throws SERVICEDESK_NODES, SERVICEDESK_NOTE */
export async function moveNodes(
  core: Core,
  actor: Actor,
  input: { id: string; courts: readonly number[]; state: NodeState; note: string },
): Promise<ReleaseNode[]> {
  if ((input.state === 'failed' || input.state === 'rolledback') && input.note.trim() === '')
    throw fail('SERVICEDESK_NOTE', words.nodeNoteNeeded, { field: 'note' });
  const reference = await referenceOn(core);
  const number = await inTransaction(core.log, async (trx) => {
    const row = await mustFindRecord(trx, input.id);
    mustBeRelease(row);
    if (row.state !== 'running' && row.state !== 'done')
      throw fail('SERVICEDESK_NODES', words.releaseNotRunning);
    const store = recordStore(trx);
    const nodes = new Map((await store.nodes([row.id])).map((node) => [node.court, node]));
    for (const court of input.courts) {
      const node = nodes.get(court);
      if (!node) throw fail('SERVICEDESK_NODES', words.nodeUnknown(nameOf(reference, court)));
      if (!NODE_STEPS[node.state].includes(input.state))
        throw fail(
          'SERVICEDESK_NODES',
          words.nodeStep(
            nameOf(reference, court),
            words.states[node.state] ?? '',
            words.states[input.state] ?? '',
          ),
        );
      await store.updateNode(row.id, court, {
        state: input.state,
        note: input.note,
        by: actor.name,
        at: core.now().toISOString(),
      });
    }
    const names = namesOf(reference, input.courts);
    await note(trx, core, actor, row, words.nodesMoved(words.states[input.state] ?? '', names, input.note));
    return row.number;
  });
  await appendAudit(core, actor, 'servicedesk.nodes', number, {
    courts: input.courts.map((court) => nameOf(reference, court)),
    state: input.state,
    note: input.note,
  });
  core.changes.bump('servicedesk');
  return listNodes(core, input.id);
}

function mustBeRelease(row: RecordRow): void {
  if (row.kind !== 'release') throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds.release));
}

function note(
  trx: Parameters<typeof threadStore>[0],
  core: Core,
  actor: Actor,
  row: RecordRow,
  text: string,
) {
  return threadStore(trx).addNote({
    kind: 'release',
    ref: row.id,
    at: core.now().toISOString(),
    by: actor.name,
    act: 'nodes',
    text,
  });
}

/** A few courts by name, more by their number: the list of nodes names each. */
function namesOf(reference: Reference, chosen: readonly number[]): string {
  const names = chosen
    .slice(0, NAMED)
    .map((court) => nameOf(reference, court))
    .join('、');
  return chosen.length > NAMED ? words.andOthers(names, chosen.length) : names;
}

function nameOf({ courtByCode }: Reference, court: number): string {
  return courtByCode(court)?.name ?? String(court);
}

function presentNode(reference: Reference, row: NodeRow): ReleaseNode {
  return {
    court: row.court,
    courtName: nameOf(reference, row.court),
    state: row.state,
    note: row.note,
    by: row.by,
    at: row.at,
  };
}
