import type { Knex } from 'knex';
import type { Post, ReplacementCause, ReplacementState } from '../../../shared/domain/staffing.ts';
import type { Day } from '../../../shared/domain/time.ts';

export interface MemberRow {
  id: string;
  name: string;
  post: Post;
  place: 'onsite' | 'remote';
  key_post: number;
  level: string;
  employer: string;
  phone: string;
  email: string;
  qualifications: string;
  note: string;
  since: Day;
  until: string;
  operator_id: string | null;
  changed_by: string;
  changed_at: string;
}
export interface ReplacementRow {
  id: string;
  number: string;
  state: ReplacementState;
  leaving_id: string;
  successor_id: string | null;
  successor: string;
  phone: string;
  level: string;
  filed_on: string;
  filed_to: string;
  document: string;
  qualifications: string;
  cause: ReplacementCause;
  reason: string;
  post: Post;
  key_post: number;
  effective_on: Day;
  handover_from: Day;
  handover_to: Day;
  handover_note: string;
  approver: string | null;
  approved_at: string | null;
  approved_on: string;
  approval_note: string;
  end_note: string;
  author_id: string;
  author: string;
  created_at: string;
  changed_at: string;
}
export type ListedReplacement = ReplacementRow & { leaving: string; leaving_since: Day };
export interface RequestRow {
  id: string;
  number: string;
  state: 'open' | 'answered' | 'closed';
  title: string;
  urgency: 'normal' | 'urgent';
  description: string;
  expert: string;
  link: string;
  channel: string;
  answer: string;
  answered_by: string | null;
  answered_at: string | null;
  conclusion: string;
  closed_by: string | null;
  closed_at: string | null;
  bundle_digest: string;
  bundle_at: string | null;
  author_id: string;
  author: string;
  created_at: string;
}

/** States in which a replacement is still under way. */
const RUNNING: readonly ReplacementState[] = ['draft', 'filed', 'approved', 'rejected'];

/** The SQL of people, replacements and requests. `log` may be a transaction. */
export function staffStore(log: Knex) {
  const replacements = () =>
    log('staff_replacement as r')
      .join('staff_member as m', 'm.id', 'r.leaving_id')
      .select('r.*', 'm.name as leaving', 'm.since as leaving_since');
  const counted = async (query: Knex.QueryBuilder): Promise<number> => {
    const [count] = (await query.count({ total: '*' })) as { total: number }[];
    return Number(count?.total ?? 0);
  };
  return {
    members: (): Promise<MemberRow[]> => log<MemberRow>('staff_member').orderBy(['since', 'name']),
    member: (id: string): Promise<MemberRow | undefined> =>
      log<MemberRow>('staff_member').where({ id }).first(),
    insertMember: (row: MemberRow) => log<MemberRow>('staff_member').insert(row),
    updateMember: (id: string, change: Partial<MemberRow>) =>
      log<MemberRow>('staff_member').where({ id }).update(change),

    async replacements(page: {
      offset: number;
      limit: number;
      states?: readonly ReplacementState[] | undefined;
    }) {
      const chosen = (query: Knex.QueryBuilder) =>
        page.states?.length ? query.whereIn('r.state', [...page.states]) : query;
      const rows = (await chosen(replacements())
        .orderByRaw(`CASE WHEN r.state IN ('done', 'cancelled') THEN 1 ELSE 0 END, r.number DESC`)
        .offset(page.offset)
        .limit(page.limit)) as ListedReplacement[];
      return { rows, total: await counted(chosen(log('staff_replacement as r'))) };
    },
    replacement: async (id: string): Promise<ListedReplacement | undefined> =>
      (await replacements().where('r.id', id).first()) as ListedReplacement | undefined,
    replacementNamed: async (number: string): Promise<ListedReplacement | undefined> =>
      (await replacements().where('r.number', number).first()) as ListedReplacement | undefined,
    /** Whose first day lies in the period, whatever their state. */
    replacementsFrom: async (from: Day, to: Day): Promise<ListedReplacement[]> =>
      (await replacements()
        .whereBetween('r.effective_on', [from, to])
        .orderBy('r.number')) as ListedReplacement[],
    running: (memberId: string): Promise<ReplacementRow | undefined> =>
      log<ReplacementRow>('staff_replacement')
        .where({ leaving_id: memberId })
        .whereIn('state', [...RUNNING])
        .first(),
    insertReplacement: (row: ReplacementRow) => log<ReplacementRow>('staff_replacement').insert(row),
    /** Only while it is in one of the states; false when it no longer is. */
    async move(
      id: string,
      from: readonly ReplacementState[],
      change: Partial<ReplacementRow>,
    ): Promise<boolean> {
      return (
        (await log('staff_replacement')
          .where({ id })
          .whereIn('state', [...from])
          .update(change)) === 1
      );
    },
    countReplacements: (states: readonly ReplacementState[], keyPost?: boolean): Promise<number> =>
      counted(
        log('staff_replacement')
          .whereIn('state', [...states])
          .where((where) => {
            if (keyPost !== undefined) where.where({ key_post: keyPost ? 1 : 0 });
          }),
      ),

    async requests(page: { offset: number; limit: number }): Promise<{ rows: RequestRow[]; total: number }> {
      const rows = (await log<RequestRow>('expert_request')
        .orderByRaw(`CASE state WHEN 'open' THEN 0 WHEN 'answered' THEN 1 ELSE 2 END, number DESC`)
        .offset(page.offset)
        .limit(page.limit)) as RequestRow[];
      return { rows, total: await counted(log('expert_request')) };
    },
    request: (id: string): Promise<RequestRow | undefined> =>
      log<RequestRow>('expert_request').where({ id }).first(),
    insertRequest: (row: RequestRow) => log<RequestRow>('expert_request').insert(row),
    moveRequest: async (
      id: string,
      from: readonly RequestRow['state'][],
      change: Partial<RequestRow>,
    ): Promise<boolean> =>
      (await log<RequestRow>('expert_request')
        .where({ id })
        .whereIn('state', [...from])
        .update(change)) === 1,
    countRequests: (state: RequestRow['state']): Promise<number> =>
      counted(log('expert_request').where({ state })),

    /** The next number `RY-20261120-001` of a table. Ask inside the transaction that inserts. */
    async nextNumber(
      table: 'staff_replacement' | 'expert_request',
      prefix: string,
      day: Day,
    ): Promise<string> {
      const head = `${prefix}-${day.replaceAll('-', '')}-`;
      const last = (await log(table)
        .where('number', 'like', `${head}%`)
        .orderByRaw('length(number) DESC, number DESC')
        .first('number')) as { number: string } | undefined;
      return `${head}${String(Number(last?.number.slice(head.length) ?? 0) + 1).padStart(3, '0')}`;
    },
  };
}
