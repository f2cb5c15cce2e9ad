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
/** A short word that begins more trigrams than this is common: looking through the texts finds enough soon. */
const MOST_TERMS = 40;
/** Behind every text, so that its last characters begin trigrams too. */
const END = '\n\n';

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
      const text = { title: folded(title) + END, body: folded(body) + END };
      await db('servicedesk_text')
        .insert({ kind, ref, ...text })
        .onConflict(['kind', 'ref'])
        .merge(text);
    },
    removeText: async (kind: TextKind, ref: string): Promise<void> => {
      await db('servicedesk_text').where({ kind, ref }).delete();
    },

    /**
     * Texts that hold all the words (folded already), the title counting most. Words of three characters and more go
     * through the trigram index as they are, shorter ones as the trigrams they begin. Only where every word is so short
     * and common that it begins too many, the texts are walked, the newest first, until there are enough.
     */
    async search(words: readonly string[], kinds: readonly TextKind[], limit: number): Promise<TextRow[]> {
      // The plus keeps SQLite from walking by kind: the newest come first and the walk stops at the limit.
      const ofKinds = `+t.kind IN (${kinds.map(() => '?').join(', ')})`;
      const indexed: string[] = [];
      const walked: string[] = [];
      for (const word of words) {
        const terms = [...word].length >= INDEXED_LENGTH ? [word] : await begun(db, word);
        if (terms.length === 0) return [];
        if (terms.length > MOST_TERMS) walked.push(word);
        else indexed.push(`(${terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ')})`);
      }
      const inText = walked.map(() => '(instr(t.title, ?) > 0 OR instr(t.body, ?) > 0)');
      const textBindings = walked.flatMap((word) => [word, word]);
      if (indexed.length > 0) {
        const where = ["servicedesk_index.rank MATCH 'bm25(6.0, 1.0)'", ofKinds, ...inText].join(' AND ');
        return db.raw(
          `SELECT t.kind, t.ref FROM servicedesk_index
           JOIN servicedesk_text t ON t.id = servicedesk_index.rowid
           WHERE servicedesk_index MATCH ? AND ${where} ORDER BY servicedesk_index.rank LIMIT ?`,
          [indexed.join(' AND '), ...kinds, ...textBindings, limit],
        ) as unknown as Promise<TextRow[]>;
      }
      const walk = (from: string, conditions: readonly string[], bindings: readonly string[]) =>
        db.raw(
          `SELECT t.kind, t.ref FROM servicedesk_text t ${from}
           WHERE ${[ofKinds, ...conditions].join(' AND ')} ORDER BY t.id DESC LIMIT ?`,
          [...kinds, ...bindings, limit],
        ) as unknown as Promise<TextRow[]>;
      const inTitle = walked.map(() => 'instr(t.title, ?) > 0');
      const titled = await walk('INDEXED BY servicedesk_text_title', inTitle, walked);
      if (titled.length >= limit) return titled;
      const known = new Set(titled.map(({ kind, ref }) => `${kind} ${ref}`));
      const others = await walk('NOT INDEXED', inText, textBindings);
      const rest = others.filter(({ kind, ref }) => !known.has(`${kind} ${ref}`));
      return [...titled, ...rest].slice(0, limit);
    },
  };
}

/** The trigrams of the index that begin with a short word: none means that no text holds it. At most `MOST_TERMS` + 1. */
async function begun(db: Knex, word: string): Promise<string[]> {
  const rows = (await db.raw('SELECT term FROM servicedesk_term WHERE term >= ? AND term < ? LIMIT ?', [
    word,
    `${word}\u{10FFFF}`,
    MOST_TERMS + 1,
  ])) as { term: string }[];
  return rows.map(({ term }) => term);
}
