import type { ItemFields, Sheet, SheetHeader } from '../../../shared/contract/inspection.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { fieldNames, inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { appendAudit } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { itemResult, itemValue, readSheet } from './present.ts';
import { mustHaveCome } from './sheets.ts';
import { type CorrectionRecord, type InspectionStore, type ItemRecord, inspectionStore } from './store.ts';

type FieldName = keyof ItemFields;
const FIELDS: readonly FieldName[] = [
  'value',
  'result',
  'explanation',
  'action',
  'incident',
  'owner',
  'due',
  'note',
];

interface Change {
  field: string;
  before: string;
  after: string;
}

/**
 * Enters or corrects one item by hand. Filling what is empty needs nothing more (an automatic item needs the basis of the
 * value: F63); replacing something needs a reason and leaves a trace, and on a sheet the customer once confirmed every
 * change does. Signatures over the former content are voided.
 * @throws INSPECTION_NO_SHEET, INSPECTION_NO_ITEM, INSPECTION_STALE, INSPECTION_REASON_REQUIRED,
 * INSPECTION_RESULT_REQUIRED
 */
export async function fillItem(
  core: Core,
  actor: Actor,
  input: { day: Day; itemId: string; version: number; fields: ItemFields; reason: string },
): Promise<Sheet> {
  mustHaveCome(core, input.day);
  const changed = await changeSheet(core, input.day, async (store, sheet) => {
    const row = await store.item(input.day, input.itemId);
    if (!row) throw fail('INSPECTION_NO_ITEM', messages.noItem(input.itemId));
    if (row.version !== input.version) throw stale(row.name, row.entered_by);
    const changes = itemChanges(row, input.fields);
    if (changes.length === 0) return [];
    checkPair(row, input.fields);
    const corrected = sheet.frozen ? changes : changes.filter((change) => replaces(row, change));
    requireReason(row, changes, corrected, input.reason);
    const valued = changes.some((change) => change.field === 'value' || change.field === 'result');
    const updated = await store.updatePerson(input.day, input.itemId, input.version, {
      ...personFields(row, input.fields, changes),
      ...(valued ? { entered_at: core.now().toISOString(), basis: input.reason || row.basis } : {}),
      entered_by: actor.name,
    });
    if (!updated) throw stale(row.name, row.entered_by);
    await keepOld(core, store, actor, sheet, input.itemId, corrected, input.reason);
    return changes;
  });
  await recorded(core, actor, 'inspection.fill', `${input.day} ${input.itemId}`, changed, input.reason);
  return mustRead(core, input.day);
}

/** Writes one reason to every unchecked item that has none. */
export async function excuseUnchecked(
  core: Core,
  actor: Actor,
  input: { day: Day; reason: string },
): Promise<Sheet> {
  const changed = await changeSheet(core, input.day, async (store, sheet) => {
    const changes: Change[] = [];
    for (const row of await store.items(input.day)) {
      if (itemResult(row) !== 'unchecked' || (row.explanation ?? row.auto_remark ?? '') !== '') continue;
      await store.updatePerson(input.day, row.item_id, row.version, {
        explanation: input.reason,
        entered_by: actor.name,
      });
      const change = { field: 'explanation', before: '', after: input.reason };
      if (sheet.frozen) await keepOld(core, store, actor, sheet, row.item_id, [change], input.reason);
      changes.push({ ...change, field: row.item_id });
    }
    return changes;
  });
  await recorded(core, actor, 'inspection.excuse', input.day, changed, input.reason);
  return mustRead(core, input.day);
}

/** Sets fields of the sheet's head; after the customer's signature with a reason and a trace. @throws INSPECTION_STALE */
export async function setHeader(
  core: Core,
  actor: Actor,
  input: { day: Day; version: number; header: Partial<SheetHeader>; reason: string },
): Promise<Sheet> {
  const changed = await changeSheet(core, input.day, async (store, sheet) => {
    if (sheet.version !== input.version) throw stale('表头', '');
    const changes = (Object.keys(input.header) as (keyof SheetHeader)[])
      .map((field) => ({
        field,
        before: sheet.header[field],
        after: input.header[field] ?? sheet.header[field],
      }))
      .filter((change) => change.before !== change.after);
    if (changes.length === 0) return [];
    const corrected = sheet.frozen ? changes : [];
    if (corrected.length > 0 && input.reason === '') throw reasonRequired(corrected);
    const after = { ...sheet.header, ...input.header };
    const updated = await store.updateHeader(input.day, input.version, {
      shift: after.shift,
      weather: after.weather,
      climate: after.climate,
      inspector_a: after.inspectorA,
      inspector_b: after.inspectorB,
      reviewer: after.reviewer,
      open_matters: after.openMatters,
    });
    if (!updated) throw stale('表头', '');
    await keepOld(core, store, actor, sheet, null, corrected, input.reason);
    return changes;
  });
  await recorded(core, actor, 'inspection.header', input.day, changed, input.reason);
  return mustRead(core, input.day);
}

/**
 * Voids signatures whose content is no longer what was signed. Called inside the transaction of every change; compares
 * digests, so a change back and forth within one transaction voids nothing.
 */
