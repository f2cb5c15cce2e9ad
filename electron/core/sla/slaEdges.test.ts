import { describe, expect, it } from 'vitest';
import { computeSla } from './sla.ts';

/** Fri worked, Sat off, Sun off, Mon off, Tue worked; Wed is not listed. */
const calendar = {
  days: {
    '2026-02-27': 'workday',
    '2026-02-28': 'weekend',
    '2026-03-01': 'weekend',
    '2026-03-02': 'holiday',
    '2026-03-03': 'workday',
  },
  workingHours: [
    ['13:00', '17:00'],
    ['09:00', '12:00'],
  ],
};
const at = (time: string, day = '2026-02-27') => `${day}T${time}+08:00`;
const answer = (incident: object, file: object = {}) =>
  computeSla({ calendar, ...file, incidents: [{ id: 'x', ...incident }] }).incidents[0];
const working = { clock: 'working' };

describe('pauses', () => {
  it.each([
    ['of no length', [[at('09:02:00'), at('09:02:00')]], '09:05:00', '09:30:00'],
    ['before the opening', [[at('08:00:00'), at('08:30:00')]], '09:05:00', '09:30:00'],
    ['up to the opening', [[at('08:00:00'), at('09:00:00')]], '09:05:00', '09:30:00'],
    ['over the opening', [[at('08:00:00'), at('09:10:00')]], '09:15:00', '09:40:00'],
    ['from the opening on', [[at('09:00:00'), at('09:10:00')]], '09:15:00', '09:40:00'],
    ['that begin at the deadline', [[at('09:05:00'), at('09:20:00')]], '09:05:00', '09:45:00'],
    ['a second before the deadline', [[at('09:04:59'), at('09:20:00')]], '09:20:01', '09:45:01'],
    [
      'inside one another',
      [
        [at('09:01:00'), at('09:11:00')],
        [at('09:03:00'), at('09:05:00')],
      ],
      '09:15:00',
      '09:40:00',
    ],
    [
      'that overlap, unordered',
      [
        [at('09:05:00'), at('09:20:00')],
        [at('09:01:00'), at('09:11:00')],
      ],
      '09:24:00',
      '09:49:00',
    ],
    [
      'that touch',
      [
        [at('09:01:00'), at('09:03:00')],
        [at('09:03:00'), at('09:06:00')],
      ],
      '09:10:00',
      '09:35:00',
    ],
    [
      'given twice',
      [
        [at('09:01:00'), at('09:03:00')],
        [at('09:01:00'), at('09:03:00')],
      ],
      '09:07:00',
      '09:32:00',
    ],
  ])('%s', (_name, pauses, respondBy, resolveBy) => {
    const given = answer({ opened: at('09:00:00'), pauses });
    expect([given?.respondBy, given?.resolveBy]).toEqual([at(respondBy), at(resolveBy)]);
  });

  it('count as given after the incident was answered, and when it was answered inside one', () => {
    const given = answer({
      opened: at('09:00:00'),
      responded: at('09:03:00'),
      resolved: at('09:40:00'),
      pauses: [
        [at('09:02:00'), at('09:12:00')],
        [at('10:00:00'), at('11:00:00')],
      ],
    });
    expect(given).toMatchObject({ respondBy: at('09:15:00'), resolveBy: at('09:40:00'), breaches: [] });
  });

  it('over lunch and over the day off move only counted time', () => {
    const lunch = answer({ opened: at('11:50:00'), pauses: [[at('11:55:00'), at('13:05:00')]] }, working);
    expect(lunch?.resolveBy).toBe(at('13:30:00'));
    const weekend = answer(
      { opened: at('16:50:00'), pauses: [[at('16:55:00'), at('09:10:00', '2026-03-03')]] },
      working,
    );
    expect([weekend?.respondBy, weekend?.resolveBy]).toEqual([at('16:55:00'), at('09:35:00', '2026-03-03')]);
  });
});

describe('the moment of opening', () => {
  it.each([
    [at('08:59:59.999'), 'off-hours'],
    [at('09:00:00'), 'in-hours'],
    [at('11:59:59.999'), 'in-hours'],
    [at('12:00:00'), 'off-hours'],
    [at('12:59:59'), 'off-hours'],
    [at('13:00:00'), 'in-hours'],
    [at('16:59:59.9'), 'in-hours'],
    [at('17:00:00'), 'off-hours'],
    [at('23:59:59'), 'off-hours'],
    [at('00:00:00'), 'off-hours'],
    [at('10:00:00', '2026-02-28'), 'off-hours'],
    // The day is Beijing's, whatever the offset says.
    ['2026-02-27T01:00:00Z', 'in-hours'],
    ['2026-02-26T16:00:00Z', 'off-hours'],
    ['2026-02-27T01:00:00+00:00', 'in-hours'],
    ['2026-02-26T20:00:00-05:00', 'in-hours'],
    ['2026-02-27T23:00:00+14:00', 'off-hours'],
  ])('%s is %s', (opened, kind) => {
    expect(answer({ opened })?.class).toBe(kind);
  });

  it('needs the arrangement of its Beijing day, even where the offset names a listed one', () => {
    expect(() => answer({ opened: '2026-03-03T16:00:00Z' })).toThrow('2026-03-04');
    expect(() => answer({ opened: at('23:59:59.999', '2026-02-26') })).toThrow('2026-02-26');
    // The wall clock crosses midnight without asking what the next day is.
    expect(answer({ opened: at('23:30:00', '2026-03-03') })?.resolveBy).toBe('2026-03-04T01:30:00+08:00');
  });
});

