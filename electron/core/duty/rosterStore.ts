import type { Knex } from 'knex';
import type { RosterRole, Slot, SlotKey } from '../../../shared/domain/roster.ts';
import type { Day } from '../../../shared/domain/time.ts';

export interface PersonRow {
  id: string;
  name: string;
  phone: string;
  operator_id: string | null;
  attends: number;
  active: number;
  since: string;
  /** Their entry in the staff register. */
  member_id: string | null;
  created_at: string;
}

export interface MonthRow {
  month: string;
  state: 'draft' | 'published';
  /** JSON of where the rotation stands after the month. */
  carry: string | null;
  generated_by: string | null;
  generated_at: string | null;
  published_by: string | null;
  published_at: string | null;
}

export interface ChangeRow {
  id: number;
  day: string;
  shift: string;
  role: RosterRole;
  from_name: string | null;
  to_name: string | null;
  reason: string;
  changed_by: string;
  changed_at: string;
}

export interface NewSlotChange extends SlotKey {
  from: string | null;
  to: string | null;
  reason: string;
  requestId: string | null;
  by: string;
  at: string;
}

const MOST_CHANGES = 200;

/** People, rules, months and slots of the roster. */
export function rosterStore(db: Knex) {
  return {
    /** In the order they were entered. */
    people: (): Promise<PersonRow[]> => db('duty_person').orderByRaw('rowid'),
    person: (id: string): Promise<PersonRow | undefined> => db('duty_person').where({ id }).first(),
    personOfOperator: (operatorId: string): Promise<PersonRow | undefined> =>
      db('duty_person').where({ operator_id: operatorId }).first(),
    insertPerson: async (row: PersonRow): Promise<void> => {
      await db('duty_person').insert(row);
    },
    updatePerson: async (id: string, changes: Partial<PersonRow>): Promise<void> => {
      await db('duty_person').where({ id }).update(changes);
    },
    async rules(): Promise<unknown> {
      const row = (await db('duty_rules').orderBy('version', 'desc').first('value')) as
        | { value: string }
        | undefined;
      return row && (JSON.parse(row.value) as unknown);
    },
    /** Every set of rules stays; the newest holds. */
    saveRules: async (value: unknown, by: string, at: string): Promise<void> => {
      await db('duty_rules').insert({ value: JSON.stringify(value), changed_by: by, changed_at: at });
    },
    month: (month: string): Promise<MonthRow | undefined> => db('duty_month').where({ month }).first(),
    /** Published months among the days of `from`…`to`. */
    async publishedMonths(from: Day, to: Day): Promise<Set<string>> {
      const rows = (await db('duty_month')
        .where('state', 'published')
        .whereBetween('month', [from.slice(0, 7), to.slice(0, 7)])
        .select('month')) as { month: string }[];
      return new Set(rows.map((row) => row.month));
    },
    saveMonth: async (row: Partial<MonthRow> & { month: string }): Promise<void> => {
      await db('duty_month')
        .insert({ state: 'draft', ...row })
        .onConflict('month')
        .merge(row);
    },
    async slots(from: Day, to: Day): Promise<Slot[]> {
      const rows = (await db('duty_slot')
        .whereBetween('day', [from, to])
        .orderBy(['day', 'shift', 'role'])) as {
        day: string;
        shift: string;
        role: RosterRole;
        person_id: string;
      }[];
      return rows.map(({ person_id, ...slot }) => ({ ...slot, personId: person_id }));
    },
    async setSlot(key: SlotKey, personId: string | null): Promise<void> {
      const place = { day: key.day, shift: key.shift, role: key.role };
      await db('duty_slot').where(place).delete();
      if (personId !== null) await db('duty_slot').insert({ ...place, person_id: personId });
    },
    async replaceSlots(from: Day, to: Day, slots: readonly Slot[]): Promise<void> {
      await db('duty_slot').whereBetween('day', [from, to]).delete();
      const rows = slots.map(({ personId, day, shift, role }) => ({ day, shift, role, person_id: personId }));
      for (let at = 0; at < rows.length; at += 100) await db('duty_slot').insert(rows.slice(at, at + 100));
    },
    changes: (from: Day, to: Day): Promise<ChangeRow[]> =>
      db('duty_slot_change')
        .leftJoin({ giver: 'duty_person' }, 'giver.id', 'duty_slot_change.from_person')
        .leftJoin({ taker: 'duty_person' }, 'taker.id', 'duty_slot_change.to_person')
        .whereBetween('duty_slot_change.day', [from, to])
        .orderBy('duty_slot_change.id', 'desc')
        .limit(MOST_CHANGES)
        .select('duty_slot_change.*', 'giver.name as from_name', 'taker.name as to_name'),
    addChange: async (change: NewSlotChange): Promise<void> => {
      await db('duty_slot_change').insert({
        day: change.day,
        shift: change.shift,
        role: change.role,
        from_person: change.from,
        to_person: change.to,
        reason: change.reason,
        request_id: change.requestId,
        changed_by: change.by,
        changed_at: change.at,
      });
    },
  };
}
