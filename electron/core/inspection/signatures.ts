import type { Role } from '../../../shared/contract/base.ts';
import type { Sheet, SignatureBox } from '../../../shared/contract/inspection.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { boxNames, inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { appendAudit } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { readSheet, validBoxes } from './present.ts';
import { mustHaveCome } from './sheets.ts';
import { inspectionStore } from './store.ts';

/** Who signs which box: the contractor's people inspect and review, the court's supervisor confirms. */
const SIGNERS: Record<SignatureBox, readonly Role[]> = {
  inspector: ['engineer', 'manager'],
  reviewer: ['engineer', 'manager'],
  customer: ['supervisor'],
};
const BEFORE: Record<SignatureBox, SignatureBox | undefined> = {
  inspector: undefined,
  reviewer: 'inspector',
  customer: 'reviewer',
};
const NAMES_SHOWN = 5;

/**
 * Signs one box of a sheet, in the order inspector, reviewer (another person), customer. The signer hands in the digest
 * of what was on the screen: content that changed since is not signed unseen. Every unchecked item needs its reason first.
 * @throws INSPECTION_SIGN_ROLE, _SIGN_ORDER, _SIGN_TWICE, _SIGN_SAME, _SIGN_CHANGED, _SIGN_INCOMPLETE, _NO_SHEET
 */
export async function signSheet(
  core: Core,
  actor: Actor,
  input: { day: Day; box: SignatureBox; digest: string },
): Promise<Sheet> {
  requireDay(input.day);
  mustHaveCome(core, input.day);
  const name = boxNames[input.box];
  if (!SIGNERS[input.box].includes(actor.role)) throw fail('INSPECTION_SIGN_ROLE', messages.signRole(name));
  const sheet = await inTransaction(core.log, async (trx) => {
    const store = inspectionStore(trx);
    const current = await readSheet(store, input.day);
    if (!current) throw fail('INSPECTION_NO_SHEET', messages.noSheet(input.day));
    checkOrder(current, input.box);
    checkComplete(current);
    if (current.digest !== input.digest) throw fail('INSPECTION_SIGN_CHANGED', messages.signChanged);
    const signatures = await store.signatures(input.day);
    const inspector = signatures.find((signature) => signature.box === 'inspector' && !signature.voided_at);
    if (input.box === 'reviewer' && inspector?.operator_id === actor.operatorId) {
      throw fail('INSPECTION_SIGN_SAME', messages.signSame);
    }
    await store.insertSignature({
      day: input.day,
      box: input.box,
      operator_id: actor.operatorId,
      operator_name: actor.name,
      at: core.now().toISOString(),
      digest: current.digest,
    });
    return readSheet(store, input.day);
  });
  if (!sheet) throw fail('INSPECTION_NO_SHEET', messages.noSheet(input.day));
  await appendAudit(core, actor, 'inspection.sign', `${input.day} ${input.box}`, { digest: input.digest });
  core.changes.bump('inspection');
  return sheet;
}

function checkOrder(sheet: Sheet, box: SignatureBox): void {
  const signed = validBoxes(sheet);
  if (signed.includes(box)) throw fail('INSPECTION_SIGN_TWICE', messages.signTwice(boxNames[box]));
  const needed = BEFORE[box];
  if (needed && !signed.includes(needed)) {
    throw fail('INSPECTION_SIGN_ORDER', messages.signOrder(boxNames[box], boxNames[needed]));
  }
}

function checkComplete(sheet: Sheet): void {
  if (sheet.items.every((item) => item.checkedAt === null && item.explanation === '')) {
    throw fail('INSPECTION_SIGN_INCOMPLETE', messages.signNotRun);
  }
  const open = sheet.items.filter((item) => item.result === 'unchecked' && item.explanation === '');
  if (open.length === 0) return;
  const names = open.slice(0, NAMES_SHOWN).map((item) => `${item.number} ${item.name}`);
  throw fail(
    'INSPECTION_SIGN_INCOMPLETE',
    messages.signUnexplained(open.length, `${names.join('、')}${open.length > NAMES_SHOWN ? ' 等' : ''}`),
    { items: open.length },
  );
}
