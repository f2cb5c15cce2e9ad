import type { Knex } from 'knex';
import type { ArticleState } from '../../../shared/domain/servicedesk.ts';
import { likePattern } from './store.ts';

export interface ArticleRow {
  id: string;
  number: string;
  title: string;
  kind: string;
  service: string;
  state: ArticleState;
  body: string;
  version: number;
  author: string;
  origin: string;
  created_at: string;
  changed_at: string;
}

export interface ArticleVersionRow {
  article_id: string;
  version: number;
  title: string;
  body: string;
  note: string;
  by: string;
  at: string;
}

export type TextKind = 'article' | 'incident' | 'problem';

export interface TextRow {
  kind: TextKind;
  ref: string;
  title: string;
  body: string;
}

/** How texts are compared: full and half width alike, case ignored. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Everything of an article but its text. */
const HEAD = [
  'id',
  'number',
  'title',
  'kind',
  'service',
  'state',
  'version',
  'author',
  'origin',
  'created_at',
  'changed_at',
] as const;
/** The trigram index knows words of three characters and more. */
const INDEXED_LENGTH = 3;

/** Articles with their versions, and the text index over articles, incidents and problems. */
export function knowledgeStore(db: Knex) {
  const table = () => db<ArticleRow>('servicedesk_article');
  return {
    find: (id: string): Promise<ArticleRow | undefined> => table().where({ id }).first(),
    named: (number: string): Promise<ArticleRow | undefined> => table().where({ number }).first(),
    many: (ids: readonly string[]): Promise<ArticleRow[]> =>
      table().whereIn('id', [...ids]) as Promise<ArticleRow[]>,
    fromIncident: (origin: string): Promise<ArticleRow | undefined> => table().where({ origin }).first(),
    async list(page: {
      offset: number;
      limit: number;
      states?: readonly ArticleState[] | undefined;
      text?: string | undefined;
    }) {
      const chosen = () =>
        table().where((where) => {
          if (page.states?.length) where.whereIn('state', [...page.states]);
          if (page.text) {
            const like = likePattern(page.text);
            where.where((any) => {
              for (const column of ['number', 'title'])
                any.orWhereRaw(`${column} LIKE ? ESCAPE '\\'`, [like]);
            });
          }
        });
      const rows: Omit<ArticleRow, 'body'>[] = await chosen()
        .select(...HEAD)
        .orderBy('number', 'desc')
        .offset(page.offset)
        .limit(page.limit);
      const [count] = (await chosen().count({ total: '*' })) as unknown as { total: number }[];
      const [all] = (await table().count({ total: '*' })) as unknown as { total: number }[];
      return { rows, total: Number(count?.total ?? 0), unfiltered: Number(all?.total ?? 0) };
    },
    insert: async (row: ArticleRow): Promise<void> => {
      await table().insert(row);
    },
    /** False when it is no longer of that version. */
    update: async (id: string, version: number, changes: Partial<ArticleRow>): Promise<boolean> =>
      (await table().where({ id, version }).update(changes)) === 1,
    addVersion: async (row: ArticleVersionRow): Promise<void> => {
      await db('servicedesk_article_version').insert(row);
    },
    versions: (articleId: string): Promise<ArticleVersionRow[]> =>
      db<ArticleVersionRow>('servicedesk_article_version')
        .where({ article_id: articleId })
        .orderBy('version', 'desc') as Promise<ArticleVersionRow[]>,

    /** Puts a record's text into the index, or replaces it. */
    index: async (kind: TextKind, ref: string, title: string, body: string): Promise<void> => {
      const text = { title: folded(title), body: folded(body) };
      await db('servicedesk_text')
        .insert({ kind, ref, ...text })
        .onConflict(['kind', 'ref'])
        .merge(text);
    },
    removeText: async (kind: TextKind, ref: string): Promise<void> => {
      await db('servicedesk_text').where({ kind, ref }).delete();
    },

    /**
     * Texts that hold all the words (folded already). Words of three characters and more go through the trigram index,
     * ranked with the title first; with shorter words alone every text is looked through, titles first.
     */
    async search(words: readonly string[], kinds: readonly TextKind[], limit: number): Promise<TextRow[]> {
      const long = words.filter((word) => [...word].length >= INDEXED_LENGTH);
      const short = words.filter((word) => [...word].length < INDEXED_LENGTH);
      // The plus keeps SQLite from walking by kind: the newest come first and the walk stops at the limit.
      const ofKinds = `+t.kind IN (${kinds.map(() => '?').join(', ')})`;
      const shorts = short.map(() => '(instr(t.title, ?) > 0 OR instr(t.body, ?) > 0)');
      const shortBindings = short.flatMap((word) => [word, word]);
      if (long.length > 0) {
        const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
        const where = [
          'servicedesk_index MATCH ?',
          "servicedesk_index.rank MATCH 'bm25(6.0, 1.0)'",
          ofKinds,
          ...shorts,
        ].join(' AND ');
        return db.raw(
          `SELECT t.kind, t.ref, t.title, t.body FROM servicedesk_index
           JOIN servicedesk_text t ON t.id = servicedesk_index.rowid
           WHERE ${where} ORDER BY servicedesk_index.rank LIMIT ?`,
          [match, ...kinds, ...shortBindings, limit],
        ) as unknown as Promise<TextRow[]>;
      }
      const where = [ofKinds, ...shorts].join(' AND ');
      const inTitle = short.map(() => 'instr(t.title, ?) > 0').join(' AND ');
      const titled = (await db.raw(
        `SELECT t.kind, t.ref, t.title, t.body FROM servicedesk_text t
         WHERE ${ofKinds} AND ${inTitle} ORDER BY t.id DESC LIMIT ?`,
        [...kinds, ...short, limit],
      )) as TextRow[];
      if (titled.length >= limit) return titled;
      const known = new Set(titled.map(({ kind, ref }) => `${kind} ${ref}`));
      const others = (await db.raw(
        `SELECT t.kind, t.ref, t.title, t.body FROM servicedesk_text t
         WHERE ${where} ORDER BY t.id DESC LIMIT ?`,
        [...kinds, ...shortBindings, limit],
      )) as TextRow[];
      const rest = others.filter(({ kind, ref }) => !known.has(`${kind} ${ref}`));
      return [...titled, ...rest].slice(0, limit);
    },
  };
}
