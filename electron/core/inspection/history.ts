import type { Reading } from '../../../shared/contract/inspection.ts';
import type { Core } from '../core.ts';
import { inspectionStore } from './store.ts';

/** Past values of one item, newest first: every reading of its check, and what people entered. */
export async function itemHistory(core: Core, itemId: string, limit: number): Promise<Reading[]> {
  const store = inspectionStore(core.log);
  const readings = (await store.readings(itemId, limit)).map(
    (row): Reading => ({
      day: row.day,
      at: row.at,
      value: row.value ?? '',
      number: row.number,
      result: row.result,
      remark: row.remark,
      elapsedMs: row.elapsed_ms,
      source: 'check',
    }),
  );
  const entered = (await store.entered(itemId, limit)).map(
    (row): Reading => ({
      day: row.day,
      at: row.entered_at ?? '',
      value: row.value ?? '',
      number: leadingNumber(row.value ?? ''),
      result: row.result ?? 'unchecked',
      remark: row.explanation ?? '',
      elapsedMs: null,
      source: 'person',
    }),
  );
  return [...readings, ...entered].sort((a, b) => b.at.localeCompare(a.at)).slice(0, limit);
}

/** `1,234 件` → 1234; null when the text does not begin with a number. */
export function leadingNumber(text: string): number | null {
  const match = /^[-+]?[\d,]*\.?\d+/.exec(text.trim());
  return match ? Number(match[0].replaceAll(',', '')) : null;
}
