import type { Knex } from 'knex';
import type { Sort } from '../../../shared/contract/servicedeskRecords.ts';
import type { ItemRelation, ItemType } from '../../../shared/domain/servicedesk.ts';
import { likePattern } from './store.ts';

export interface ItemRow {
  id: string;
  number: string;
  name: string;
  type: ItemType;
  address: string;
  version: string;
  court: number | null;
  owner: string;
  warranty_until: string;
  keeper: string;
  audited_on: string;
  note: string;
  retired: number;
  changed_at: string;
  row_version: number;
}

export interface RelationRow {
  from_id: string;
  to_id: string;
  relation: ItemRelation;
}

export interface ImpactRow {
  id: string;
  depth: number;
  via: string;
}

const SORTABLE: Readonly<Record<string, string>> = {
  number: 'number',
  name: 'name',
  type: 'type',
  warrantyUntil: 'warranty_until',
  changedAt: 'changed_at',
};
/** Nothing real stands on itself through more items than this; keeps a walk over circles short. */
const DEEPEST = 12;

/** Configuration items and what stands on what. */
export function itemStore(db: Knex) {
  const table = () => db<ItemRow>('servicedesk_item');
  return {
    find: (id: string): Promise<ItemRow | undefined> => table().where({ id }).first(),
    named: (number: string): Promise<ItemRow | undefined> => table().where({ number }).first(),
    called: (name: string): Promise<ItemRow | undefined> => table().where({ name }).first(),
    many: (ids: readonly string[]): Promise<ItemRow[]> =>
      table().whereIn('id', [...ids]) as Promise<ItemRow[]>,
    all: (): Promise<ItemRow[]> => table().orderBy('number') as Promise<ItemRow[]>,
    async list(page: {
      offset: number;
      limit: number;
      types?: readonly ItemType[] | undefined;
      text?: string | undefined;
      retired?: boolean | undefined;
      sort: Sort;
    }) {
      const chosen = () =>
        table().where((where) => {
          if (page.types?.length) where.whereIn('type', [...page.types]);
          if (page.retired !== undefined) where.where({ retired: page.retired ? 1 : 0 });
          if (page.text) {
            const like = likePattern(page.text);
            where.where((any) => {
              for (const column of ['number', 'name', 'owner', 'version', 'note'])
                any.orWhereRaw(`${column} LIKE ? ESCAPE '\\'`, [like]);
            });
          }
        });
      const query = chosen();
      for (const { field, direction } of page.sort) {
        const column = SORTABLE[field];
        if (column) query.orderBy(column, direction);
      }
      const rows: ItemRow[] = await query.orderBy('number').offset(page.offset).limit(page.limit);
      const [count] = (await chosen().count({ total: '*' })) as unknown as { total: number }[];
      const [all] = (await table().count({ total: '*' })) as unknown as { total: number }[];
      return { rows, total: Number(count?.total ?? 0), unfiltered: Number(all?.total ?? 0) };
    },
    insert: async (row: ItemRow): Promise<void> => {
      await table().insert(row);
    },
    /** False when it is no longer of that version. */
    async update(id: string, version: number, changes: Partial<ItemRow>): Promise<boolean> {
      return (
        (await table()
          .where({ id, row_version: version })
          .update({ ...changes, row_version: version + 1 })) === 1
      );
    },

    relations: (id: string): Promise<RelationRow[]> =>
      db<RelationRow>('servicedesk_relation').where({ from_id: id }).orWhere({ to_id: id }) as Promise<
        RelationRow[]
      >,
    allRelations: (): Promise<RelationRow[]> =>
      db<RelationRow>('servicedesk_relation') as unknown as Promise<RelationRow[]>,
    /** False when it is there. */
    async relate(row: RelationRow): Promise<boolean> {
      const added = await db('servicedesk_relation')
        .insert(row)
        .onConflict(['from_id', 'to_id', 'relation'])
        .ignore()
        .returning('from_id');
      return added.length === 1;
    },
    unrelate: async (row: RelationRow): Promise<void> => {
      await db('servicedesk_relation').where(row).delete();
    },
    /** Everything that stands on an item, at its least depth; circles end the walk. */
    async impact(id: string): Promise<ImpactRow[]> {
      return db.raw(
        `WITH RECURSIVE stands(id, via, depth) AS (
           SELECT from_id, to_id, 1 FROM servicedesk_relation WHERE to_id = ?
           UNION
           SELECT r.from_id, r.to_id, s.depth + 1 FROM servicedesk_relation r
           JOIN stands s ON r.to_id = s.id WHERE s.depth < ${DEEPEST}
         )
         SELECT id, MIN(depth) AS depth, via FROM stands WHERE id <> ? GROUP BY id ORDER BY depth, id`,
        [id, id],
      ) as unknown as Promise<ImpactRow[]>;
    },
  };
}
