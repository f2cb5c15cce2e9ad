import type { Knex } from 'knex';
import type { IncidentFilter } from '../../../shared/contract/servicedesk.ts';
import type { Sort } from '../../../shared/contract/servicedeskRecords.ts';
import { type IncidentState, LIVE_STATES, type Priority } from '../../../shared/domain/servicedesk.ts';
import { beijingInstant } from '../../../shared/domain/time.ts';

export interface IncidentRow {
  id: string;
  number: string;
  title: string;
  state: IncidentState;
  source: string;
  source_key: string;
  origin: string;
  reporter: string;
  reporter_phone: string;
  court: number | null;
  service: string;
  occurred_at: string | null;
  opened_at: string;
  responded_at: string | null;
  arrived_at: string | null;
  resolved_at: string | null;
  closed_at: string | null;
  impact: number;
  urgency: number;
  priority: Priority;
  symptom: string;
  category: string;
  cause: string;
  steps: string;
  data_scope: string;
  fix: string;
  confirmed_by: string;
  satisfaction: number | null;
  owner: string;
  occurrences: number;
  announced: string;
  created_by: string;
  created_at: string;
  changed_at: string;
  version: number;
}

export interface PauseRow {
  id: number;
  incident_id: string;
  from_at: string;
  to_at: string | null;
  reason: string;
  by: string;
}

export interface BreachRow {
  incident_id: string;
  target: string;
  at: string;
  noticed_at: string;
  void_at: string | null;
  void_reason: string;
}

const SORTABLE: Readonly<Record<string, string>> = {
  number: 'number',
  openedAt: 'opened_at',
  priority: 'priority',
  state: 'state',
  changedAt: 'changed_at',
};

/**
 * The next number of a prefix, `SJ-20261122-001`, or `PZ-0001` where `day` is empty. Called inside the transaction that
 * writes the record: a transaction that fails takes its number back, so that there are no gaps.
 */
export async function nextNumber(trx: Knex, prefix: string, day: string): Promise<string> {
  const [row] = (await trx('servicedesk_counter')
    .insert({ prefix, day, last: 1 })
    .onConflict(['prefix', 'day'])
    .merge({ last: trx.raw('servicedesk_counter.last + 1') })
    .returning('last')) as { last: number }[];
  const last = row?.last ?? 1;
  return day === ''
    ? `${prefix}-${String(last).padStart(4, '0')}`
    : `${prefix}-${day.replaceAll('-', '')}-${String(last).padStart(3, '0')}`;
}

