import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { KIND_RULES, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages as words } from '../../../shared/messages/assignments.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { presentRecord } from './present.ts';
import { assignmentsStore, type ListedRow, type NoteRow, type RecordRow } from './store.ts';

/** @throws ASSIGNMENTS_NOT_FOUND */
export async function mustFindRecord(core: Core, id: string): Promise<ListedRow> {
  const row = await assignmentsStore(core.log).find(id);
  if (!row) throw fail('ASSIGNMENTS_NOT_FOUND', words.notFound);
  return row;
}

/** @throws ASSIGNMENTS_STATE when the record is ended */
export function mustBeOpen(row: ListedRow, act: keyof typeof words.acts): void {
  if (row.state !== 'open')
    throw fail('ASSIGNMENTS_STATE', words.wrongState(words.stateOf(row.kind, row.state), words.acts[act]));
}

/** The staff writes everything; others only what the kind's rule names. @throws ASSIGNMENTS_NOT_YOURS */
export function mustBeAllowed(actor: Actor, kind: RecordKind, act: 'write' | 'end'): void {
  if (actor.role === 'engineer' || actor.role === 'manager') return;
  const rule = KIND_RULES[kind];
  const roles = act === 'write' ? rule.alsoWrittenBy : (rule.alsoEndedBy ?? rule.alsoWrittenBy);
  if (!roles?.includes(actor.role)) throw fail('ASSIGNMENTS_NOT_YOURS', words.notYours(words.kinds[kind]));
}

export function todayOf(core: Core): string {
  return beijingDay(core.now());
}

/** Every change of a record: an audit entry and the topic. */
export async function recorded(
  core: Core,
  actor: Actor,
  act: string,
  number: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await appendAudit(core, actor, `assignments.${act}`, number, detail);
  core.changes.bump('assignments');
}

/** The record as it stands now. */
export async function again(core: Core, actor: Actor, id: string): Promise<ServiceRecord> {
  return presentRecord(await mustFindRecord(core, id), actor.operatorId, todayOf(core));
}

/** Changes a record that stands as it was read, with its note, in one step. @throws ASSIGNMENTS_CHANGED */
export async function move(
  core: Core,
  row: RecordRow,
  change: Partial<RecordRow>,
  note: Pick<NoteRow, 'kind' | 'percent' | 'text'> & { actor: Actor },
): Promise<void> {
  const at = core.now().toISOString();
  await inTransaction(core.log, async (trx) => {
    const store = assignmentsStore(trx);
    const { state, changed_at } = row;
    if (!(await store.update(row.id, { state, changed_at }, { ...change, changed_at: at })))
      throw fail('ASSIGNMENTS_CHANGED', words.changedMeanwhile);
    if (note.text !== '')
      await store.addNote({
        record_id: row.id,
        at,
        author: note.actor.name,
        kind: note.kind,
        percent: note.percent,
        text: note.text,
      });
  });
}
