import type { Knex } from 'knex';
import type { FactState } from '../../../shared/contract/assessment.ts';
import type { AssessmentFactType } from '../../../shared/domain/assessmentFact.ts';

export interface FactRow {
  id: string;
  number: string;
  source: string;
  source_key: string | null;
  type: AssessmentFactType;
  date: string;
  person: string;
  day_kind: string;
  affected_work: number;
  impact: string;
  points: number | null;
  text: string;
  link: string;
  evidence: string;
  state: FactState;
  created_by: string;
  created_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decision: string;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  appealed_by: string | null;
  appealed_at: string | null;
  appeal: string;
}

export type NewFact = Pick<
  FactRow,
  | 'id'
  | 'source'
  | 'source_key'
  | 'type'
  | 'date'
  | 'person'
  | 'day_kind'
  | 'affected_work'
  | 'impact'
  | 'points'
  | 'text'
  | 'link'
  | 'evidence'
  | 'created_by'
  | 'created_at'
>;

export interface EventRow {
  id: number;
  fact_id: string;
  at: string;
  by: string;
  act: string;
  note: string;
  detail: string;
}

export interface YearRow {
  id: string;
  name: string;
  from_day: string;
  to_day: string;
  scheme_version: number;
  saved_by: string;
  saved_at: string;
}

export interface SchemeRow {
  version: number;
  content: string;
  reason: string;
  saved_by: string;
  saved_at: string;
}

export interface NoticeRow {
  id: string;
  number: string;
  person: string;
  from_day: string;
  to_day: string;
  facts: string;
  issued_by: string;
  issued_at: string;
}

export interface FactChoice {
  from: string;
  to: string;
  states?: readonly FactState[] | undefined;
  types?: readonly AssessmentFactType[] | undefined;
  person?: string | undefined;
}

/** The tables of the assessment. Numbers are given inside the caller's transaction. */
export function assessmentStore(db: Knex) {
  const chosen = ({ from, to, states, types, person }: FactChoice) =>
    db<FactRow>('assessment_fact').where((where) => {
      where.whereBetween('date', [from, to]);
      if (states?.length) where.whereIn('state', [...states]);
      if (types?.length) where.whereIn('type', [...types]);
      if (person) where.whereLike('person', `%${person.replaceAll(/[%_]/g, '')}%`);
    });
  const nextNumber = async (table: string, prefix: string): Promise<string> => {
    const last = (await db(table)
      .where('number', 'like', `${prefix}%`)
      .orderByRaw('length(number) DESC, number DESC')
      .first('number')) as { number: string } | undefined;
    const next = Number(last?.number.slice(prefix.length) ?? 0) + 1;
    return `${prefix}${String(next).padStart(3, '0')}`;
  };
  const dated = (head: string, day: string) => `${head}-${day.replaceAll('-', '')}-`;
  return {
    schemes: (): Promise<SchemeRow[]> =>
      db<SchemeRow>('assessment_scheme').orderBy('version') as Promise<SchemeRow[]>,
    addScheme: async (row: SchemeRow): Promise<void> => {
      await db('assessment_scheme').insert(row);
    },
    years: (): Promise<YearRow[]> => db<YearRow>('assessment_year').orderBy('from_day') as Promise<YearRow[]>,
    saveYear: async (row: YearRow): Promise<void> => {
      await db('assessment_year').insert(row).onConflict('id').merge();
    },

    fact: (id: string): Promise<FactRow | undefined> => db<FactRow>('assessment_fact').where({ id }).first(),
    factNumbered: (number: string): Promise<FactRow | undefined> =>
      db<FactRow>('assessment_fact').where({ number }).first(),
    facts: (choice: FactChoice): Promise<FactRow[]> =>
      chosen(choice).orderBy(['date', 'number']) as unknown as Promise<FactRow[]>,
    async page(choice: FactChoice, { offset, limit }: { offset: number; limit: number }) {
      // What waits for a person first, then the newest.
      const rows = (await chosen(choice)
        .orderByRaw("CASE state WHEN 'appealed' THEN 0 WHEN 'proposed' THEN 1 ELSE 2 END")
        .orderBy([
          { column: 'date', order: 'desc' },
          { column: 'number', order: 'desc' },
        ])
        .offset(offset)
        .limit(limit)) as unknown as FactRow[];
      const [count] = (await chosen(choice).count({ total: '*' })) as unknown as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    async countByState(choice: FactChoice): Promise<Map<FactState, number>> {
      const rows = (await chosen(choice)
        .groupBy('state')
        .select('state')
        .count({ total: '*' })) as unknown as {
        state: FactState;
        total: number;
      }[];
      return new Map(rows.map(({ state, total }) => [state, Number(total)]));
    },
    async countIn(states: readonly FactState[]): Promise<number> {
      const [row] = (await db('assessment_fact')
        .whereIn('state', [...states])
        .count({ total: '*' })) as unknown as { total: number }[];
      return Number(row?.total ?? 0);
    },
    /** Automatic facts of `from`…`to`, by the finder's id. */
    async found(from: string, to: string): Promise<Map<string, FactRow>> {
      const rows = (await db<FactRow>('assessment_fact')
        .whereNotNull('source_key')
        .whereBetween('date', [from, to])) as FactRow[];
      return new Map(rows.map((row) => [row.source_key ?? '', row]));
    },
    /** Enters a fact as proposed under the day's next number; false when the finder's id is there already. */
    async addFact(row: NewFact, day: string): Promise<boolean> {
      const number = await nextNumber('assessment_fact', dated('KH', day));
      const added = await db('assessment_fact')
        .insert({ ...row, number, state: 'proposed' })
        .onConflict('source_key')
        .ignore()
        .returning('id');
      return added.length === 1;
    },
    /** Changes a fact only while it is in one of the states; false when it no longer is. */
    async moveFact(id: string, from: readonly FactState[], change: Partial<FactRow>): Promise<boolean> {
      const moved = await db('assessment_fact')
        .where({ id })
        .whereIn('state', [...from])
        .update(change);
      return moved === 1;
    },
    events: (factId: string): Promise<EventRow[]> =>
      db<EventRow>('assessment_event').where({ fact_id: factId }).orderBy('id') as Promise<EventRow[]>,
    addEvent: async (row: Omit<EventRow, 'id'>): Promise<void> => {
      await db('assessment_event').insert(row);
    },

    notices: (): Promise<NoticeRow[]> =>
      db<NoticeRow>('assessment_notice').orderBy('issued_at') as Promise<NoticeRow[]>,
    async addNotice(row: Omit<NoticeRow, 'number'>, day: string): Promise<void> {
      const number = await nextNumber('assessment_notice', dated('CH', day));
      await db('assessment_notice')
        .insert({ ...row, number })
        .onConflict(['person', 'from_day', 'to_day'])
        .ignore();
    },
  };
}