describe('the working clock', () => {
  it.each([
    ['11:30:00', '11:35:00', at('12:00:00')],
    ['11:50:00', '11:55:00', at('13:20:00')],
    ['11:55:00', '12:00:00', at('13:25:00')],
    ['11:58:00', '13:03:00', at('13:28:00')],
    ['16:30:00', '16:35:00', at('17:00:00')],
    ['16:30:01', '16:35:01', at('09:00:01', '2026-03-03')],
  ])('from %s', (opened, respondBy, resolveBy) => {
    const given = answer({ opened: at(opened) }, working);
    expect([given?.respondBy, given?.resolveBy]).toEqual([at(respondBy), resolveBy]);
    expect(given?.arriveBy).toBeNull();
  });

  it('stops at a day that is not listed, and only when it needs it', () => {
    expect(answer({ opened: at('16:30:00', '2026-03-03') }, working)?.resolveBy).toBe(
      at('17:00:00', '2026-03-03'),
    );
    expect(() => answer({ opened: at('16:30:01', '2026-03-03') }, working)).toThrow('2026-03-04');
  });

  it('leaves the off-hours class on the wall clock', () => {
    expect(answer({ opened: at('12:00:00') }, working)).toMatchObject({
      respondBy: at('12:05:00'),
      arriveBy: at('13:00:00'),
      resolveBy: at('14:00:00'),
    });
  });
});

describe('what is late', () => {
  const opened = at('20:00:00');
  it.each([
    ['nothing is, without asOf', {}, {}, []],
    [
      'nothing is, exactly at the deadlines',
      { responded: at('20:05:00'), arrived: at('21:00:00'), resolved: at('22:00:00') },
      {},
      [],
    ],
    [
      'a millisecond is',
      { responded: at('20:05:00.001'), arrived: at('21:00:00.001'), resolved: at('22:00:00.001') },
      {},
      ['respond', 'arrive', 'resolve'],
    ],
    ['asOf at a deadline is not later than it', {}, { asOf: at('20:05:00') }, []],
    ['asOf between', {}, { asOf: at('21:30:00') }, ['respond', 'arrive']],
    ['what was done in time stays so', { responded: at('20:01:00') }, { asOf: at('21:30:00') }, ['arrive']],
    [
      'asOf does not forgive what came late',
      { responded: at('20:30:00') },
      { asOf: at('20:01:00') },
      ['respond'],
    ],
    [
      'a time left out though resolved',
      { resolved: at('20:30:00') },
      { asOf: at('23:00:00') },
      ['respond', 'arrive'],
    ],
    ['resolved before answered', { responded: at('20:20:00'), resolved: at('20:10:00') }, {}, ['respond']],
  ])('%s', (_name, done, file, breaches) => {
    expect(answer({ opened, ...done }, file)?.breaches).toEqual(breaches);
  });

  it('never names arriving in working hours', () => {
    expect(
      answer({ opened: at('09:00:00'), arrived: at('16:00:00') }, { asOf: at('17:00:00') })?.breaches,
    ).toEqual(['respond', 'resolve']);
  });
});

describe('the file', () => {
  it('may hold no incident', () => {
    expect(computeSla({ calendar, incidents: [] })).toEqual({ incidents: [], warnings: [] });
  });

  it.each([2 ** 60, Number.POSITIVE_INFINITY])('refuses %d, which is another id once read', (id) => {
    const incidents = [{ id, opened: at('09:00:00') }];
    expect(() => computeSla({ calendar, incidents })).toThrow('请给编号加上引号');
  });

  it('names few of very many unused fields', () => {
    const incidents = Array.from({ length: 50 }, (_, id) => ({ id, opened: at('09:00:00'), [`x${id}`]: 1 }));
    expect(computeSla({ calendar, incidents }).warnings[0]).toContain('x19 等 50 个');
  });

  it('keeps the order and the kind of ids', () => {
    const incidents = ['b', 7, 'a'].map((id) => ({ id, opened: at('09:00:00') }));
    expect(computeSla({ calendar, incidents }).incidents.map(({ id }) => id)).toEqual(['b', 7, 'a']);
  });

  it.each([
    [{ opened: '2026-02-27T09:00:00' }, 'opened'],
    [{ opened: '2026-02-29T09:00:00+08:00' }, 'opened'],
    [{ opened: '2026-02-27 09:00' }, 'opened'],
    [{ opened: at('09:00:60') }, 'opened'],
    [{ opened: '2026-02-27T09:00:00+24:00' }, 'opened'],
    [{ opened: at('09:00:00'), responded: at('08:59:59.999') }, 'responded'],
    [{ opened: at('09:00:00'), arrived: at('08:00:00') }, 'arrived'],
    [{ opened: at('09:00:00'), resolved: '' }, 'resolved'],
    [{ opened: at('09:00:00'), pauses: [[at('09:10:00'), at('09:09:59')]] }, 'pauses[0]'],
    [{ opened: at('09:00:00'), pauses: [{ from: at('09:00:00') }] }, 'pauses[0]'],
  ])('refuses %j at %s', (incident, field) => {
    expect(() => answer(incident)).toThrow(`“${field}`);
  });
});
