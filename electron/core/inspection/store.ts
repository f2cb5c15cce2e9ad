import type { Knex } from 'knex';
import type { Counts, Result, SignatureBox } from '../../../shared/contract/inspection.ts';
import type { DayKind } from '../../../shared/domain/calendar.ts';
import { countResults } from './judge.ts';

export interface SheetRecord {
  day: string;
  day_kind: DayKind;
  day_label: string;
  template_version: number;
  shift: string;
  weather: string;
  climate: string;
  inspector_a: string;
  inspector_b: string;
  reviewer: string;
  open_matters: string;
  version: number;
  created_by: string;
  created_at: string;
  last_job: string | null;
  last_run_at: string | null;
}

export interface ItemRecord {
  day: string;
  item_id: string;
  sequence: number;
  service: string;
  name: string;
  method: 'automatic' | 'manual';
  standard: string;
  unit: string;
  last_day: string | null;
  last_value: string | null;
  last_number: number | null;
  auto_value: string | null;
  auto_number: number | null;
  auto_result: Result | null;
  auto_remark: string | null;
  auto_at: string | null;
  value: string | null;
  result: Result | null;
  explanation: string | null;
  action: string | null;
  incident: string | null;
  owner: string | null;
  due: string | null;
  note: string | null;
  basis: string | null;
  entered_by: string | null;
  entered_at: string | null;
  version: number;
}

export interface CorrectionRecord {
  id: number;
  day: string;
  item_id: string | null;
  field: string;
  old_value: string;
  new_value: string;
  reason: string;
  operator_id: string;
  operator_name: string;
  at: string;
  after_signature: number;
}

export interface SignatureRecord {
  id: number;
  day: string;
  box: SignatureBox;
  operator_id: string;
  operator_name: string;
  at: string;
  digest: string;
  voided_at: string | null;
  void_reason: string | null;
}

export interface ReadingRecord {
  day: string;
  item_id: string;
  at: string;
  value: string | null;
  number: number | null;
  result: Result;
  remark: string;
  elapsed_ms: number;
  job_id: string;
}

export interface ProbeRecord {
  id: string;
  kind: 'http' | 'tcp' | 'folder';
  target: string;
  expect: string;
  changed_by: string;
  changed_at: string;
}

export interface ThresholdRecord {
  item_id: string;
  warning: number | null;
  fault: number | null;
  reason: string;
  changed_by: string;
  changed_at: string;
}

type PersonFields = Pick<
  ItemRecord,
  | 'value'
  | 'result'
  | 'explanation'
  | 'action'
  | 'incident'
  | 'owner'
  | 'due'
  | 'note'
  | 'basis'
  | 'entered_by'
  | 'entered_at'
>;
type AutomaticFields = Pick<
  ItemRecord,
  'auto_value' | 'auto_number' | 'auto_result' | 'auto_remark' | 'auto_at'
> &
  Partial<Pick<ItemRecord, 'standard'>>;

/** A sheet on which something was checked or entered: the opposite of 缺检. */
const HAS_CONTENT =
  'EXISTS (SELECT 1 FROM inspection_item i WHERE i.day = s.day AND (i.auto_at IS NOT NULL OR i.value IS NOT NULL OR i.result IS NOT NULL OR i.explanation IS NOT NULL))';

/** SQLite joins at most 500 rows of one insertion. */
const ROWS_AT_ONCE = 400;

