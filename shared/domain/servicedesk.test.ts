import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BOARD_STATES,
  boardMove,
  CHANGE_STATES,
  INCIDENT_STATES,
  INCIDENT_STEPS,
  type IncidentTimes,
  kindOfNumber,
  LEVELS,
  maskAddress,
  NODE_STATES,
  NODE_STEPS,
  PROBLEM_STATES,
  priorityOf,
  RECORD_STEPS,
  RELEASE_STATES,
  stepsFrom,
  wrongTime,
} from './servicedesk.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const none: IncidentTimes = {
  occurredAt: null,
  openedAt: '2026-11-22T08:00:00.000Z',
  respondedAt: null,
  arrivedAt: null,
  resolvedAt: null,
  closedAt: null,
};

describe('states', () => {
  it('lead only to states there are, and every state can be reached and left or is an end', () => {
    const known: Record<string, readonly string[]> = {
      incident: INCIDENT_STATES,
      problem: PROBLEM_STATES,
      change: CHANGE_STATES,
      release: RELEASE_STATES,
    };
    for (const [kind, steps] of Object.entries({ incident: INCIDENT_STEPS, ...RECORD_STEPS })) {
      const states = known[kind] ?? [];
      for (const step of Object.values(steps)) {
        for (const from of step.from) expect(states).toContain(from);
        if (step.to !== '') expect(states).toContain(step.to);
      }
      const reached = new Set([states[0], ...Object.values(steps).map(({ to }) => to)]);
      for (const state of states) expect(reached, `${kind} ${state}`).toContain(state);
    }
    expect(stepsFrom('incident', 'closed')).toEqual(['reopen']);
    expect(stepsFrom('incident', 'cancelled')).toEqual([]);
    expect(stepsFrom('change', 'submitted')).toEqual(['approve', 'reject']);
    for (const next of Object.values(NODE_STEPS))
      for (const state of next) expect(NODE_STATES).toContain(state);
  });

  it('tells the kind by the number', () => {
    expect(kindOfNumber('SJ-20261122-001')).toBe('incident');
    expect(kindOfNumber('PZ-0001')).toBe('item');
    expect(kindOfNumber('BG-20261122-001')).toBeUndefined();
    expect(kindOfNumber('')).toBeUndefined();
  });
});

it('priority never falls when impact or urgency grows', () => {
  for (const impact of LEVELS)
    for (const urgency of LEVELS)
      for (const worse of LEVELS) {
        if (worse < impact)
          expect(priorityOf(worse, urgency)).toBeLessThanOrEqual(priorityOf(impact, urgency));
        if (worse < urgency)
          expect(priorityOf(impact, worse)).toBeLessThanOrEqual(priorityOf(impact, urgency));
      }
  expect([priorityOf(1, 1), priorityOf(2, 2), priorityOf(3, 3)]).toEqual([1, 2, 4]);
});

describe('times', () => {
  it('refuses what cannot be, and names the field', () => {
    expect(wrongTime(none, NOW)).toBeUndefined();
    expect(wrongTime({ ...none, respondedAt: '2026-11-22T07:59:59.000Z' }, NOW)).toEqual({
      field: 'respondedAt',
      wrong: 'before',
      than: 'openedAt',
    });
    expect(wrongTime({ ...none, occurredAt: '2026-11-22T08:00:01.000Z' }, NOW)).toEqual({
      field: 'openedAt',
      wrong: 'before',
      than: 'occurredAt',
    });
    expect(wrongTime({ ...none, respondedAt: '2026-11-22T10:05:00.000Z' }, NOW)?.wrong).toBe('future');
    expect(wrongTime({ ...none, resolvedAt: '2026-11-22T09:00:00.000Z' }, NOW)).toEqual({
      field: 'respondedAt',
      wrong: 'missing',
      than: 'resolvedAt',
    });
    const done = { ...none, respondedAt: none.openedAt, resolvedAt: '2026-11-22T09:00:00.000Z' };
    expect(wrongTime({ ...done, closedAt: '2026-11-22T07:00:00.000Z' }, NOW)).toMatchObject({
      field: 'closedAt',
      wrong: 'before',
    });
    expect(wrongTime({ ...none, openedAt: 'gestern' }, NOW)?.wrong).toBe('unreadable');
  });

  it('takes every ordered life of an incident', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 110 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(minutes, (found) => {
        const [occurredAt, openedAt, respondedAt, resolvedAt, closedAt] = found
          .sort((a, b) => a - b)
          .map((minute) => new Date(Date.parse('2026-11-22T08:00:00Z') + minute * 60_000).toISOString());
        const times = { occurredAt, openedAt, respondedAt, resolvedAt, closedAt, arrivedAt: null };
        expect(wrongTime(times as IncidentTimes, NOW)).toBeUndefined();
      }),
    );
  });
});

describe('boardMove', () => {
  const at = (state: string, respondedAt: string | null = '2026-11-22T09:00:00.000Z') => ({
    state,
    respondedAt,
  });

  it('names the step between two columns', () => {
    expect(boardMove(at('open', null), 'working')).toEqual({ step: 'respond' });
    expect(boardMove(at('working'), 'resolved')).toEqual({ step: 'resolve' });
    expect(boardMove(at('paused'), 'working')).toEqual({ step: 'resume' });
    expect(boardMove(at('resolved'), 'closed')).toEqual({ step: 'close' });
    expect(boardMove(at('closed'), 'working')).toEqual({ step: 'reopen' });
    expect(boardMove(at('working'), 'working')).toBeUndefined();
    expect(boardMove(at('cancelled'), 'working')).toBeUndefined();
  });

  it('says why a move is refused, also for a pause before the answer', () => {
    expect(boardMove(at('open', null), 'closed')).toEqual({ refused: 'respond-first' });
    expect(boardMove(at('working'), 'open')).toEqual({ refused: 'answered' });
    expect(boardMove(at('paused', null), 'working')).toEqual({ refused: 'respond-first' });
    expect(boardMove(at('paused', null), 'open')).toEqual({ step: 'resume' });
  });

  it('offers only steps the incident may take, for every pair of columns', () => {
    for (const from of BOARD_STATES)
      for (const to of BOARD_STATES) {
        const move = boardMove(at(from), to);
        expect(move === undefined).toBe(from === to);
        if (move && 'step' in move) expect(INCIDENT_STEPS[move.step].from).toContain(from);
      }
  });
});

it('hides the middle of addresses and the name of instances', () => {
  expect(maskAddress('10.12.33.21:1521/orclpdb')).toBe('10.*.*.21:1521/orc***');
  expect(maskAddress('机房三层')).toBe('机房三层');
});
