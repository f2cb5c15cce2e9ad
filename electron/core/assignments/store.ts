import type { Knex } from 'knex';
import type { RecordListInput } from '../../../shared/contract/assignments.ts';
import type { AcceptanceSide, LineResult } from '../../../shared/domain/acceptance.ts';
import type { RecordKind, RecordState } from '../../../shared/domain/serviceRecord.ts';
import type { Day } from '../../../shared/domain/time.ts';

export interface RecordRow {
  id: string;
  kind: RecordKind;
  number: string;
  title: string;
  state: RecordState;
  category: string;
  requester: string;
  owner: string;
  owner_id: string | null;
  people: string;
  party: string;
  place: string;
  starts_on: string;
  starts_at: string;
  ends_at: string;
  due_on: string;
  done_on: string;
  hours: number | null;
  score: number | null;
  period: string;
  link: string;
  body: string;
  materials: string;
  is_key: number;
  percent: number;
  outcome: string;
  result: string;
  parent_id: string | null;
  author_id: string;
  author: string;
  created_at: string;
  changed_at: string;
}
/** A record with what a list shows of its relations. */
export interface ListedRow extends RecordRow {
  parent_number: string | null;
  parent_title: string | null;
  child_total: number;
  child_done: number;
}
export interface NoteRow {
  id: number;
  record_id: string;
  at: string;
  author: string;
  kind: 'progress' | 'change' | 'close' | 'cancel' | 'reopen';
  percent: number | null;
  text: string;
}
export interface FileRow {
  id: string;
  record_id: string;
  name: string;
  bytes: number;
  sha256: string;
  added_by: string;
  added_at: string;
}
export interface LineRow {
  id: number;
  record_id: string;
  position: number;
  name: string;
  quantity: string;
  standard: string;
  result: LineResult;
  remark: string;
}
export interface SignatureRow {
  record_id: string;
  side: AcceptanceSide;
  unit: string;
  name: string;
  signed_at: string;
  entered_by: string;
}
export interface VersionRow {
  id: string;
  record_id: string;
  version: string;
  text: string;
  file_id: string | null;
  change_note: string;
  state: 'waiting' | 'effective' | 'superseded' | 'rejected';
  effective_on: string;
  author_id: string;
  author: string;
  created_at: string;
  approver: string | null;
  approved_at: string | null;
  approval_note: string;
}

export type RecordQuery = Omit<RecordListInput, 'offset' | 'limit' | 'order'> &
  Partial<Pick<RecordListInput, 'offset' | 'limit' | 'order'>>;

const ORDERS: Record<RecordListInput['order'], string> = {
  todo: `CASE WHEN owner_id = :me THEN 0 ELSE 1 END,
    CASE WHEN due_on <> '' AND due_on < :today THEN 0 ELSE 1 END,
    CASE WHEN due_on = '' THEN 1 ELSE 0 END, due_on, number`,
  newest: `CASE state WHEN 'open' THEN 0 ELSE 1 END, CASE starts_on WHEN '' THEN substr(created_at, 1, 10) ELSE starts_on END DESC, number DESC`,
  due: `CASE WHEN due_on = '' THEN 1 ELSE 0 END, due_on, number`,
};

