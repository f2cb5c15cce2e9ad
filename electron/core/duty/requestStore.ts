import type { Knex } from 'knex';
import type { LeaveKind, RequestKind, RequestState } from '../../../shared/contract/dutyRoster.ts';
import type { Half, LeaveSpan, Move, RosterRole, SlotKey } from '../../../shared/domain/roster.ts';
import type { Day } from '../../../shared/domain/time.ts';

export interface RequestRow {
  id: string;
  kind: RequestKind;
  state: RequestState;
  person_id: string;
  reason: string;
  leave_kind: LeaveKind | null;
  from_day: string | null;
  from_half: Half | null;
  to_day: string | null;
  to_half: Half | null;
  created_by: string;
  created_at: string;
  decided_by: string | null;
  decided_at: string | null;
  note: string;
  returned_at: string | null;
}

export interface ConsentRow {
  request_id: string;
  person_id: string;
  answer: 'agreed' | 'declined' | null;
  answered_by: string | null;
  answered_at: string | null;
  note: string;
}
export interface NamedConsentRow extends ConsentRow {
  person_name: string;
  operator_id: string | null;
  answerer_name: string | null;
}

export interface NamedRequestRow extends RequestRow {
  person_name: string;
  creator_name: string;
  decider_name: string | null;
}

export interface MoveRow {
  request_id: string;
  day: string;
  shift: string;
  role: RosterRole;
  from_person: string;
  to_person: string;
  from_name: string;
  to_name: string;
}

