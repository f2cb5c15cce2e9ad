import type { RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { shiftSpan } from '../../../shared/domain/roster.ts';
import { beijingInstant } from '../../../shared/domain/time.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';

/** RFC 5545 3.1: a content line has at most 75 octets, without its CRLF. */
const LINE_OCTETS = 75;

/**
 * The month as an iCalendar file (RFC 5545): one event per place, times in UTC, so that no time zone needs to be described.
 * An event's UID stays the same from export to export; SEQUENCE counts its changes, so that calendars update it.
 * @param options.personId only this person's duties
 */
export function writeCalendarFile(
  month: RosterMonth,
  options: { personId?: string | undefined; now: Date },
): string {
  const people = new Map(month.people.map((person) => [person.id, person]));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//datacenter-operations-console//duty//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(words.calendar.name(month.month))}`,
  ];
  for (const slot of month.slots) {
    if (options.personId !== undefined && slot.personId !== options.personId) continue;
    const shift = month.rules.shifts.find(({ id }) => id === slot.shift);
    const person = people.get(slot.personId);
    if (!shift || !person) continue;
    const { start, end } = shiftSpan(shift);
    const midnight = beijingInstant(slot.day, '00:00').getTime();
    const others = month.slots
      .filter((each) => each.day === slot.day && each.shift === slot.shift && each.role !== slot.role)
      .map((each) => `${words.shortRoles[each.role]}：${people.get(each.personId)?.name ?? ''}`)
      .join('\n');
    const changes = month.changes.filter(
      (each) => each.day === slot.day && each.shift === slot.shift && each.role === slot.role,
    );
    lines.push(
      'BEGIN:VEVENT',
      `UID:duty-${slot.day}-${escapeText(slot.shift)}-${slot.role}@datacenter-operations-console`,
      `DTSTAMP:${utc(options.now.getTime())}`,
      `DTSTART:${utc(midnight + start * 60_000)}`,
      `DTEND:${utc(midnight + end * 60_000)}`,
      `SEQUENCE:${changes.length}`,
      `SUMMARY:${escapeText(words.calendar.summary(words.shortRoles[slot.role], person.name))}`,
      `DESCRIPTION:${escapeText(words.calendar.description(shift.name, person.phone, others))}`,
      'END:VEVENT',
    );
  }
  lines.push('END:VCALENDAR');
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}

/** RFC 5545 3.3.11: backslash, semicolon, comma and line ends of a TEXT value. */
export function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** Breaks a line before its 76th octet; the rest goes on behind a space. Never inside a character. */
export function foldLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character, 'utf8');
    // Every line but the first begins with the space of the fold.
    if (octets + size > LINE_OCTETS - (parts.length > 0 ? 1 : 0)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += character;
    octets += size;
  }
  parts.push(part);
  return parts.join('\r\n ');
}

/** `20261120T010000Z`. */
function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
