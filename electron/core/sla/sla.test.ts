import { describe, expect, it } from 'vitest';
import { OpsError } from '../../../shared/errors/errors.ts';
import { computeSla } from './sla.ts';

const days = { '2026-02-13': 'workday', '2026-02-14': 'workday', '2026-02-15': 'holiday' };
const one = (incident: object, file: object = {}) => ({
  calendar: { days },
  ...file,
  incidents: [{ id: 'A-1', opened: '2026-02-14T11:50:00+08:00', ...incident }],
});
const answer = (incident: object, file: object = {}) => computeSla(one(incident, file)).incidents[0];

function refusal(raw: unknown): string {
  try {
    computeSla(raw);
  } catch (error) {
    if (error instanceof OpsError) return error.data.message;
    throw error;
  }
  return '';
}

describe('a file of incidents', () => {
  it('runs on the wall clock and the usual hours unless told otherwise', () => {
    expect(answer({})).toEqual({
      id: 'A-1',
      class: 'in-hours',
      respondBy: '2026-02-14T11:55:00+08:00',
      arriveBy: null,
      resolveBy: '2026-02-14T12:20:00+08:00',
      breaches: [],
    });
    expect(answer({}, { clock: 'working' })?.resolveBy).toBe('2026-02-14T13:20:00+08:00');
    expect(answer({}, { respondMinutes: 15 })?.respondBy).toBe('2026-02-14T12:05:00+08:00');
  });

  it('takes any offset, seconds or none, and answers in Beijing time', () => {
    expect(answer({ opened: '2026-02-14T03:50Z' })?.respondBy).toBe('2026-02-14T11:55:00+08:00');
    expect(answer({ opened: '2026-02-13T22:50:00.5-05:00' })?.respondBy).toBe(
      '2026-02-14T11:55:00.500+08:00',
    );
    expect(answer({ opened: '2026-02-13T24:00:00+08:00' })?.respondBy).toBe('2026-02-14T00:05:00+08:00');
  });

  it('takes working hours in any order, overlapping, up to 24:00', () => {
    const workingHours = [
      ['13:00', '24:00'],
      ['9:00', '12:00'],
      ['11:00', '12:30'],
    ];
    const calendar = { days, workingHours };
    expect(answer({ opened: '2026-02-14T12:20:00+08:00' }, { calendar })?.class).toBe('in-hours');
    expect(answer({ opened: '2026-02-14T12:30:00+08:00' }, { calendar })?.class).toBe('off-hours');
    expect(answer({ opened: '2026-02-14T23:59:00+08:00' }, { calendar })?.class).toBe('in-hours');
  });

  it('takes a pause without end for one that still holds', () => {
    for (const pause of [['2026-02-14T11:52:00+08:00'], ['2026-02-14T11:52:00+08:00', null]])
      expect(answer({ pauses: [pause] }, { asOf: '2026-02-20T00:00:00+08:00' })).toMatchObject({
        respondBy: null,
        resolveBy: null,
        breaches: [],
      });
  });

  it('counts what is not done as missed only as of a moment', () => {
    expect(answer({}, { asOf: '2026-02-14T12:20:00+08:00' })?.breaches).toEqual(['respond']);
    expect(answer({}, { asOf: '2026-02-14T12:20:01+08:00' })?.breaches).toEqual(['respond', 'resolve']);
  });

  it('mentions what looks odd and goes on', () => {
    const { warnings } = computeSla({
      calendar: { days: { ...days, '2026-02-16': 'Workday' } },
      incidents: [
        { id: 1, opened: '2026-02-14T09:00:00+08:00', pause: [] },
        { id: 1, opened: '2026-02-14T09:00:00+08:00' },
      ],
    });
    expect(warnings.join()).toMatch(/Workday.*pause.*编号重复：1/);
  });

  it.each([
    [null, '“F”应是'],
    [{}, '“calendar”缺失'],
    [{ calendar: {}, incidents: [] }, '“calendar.days”缺失'],
    [{ calendar: { days } }, '“incidents”缺失'],
    [
      { calendar: { days: { '2026-02-30': 'workday' } }, incidents: [] },
      '“calendar.days.2026-02-30”不是有效日期',
    ],
    [one({}, { calendar: { days, workingHours: [['17:00', '09:00']] } }), '“calendar.workingHours[0]”'],
    [one({}, { calendar: { days, workingHours: [['09:00', '24:01']] } }), '“calendar.workingHours[0]”'],
    [one({}, { clock: 'wall' }), '“clock”只能是'],
    [one({}, { respondMinutes: '5' }), '“respondMinutes”'],
    [one({}, { asOf: '2026-02-14' }), '“asOf”'],
    [{ calendar: { days }, incidents: [{ opened: '2026-02-14T11:50:00+08:00' }] }, '“incidents[0].id”缺失'],
    [one({ opened: undefined }), '事件“A-1”的“opened”缺失'],
    [one({ opened: '2026-02-14T11:50:00' }), '事件“A-1”的“opened”的内容“2026-02-14T11:50:00”不是带时区'],
    [one({ opened: '2026-02-30T11:50:00+08:00' }), '事件“A-1”的“opened”'],
    [one({ opened: '2026-02-14T24:01:00+08:00' }), '事件“A-1”的“opened”'],
    [one({ resolved: '2026-02-14T11:49:59+08:00' }), '事件“A-1”的“resolved”早于 opened'],
    [one({ resolved: 5 }), '事件“A-1”的“resolved”'],
    [one({ pauses: {} }), '事件“A-1”的“pauses”应是 […] 列表'],
    [
      one({ pauses: [['2026-02-14T11:50:00+08:00', '2026-02-14T11:40:00+08:00']] }),
      '“pauses[0]”的恢复时间早于',
    ],
    [one({ pauses: [['2026-02-14T11:50:00+08:00', 'x']] }), '“pauses[0][1]”'],
    [one({ pauses: [[]] }), '“pauses[0]”应是'],
    [one({ opened: '2026-02-16T03:00:00+08:00' }), '事件“A-1”要用到 2026-02-16'],
    [one({ opened: '2026-02-14T16:50:00+08:00' }, { clock: 'working' }), '事件“A-1”要用到 2026-02-16'],
  ])('refuses %j, naming the place', (raw, part) => {
    expect(refusal(raw)).toContain(part);
  });
});
