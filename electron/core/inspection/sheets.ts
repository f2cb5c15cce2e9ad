import type { Sheet, SheetRow } from '../../../shared/contract/inspection.ts';
import { dayKind, dayLabel } from '../../../shared/domain/calendar.ts';
import { addDays, beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { appendAudit } from '../audit/audit.ts';
import { readCalendar, requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { countResults } from './judge.ts';
import { itemValue, readSheet, sheetState } from './present.ts';
import { inspectionStore } from './store.ts';
import { template } from './template.ts';
import { itemsInForce } from './thresholds.ts';

/** The sheet of a day as it stands; null when nobody opened one. @throws CALENDAR_DAY_INVALID */
export async function findSheet(core: Core, day: Day): Promise<Sheet | null> {
  return (await readSheet(inspectionStore(core.log), requireDay(day))) ?? null;
}

/** Refuses what cannot be done before the day has come. @throws INSPECTION_FUTURE */
export function mustHaveCome(core: Core, day: Day): void {
  if (day > beijingDay(core.now())) throw fail('INSPECTION_FUTURE', messages.future(day));
}

/** @throws INSPECTION_NO_SHEET, CALENDAR_DAY_INVALID */
export async function mustFindSheet(core: Core, day: Day): Promise<Sheet> {
  const sheet = await findSheet(core, day);
  if (!sheet) throw fail('INSPECTION_NO_SHEET', messages.noSheet(day));
  return sheet;
}

/**
 * The sheet of a day, made from the template when there is none: items with their words as of now and the values of the
 * last sheet before it. Two processes may open the same day at once; one makes it.
 * A day to come gets its empty form, to be printed ahead; it is checked, filled and signed only when it has come.
 * @throws CALENDAR_DAY_INVALID
 */
export async function openSheet(core: Core, actor: Actor, day: Day): Promise<Sheet> {
  const found = await findSheet(core, day);
  if (found) return found;
  const now = core.now();
  const calendar = await readCalendar(core);
  const made = await inTransaction(core.log, async (trx) => {
    const store = inspectionStore(trx);
    const fresh = await store.insertSheet({
      day,
      day_kind: dayKind(day, calendar),
      day_label: dayLabel(day, calendar),
      template_version: template.version,
      created_by: actor.name,
      created_at: now.toISOString(),
    });
    if (!fresh) return false;
    const last = await store.lastValues(day);
    const items = await itemsInForce(store);
    await store.insertItems(
      items.map((item, sequence) => {
        const before = last.get(item.id);
        return {
          day,
          item_id: item.id,
          sequence,
          service: item.service,
          name: item.name,
          method: item.method,
          standard: item.standard,
          unit: item.unit,
          last_day: before?.day ?? null,
          last_value: before ? itemValue(before) : null,
          last_number: before?.auto_number ?? null,
        };
      }),
    );
    return true;
  });
  if (made) {
    await appendAudit(core, actor, 'inspection.open', day);
    core.changes.bump('inspection');
  }
  return mustFindSheet(core, day);
}

/** Past workdays, from the workspace's first day to yesterday, on which nothing was checked: 缺检 (F67). Oldest first. */
export async function missedDays(core: Core): Promise<Day[]> {
  const yesterday = addDays(beijingDay(core.now()), -1);
  const first = beijingDay(core.workspace.config.createdAt);
  if (first > yesterday) return [];
  const calendar = await readCalendar(core);
  const done = new Set(await inspectionStore(core.log).daysWithContent(first, yesterday));
  const missed: Day[] = [];
  for (let day = first; day <= yesterday; day = addDays(day, 1)) {
    if (!done.has(day) && dayKind(day, calendar) === 'workday') missed.push(day);
  }
  return missed;
}

/** Every day with a sheet and every missed one, newest first, with counts. */
export async function listSheets(
  core: Core,
  page: { offset: number; limit: number },
): Promise<{ total: number; missed: number; rows: SheetRow[] }> {
  const store = inspectionStore(core.log);
  const today = beijingDay(core.now());
  const missed = new Set(await missedDays(core));
  const first = await store.firstDay();
  const sheets = first ? await store.sheetDays(first, (await store.lastDay()) ?? first) : [];
  const sheetOf = new Map(sheets.map((sheet) => [sheet.day, sheet]));
  const calendar = await readCalendar(core);
  const dueToday = dayKind(today, calendar) === 'workday' ? [today] : [];
  const days = [...new Set([...sheetOf.keys(), ...missed, ...dueToday])].sort().reverse();
  const shown = days.slice(page.offset, page.offset + page.limit);
  const counts = await store.resultCounts(shown);
  const signatures = await store.signaturesOfDays(shown);
  const corrections = await store.correctionCounts(shown);
  const rows = shown.map((day): SheetRow => {
    const sheet = sheetOf.get(day);
    const empty = !sheet || missed.has(day);
    return {
      day,
      dayKind: sheet?.day_kind ?? dayKind(day, calendar),
      dayLabel: sheet?.day_label ?? dayLabel(day, calendar),
      state: empty
        ? missed.has(day)
          ? 'missed'
          : 'waiting'
        : sheetState(signatures.filter((signature) => signature.day === day)),
      counts: sheet ? (counts.get(day) ?? countResults([])) : null,
      corrections: corrections.get(day) ?? 0,
      lastRunAt: sheet?.last_run_at ?? null,
    };
  });
  return { total: days.length, missed: missed.size, rows };
}
