import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../shared/contract/deliverables.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages as words } from '../../../shared/messages/deliverables.ts';
import { recorder } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { writeFileAtomic } from '../workspace/atomic.ts';
import { findReport } from './due.ts';
import { mustFindEdition } from './editions.ts';
import { receiptFolder } from './files.ts';
import { type DeliveryRow, deliverablesStore } from './store.ts';

const recorded = recorder('deliverables');

const MOST_RECEIPT_BYTES = 10 * 1024 * 1024;
/** First bytes of what a receipt may be, and the suffix it is kept under. */
const RECEIPT_TYPES = [
  { suffix: 'pdf', magic: [0x25, 0x50, 0x44, 0x46] },
  { suffix: 'jpg', magic: [0xff, 0xd8, 0xff] },
  { suffix: 'png', magic: [0x89, 0x50, 0x4e, 0x47] },
] as const;

export interface Receipt {
  name: string;
  bytes: Uint8Array;
}

/**
 * Records that a final edition was handed over: to whom, when, signed by whom.
 * @throws DELIVERABLE_NOT_FINAL, DELIVERABLE_DAY, DELIVERABLE_RECEIPT
 */
export async function deliverReport(
  core: Core,
  actor: Actor,
  input: {
    /** Of the edition. */
    id: string;
    recipient: string;
    way: DeliveryRow['way'];
    day: Day;
    signedBy: string;
    receipt?: Receipt | undefined;
    note: string;
  },
): Promise<Report> {
  const edition = await mustFindEdition(core, input.id);
  if (edition.state !== 'final') throw fail('DELIVERABLE_NOT_FINAL', words.finalNeeded);
  const day = requireDay(input.day);
  if (day > beijingDay(core.now())) throw fail('DELIVERABLE_DAY', words.deliverFuture, { field: 'day' });
  if (edition.final_at !== null && day < beijingDay(edition.final_at) && input.note === '')
    throw fail('DELIVERABLE_DAY', words.deliverEarly, { field: 'day' });
  const id = randomUUID();
  const kept = input.receipt ? keepReceipt(core, input.receipt) : { name: '', digest: '' };
  await deliverablesStore(core.log).addDelivery({
    id,
    report_id: edition.report_id,
    edition_id: edition.id,
    recipient: input.recipient,
    way: input.way,
    delivered_day: day,
    recorded_by: actor.name,
    recorded_at: core.now().toISOString(),
    signed_by: input.signedBy,
    receipt_name: kept.name,
    receipt_digest: kept.digest,
    note: input.note,
  });
  await recorded(core, actor, 'deliverables.deliver', edition.report_id, {
    edition: edition.number,
    recipient: input.recipient,
    day,
    signedBy: input.signedBy,
    receipt: kept.digest,
  });
  return findReport(core, edition.report_id);
}

/** Adds the signature or the receipt that came back later. @throws DELIVERABLE_DELIVERY, DELIVERABLE_RECEIPT */
export async function signDelivery(
  core: Core,
  actor: Actor,
  input: { id: string; signedBy: string; receipt?: Receipt | undefined },
): Promise<Report> {
  const row = await mustFindDelivery(core, input.id);
  if (row.voided_at !== null) throw fail('DELIVERABLE_DELIVERY', words.deliveryVoided);
  if (row.signed_by !== '' && row.signed_by !== input.signedBy)
    throw fail('DELIVERABLE_DELIVERY', words.deliverySigned(row.signed_by), { field: 'signedBy' });
  if (row.receipt_digest !== '' && input.receipt)
    throw fail('DELIVERABLE_DELIVERY', words.deliveryReceipted(row.receipt_name), { field: 'receipt' });
  const kept = input.receipt
    ? keepReceipt(core, input.receipt)
    : { name: row.receipt_name, digest: row.receipt_digest };
  const done = await deliverablesStore(core.log).signDelivery(row, {
    signed_by: input.signedBy,
    receipt_name: kept.name,
    receipt_digest: kept.digest,
  });
  if (!done) throw fail('DELIVERABLE_DELIVERY', words.deliverySignedMeanwhile);
  await recorded(core, actor, 'deliverables.sign', row.report_id, {
    signedBy: input.signedBy,
    receipt: kept.digest,
  });
  return findReport(core, row.report_id);
}

/** Nothing is deleted: a wrong record is voided with its reason. @throws DELIVERABLE_DELIVERY */
export async function voidDelivery(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Report> {
  const row = await mustFindDelivery(core, input.id);
  const done = await deliverablesStore(core.log).voidDelivery(row.id, {
    voided_at: core.now().toISOString(),
    voided_by: actor.name,
    void_reason: input.reason,
  });
  if (!done) throw fail('DELIVERABLE_DELIVERY', words.deliveryVoided);
  await recorded(core, actor, 'deliverables.void', row.report_id, { reason: input.reason });
  return findReport(core, row.report_id);
}

/** The receipt as it was handed in. @throws DELIVERABLE_DELIVERY, DELIVERABLE_RECEIPT */
export async function readReceipt(core: Core, id: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const row = await mustFindDelivery(core, id);
  if (row.receipt_digest === '') throw fail('DELIVERABLE_RECEIPT', words.receiptNone);
  const file = join(receiptFolder(core), `${row.receipt_digest}${suffixOf(row.receipt_name)}`);
  if (!existsSync(file)) throw fail('DELIVERABLE_RECEIPT', words.receiptGone);
  const bytes = readFileSync(file);
  if (digestOf(bytes) !== row.receipt_digest) throw fail('DELIVERABLE_RECEIPT', words.receiptDamaged);
  return { fileName: row.receipt_name, bytes };
}

/** Kept under its own digest: what is recorded cannot be exchanged unseen. */
function keepReceipt(core: Core, { name, bytes }: Receipt): { name: string; digest: string } {
  if (bytes.byteLength > MOST_RECEIPT_BYTES)
    throw fail('DELIVERABLE_RECEIPT', words.receiptTooBig, { field: 'receipt' });
  const type = RECEIPT_TYPES.find(({ magic }) => magic.every((byte, place) => bytes[place] === byte));
  if (!type) throw fail('DELIVERABLE_RECEIPT', words.receiptType, { field: 'receipt' });
  const digest = digestOf(bytes);
  const folder = receiptFolder(core);
  mkdirSync(folder, { recursive: true });
  const shown = `${name.replace(/\.[^.]*$/, '').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}.${type.suffix}`;
  writeFileAtomic(join(folder, `${digest}.${type.suffix}`), bytes);
  return { name: shown, digest };
}

function suffixOf(name: string): string {
  return /\.[a-z]+$/.exec(name)?.[0] ?? '';
}

async function mustFindDelivery(core: Core, id: string): Promise<DeliveryRow> {
  const row = await deliverablesStore(core.log).delivery(id);
  if (!row) throw fail('DELIVERABLE_DELIVERY', words.deliveryNotFound);
  return row;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