/** Incidents, their pauses, occurrences and breaches. */
export function incidentStore(db: Knex) {
  const table = () => db<IncidentRow>('servicedesk_incident');
  return {
    find: (id: string): Promise<IncidentRow | undefined> => table().where({ id }).first(),
    named: (number: string): Promise<IncidentRow | undefined> => table().where({ number }).first(),
    many: (ids: readonly string[]): Promise<IncidentRow[]> =>
      table().whereIn('id', [...ids]) as Promise<IncidentRow[]>,
    live: (): Promise<IncidentRow[]> =>
      table()
        .whereIn('state', [...LIVE_STATES])
        .orderBy('opened_at') as Promise<IncidentRow[]>,
    /** Opened by an instant and not settled or called off by then, the oldest first. */
    openAt: (at: string): Promise<IncidentRow[]> =>
      table()
        .where('opened_at', '<=', at)
        .whereNot('state', 'cancelled')
        .where((where) => {
          where.whereNull('resolved_at').orWhere('resolved_at', '>', at);
        })
        .orderBy('opened_at') as Promise<IncidentRow[]>,
    liveOf: (sourceKey: string): Promise<IncidentRow | undefined> =>
      table()
        .where({ source_key: sourceKey })
        .whereIn('state', [...LIVE_STATES])
        .first(),
    /** Resolved ones, and those closed or cancelled since an instant, the latest first. */
    settled: (since: string, limit: number): Promise<IncidentRow[]> =>
      table()
        .where((where) => {
          where.where('state', 'resolved').orWhere((closed) => {
            closed.whereIn('state', ['closed', 'cancelled']).andWhere('changed_at', '>=', since);
          });
        })
        .orderBy('changed_at', 'desc')
        .limit(limit) as Promise<IncidentRow[]>,
    openedBetween: (from: string, to: string): Promise<IncidentRow[]> =>
      table().where('opened_at', '>=', from).where('opened_at', '<', to).orderBy('opened_at') as Promise<
        IncidentRow[]
      >,
    async count(states?: readonly IncidentState[]): Promise<number> {
      const query = states ? table().whereIn('state', [...states]) : table();
      const [row] = (await query.count({ total: '*' })) as unknown as { total: number }[];
      return Number(row?.total ?? 0);
    },
    /** `courts`: codes of the courts whose name holds the filter's text. */
    async list(
      page: IncidentFilter & { courts: readonly number[]; offset: number; limit: number; sort: Sort },
    ) {
      const chosen = () => table().where((where) => narrowed(where, page));
      const query = chosen();
      for (const { field, direction } of page.sort) {
        const column = SORTABLE[field];
        if (column) query.orderBy(column, direction);
      }
      const rows: IncidentRow[] = await query
        .orderBy('opened_at', 'desc')
        .orderBy('number', 'desc')
        .offset(page.offset)
        .limit(page.limit);
      const [count] = (await chosen().count({ total: '*' })) as unknown as { total: number }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    insert: async (row: IncidentRow): Promise<void> => {
      await table().insert(row);
    },
    /** False when it is no longer of that version. */
    async update(id: string, version: number, changes: Partial<IncidentRow>): Promise<boolean> {
      return (
        (await table()
          .where({ id, version })
          .update({ ...changes, version: version + 1 })) === 1
      );
    },
    announce: async (id: string, announced: string): Promise<void> => {
      await table().where({ id }).update({ announced });
    },

    pauses: (ids: readonly string[]): Promise<PauseRow[]> =>
      db<PauseRow>('servicedesk_pause')
        .whereIn('incident_id', [...ids])
        .orderBy('from_at') as Promise<PauseRow[]>,
    startPause: async (row: Omit<PauseRow, 'id' | 'to_at'>): Promise<void> => {
      await db('servicedesk_pause').insert(row);
    },
    endPause: async (incidentId: string, at: string): Promise<void> => {
      await db('servicedesk_pause')
        .where({ incident_id: incidentId })
        .whereNull('to_at')
        .update({ to_at: at });
    },

    /** Where a new incident came from; it counts once already. */
    firstOccurrence: async (row: {
      incident_id: string;
      origin: string;
      at: string;
      text: string;
    }): Promise<void> => {
      await db('servicedesk_occurrence').insert(row);
    },
    /** False when this origin is on record already. */
    async addOccurrence(row: {
      incident_id: string;
      origin: string;
      at: string;
      text: string;
    }): Promise<boolean> {
      const added = await db('servicedesk_occurrence')
        .insert(row)
        .onConflict(['incident_id', 'origin'])
        .ignore()
        .returning('id');
      if (added.length === 0) return false;
      await table().where({ id: row.incident_id }).increment('occurrences', 1);
      return true;
    },

    breaches: (ids: readonly string[]): Promise<BreachRow[]> =>
      db<BreachRow>('servicedesk_breach').whereIn('incident_id', [...ids]) as Promise<BreachRow[]>,
    breachesBetween: (from: string, to: string): Promise<BreachRow[]> =>
      db<BreachRow>('servicedesk_breach')
        .whereNull('void_at')
        .where('at', '>=', from)
        .where('at', '<', to)
        .orderBy('at') as Promise<BreachRow[]>,
    saveBreach: async (row: BreachRow): Promise<void> => {
      await db('servicedesk_breach').insert(row).onConflict(['incident_id', 'target']).merge();
    },
  };
}

export type IncidentStore = ReturnType<typeof incidentStore>;

function narrowed(where: Knex.QueryBuilder, filter: IncidentFilter & { courts: readonly number[] }): void {
  if (filter.states?.length) where.whereIn('state', [...filter.states]);
  if (filter.services?.length) where.whereIn('service', [...filter.services]);
  if (filter.priorities?.length) where.whereIn('priority', [...filter.priorities]);
  if (filter.from) where.where('opened_at', '>=', beijingInstant(filter.from, '00:00').toISOString());
  if (filter.to) where.where('opened_at', '<=', beijingInstant(filter.to, '23:59:59').toISOString());
  if (filter.breached !== undefined) {
    const breached =
      'SELECT 1 FROM servicedesk_breach b WHERE b.incident_id = servicedesk_incident.id AND b.void_at IS NULL';
    if (filter.breached) where.whereRaw(`EXISTS (${breached})`);
    else where.whereRaw(`NOT EXISTS (${breached})`);
  }
  const text = filter.text?.trim();
  if (text) {
    const like = likePattern(text);
    where.where((any) => {
      for (const column of ['number', 'title', 'symptom', 'owner', 'reporter'])
        any.orWhereRaw(`${column} LIKE ? ESCAPE '\\'`, [like]);
      any.orWhereIn('court', [...filter.courts]);
    });
  }
}

/** `%text%` with LIKE's own signs taken literally. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

interface PolicyRow {
  name: string;
  value: string;
  changed_by: string;
  changed_at: string;
}

export function policyStore(db: Knex) {
  return {
    async all(): Promise<Record<string, unknown>> {
      const rows = await db<PolicyRow>('servicedesk_policy');
      return Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value) as unknown]));
    },
    async save(values: Record<string, unknown>, by: string, at: string): Promise<void> {
      for (const [name, value] of Object.entries(values)) {
        await db('servicedesk_policy')
          .insert({ name, value: JSON.stringify(value), changed_by: by, changed_at: at })
          .onConflict('name')
          .merge();
      }
    },
  };
}
