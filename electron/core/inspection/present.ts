import type {
  Correction,
  Result,
  Service,
  Sheet,
  SheetItem,
  SheetState,
  Signature,
  SignatureBox,
} from '../../../shared/contract/inspection.ts';
import { fieldNames, inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { sheetDigest } from './digest.ts';
import { countResults } from './judge.ts';
import type { CorrectionRecord, InspectionStore, ItemRecord, SheetRecord, SignatureRecord } from './store.ts';
import { sectionOf } from './template.ts';

/** Reads a whole sheet as it is shown, printed and signed. */
export async function readSheet(store: InspectionStore, day: string): Promise<Sheet | undefined> {
  const row = await store.sheet(day);
  if (!row) return undefined;
  const [items, corrections, signatures] = await Promise.all([
    store.items(day),
    store.corrections(day),
    store.signatures(day),
  ]);
  return presentSheet(row, items, corrections, signatures);
}

export function presentSheet(
  row: SheetRecord,
  itemRows: readonly ItemRecord[],
  correctionRows: readonly CorrectionRecord[],
  signatureRows: readonly SignatureRecord[],
): Sheet {
  const items = numbered(itemRows).map(([item, number]) =>
    presentItem(
      item,
      number,
      correctionRows.filter((correction) => correction.item_id === item.item_id).length,
    ),
  );
  const nameOf = new Map(items.map((item) => [item.id, `${item.number} ${item.name}`]));
  const content = {
    day: row.day,
    dayKind: row.day_kind,
    dayLabel: row.day_label,
    header: {
      shift: row.shift,
      weather: row.weather,
      climate: row.climate,
      inspectorA: row.inspector_a,
      inspectorB: row.inspector_b,
      reviewer: row.reviewer,
      openMatters: row.open_matters,
    },
    items,
    corrections: correctionRows.map((correction) => presentCorrection(correction, nameOf)),
  };
  return {
    ...content,
    state: sheetState(signatureRows),
    frozen: signatureRows.some((signature) => signature.box === 'customer'),
    version: row.version,
    counts: countResults(items.map((item) => item.result)),
    signatures: signatureRows.map(presentSignature),
    digest: sheetDigest(content),
    createdAt: row.created_at,
    lastRunAt: row.last_run_at,
    lastJob: row.last_job,
  };
}

/** Items with their printed numbers: section.position. */
function numbered(rows: readonly ItemRecord[]): [ItemRecord, string][] {
  const positions = new Map<string, number>();
  return rows.map((row) => {
    const position = (positions.get(row.service) ?? 0) + 1;
    positions.set(row.service, position);
    return [row, `${sectionOf.get(row.service as Service)?.number ?? 0}.${position}`];
  });
}

/** A person's entry is in force over what the check found, field by field. */
export function presentItem(row: ItemRecord, number: string, corrections: number): SheetItem {
  const byPerson = row.value !== null || row.result !== null;
  return {
    id: row.item_id,
    number,
    service: row.service as Service,
    name: row.name,
    method: row.method,
    standard: row.standard,
    unit: row.unit,
    lastDay: row.last_day,
    lastValue: row.last_value ?? '',
    value: itemValue(row),
    result: itemResult(row),
    checkedAt: byPerson ? row.entered_at : row.auto_at,
    explanation: row.explanation ?? (row.result === null ? (row.auto_remark ?? '') : ''),
    action: row.action ?? '',
    incident: row.incident ?? '',
    owner: row.owner ?? '',
    due: row.due ?? '',
    note: row.note ?? '',
    basis: row.basis ?? '',
    enteredBy: row.entered_by ?? '',
    enteredAt: row.entered_at,
    found: {
      value: row.auto_value ?? '',
      result: row.auto_result,
      remark: row.auto_remark ?? '',
      at: row.auto_at,
    },
    corrections,
    version: row.version,
  };
}

/** 异常说明 as it leaves the program (paper, JSON): an unchecked item never stands there without a reason. */
export function shownRemark(item: SheetItem): string {
  if (item.result !== 'unchecked' || item.explanation !== '') return item.explanation;
  return item.method === 'manual' ? messages.notFilled : messages.notRunYet;
}

export function itemResult(row: Pick<ItemRecord, 'result' | 'auto_result'>): Result {
  return row.result ?? row.auto_result ?? 'unchecked';
}

export function itemValue(row: Pick<ItemRecord, 'value' | 'auto_value'>): string {
  return row.value ?? row.auto_value ?? '';
}

/** How far the sheet is signed; `reopened` when a confirmation was voided by a correction. */
export function sheetState(signatures: readonly SignatureRecord[]): SheetState {
  const valid = new Set(
    signatures.filter((signature) => !signature.voided_at).map((signature) => signature.box),
  );
  if (valid.has('customer')) return 'confirmed';
  if (valid.has('reviewer')) return 'reviewed';
  if (valid.has('inspector')) return 'inspected';
  return signatures.some((signature) => signature.box === 'customer') ? 'reopened' : 'open';
}

/** Signatures in force, by box. */
export function validBoxes(sheet: Sheet): SignatureBox[] {
  return sheet.signatures
    .filter((signature) => signature.voidedAt === null)
    .map((signature) => signature.box);
}

function presentCorrection(row: CorrectionRecord, nameOf: ReadonlyMap<string, string>): Correction {
  return {
    id: row.id,
    itemId: row.item_id,
    target: row.item_id === null ? '表头' : (nameOf.get(row.item_id) ?? row.item_id),
    field: fieldNames[row.field as keyof typeof fieldNames] ?? row.field,
    oldValue: row.old_value,
    newValue: row.new_value,
    reason: row.reason,
    by: row.operator_name,
    at: row.at,
    afterSignature: row.after_signature === 1,
  };
}

function presentSignature(row: SignatureRecord): Signature {
  return {
    box: row.box,
    name: row.operator_name,
    at: row.at,
    digest: row.digest,
    voidedAt: row.voided_at,
    voidReason: row.void_reason ?? '',
  };
}
