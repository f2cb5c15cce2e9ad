import type { Result, Service } from '../../../shared/contract/inspection.ts';
import { workdaysBetween } from '../../../shared/domain/calendar.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Core } from '../core.ts';
import { leadingNumber } from './history.ts';
import { itemResult, itemValue, sheetState } from './present.ts';
import { inspectionStore } from './store.ts';

/** One item of one day's sheet, as it stands: what a person entered, else what the check found. */
export interface PeriodItem {
  day: Day;
  id: string;
  service: Service;
  name: string;
  unit: string;
  result: Result;
  value: string;
  /** The number of the value; null where it is none. */
  number: number | null;
  explanation: string;
}

/** The inspection of a period, for reports. */
export interface InspectionPeriod {
  /** Workdays that have come: on each a sheet is due. */
  due: Day[];
  /** Days on which something was checked or entered, days off included. */
  done: Day[];
  /** Due days without anything. */
  missed: Day[];
  /** Sheets the customer confirmed. */
  confirmed: number;
  corrections: number;
  items: PeriodItem[];
}

/** Everything the sheets of `from`…`to` hold; days before the workspace existed and days to come are not due. */
export async function inspectionPeriod(
  core: Core,
  { from, to }: { from: Day; to: Day },
): Promise<InspectionPeriod> {
  const store = inspectionStore(core.log);
  const today = beijingDay(core.now());
  const done = await store.daysWithContent(from, to);
  const begun = [beijingDay(core.workspace.config.createdAt), ...done].sort()[0] ?? from;
  const last = to < today ? to : today;
  const first = from > begun ? from : begun;
  const due = first > last ? [] : workdaysBetween(first, last, await readCalendar(core));
  const [items, signatures, corrections] = await Promise.all([
    store.itemsOfDays(done),
    store.signaturesOfDays(done),
    store.correctionCounts(done),
  ]);
  return {
    due,
    done,
    missed: due.filter((day) => day < today && !done.includes(day)),
    confirmed: done.filter(
      (day) => sheetState(signatures.filter((signature) => signature.day === day)) === 'confirmed',
    ).length,
    corrections: [...corrections.values()].reduce((sum, count) => sum + count, 0),
    items: items.map((row) => {
      const value = itemValue(row);
      return {
        day: row.day,
        id: row.item_id,
        service: row.service as Service,
        name: row.name,
        unit: row.unit,
        result: itemResult(row),
        value,
        number: row.value === null ? row.auto_number : leadingNumber(row.value),
        explanation: row.explanation ?? (row.result === null ? (row.auto_remark ?? '') : ''),
      };
    }),
  };
}
