import type { Counts, Result, Service, SheetItem, Tile, Today } from '../../../shared/contract/inspection.ts';
import { type Calendar, dayKind, dayLabel } from '../../../shared/domain/calendar.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { readCalendar } from '../calendar/calendar.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { countResults, gravest } from './judge.ts';
import { itemResult, itemValue, readSheet, sheetState, validBoxes } from './present.ts';
import { runningChecks } from './run.ts';
import { missedDays } from './sheets.ts';
import { type ItemRecord, inspectionStore } from './store.ts';
import { template } from './template.ts';

const BEAT_DAYS = 7;
const DAYS_SHOWN = 30;

/** Everything the page 今日 shows of inspection: what is red, what is due, what is left to sign. */
export async function today(core: Core): Promise<Today> {
  const store = inspectionStore(core.log);
  const now = core.now();
  const day = beijingDay(now);
  const calendar = await readCalendar(core);
  const sheet = await readSheet(store, day);
  const begun = sheet?.items.some((item) => item.checkedAt !== null) ?? false;
  const missed = await missedDays(core);
  const week = await store.itemsOfDays(lastDays(day, BEAT_DAYS));
  const before = sheet ? undefined : await store.lastValues(day);
  const successes = await store.lastSuccesses(template.items.map((item) => item.id));
  return {
    day,
    dayKind: dayKind(day, calendar),
    dayLabel: dayLabel(day, calendar),
    due: await dueState(core, day, calendar, begun, now),
    sheet: sheet
      ? {
          state: sheet.state,
          counts: sheet.counts,
          lastRunAt: sheet.lastRunAt,
          signatures: validBoxes(sheet),
        }
      : null,
    missed: { count: missed.length, days: missed.slice(-DAYS_SHOWN) },
    unsigned: await unsignedDays(core, day),
    tiles: template.sections.map((section) =>
      tile(section.id, sheet?.items ?? [], before, week, successes, day, calendar),
    ),
    job: (await runningChecks(core, day)) ?? null,
  };
}

/**
 * Whether the day's check is due: by the time set in the settings, with the reminder before it. Days off and unpublished
 * days have no deadline; the check can be run on them all the same.
 */
async function dueState(
  core: Core,
  day: Day,
  calendar: Calendar,
  done: boolean,
  now: Date,
): Promise<Today['due']> {
  const kind = dayKind(day, calendar);
  if (kind !== 'workday')
    return { state: done ? 'done' : kind === 'unpublished' ? 'unpublished' : 'off', at: null };
  const settings = await readSettings(core);
  const due = beijingInstant(day, settings.inspectionDue);
  const reminder = due.getTime() - settings.inspectionReminderMinutes * 60_000;
  const state = done ? 'done' : now > due ? 'overdue' : now.getTime() >= reminder ? 'soon' : 'waiting';
  return { state, at: due.toISOString() };
}

function tile(
  service: Service,
  todays: readonly SheetItem[],
  /** The last values, while the day has no sheet that would carry them. */
  before: ReadonlyMap<string, ItemRecord> | undefined,
  week: readonly ItemRecord[],
  successes: ReadonlyMap<string, string>,
  day: Day,
  calendar: Calendar,
): Tile {
  const section = template.sections.find((candidate) => candidate.id === service);
  const items = todays.filter((item) => item.service === service);
  const headline = items.find((item) => item.id === section?.headline);
  const last = before?.get(section?.headline ?? '');
  const ids = template.items.filter((item) => item.service === service).map((item) => item.id);
  const times = ids.flatMap((id) => successes.get(id) ?? []).sort();
  return {
    service,
    number: section?.number ?? 0,
    name: section?.name ?? '',
    result: tileResult(items),
    counts: countResults(items.map((item) => item.result)),
    headline: headline
      ? { name: headline.name, value: headline.value, lastValue: headline.lastValue }
      : last
        ? { name: last.name, value: '', lastValue: itemValue(last) }
        : null,
    lastSuccessAt: times.at(-1) ?? null,
    beats: lastDays(day, BEAT_DAYS).map((beat) => ({
      day: beat,
      kind: dayKind(beat, calendar),
      result: beatResult(week.filter((row) => row.day === beat && row.service === service)),
    })),
  };
}

/** The gravest result; a service of which nothing was looked at yet is unchecked, not normal. */
function tileResult(items: readonly SheetItem[]): Result {
  const counts: Counts = countResults(items.map((item) => item.result));
  if (counts.unchecked === counts.total) return 'unchecked';
  return (
    gravest(items.filter((item) => item.result !== 'unchecked').map((item) => item.result)) ?? 'unchecked'
  );
}

function beatResult(rows: readonly ItemRecord[]): Result | null {
  const results = rows.map(itemResult);
  if (results.length === 0) return null;
  const looked = results.filter((result) => result !== 'unchecked');
  return gravest(looked) ?? 'unchecked';
}

/** Days of the last month whose sheet has content but not the customer's signature, newest first. */
async function unsignedDays(core: Core, day: Day): Promise<Day[]> {
  const store = inspectionStore(core.log);
  const days = await store.daysWithContent(addDays(day, -DAYS_SHOWN), addDays(day, -1));
  const signatures = await store.signaturesOfDays(days);
  return days
    .filter(
      (candidate) =>
        sheetState(signatures.filter((signature) => signature.day === candidate)) !== 'confirmed',
    )
    .reverse();
}

function lastDays(day: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(day, index - count + 1));
}