export function inspectionStore(db: Knex) {
  return {
    sheet: (day: string): Promise<SheetRecord | undefined> =>
      db<SheetRecord>('inspection_sheet').where({ day }).first(),
    items: (day: string): Promise<ItemRecord[]> =>
      db<ItemRecord>('inspection_item').where({ day }).orderBy('sequence') as Promise<ItemRecord[]>,
    item: (day: string, itemId: string): Promise<ItemRecord | undefined> =>
      db<ItemRecord>('inspection_item').where({ day, item_id: itemId }).first(),
    corrections: (day: string): Promise<CorrectionRecord[]> =>
      db<CorrectionRecord>('inspection_correction').where({ day }).orderBy('id') as Promise<
        CorrectionRecord[]
      >,
    signatures: (day: string): Promise<SignatureRecord[]> =>
      db<SignatureRecord>('inspection_signature').where({ day }).orderBy('id') as Promise<SignatureRecord[]>,

    /** Sheets of `from`…`to` on which something stands. */
    async daysWithContent(from: string, to: string): Promise<string[]> {
      const rows = (await db.raw(
        `SELECT s.day FROM inspection_sheet s WHERE s.day BETWEEN ? AND ? AND ${HAS_CONTENT} ORDER BY s.day`,
        [from, to],
      )) as { day: string }[];
      return rows.map((row) => row.day);
    },
    /** The instant at which something first came onto each sheet of `from`…`to`, by day. */
    async firstContent(from: string, to: string): Promise<Map<string, string>> {
      const rows = (await db.raw(
        `SELECT day, MIN(at) AS at FROM (
           SELECT day, at FROM inspection_reading WHERE day BETWEEN :from AND :to
           UNION ALL SELECT day, auto_at FROM inspection_item WHERE day BETWEEN :from AND :to AND auto_at IS NOT NULL
           UNION ALL SELECT day, entered_at FROM inspection_item WHERE day BETWEEN :from AND :to AND entered_at IS NOT NULL
         ) GROUP BY day`,
        { from, to },
      )) as { day: string; at: string }[];
      return new Map(rows.map((row) => [row.day, row.at]));
    },
    sheetDays: (from: string, to: string): Promise<SheetRecord[]> =>
      db<SheetRecord>('inspection_sheet').whereBetween('day', [from, to]).orderBy('day') as Promise<
        SheetRecord[]
      >,
    async firstDay(): Promise<string | undefined> {
      const row = (await db('inspection_sheet').min({ day: 'day' }).first()) as
        | { day: string | null }
        | undefined;
      return row?.day ?? undefined;
    },
    async lastDay(): Promise<string | undefined> {
      const row = (await db('inspection_sheet').max({ day: 'day' }).first()) as
        | { day: string | null }
        | undefined;
      return row?.day ?? undefined;
    },
    itemsOfDays: (days: readonly string[]): Promise<ItemRecord[]> =>
      db<ItemRecord>('inspection_item')
        .whereIn('day', [...days])
        .orderBy(['day', 'sequence']) as Promise<ItemRecord[]>,
    /** How many items of each day have which result (itemResult, in SQL: a year has 20,000 items). */
    async resultCounts(days: readonly string[]): Promise<Map<string, Counts>> {
      const rows = (await db('inspection_item')
        .whereIn('day', [...days])
        .groupByRaw('1, 2')
        .select('day', db.raw("COALESCE(result, auto_result, 'unchecked') AS outcome"))
        .count({ total: '*' })) as { day: string; outcome: Result; total: number }[];
      const found = new Map<string, Counts>();
      for (const { day, outcome, total } of rows) {
        const counts = found.get(day) ?? countResults([]);
        found.set(day, { ...counts, total: counts.total + total, [outcome]: total });
      }
      return found;
    },
    signaturesOfDays: (days: readonly string[]): Promise<SignatureRecord[]> =>
      db<SignatureRecord>('inspection_signature')
        .whereIn('day', [...days])
        .orderBy('id') as Promise<SignatureRecord[]>,
    async correctionCounts(days: readonly string[]): Promise<Map<string, number>> {
      const rows = (await db('inspection_correction')
        .whereIn('day', [...days])
        .groupBy('day')
        .select('day')
        .count({ total: '*' })) as { day: string; total: number }[];
      return new Map(rows.map((row) => [row.day, Number(row.total)]));
    },

    /** Values of the last sheet before `day` that has one, per item. */
    async lastValues(day: string): Promise<Map<string, ItemRecord>> {
      const rows = (await db.raw(
        `SELECT i.* FROM inspection_item i JOIN (
           SELECT item_id, MAX(day) AS day FROM inspection_item
           WHERE day < ? AND COALESCE(value, auto_value) IS NOT NULL GROUP BY item_id
         ) last ON last.item_id = i.item_id AND last.day = i.day`,
        [day],
      )) as ItemRecord[];
      return new Map(rows.map((row) => [row.item_id, row]));
    },

    insertSheet: async (row: Partial<SheetRecord> & { day: string }): Promise<boolean> => {
      const inserted = await db('inspection_sheet').insert(row).onConflict('day').ignore().returning('day');
      return inserted.length === 1;
    },
    insertItems: async (
      rows: readonly (Partial<ItemRecord> & { day: string; item_id: string })[],
    ): Promise<void> => {
      for (const row of rows) await db('inspection_item').insert(row);
    },
    insertItemsAtOnce: async (rows: readonly ItemRecord[]): Promise<void> => {
      await db.batchInsert('inspection_item', [...rows], ROWS_AT_ONCE);
    },
    insertReadingsAtOnce: async (rows: readonly ReadingRecord[]): Promise<void> => {
      await db.batchInsert('inspection_reading', [...rows], ROWS_AT_ONCE);
    },
    /** False when the head was changed since `version` was read. */
    async updateHeader(day: string, version: number, changes: Partial<SheetRecord>): Promise<boolean> {
      const updated = await db('inspection_sheet')
        .where({ day, version })
        .update({ ...changes, version: version + 1 });
      return updated === 1;
    },
    /** False when a person changed the item since `version` was read. */
    async updatePerson(
      day: string,
      itemId: string,
      version: number,
      changes: Partial<PersonFields>,
    ): Promise<boolean> {
      const updated = await db('inspection_item')
        .where({ day, item_id: itemId, version })
        .update({ ...changes, version: version + 1 });
      return updated === 1;
    },
    /** Touches nothing a person entered, and so not the version either. */
    updateAutomatic: async (day: string, itemId: string, found: AutomaticFields): Promise<void> => {
      await db('inspection_item').where({ day, item_id: itemId }).update(found);
    },
    insertReading: async (reading: ReadingRecord): Promise<void> => {
      await db('inspection_reading').insert(reading);
    },
    async readItems(jobId: string): Promise<Set<string>> {
      const rows = (await db('inspection_reading').where({ job_id: jobId }).select('item_id')) as {
        item_id: string;
      }[];
      return new Set(rows.map((row) => row.item_id));
    },
    readings: (itemId: string, limit: number): Promise<ReadingRecord[]> =>
      db<ReadingRecord>('inspection_reading')
        .where({ item_id: itemId })
        .orderBy('id', 'desc')
        .limit(limit) as Promise<ReadingRecord[]>,
    entered: (itemId: string, limit: number): Promise<ItemRecord[]> =>
      db<ItemRecord>('inspection_item')
        .where({ item_id: itemId })
        .whereNotNull('value')
        .orderBy('day', 'desc')
        .limit(limit) as Promise<ItemRecord[]>,
    /** When a check of each service last brought a value. */
    async lastSuccesses(itemIds: readonly string[]): Promise<Map<string, string>> {
      const rows = (await db('inspection_reading')
        .whereIn('item_id', [...itemIds])
        .whereNot('result', 'unchecked')
        .groupBy('item_id')
        .select('item_id')
        .max({ at: 'at' })) as { item_id: string; at: string }[];
      return new Map(rows.map((row) => [row.item_id, row.at]));
    },
    markRun: async (day: string, jobId: string, at: string): Promise<void> => {
      await db('inspection_sheet').where({ day }).update({ last_job: jobId, last_run_at: at });
    },
    insertCorrections: async (rows: readonly Omit<CorrectionRecord, 'id'>[]): Promise<void> => {
      for (const row of rows) await db('inspection_correction').insert(row);
    },
    insertSignature: async (
      row: Omit<SignatureRecord, 'id' | 'voided_at' | 'void_reason'>,
    ): Promise<void> => {
      await db('inspection_signature').insert(row);
    },
    voidSignatures: async (ids: readonly number[], at: string, reason: string): Promise<void> => {
      await db('inspection_signature')
        .whereIn('id', [...ids])
        .update({ voided_at: at, void_reason: reason });
    },

    probes: (): Promise<ProbeRecord[]> =>
      db<ProbeRecord>('inspection_probe').orderBy('id') as Promise<ProbeRecord[]>,
    probe: (id: string): Promise<ProbeRecord | undefined> =>
      db<ProbeRecord>('inspection_probe').where({ id }).first(),
    saveProbe: async (row: ProbeRecord): Promise<void> => {
      await db('inspection_probe').insert(row).onConflict('id').merge();
    },
    removeProbe: async (id: string): Promise<void> => {
      await db('inspection_probe').where({ id }).delete();
    },

    thresholds: (): Promise<ThresholdRecord[]> =>
      db<ThresholdRecord>('inspection_threshold') as Promise<ThresholdRecord[]>,
    threshold: (itemId: string): Promise<ThresholdRecord | undefined> =>
      db<ThresholdRecord>('inspection_threshold').where({ item_id: itemId }).first(),
    saveThreshold: async (row: ThresholdRecord): Promise<void> => {
      await db('inspection_threshold').insert(row).onConflict('item_id').merge();
    },
    removeThreshold: async (itemId: string): Promise<void> => {
      await db('inspection_threshold').where({ item_id: itemId }).delete();
    },
  };
}

export type InspectionStore = ReturnType<typeof inspectionStore>;
