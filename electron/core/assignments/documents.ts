import { randomUUID } from 'node:crypto';
import type { DocumentVersion } from '../../../shared/contract/assignments.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { presentVersion } from './present.ts';
import { mustBeOpen, mustFindRecord, recorded } from './records.ts';
import { assignmentsStore, type VersionRow } from './store.ts';

const words = assignmentsMessages.documents;

export interface VersionInput {
  id: string;
  version: string;
  effectiveOn: string;
  text: string;
  fileId: string | null;
  changeNote: string;
}

/** Hands a new version of a document in for approval. @throws ASSIGNMENTS_VERSION (with `details.field`), ASSIGNMENTS_STATE */
export async function addVersion(core: Core, actor: Actor, input: VersionInput): Promise<DocumentVersion> {
  const record = await mustFindRecord(core, input.id);
  if (record.kind !== 'document') throw fail('ASSIGNMENTS_VERSION', words.wrongKind);
  mustBeOpen(record, 'edit');
  const at = (field: string, message: string) => fail('ASSIGNMENTS_VERSION', message, { field });
  if (!isDay(input.effectiveOn)) throw at('effectiveOn', words.day);
  const files = await assignmentsStore(core.log).files(record.id);
  if (input.text === '' && !files.some(({ id }) => id === input.fileId)) throw at('text', words.empty);
  const row: VersionRow = {
    id: randomUUID(),
    record_id: record.id,
    version: input.version,
    text: input.text,
    file_id: files.some(({ id }) => id === input.fileId) ? input.fileId : null,
    change_note: input.changeNote,
    state: 'waiting',
    effective_on: input.effectiveOn,
    author_id: actor.operatorId,
    author: actor.name,
    created_at: core.now().toISOString(),
    approver: null,
    approved_at: null,
    approval_note: '',
  };
  await inTransaction(core.log, async (trx) => {
    const store = assignmentsStore(trx);
    if ((await store.versions(record.id)).some(({ version }) => version === input.version))
      throw at('version', words.taken(input.version));
    await store.addVersion(row);
    await store.touch(record.id, row.created_at);
  });
  await recorded(core, actor, 'addVersion', record.number, {
    version: input.version,
    note: input.changeNote,
  });
  return presentVersion(row, files);
}

/** A second person decides; an approved version replaces the one in force. @throws ASSIGNMENTS_VERSION */
export async function approveVersion(
  core: Core,
  actor: Actor,
  input: { versionId: string; approved: boolean; note: string },
): Promise<DocumentVersion> {
  const found = await assignmentsStore(core.log).version(input.versionId);
  if (!found) throw fail('ASSIGNMENTS_VERSION', words.versionNotFound);
  if (found.author_id === actor.operatorId) throw fail('ASSIGNMENTS_VERSION', words.own);
  if (!input.approved && input.note === '')
    throw fail('ASSIGNMENTS_VERSION', words.rejectNeedsNote, { field: 'note' });
  const at = core.now().toISOString();
  await inTransaction(core.log, async (trx) => {
    const store = assignmentsStore(trx);
    if (input.approved) await store.supersede(found.record_id);
    const decided = await store.decideVersion(found.id, {
      state: input.approved ? 'effective' : 'rejected',
      approver: actor.name,
      approved_at: at,
      approval_note: input.note,
    });
    if (!decided) throw fail('ASSIGNMENTS_VERSION', words.decided);
    await store.touch(found.record_id, at);
  });
  const record = await mustFindRecord(core, found.record_id);
  await recorded(core, actor, input.approved ? 'approveVersion' : 'rejectVersion', record.number, {
    version: found.version,
    note: input.note,
  });
  const row = (await assignmentsStore(core.log).version(found.id)) ?? found;
  return presentVersion(row, await assignmentsStore(core.log).files(record.id));
}
