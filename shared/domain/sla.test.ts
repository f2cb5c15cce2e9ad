import { describe, expect, it } from 'vitest';
import {
  CONTRACT_LIMITS,
  type SlaClock,
  type SlaIncident,
  slaBreaches,
  slaClass,
  slaDeadlines,
  slaRemaining,
  UnpublishedDay,
} from './sla.ts';
import { spansOfHours, USUAL_HOURS, type WorkingTime } from './workingHours.ts';

const KINDS: Record<string, boolean> = { '2026-02-13': true, '2026-02-14': true, '2026-02-15': false };
const spans = spansOfHours(USUAL_HOURS);
const workingTime: WorkingTime = (day) =>
  KINDS[day] === undefined ? undefined : KINDS[day] && !('wrong' in spans) ? spans : [];

/** A time of Saturday 14 February 2026, a 调休 workday. */
const at = (time: string) => Date.parse(`2026-02-14T${time}:00+08:00`);
const incident = (opened: string, pauses: [string, string | null][] = []): SlaIncident => ({
  opened: at(opened),
  responded: null,
  arrived: null,
  resolved: null,
  pauses: pauses.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) })),
});
const rules = (clock: SlaClock = 'working') => ({ clock, limits: CONTRACT_LIMITS, workingTime });
const by = (given: SlaIncident, clock?: SlaClock) => {
  const { respondBy, arriveBy, resolveBy } = slaDeadlines(given, rules(clock));
  return [respondBy, arriveBy, resolveBy].map((instant) =>
    instant === null ? null : new Date(instant + 8 * 3_600_000).toISOString().slice(11, 16),
  );
};

describe('the class', () => {
  it('includes the start of an interval and not its end', () => {
    expect(slaClass(at('09:00'), workingTime)).toBe('in-hours');
    expect(slaClass(at('11:59'), workingTime)).toBe('in-hours');
    expect(slaClass(at('12:00'), workingTime)).toBe('off-hours');
    expect(slaClass(at('13:00'), workingTime)).toBe('in-hours');
    expect(slaClass(at('17:00'), workingTime)).toBe('off-hours');
  });

  it('needs the day of opening, whatever the hour', () => {
    const opened = Date.parse('2026-02-16T03:00:00+08:00');
    expect(() => slaClass(opened, workingTime)).toThrow(new UnpublishedDay('2026-02-16'));
  });
});

describe('deadlines', () => {
  it('are the first instants at which the time has passed', () => {
    expect(by(incident('11:30'))).toEqual(['11:35', null, '12:00']);
    expect(by(incident('11:50'))).toEqual(['11:55', null, '13:20']);
    expect(by(incident('11:58'))).toEqual(['13:03', null, '13:28']);
    expect(by(incident('11:50'), 'elapsed')).toEqual(['11:55', null, '12:20']);
  });

  it('run on the wall clock off-hours, under both clocks', () => {
    expect(by(incident('12:00'))).toEqual(['12:05', '13:00', '14:00']);
    expect(by(incident('12:00'), 'elapsed')).toEqual(['12:05', '13:00', '14:00']);
  });

  it('wait for the pauses, as given, overlapping or around the opening', () => {
    expect(by(incident('10:00', [['10:05', '10:20']]))).toEqual(['10:05', null, '10:45']);
    expect(by(incident('10:00', [['09:50', '10:10']]))).toEqual(['10:15', null, '10:40']);
    expect(
      by(
        incident('11:50', [
          ['13:00', '13:20'],
          ['11:55', '13:10'],
        ]),
      ),
    ).toEqual(['11:55', null, '13:45']);
    expect(by(incident('10:00', [['10:10', null]]))).toEqual(['10:05', null, null]);
  });

  it('ask for no day they do not need', () => {
    const late = Date.parse('2026-02-14T16:30:00+08:00');
    expect(slaDeadlines({ ...incident('16:30'), opened: late }, rules()).resolveBy).toBe(at('17:00'));
    expect(() => slaDeadlines(incident('16:31'), rules())).toThrow(new UnpublishedDay('2026-02-16'));
    expect(slaDeadlines(incident('16:31'), rules('elapsed')).resolveBy).toBe(at('17:01'));
  });
});

describe('breaches and time left', () => {
  it('exactly at the deadline is in time', () => {
    const given = { ...incident('11:30'), responded: at('11:35'), resolved: at('12:00') };
    expect(slaBreaches(given, slaDeadlines(given, rules()))).toEqual([]);
    const late = { ...given, responded: at('11:35') + 1, resolved: at('12:00') + 1 };
    expect(slaBreaches(late, slaDeadlines(late, rules()))).toEqual(['respond', 'resolve']);
  });

  it('what is not done is missed only after its deadline and only with a moment to look from', () => {
    const given = incident('12:00');
    const deadlines = slaDeadlines(given, rules());
    expect(slaBreaches(given, deadlines)).toEqual([]);
    expect(slaBreaches(given, deadlines, at('13:00'))).toEqual(['respond']);
    expect(slaBreaches(given, deadlines, at('13:01'))).toEqual(['respond', 'arrive']);
  });

  it('counts what is left on the incident’s clock', () => {
    const given = incident('11:50', [['13:05', '13:10']]);
    expect(slaRemaining(given, 'resolve', at('12:30'), rules())).toBe(20 * 60_000);
    expect(slaRemaining(given, 'resolve', at('13:07'), rules())).toBe(15 * 60_000);
    expect(slaRemaining(given, 'resolve', at('13:40'), rules())).toBe(-15 * 60_000);
    expect(slaRemaining(given, 'arrive', at('12:30'), rules())).toBeUndefined();
  });
});
