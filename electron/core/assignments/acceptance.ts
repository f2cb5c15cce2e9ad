import type { AcceptanceLine, AcceptanceSignature } from '../../../shared/contract/assignments.ts';
import type { AcceptanceSide, LineResult } from '../../../shared/domain/acceptance.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { mustBeOpen, mustFindRecord, recorded } from './records.ts';
import { assignmentsStore, type ListedRow } from './store.ts';

const words = assignmentsMessages.acceptance;

export interface LineInput {
  id: string;
  lineId?: number | undefined;
  name: string;
  quantity: string;
  standard: string;
  result: LineResult;
  remark: string;
}

/**
 * Adds a line to the list of an acceptance or changes one. What was signed before holds no longer.
 * @throws ASSIGNMENTS_ACCEPTANCE, ASSIGNMENTS_STATE
 */
export async function saveLine(core: Core, actor: Actor, input: LineInput): Promise<AcceptanceLine> {
  const record = await mustFindAcceptance(core, input.id);
  const { id: _, lineId, ...content } = input;
  const saved = await inTransaction(core.log, async (trx) => {
    const store = assignmentsStore(trx);
    if (lineId !== undefined && !(await store.updateLine(lineId, record.id, content)))
      throw fail('ASSIGNMENTS_ACCEPTANCE', words.lineNotFound);
    const id = lineId ?? (await store.addLine({ record_id: record.id, ...content }));
    await store.voidSignatures(record.id);
    await store.touch(record.id, core.now().toISOString());
    return { id, ...content };
  });
  await recorded(core, actor, 'saveLine', record.number, {
    name: input.name,
    result: words.results[input.result],
  });
  return saved;
}

/** @throws ASSIGNMENTS_ACCEPTANCE, ASSIGNMENTS_STATE */
export async function removeLine(
  core: Core,
  actor: Actor,
  input: { id: string; lineId: number },
): Promise<void> {
  const record = await mustFindAcceptance(core, input.id);
  const store = assignmentsStore(core.log);
  const line = (await store.lines(record.id)).find(({ id }) => id === input.lineId);
  if (!line || !(await store.removeLine(input.lineId, record.id)))
    throw fail('ASSIGNMENTS_ACCEPTANCE', words.lineNotFound);
  await store.voidSignatures(record.id);
  await store.touch(record.id, core.now().toISOString());
  await recorded(core, actor, 'removeLine', record.number, { name: line.name });
}

/**
 * Enters the signature of one side. The customer signs for itself; the staff enters its own and the integrator's, who has no
 * account here and signs on the printed form.
 * @throws ASSIGNMENTS_ACCEPTANCE, ASSIGNMENTS_SIGNED, ASSIGNMENTS_NOT_YOURS, ASSIGNMENTS_STATE
 */
export async function signAcceptance(
  core: Core,
  actor: Actor,
  input: { id: string; side: AcceptanceSide; unit: string; name: string },
): Promise<AcceptanceSignature> {
  const record = await mustFindAcceptance(core, input.id);
  if (input.side === 'customer' && actor.role !== 'supervisor')
    throw fail('ASSIGNMENTS_NOT_YOURS', words.customerSigns);
  if (input.side !== 'customer' && actor.role === 'supervisor')
    throw fail('ASSIGNMENTS_NOT_YOURS', words.operatorSigns);
  const signature = {
    record_id: record.id,
    side: input.side,
    unit: input.unit,
    name: input.name,
    signed_at: core.now().toISOString(),
    entered_by: actor.name,
  };
  await inTransaction(core.log, async (trx) => {
    const store = assignmentsStore(trx);
    if ((await store.signatures(record.id)).some(({ side }) => side === input.side))
      throw fail('ASSIGNMENTS_SIGNED', words.signedAlready);
    await store.addSignature(signature);
    await store.touch(record.id, signature.signed_at);
  });
  await recorded(core, actor, 'sign', record.number, { side: words.sides[input.side], name: input.name });
  return {
    side: signature.side,
    unit: signature.unit,
    name: signature.name,
    signedAt: signature.signed_at,
    enteredBy: signature.entered_by,
  };
}

async function mustFindAcceptance(core: Core, id: string): Promise<ListedRow> {
  const record = await mustFindRecord(core, id);
  if (record.kind !== 'acceptance') throw fail('ASSIGNMENTS_ACCEPTANCE', words.wrongKind);
  mustBeOpen(record, 'edit');
  return record;
}
