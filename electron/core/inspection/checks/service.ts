import { dutyRosterMessages as roster } from '../../../../shared/messages/dutyRoster.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import { overdueRecords } from '../../assignments/assignments.ts';
import { COVER_DAYS, dutyCover } from '../../duty/cover.ts';
import { place } from '../../duty/slots.ts';
import { incidentsStanding } from '../../servicedesk/standing.ts';
import type { Check } from './check.ts';

const MOST_NAMED = 3;

/** Whether the week from the sheet's day on has its duties covered; today and tomorrow must. */
export const dutyCovered: Check = async ({ core, day }) => {
  const cover = await dutyCover(core, day);
  if (cover.empty) return { value: words.dutyNone, level: 'warning', remark: words.dutyNoneHint };
  const problems = [
    ...cover.unpublished.map(({ month, urgent }) => ({ urgent, text: words.dutyUnpublished(month) })),
    ...cover.findings.map((each) => ({
      urgent: each.urgent,
      text: words.dutyFinding(place(each.day, each.role), roster.findings[each.kind], each.name),
    })),
  ];
  if (problems.length === 0) return { value: words.dutyCovered(COVER_DAYS), number: 0 };
  return {
    value: words.dutyProblems(problems.length),
    number: problems.length,
    level: problems.some(({ urgent }) => urgent) ? 'fault' : 'warning',
    remark: named(problems.map(({ text }) => text)),
  };
};

/** Incidents not settled at the moment the sheet speaks of; one past its deadline is a fault, one near it a warning. */
export const openIncidents: Check = async ({ core, asOf }) => {
  const standing = await incidentsStanding(core, new Date(`${asOf.replace(' ', 'T')}+08:00`));
  const late = standing.filter(({ sla }) => sla.breaches.length > 0);
  const near = standing.filter(({ sla }) => sla.breaches.length === 0 && sla.near);
  const value = words.incidents(standing.length, late.length, near.length);
  const list = (each: typeof standing) => named(each.map(({ number, title }) => `${number} ${title}`));
  const remark = [
    ...(late.length > 0 ? [words.incidentsLate(list(late))] : []),
    ...(near.length > 0 ? [words.incidentsNear(list(near))] : []),
  ].join('；');
  if (late.length > 0) return { value, number: standing.length, level: 'fault', remark };
  return near.length > 0
    ? { value, number: standing.length, level: 'warning', remark }
    : { value, number: standing.length };
};

/** What was to be done for the court or by plan and is past its day. */
export const overdueWork: Check = async ({ core, day }) => {
  const overdue = await overdueRecords(core, day);
  if (overdue.length === 0) return { value: words.none, number: 0 };
  return {
    value: words.overdue(overdue.length),
    number: overdue.length,
    remark: named(overdue.map(({ number, title, dueOn }) => words.overdueOne(number, title, dueOn))),
  };
};

function named(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_NAMED).join('、');
  return texts.length > MOST_NAMED ? words.andMore(shown, texts.length) : shown;
}
