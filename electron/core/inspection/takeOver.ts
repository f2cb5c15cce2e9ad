import type { Result, SignatureBox } from '../../../shared/contract/inspection.ts';
import { dayKind, dayLabel } from '../../../shared/domain/calendar.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { appendAudit } from '../audit/audit.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { judge } from './judge.ts';
import { readSheet } from './present.ts';
import { type ItemRecord, inspectionStore, type ReadingRecord } from './store.ts';
import { type TemplateItem, template } from './template.ts';
import { itemsInForce } from './thresholds.ts';

/** What an automatic item showed then; without one it was not checked, and `entry.explanation` says why. */
export interface EarlierReading {
  value: string;
  number?: number | undefined;
}

/** What a person wrote then. */
export interface EarlierEntry {
  value?: string;
  result?: Result;
  explanation?: string;
  action?: string;
}

/** A day's sheet as it was kept before the console was. Instants are ISO. */
export interface EarlierSheet {
  day: Day;
  /** When it was checked. */
  at: string;
  inspectors: readonly [a: string, b: string];
  reviewer: string;
  weather: string;
  reading: (item: TemplateItem) => EarlierReading | undefined;
  entry: (item: TemplateItem, result: Result | null) => EarlierEntry | undefined;
  signatures: readonly { box: SignatureBox; operatorId: string; name: string; at: string }[];
}

/**
 * Takes sheets over that were kept elsewhere, oldest first, in one transaction and with one entry in the audit: the items
 * of today's template, judged by its thresholds. Days that have a sheet are left as they are. @returns how many were taken
 */
export async function takeOverSheets(
  core: Core,
  actor: Actor,
  sheets: readonly EarlierSheet[],
): Promise<number> {
  const calendar = await readCalendar(core);
  const last = new Map<string, ItemRecord>();
  let taken = 0;
  await inTransaction(core.log, async (trx) => {
    const store = inspectionStore(trx);
    const inForce = await itemsInForce(store);
    for (const sheet of sheets) {
      const { day, at } = sheet;
      const fresh = await store.insertSheet({
        day,
        day_kind: dayKind(day, calendar),
        day_label: dayLabel(day, calendar),
        template_version: template.version,
        inspector_a: sheet.inspectors[0],
        inspector_b: sheet.inspectors[1],
        reviewer: sheet.reviewer,
        weather: sheet.weather,
        created_by: sheet.inspectors[0],
        created_at: at,
        last_run_at: at,
      });
      if (!fresh) continue;
      const items = inForce.map((item, sequence) => itemOf(sheet, item, sequence, last.get(item.id)));
      await store.insertItemsAtOnce(items);
      await store.insertReadingsAtOnce(items.filter((item) => item.auto_at !== null).map(readingOf));
      for (const item of items)
        if (item.value !== null || item.auto_value !== null) last.set(item.item_id, item);
      await sign(store, sheet);
      taken += 1;
    }
  });
  await appendAudit(core, actor, 'inspection.takeOver', messages.earlierSheets, { sheets: taken });
  core.changes.bump('inspection');
  return taken;
}

async function sign(
  store: ReturnType<typeof inspectionStore>,
  { day, signatures }: EarlierSheet,
): Promise<void> {
  if (signatures.length === 0) return;
  const digest = (await readSheet(store, day))?.digest ?? '';
  for (const { box, operatorId, name, at } of signatures)
    await store.insertSignature({ day, box, operator_id: operatorId, operator_name: name, at, digest });
}

function itemOf(
  sheet: EarlierSheet,
  item: TemplateItem,
  sequence: number,
  before: ItemRecord | undefined,
): ItemRecord {
  const automatic = item.method === 'automatic';
  const reading = automatic ? sheet.reading(item) : undefined;
  const result: Result | null = automatic ? (reading ? judge(reading, item.thresholds) : 'unchecked') : null;
  const entry = sheet.entry(item, result);
  return {
    day: sheet.day,
    item_id: item.id,
    sequence,
    service: item.service,
    name: item.name,
    method: item.method,
    standard: item.standard,
    unit: item.unit,
    last_day: before?.day ?? null,
    last_value: before ? (before.value ?? before.auto_value) : null,
    last_number: before?.auto_number ?? null,
    auto_value: reading?.value ?? null,
    auto_number: reading?.number ?? null,
    auto_result: result,
    auto_remark: automatic ? '' : null,
    auto_at: automatic ? sheet.at : null,
    value: entry?.value ?? null,
    result: entry?.result ?? null,
    explanation: entry?.explanation ?? null,
    action: entry?.action ?? null,
    incident: null,
    owner: null,
    due: null,
    note: null,
    basis: null,
    entered_by: entry ? sheet.inspectors[0] : null,
    entered_at: entry ? sheet.at : null,
    version: 1,
  };
}

function readingOf(item: ItemRecord): ReadingRecord {
  return {
    day: item.day,
    item_id: item.item_id,
    at: item.auto_at ?? '',
    value: item.auto_value,
    number: item.auto_number,
    result: item.auto_result ?? 'unchecked',
    remark: item.auto_remark ?? '',
    elapsed_ms: 0,
    job_id: '',
  };
}