/** Swaps, substitutions and leave, with the slots they move. */
export function requestStore(db: Knex) {
  const named = () =>
    db('duty_request')
      .join('duty_person', 'duty_person.id', 'duty_request.person_id')
      .join({ creator: 'operator' }, 'creator.id', 'duty_request.created_by')
      .leftJoin({ decider: 'operator' }, 'decider.id', 'duty_request.decided_by')
      .select(
        'duty_request.*',
        'duty_person.name as person_name',
        'creator.name as creator_name',
        'decider.name as decider_name',
      );
  return {
    find: (id: string): Promise<NamedRequestRow | undefined> => named().where('duty_request.id', id).first(),
    async list(page: { offset: number; limit: number; states?: readonly RequestState[] | undefined }) {
      const states = page.states?.length ? [...page.states] : undefined;
      const query = named().orderBy('duty_request.created_at', 'desc').offset(page.offset).limit(page.limit);
      const rows = (await (states
        ? query.whereIn('duty_request.state', states)
        : query)) as NamedRequestRow[];
      const counted = db('duty_request').count({ total: '*' });
      const [count] = (await (states ? counted.whereIn('state', states) : counted)) as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    async countWaiting(exceptCreator: string): Promise<number> {
      const [count] = (await db('duty_request')
        .where({ state: 'waiting' })
        .whereNot({ created_by: exceptCreator })
        .count({ total: '*' })) as { total: number }[];
      return Number(count?.total ?? 0);
    },
    /** Decided since an instant and asked for by this operator, the latest first. */
    decidedFor: (operatorId: string, since: string): Promise<NamedRequestRow[]> =>
      named()
        .where('duty_request.created_by', operatorId)
        .whereIn('duty_request.state', ['approved', 'rejected', 'declined'])
        .where('duty_request.decided_at', '>=', since)
        .orderBy('duty_request.decided_at', 'desc'),
    moves: (ids: readonly string[]): Promise<MoveRow[]> =>
      db('duty_request_move')
        .join({ giver: 'duty_person' }, 'giver.id', 'duty_request_move.from_person')
        .join({ taker: 'duty_person' }, 'taker.id', 'duty_request_move.to_person')
        .whereIn('duty_request_move.request_id', [...ids])
        .orderBy(['duty_request_move.day', 'duty_request_move.shift', 'duty_request_move.role'])
        .select('duty_request_move.*', 'giver.name as from_name', 'taker.name as to_name'),
    /** Whether a person's own swap or substitute for the slot is still being dealt with. */
    async isGivenAway(personId: string, { day, shift, role }: SlotKey): Promise<boolean> {
      const row = await db('duty_request')
        .join('duty_request_move as m', 'm.request_id', 'duty_request.id')
        .where({ 'duty_request.person_id': personId, 'm.from_person': personId })
        .where({ 'm.day': day, 'm.shift': shift, 'm.role': role })
        .whereIn('duty_request.kind', ['swap', 'substitute'])
        .whereIn('duty_request.state', ['asked', 'waiting'])
        .first('duty_request.id');
      return row !== undefined;
    },
    consents: (ids: readonly string[]): Promise<NamedConsentRow[]> =>
      db('duty_request_consent')
        .join('duty_person', 'duty_person.id', 'duty_request_consent.person_id')
        .leftJoin({ answerer: 'operator' }, 'answerer.id', 'duty_request_consent.answered_by')
        .whereIn('duty_request_consent.request_id', [...ids])
        .orderBy('duty_request_consent.rowid')
        .select(
          'duty_request_consent.*',
          'duty_person.name as person_name',
          'duty_person.operator_id as operator_id',
          'answerer.name as answerer_name',
        ),
    /** Only the first answer counts. */
    async answer(requestId: string, personId: string, changes: Partial<ConsentRow>): Promise<boolean> {
      return (
        (await db('duty_request_consent')
          .where({ request_id: requestId, person_id: personId })
          .whereNull('answer')
          .update(changes)) === 1
      );
    },
    /** Requests that wait for this person's answer; with null, for that of somebody without an account. */
    async countAsked(personId: string | null, exceptCreator: string): Promise<number> {
      const [count] = (await db('duty_request')
        .join('duty_request_consent as c', 'c.request_id', 'duty_request.id')
        .join('duty_person as p', 'p.id', 'c.person_id')
        .where('duty_request.state', 'asked')
        .whereNull('c.answer')
        .where((where) => {
          if (personId !== null) where.where('p.id', personId);
          else where.whereNull('p.operator_id').whereNot('duty_request.created_by', exceptCreator);
        })
        .countDistinct({ total: 'duty_request.id' })) as { total: number }[];
      return Number(count?.total ?? 0);
    },
    async insert(row: RequestRow, moves: readonly Move[], consents: readonly ConsentRow[]): Promise<void> {
      await db('duty_request').insert(row);
      for (const consent of consents) await db('duty_request_consent').insert(consent);
      for (const { day, shift, role, from, to } of moves)
        await db('duty_request_move').insert({
          request_id: row.id,
          day,
          shift,
          role,
          from_person: from,
          to_person: to,
        });
    },
    /** Only while it is in the given state: two decisions cannot both count. */
    async move(
      id: string,
      from: RequestState | readonly RequestState[],
      changes: Partial<RequestRow>,
    ): Promise<boolean> {
      return (await db('duty_request').where({ id }).whereIn('state', [from].flat()).update(changes)) === 1;
    },
    /** Only the first return counts. */
    async endLeave(id: string, changes: Partial<RequestRow>): Promise<boolean> {
      return (
        (await db('duty_request')
          .where({ id, state: 'approved' })
          .whereNull('returned_at')
          .update(changes)) === 1
      );
    },
    /** Leave that touches `from`…`to`, approved, or also waiting. */
    async leaves(
      from: Day,
      to: Day,
      states: readonly RequestState[] = ['approved'],
    ): Promise<(LeaveSpan & { id: string })[]> {
      const rows = (await db('duty_request')
        .where('kind', 'leave')
        .whereIn('state', [...states])
        .where('to_day', '>=', from)
        .where('from_day', '<=', to)) as RequestRow[];
      return rows.map((row) => ({ id: row.id, ...leaveOf(row) }));
    },
  };
}

/** The span of a leave request. */
export function leaveOf(row: RequestRow): LeaveSpan {
  return {
    personId: row.person_id,
    fromDay: row.from_day ?? '',
    fromHalf: row.from_half ?? 'am',
    toDay: row.to_day ?? '',
    toHalf: row.to_half ?? 'pm',
  };
}
