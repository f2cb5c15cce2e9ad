import type { Knex } from 'knex';
import type { NodeState, RecordKind } from '../../../shared/domain/servicedesk.ts';
import { likePattern } from './store.ts';

export interface RecordRow {
  id: string;
  kind: RecordKind;
  number: string;
  title: string;
  state: string;
  /** JSON */
  fields: string;
  /** JSON */
  steps: string;
  author_id: string;
  author: string;
  created_at: string;
  changed_at: string;
  version: number;
}

export interface NodeRow {
  release_id: string;
  court: number;
  place: number;
  state: NodeState;
  note: string;
  by: string;
  at: string | null;
}

/** Problems, changes, releases, and the courts a release goes to. */
export function recordStore(db: Knex) {
  const table = () => db<RecordRow>('servicedesk_record');
  return {
    find: (id: string): Promise<RecordRow | undefined> => table().where({ id }).first(),
    named: (number: string): Promise<RecordRow | undefined> => table().where({ number }).first(),
    many: (ids: readonly string[]): Promise<RecordRow[]> =>
      table().whereIn('id', [...ids]) as Promise<RecordRow[]>,
    createdBetween: (kind: RecordKind, from: string, to: string): Promise<RecordRow[]> =>
      table()
        .where({ kind })
        .where('created_at', '>=', from)
        .where('created_at', '<', to)
        .orderBy('number') as Promise<RecordRow[]>,
    async list(page: {
      kind: RecordKind;
      offset: number;
      limit: number;
      states?: readonly string[] | undefined;
      text?: string | undefined;
    }) {
      const chosen = () =>
        table().where((where) => {
          where.where({ kind: page.kind });
          if (page.states?.length) where.whereIn('state', [...page.states]);
          if (page.text) {
            const like = likePattern(page.text);
            where.where((any) => {
              for (const column of ['number', 'title', 'fields'])
                any.orWhereRaw(`${column} LIKE ? ESCAPE '\\'`, [like]);
            });
          }
        });
      const rows: RecordRow[] = await chosen()
        .orderBy('number', 'desc')
        .offset(page.offset)
        .limit(page.limit);
      const [count] = (await chosen().count({ total: '*' })) as unknown as { total: number }[];
      const [all] = (await table().where({ kind: page.kind }).count({ total: '*' })) as unknown as {
        total: number;
      }[];
      return { rows, total: Number(count?.total ?? 0), unfiltered: Number(all?.total ?? 0) };
    },
    insert: async (row: RecordRow): Promise<void> => {
      await table().insert(row);
    },
    /** False when it is no longer of that version. */
    async update(id: string, version: number, changes: Partial<RecordRow>): Promise<boolean> {
      return (
        (await table()
          .where({ id, version })
          .update({ ...changes, version: version + 1 })) === 1
      );
    },

    nodes: (releaseIds: readonly string[]): Promise<NodeRow[]> =>
      db<NodeRow>('servicedesk_node')
        .whereIn('release_id', [...releaseIds])
        .orderBy('place') as Promise<NodeRow[]>,
    async setNodes(releaseId: string, courts: readonly number[]): Promise<void> {
      await db('servicedesk_node').where({ release_id: releaseId }).delete();
      for (const [place, court] of courts.entries())
        await db('servicedesk_node').insert({ release_id: releaseId, court, place, state: 'planned' });
    },
    updateNode: async (releaseId: string, court: number, changes: Partial<NodeRow>): Promise<void> => {
      await db('servicedesk_node').where({ release_id: releaseId, court }).update(changes);
    },
  };
}