/** The SQL of records and what hangs on them. `log` may be a transaction. */
export function assignmentsStore(log: Knex) {
  const chosen = (query: RecordQuery, me: string, today: Day) =>
    log<RecordRow>('service_record as r').where((where) => {
      if (query.kinds?.length) where.whereIn('r.kind', query.kinds);
      if (query.states?.length) where.whereIn('r.state', query.states);
      if (query.categories?.length) where.whereIn('r.category', query.categories);
      if (query.from) where.where('r.starts_on', '>=', query.from);
      if (query.to) where.where('r.starts_on', '<=', query.to).whereNot('r.starts_on', '');
      if (query.mine) where.where('r.owner_id', me);
      if (query.parentId) where.where('r.parent_id', query.parentId);
      if (query.overdue)
        where.where('r.state', 'open').whereNot('r.due_on', '').where('r.due_on', '<', today);
      if (query.text) {
        const like = `%${query.text.replace(/[\\%_]/g, '\\$&')}%`;
        const columns = ['number', 'title', 'owner', 'requester', 'people', 'party', 'body', 'result'];
        where.where((any) => {
          for (const column of columns) any.orWhereRaw(`r.${column} LIKE ? ESCAPE '\\'`, [like]);
        });
      }
    });
  const withRelations = (query: Knex.QueryBuilder) =>
    query
      .leftJoin('service_record as p', 'p.id', 'r.parent_id')
      .select(
        'r.*',
        'p.number as parent_number',
        'p.title as parent_title',
        log.raw(
          `(SELECT count(*) FROM service_record c WHERE c.parent_id = r.id AND c.state <> 'cancelled') AS child_total`,
        ),
        log.raw(
          `(SELECT count(*) FROM service_record c WHERE c.parent_id = r.id AND c.state = 'done') AS child_done`,
        ),
      );

  return {
    async list(query: RecordQuery, me: string, today: Day): Promise<{ rows: ListedRow[]; total: number }> {
      const order = ORDERS[query.order ?? 'newest'].replace(
        /\b(owner_id|due_on|number|state|starts_on|created_at)\b/g,
        'r.$1',
      );
      const rows = (await withRelations(chosen(query, me, today))
        .orderByRaw(log.raw(order, { me, today }).toQuery())
        .offset(query.offset ?? 0)
        .limit(query.limit ?? 2_000)) as ListedRow[];
      const [count] = (await chosen(query, me, today).count({ total: '*' })) as unknown as {
        total: number;
      }[];
      return { rows, total: Number(count?.total ?? 0) };
    },
    find: async (id: string): Promise<ListedRow | undefined> =>
      (await withRelations(log('service_record as r').where('r.id', id)).first()) as ListedRow | undefined,
    named: (number: string): Promise<RecordRow | undefined> =>
      log<RecordRow>('service_record').where({ number }).first(),
    /** The next number of a prefix on a day: `JB-20261120-003`. Ask inside the transaction that inserts. */
    async nextNumber(prefix: string, day: Day): Promise<string> {
      const head = `${prefix}-${day.replaceAll('-', '')}-`;
      const last = await log<RecordRow>('service_record')
        .where('number', 'like', `${head}%`)
        .orderByRaw('length(number) DESC, number DESC')
        .first('number');
      const next = Number(last?.number.slice(head.length) ?? 0) + 1;
      return `${head}${String(next).padStart(3, '0')}`;
    },
    insert: (row: RecordRow) => log<RecordRow>('service_record').insert(row),
    /** Only while it stands as it was read; false when somebody was faster. */
    async update(
      id: string,
      was: { state: RecordState; changed_at: string },
      change: Partial<RecordRow>,
    ): Promise<boolean> {
      return (
        (await log<RecordRow>('service_record')
          .where({ id, ...was })
          .update(change)) === 1
      );
    },
    /** The stamp goes forward, so that a list shows what hangs on the record as changed. */
    touch: (id: string, at: string) =>
      log<RecordRow>('service_record').where({ id }).update({ changed_at: at }),
    openChildren: async (id: string): Promise<number> => {
      const [count] = (await log<RecordRow>('service_record')
        .where({ parent_id: id, state: 'open' })
        .count({ total: '*' })) as unknown as { total: number }[];
      return Number(count?.total ?? 0);
    },
    notes: (recordId: string): Promise<NoteRow[]> =>
      log<NoteRow>('service_note').where({ record_id: recordId }).orderBy('id', 'desc'),
    addNote: (note: Omit<NoteRow, 'id'>) => log('service_note').insert(note),
    files: (recordId: string): Promise<FileRow[]> =>
      log<FileRow>('service_file').where({ record_id: recordId }).orderBy(['added_at', 'name']),
    file: (id: string): Promise<FileRow | undefined> => log<FileRow>('service_file').where({ id }).first(),
    addFile: (row: FileRow) => log<FileRow>('service_file').insert(row),
    lines: (recordId: string): Promise<LineRow[]> =>
      log<LineRow>('acceptance_line').where({ record_id: recordId }).orderBy(['position', 'id']),
    async addLine(row: Omit<LineRow, 'id' | 'position'>): Promise<number> {
      const [last] = (await log('acceptance_line')
        .where({ record_id: row.record_id })
        .max({ position: 'position' })) as { position: number | null }[];
      const [id] = await log('acceptance_line').insert({ ...row, position: (last?.position ?? 0) + 1 });
      return Number(id);
    },
    updateLine: async (id: number, recordId: string, change: Partial<LineRow>): Promise<boolean> =>
      (await log('acceptance_line').where({ id, record_id: recordId }).update(change)) === 1,
    removeLine: async (id: number, recordId: string): Promise<boolean> =>
      (await log('acceptance_line').where({ id, record_id: recordId }).delete()) === 1,
    signatures: (recordId: string): Promise<SignatureRow[]> =>
      log<SignatureRow>('acceptance_signature').where({ record_id: recordId }),
    addSignature: (row: SignatureRow) => log<SignatureRow>('acceptance_signature').insert(row),
    voidSignatures: (recordId: string): Promise<number> =>
      log('acceptance_signature').where({ record_id: recordId }).delete(),
    /** Acceptances that are open, all other sides signed, the customer's not. */
    async unsignedByCustomer(): Promise<number> {
      const [count] = (await log('service_record as r')
        .where({ kind: 'acceptance', state: 'open' })
        .whereRaw(
          `(SELECT count(*) FROM acceptance_signature s WHERE s.record_id = r.id AND s.side <> 'customer') = 2`,
        )
        .whereRaw(
          `NOT EXISTS (SELECT 1 FROM acceptance_signature s WHERE s.record_id = r.id AND s.side = 'customer')`,
        )
        .count({ total: '*' })) as { total: number }[];
      return Number(count?.total ?? 0);
    },
    versions: (recordId: string): Promise<VersionRow[]> =>
      log<VersionRow>('document_version').where({ record_id: recordId }).orderBy('created_at', 'desc'),
    version: (id: string): Promise<VersionRow | undefined> =>
      log<VersionRow>('document_version').where({ id }).first(),
    addVersion: (row: VersionRow) => log<VersionRow>('document_version').insert(row),
    decideVersion: async (id: string, change: Partial<VersionRow>): Promise<boolean> =>
      (await log<VersionRow>('document_version').where({ id, state: 'waiting' }).update(change)) === 1,
    supersede: (recordId: string) =>
      log<VersionRow>('document_version')
        .where({ record_id: recordId, state: 'effective' })
        .update({ state: 'superseded' }),
    /** Versions that wait for somebody other than the operator. */
    async versionsWaiting(operatorId: string): Promise<number> {
      const [count] = (await log('document_version')
        .where({ state: 'waiting' })
        .whereNot({ author_id: operatorId })
        .count({ total: '*' })) as { total: number }[];
      return Number(count?.total ?? 0);
    },
  };
}