export async function voidOutdatedSignatures(
  store: InspectionStore,
  day: Day,
  at: string,
  reason: string,
): Promise<void> {
  const valid = (await store.signatures(day)).filter((signature) => !signature.voided_at);
  if (valid.length === 0) return;
  const sheet = await readSheet(store, day);
  const outdated = valid.filter((signature) => signature.digest !== sheet?.digest);
  if (outdated.length > 0) {
    await store.voidSignatures(
      outdated.map((signature) => signature.id),
      at,
      reason,
    );
  }
}

async function changeSheet(
  core: Core,
  day: Day,
  work: (store: InspectionStore, sheet: Sheet) => Promise<Change[]>,
): Promise<Change[]> {
  requireDay(day);
  return inTransaction(core.log, async (trx) => {
    const store = inspectionStore(trx);
    const sheet = await readSheet(store, day);
    if (!sheet) throw fail('INSPECTION_NO_SHEET', messages.noSheet(day));
    const changes = await work(store, sheet);
    if (changes.length > 0) {
      await voidOutdatedSignatures(store, day, core.now().toISOString(), messages.voidedByChange);
    }
    return changes;
  });
}

function itemChanges(row: ItemRecord, fields: ItemFields): Change[] {
  return FIELDS.flatMap((field) => {
    const after = fields[field];
    if (after === undefined) return [];
    const before = current(row, field);
    return after === before && (row[field] !== null || after === '') ? [] : [{ field, before, after }];
  });
}

function current(row: ItemRecord, field: FieldName): string {
  if (field === 'value') return itemValue(row);
  if (field === 'result') return row.result ?? row.auto_result ?? '';
  if (field === 'explanation') return row.explanation ?? (row.result === null ? (row.auto_remark ?? '') : '');
  return row[field] ?? '';
}

/**
 * A change that takes something away: a person's entry, or a value a check found. An 未检 that a check left gives way
 * without a trace (the reading itself is kept), as does the check's own remark.
 */
function replaces(row: ItemRecord, change: Change): boolean {
  if (change.before === '' || change.before === change.after) return false;
  if (change.field === 'result' && row.result === null && row.auto_result === 'unchecked') return false;
  if (change.field === 'explanation' && row.explanation === null) return false;
  return true;
}

function checkPair(row: ItemRecord, fields: ItemFields): void {
  const value = fields.value ?? itemValue(row);
  const result = fields.result ?? row.result ?? row.auto_result;
  if (fields.value !== undefined && fields.value !== '' && !result) {
    throw fail('INSPECTION_RESULT_REQUIRED', messages.resultNeeded);
  }
  if (fields.result !== undefined && fields.result !== 'unchecked' && value === '') {
    throw fail('INSPECTION_RESULT_REQUIRED', messages.valueNeeded);
  }
}

function requireReason(
  row: ItemRecord,
  changes: readonly Change[],
  corrected: readonly Change[],
  reason: string,
): void {
  if (reason !== '') return;
  if (corrected.length > 0) throw reasonRequired(corrected);
  const valued = changes.some((change) => change.field === 'value' || change.field === 'result');
  if (valued && row.method === 'automatic')
    throw fail('INSPECTION_REASON_REQUIRED', messages.basisNeeded(row.name));
}

/** The columns to write. Value and result are entered together, so that a later run cannot mix with half an entry. */
function personFields(row: ItemRecord, fields: ItemFields, changes: readonly Change[]): Partial<ItemRecord> {
  const written: Partial<ItemRecord> = {};
  for (const { field } of changes) Object.assign(written, { [field]: fields[field as FieldName] });
  if (written.value !== undefined || written.result !== undefined) {
    written.value ??= row.value ?? row.auto_value;
    written.result ??= row.result ?? row.auto_result;
    written.explanation ??= row.explanation ?? (written.result === 'normal' ? null : row.auto_remark);
  }
  return written;
}

async function keepOld(
  core: Core,
  store: InspectionStore,
  actor: Actor,
  sheet: Sheet,
  itemId: string | null,
  changes: readonly Change[],
  reason: string,
): Promise<void> {
  const signed = sheet.signatures.some((signature) => signature.voidedAt === null);
  await store.insertCorrections(
    changes.map(
      (change): Omit<CorrectionRecord, 'id'> => ({
        day: sheet.day,
        item_id: itemId,
        field: change.field,
        old_value: change.before,
        new_value: change.after,
        reason,
        operator_id: actor.operatorId,
        operator_name: actor.name,
        at: core.now().toISOString(),
        after_signature: signed ? 1 : 0,
      }),
    ),
  );
}

async function recorded(
  core: Core,
  actor: Actor,
  action: string,
  target: string,
  changes: readonly Change[],
  reason: string,
): Promise<void> {
  if (changes.length === 0) return;
  await appendAudit(core, actor, action, target, { changes, ...(reason ? { reason } : {}) });
  core.changes.bump('inspection');
}

async function mustRead(core: Core, day: Day): Promise<Sheet> {
  const sheet = await readSheet(inspectionStore(core.log), day);
  if (!sheet) throw fail('INSPECTION_NO_SHEET', messages.noSheet(day));
  return sheet;
}

function stale(name: string, by: string | null) {
  return fail('INSPECTION_STALE', messages.stale(name, by ?? ''));
}

function reasonRequired(changes: readonly Change[]) {
  const names = changes.map(
    (change) => `“${fieldNames[change.field as keyof typeof fieldNames] ?? change.field}”`,
  );
  return fail('INSPECTION_REASON_REQUIRED', messages.reasonNeeded(names.join('、')));
}
