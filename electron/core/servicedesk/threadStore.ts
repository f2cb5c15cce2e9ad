import type { Knex } from 'knex';
import type { DeskKind } from '../../../shared/domain/servicedesk.ts';

/** Everything a link can end at. */
export type LinkKind = DeskKind | 'changeorder';

export interface NoteRow {
  id: number;
  kind: DeskKind;
  ref: string;
  at: string;
  by: string;
  act: string;
  text: string;
}

export interface LinkRow {
  id: number;
  from_kind: LinkKind;
  from_ref: string;
  to_kind: LinkKind;
  to_ref: string;
  relation: 'related' | 'duplicate';
  by: string;
  at: string;
}

export interface AttachmentRow {
  id: string;
  kind: DeskKind;
  ref: string;
  name: string;
  bytes: number;
  sha256: string;
  by: string;
  at: string;
}

export interface End {
  kind: LinkKind;
  ref: string;
}

/** Timeline, links and files of every kind of record. */
export function threadStore(db: Knex) {
  return {
    notes: (kind: DeskKind, ref: string): Promise<NoteRow[]> =>
      db<NoteRow>('servicedesk_note').where({ kind, ref }).orderBy('id') as Promise<NoteRow[]>,
    addNote: async (row: Omit<NoteRow, 'id'>): Promise<void> => {
      await db('servicedesk_note').insert(row);
    },

    links: (kind: LinkKind, ref: string): Promise<LinkRow[]> =>
      db<LinkRow>('servicedesk_link')
        .where({ from_kind: kind, from_ref: ref })
        .orWhere({ to_kind: kind, to_ref: ref })
        .orderBy('id') as Promise<LinkRow[]>,
    /** One row whichever side it is made from; false when it is there. */
    async link(a: End, b: End, relation: LinkRow['relation'], by: string, at: string): Promise<boolean> {
      const [from, to] = `${a.kind} ${a.ref}` < `${b.kind} ${b.ref}` ? [a, b] : [b, a];
      const added = await db('servicedesk_link')
        .insert({
          from_kind: from.kind,
          from_ref: from.ref,
          to_kind: to.kind,
          to_ref: to.ref,
          relation,
          by,
          at,
        })
        .onConflict(['from_kind', 'from_ref', 'to_kind', 'to_ref'])
        .ignore()
        .returning('id');
      return added.length === 1;
    },
    async unlink(id: number): Promise<void> {
      await db('servicedesk_link').where({ id }).delete();
    },
    /** Per problem, the occurrences of all its incidents. */
    async recurrences(problemIds: readonly string[]): Promise<Map<string, number>> {
      const rows = (await db('servicedesk_link as l')
        .join('servicedesk_incident as i', 'i.id', 'l.from_ref')
        .where({ 'l.from_kind': 'incident', 'l.to_kind': 'problem' })
        .whereIn('l.to_ref', [...problemIds])
        .groupBy('l.to_ref')
        .select('l.to_ref')
        .sum({ total: 'i.occurrences' })) as { to_ref: string; total: number }[];
      return new Map(rows.map((row) => [row.to_ref, Number(row.total)]));
    },
    /** Per item, the number of the latest change it is linked to. */
    async latestChanges(itemIds: readonly string[]): Promise<Map<string, string>> {
      const rows = (await db('servicedesk_link as l')
        .join('servicedesk_record as r', 'r.id', 'l.from_ref')
        .where({ 'l.from_kind': 'change', 'l.to_kind': 'item' })
        .whereIn('l.to_ref', [...itemIds])
        .orderBy('r.number')
        .select('l.to_ref', 'r.number')) as { to_ref: string; number: string }[];
      return new Map(rows.map((row) => [row.to_ref, row.number]));
    },

    attachments: (kind: DeskKind, ref: string): Promise<AttachmentRow[]> =>
      db<AttachmentRow>('servicedesk_attachment').where({ kind, ref }).orderBy('at') as Promise<
        AttachmentRow[]
      >,
    attachment: (id: string): Promise<AttachmentRow | undefined> =>
      db<AttachmentRow>('servicedesk_attachment').where({ id }).first(),
    addAttachment: async (row: AttachmentRow): Promise<void> => {
      await db('servicedesk_attachment').insert(row);
    },
  };
}
