import { buildCalendar, workdaysBetween } from '../../../shared/domain/calendar.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import {
  demoEntries,
  demoReadings,
  demoSheetMessages as words,
} from '../../../shared/messages/demoSheets.ts';
import { publishedDays } from '../calendar/published.ts';
import type { Actor, Core } from '../core.ts';
import { type EarlierSheet, takeOverSheets } from '../inspection/inspection.ts';
import { listOperators } from '../operators/operators.ts';
import { dayNumber } from './clock.ts';
import { createRandom, STREAM } from './random.ts';

/** Days the demo looks back: about two months. */
export const PAST_DAYS = 62;
/** Workdays ago on which nobody checked, and on which it was done after the due time. */
const MISSED = 17;
const LATE = 24;
/** The customer has not come to the sheets of the last workdays yet. */
const UNCONFIRMED = 2;

interface Signer {
  id: string;
  name: string;
}

/**
 * Check sheets of about two months before `now`, taken over as if they had been kept: one day missing, one late, the last
 * ones not yet confirmed. The same seed and day make the same sheets.
 */
export async function fillSheets(
  core: Core,
  actor: Actor,
  now: Date,
  options: { seed: number; cases: number },
): Promise<void> {
  const today = beijingDay(now);
  const workdays = workdaysBetween(
    addDays(today, -PAST_DAYS),
    addDays(today, -1),
    buildCalendar(publishedDays()),
  );
  const operators = await listOperators(core);
  const signer = (loginName: string): Signer => {
    const found = operators.find((operator) => operator.loginName === loginName);
    return { id: found?.id ?? '', name: found?.name ?? '' };
  };
  const people = [signer('engineer'), signer('engineer2'), signer('supervisor')] as const;
  const sheets = workdays
    .map((day, index) => ({ day, ago: workdays.length - index }))
    .filter(({ ago }) => ago !== MISSED)
    .map(({ day, ago }) => sheetOf(day, ago, today, people, options));
  await takeOverSheets(core, actor, sheets);
}

function sheetOf(
  day: Day,
  ago: number,
  today: Day,
  [inspector, reviewer, customer]: readonly [Signer, Signer, Signer],
  { seed, cases }: { seed: number; cases: number },
): EarlierSheet {
  const random = createRandom(seed, STREAM.sheets, dayNumber(day));
  const late = ago === LATE;
  const moment = (hour: number, minute: number) =>
    beijingInstant(day, `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`).toISOString();
  const minute = random.int(5, 40);
  const chosen = {
    int: random.int,
    chance: random.chance,
    monthDay: day.slice(5),
    ago: dayNumber(today) - dayNumber(day),
    cases,
  };
  const signed = { box: 'inspector' as const, operatorId: inspector.id, name: inspector.name };
  const reviewed = { box: 'reviewer' as const, operatorId: reviewer.id, name: reviewer.name };
  const confirmed = { box: 'customer' as const, operatorId: customer.id, name: customer.name };
  return {
    day,
    at: moment(late ? 17 : 8, minute),
    inspectors: [inspector.name, reviewer.name],
    reviewer: reviewer.name,
    weather: random.pick(words.weather),
    reading: ({ id }) => demoReadings[id]?.(chosen),
    entry: ({ id, method }, result) => {
      if (method === 'manual') return { value: demoEntries[id] ?? words.normal, result: 'normal' };
      if (result === 'unchecked') return { explanation: words.unchecked };
      if (result === 'fault') return { explanation: words.explained, action: words.acted };
      return undefined;
    },
    signatures: [
      { ...signed, at: moment(late ? 17 : 8, minute + 10) },
      { ...reviewed, at: moment(late ? 17 : 9, minute + 15) },
      ...(ago > UNCONFIRMED ? [{ ...confirmed, at: moment(late ? 18 : 15, minute) }] : []),
    ],
  };
}
