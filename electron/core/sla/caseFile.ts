import {
  CONTRACT_LIMITS,
  SLA_CLOCKS,
  type SlaIncident,
  type SlaPause,
  type SlaRules,
} from '../../../shared/domain/sla.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { type HoursText, spansOfHours, USUAL_HOURS } from '../../../shared/domain/workingHours.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { few } from '../../../shared/messages/few.ts';
import { slaMessages as words } from '../../../shared/messages/sla.ts';

/** A file of incidents, understood. */
export interface SlaCase {
  rules: SlaRules;
  asOf: number | null;
  incidents: { id: string | number; incident: SlaIncident }[];
  /** Sentences about what was accepted but looks odd. */
  warnings: string[];
}

const DAY_WORDS = ['workday', 'weekend', 'holiday', 'major-holiday', 'unpublished'];
const FILE_FIELDS = ['calendar', 'clock', 'respondMinutes', 'asOf', 'incidents'];
const INCIDENT_FIELDS = ['id', 'opened', 'responded', 'arrived', 'resolved', 'pauses'];
const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)$/i;

type Fields = Record<string, unknown>;

/**
 * Reads the shape of issue “service management”, `ops sla compute`; the first thing not understood stops it.
 * @throws SLA_INPUT naming the field and, within an incident, its id
 */
export function readSlaCase(raw: unknown): SlaCase {
  const file = fieldsOf(raw, 'F');
  const calendar = fieldsOf(file.calendar, 'calendar');
  const days = readDays(calendar.days);
  const spans = readHours(calendar.workingHours);
  const list = file.incidents;
  if (!Array.isArray(list)) throw bad('incidents', list === undefined ? words.missing : words.notList);
  const clock = SLA_CLOCKS.find((known) => known === (file.clock ?? 'elapsed'));
  if (!clock) throw bad('clock', words.clock);
  const workingTime = (day: string) => {
    const word = days.get(day);
    if (word === undefined || word === 'unpublished') return undefined;
    return word === 'workday' ? spans : [];
  };
  const asOf = file.asOf === undefined || file.asOf === null ? null : instantOf(file.asOf);
  if (asOf === undefined) throw bad('asOf', words.instant(String(file.asOf)));
  return {
    rules: { clock, limits: { ...CONTRACT_LIMITS, respond: readMinutes(file.respondMinutes) }, workingTime },
    asOf,
    incidents: list.map(readIncident),
    warnings: warningsOf(file, days, list as unknown[]),
  };
}

function readDays(given: unknown): Map<string, string> {
  const days = fieldsOf(given, 'calendar.days');
  for (const [day, word] of Object.entries(days)) {
    if (!isDay(day)) throw bad(`calendar.days.${day}`, words.dayKey);
    if (typeof word !== 'string') throw bad(`calendar.days.${day}`, words.dayWord);
  }
  return new Map(Object.entries(days) as [string, string][]);
}

function readHours(given: unknown) {
  const hours = given ?? USUAL_HOURS;
  if (!Array.isArray(hours)) throw bad('calendar.workingHours', words.notList);
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((time) => typeof time === 'string');
  const strange = hours.findIndex((pair) => !isPair(pair));
  const spans = strange >= 0 ? { wrong: strange } : spansOfHours(hours as HoursText[]);
  if ('wrong' in spans) throw bad(`calendar.workingHours[${spans.wrong}]`, words.hoursPair);
  return spans;
}

function readMinutes(given: unknown): number {
  if (given === undefined || given === null) return CONTRACT_LIMITS.respond;
  if (typeof given !== 'number' || !(given >= 0 && given <= 1440)) throw bad('respondMinutes', words.minutes);
  return given;
}

function readIncident(given: unknown, index: number): SlaCase['incidents'][number] {
  const fields = fieldsOf(given, `incidents[${index}]`);
  const { id } = fields;
  if ((typeof id !== 'string' || id === '') && typeof id !== 'number')
    throw bad(`incidents[${index}].id`, words.noId);
  // Read as a number such an id is another one already.
  if (typeof id === 'number' && Math.abs(id) > Number.MAX_SAFE_INTEGER)
    throw bad(`incidents[${index}].id`, words.hugeId);
  const fault = (field: string, problem: string) =>
    fail('SLA_INPUT', words.incident(String(id), field, problem), { incident: id, field });
  const read = (field: string): number | null => {
    const text = fields[field];
    if (text === undefined || text === null) return null;
    const instant = instantOf(text);
    if (instant === undefined) throw fault(field, words.instant(shown(text)));
    return instant;
  };
  const opened = read('opened');
  if (opened === null) throw fault('opened', words.missing);
  const done = { responded: read('responded'), arrived: read('arrived'), resolved: read('resolved') };
  for (const [field, at] of Object.entries(done))
    if (at !== null && at < opened) throw fault(field, words.before);
  return { id, incident: { opened, ...done, pauses: readPauses(fields.pauses, fault) } };
}

function readPauses(given: unknown, fault: (field: string, problem: string) => Error): SlaPause[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw fault('pauses', words.notList);
  return given.map((pair: unknown, index) => {
    const field = `pauses[${index}]`;
    if (!Array.isArray(pair) || pair.length < 1 || pair.length > 2) throw fault(field, words.pausePair);
    const [from, to] = [
      instantOf(pair[0]),
      pair[1] === undefined || pair[1] === null ? null : instantOf(pair[1]),
    ];
    if (from === undefined) throw fault(`${field}[0]`, words.instant(shown(pair[0])));
    if (to === undefined) throw fault(`${field}[1]`, words.instant(shown(pair[1])));
    if (to !== null && to < from) throw fault(field, words.pauseReversed);
    return { from, to };
  });
}

/** An ISO time with its offset as milliseconds; undefined for anything else. */
function instantOf(given: unknown): number | undefined {
  if (typeof given !== 'string') return undefined;
  const found = ISO.exec(given.trim());
  if (!found) return undefined;
  const [, day = '', hour = '', minute = '', second = '00', fraction = '', zone = ''] = found;
  if (!isDay(day) || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(hour) > 23 && !(hour === '24' && Number(minute) + Number(second) + Number(fraction) === 0))
    return undefined;
  const [, sign, zoneHour = '0', zoneMinute = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return undefined;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  const milliseconds = Number(second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  return Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 + milliseconds;
}

function warningsOf(file: Fields, days: Map<string, string>, incidents: readonly unknown[]): string[] {
  const strangeDays = [...new Set(days.values())].filter((word) => !DAY_WORDS.includes(word));
  const records = incidents.map((incident) => incident as Fields);
  const strangeFields = new Set([
    ...Object.keys(file).filter((field) => !FILE_FIELDS.includes(field)),
    ...records.flatMap((record) => Object.keys(record)).filter((field) => !INCIDENT_FIELDS.includes(field)),
  ]);
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  for (const { id } of records) (seen.has(String(id)) ? twice : seen).add(String(id));
  return [
    ...(strangeDays.length > 0 ? [words.strangeDay(strangeDays.join('、'))] : []),
    ...(strangeFields.size > 0 ? [words.strangeField(few([...strangeFields]))] : []),
    ...(twice.size > 0 ? [words.twice(few([...twice]))] : []),
  ];
}

function fieldsOf(given: unknown, path: string): Fields {
  if (given === undefined) throw bad(path, words.missing);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw bad(path, words.notObject);
  return given as Fields;
}

function shown(given: unknown): string {
  return (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).slice(0, 60);
}

function bad(path: string, problem: string) {
  return fail('SLA_INPUT', words.field(path, problem), { field: path });
}
