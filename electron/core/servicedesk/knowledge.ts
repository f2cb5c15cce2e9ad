import { randomUUID } from 'node:crypto';
import type { Service } from '../../../shared/contract/inspection.ts';
import type {
  Article,
  ArticleInput,
  ArticleVersion,
  ArticleRow as ListedArticle,
  SearchHit,
} from '../../../shared/contract/servicedeskKnowledge.ts';
import { type ArticleState, NUMBER_PREFIX } from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { type ArticleRow, folded, knowledgeStore, type TextKind } from './knowledgeStore.ts';
import { recordStore } from './recordStore.ts';
import { incidentStore, nextNumber } from './store.ts';
import { incidentText, problemText } from './texts.ts';
import { threadStore } from './threadStore.ts';

const MOST_HITS = 50;
const ALL_TEXTS: readonly TextKind[] = ['article', 'incident', 'problem'];
/** Characters around the first place found. */
const EXCERPT = 70;

export async function listArticles(
  core: Core,
  page: {
    offset: number;
    limit: number;
    states?: readonly ArticleState[] | undefined;
    text?: string | undefined;
  },
): Promise<{ total: number; unfiltered: number; rows: ListedArticle[] }> {
  const { rows, total, unfiltered } = await knowledgeStore(core.log).list(page);
  return { total, unfiltered, rows: rows.map((row) => presentHead(row)) };
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function findArticle(core: Core, id: string): Promise<Article> {
  return presentArticle(await mustFind(core, id));
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function articleNumbered(core: Core, number: string): Promise<Article> {
  const row = await knowledgeStore(core.log).named(number.trim());
  if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.noNumber(number));
  return presentArticle(row);
}

export async function articleVersions(core: Core, id: string): Promise<ArticleVersion[]> {
  return (await knowledgeStore(core.log).versions(id)).map(({ version, title, body, note, by, at }) => ({
    version,
    title,
    body,
    note,
    by,
    at,
  }));
}

/** Writes an article, or a new version of one; former versions stay. @throws SERVICEDESK_STALE */
export async function saveArticle(core: Core, actor: Actor, input: ArticleInput): Promise<Article> {
  const id = input.id ?? randomUUID();
  const now = core.now().toISOString();
  const number = await inTransaction(core.log, async (trx) => {
    const store = knowledgeStore(trx);
    const { title, kind, service, body } = input;
    const fields = { title, kind, service, body, changed_at: now };
    let version = 1;
    let number: string;
    if (input.id === undefined) {
      number = await nextNumber(trx, NUMBER_PREFIX.article, '');
      const made = { author: actor.name, created_at: now, origin: '', state: 'draft' as const };
      await store.insert({ ...fields, ...made, id, number, version });
    } else {
      const row = await store.find(id);
      if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds.article));
      version = row.version + 1;
      number = row.number;
      if (input.version !== row.version || !(await store.update(id, row.version, { ...fields, version })))
        throw fail('SERVICEDESK_STALE', words.stale(row.number));
    }
    const note = input.note || (version === 1 ? words.articles.firstNote : '');
    await store.addVersion({ article_id: id, version, title, body, note, by: actor.name, at: now });
    await store.index('article', id, title, body);
    return number;
  });
  return recorded(core, actor, id, 'servicedesk.saveArticle', number);
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function setArticleState(
  core: Core,
  actor: Actor,
  input: { id: string; state: ArticleState },
): Promise<Article> {
  const number = await inTransaction(core.log, async (trx) => {
    const store = knowledgeStore(trx);
    const row = await store.find(input.id);
    if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds.article));
    await store.update(row.id, row.version, { state: input.state, changed_at: core.now().toISOString() });
    return row.number;
  });
  return recorded(core, actor, input.id, `servicedesk.article.${input.state}`, number);
}

/**
 * A draft out of what was written about an incident, linked to it; asked again, the same article.
 * @throws SERVICEDESK_ARTICLE before it is resolved
 */
export async function articleFromIncident(core: Core, actor: Actor, incidentId: string): Promise<Article> {
  const incident = await incidentStore(core.log).find(incidentId);
  if (!incident) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds.incident));
  if (incident.state !== 'resolved' && incident.state !== 'closed')
    throw fail('SERVICEDESK_ARTICLE', words.articles.notResolved);
  const { headings, none } = words.articles;
  const part = (heading: string, text: string) => `${heading}\n${text || none}`;
  const body = [
    part(headings.symptom, incident.symptom),
    part(headings.cause, incident.cause),
    part(headings.steps, incident.steps),
    part(headings.fix, words.fixes[incident.fix] ?? ''),
  ].join('\n\n');
  const now = core.now().toISOString();
  const made = await inTransaction(core.log, async (trx) => {
    const store = knowledgeStore(trx);
    const there = await store.fromIncident(incident.number);
    if (there) return { id: there.id, number: there.number, added: false };
    const id = randomUUID();
    const number = await nextNumber(trx, NUMBER_PREFIX.article, '');
    await store.insert({
      id,
      number,
      title: incident.title,
      kind: incident.fix === 'temporary' ? 'known-error' : 'howto',
      service: incident.service,
      state: 'draft',
      body,
      version: 1,
      author: actor.name,
      origin: incident.number,
      created_at: now,
      changed_at: now,
    });
    const note = words.articles.fromNote(incident.number);
    await store.addVersion({
      article_id: id,
      version: 1,
      title: incident.title,
      body,
      note,
      by: actor.name,
      at: now,
    });
    await store.index('article', id, incident.title, body);
    const thread = threadStore(trx);
    await thread.link(
      { kind: 'article', ref: id },
      { kind: 'incident', ref: incident.id },
      'related',
      actor.name,
      now,
    );
    await thread.addNote({
      kind: 'incident',
      ref: incident.id,
      at: now,
      by: actor.name,
      act: 'link',
      text: words.links.linked(number, incident.title),
    });
    return { id, number, added: true };
  });
  if (!made.added) return findArticle(core, made.id);
  return recorded(core, actor, made.id, 'servicedesk.articleFromIncident', made.number);
}

/** Everything that holds all the words, titles first; `more` when there is more than is answered. */
export async function searchDesk(
  core: Core,
  input: { text: string; kinds?: readonly TextKind[] | undefined },
): Promise<{ hits: SearchHit[]; more: boolean }> {
  const wanted = folded(input.text).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return { hits: [], more: false };
  const kinds = input.kinds?.length ? input.kinds : ALL_TEXTS;
  const found = await knowledgeStore(core.log).search(wanted, kinds, MOST_HITS + 1);
  const refs = (kind: TextKind) => found.filter((row) => row.kind === kind).map(({ ref }) => ref);
  const heads = new Map<string, { number: string; title: string; state: string; text: string }>();
  for (const row of await knowledgeStore(core.log).many(refs('article')))
    heads.set(`article ${row.id}`, { ...row, text: row.body });
  for (const row of await incidentStore(core.log).many(refs('incident')))
    heads.set(`incident ${row.id}`, { ...row, text: incidentText(row) });
  for (const row of await recordStore(core.log).many(refs('problem')))
    heads.set(`problem ${row.id}`, { ...row, text: problemText(row) });
  const hits = found.slice(0, MOST_HITS).flatMap(({ kind, ref }): SearchHit[] => {
    const head = heads.get(`${kind} ${ref}`);
    if (!head) return [];
    const { number, title, state, text } = head;
    return [{ kind, id: ref, number, title, state, excerpt: excerptOf(text, wanted) }];
  });
  return { hits, more: found.length > MOST_HITS };
}

/** The text around the first of the words, as it was written. */
function excerptOf(body: string, wanted: readonly string[]): string {
  const searched = folded(body);
  const places = wanted.map((word) => searched.indexOf(word)).filter((place) => place >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  const from = Math.max(0, first - Math.floor(EXCERPT / 3));
  const text = body
    .slice(from, from + EXCERPT)
    .replace(/\s+/g, ' ')
    .trim();
  return `${from > 0 ? '…' : ''}${text}${from + EXCERPT < body.length ? '…' : ''}`;
}

async function mustFind(core: Core, id: string): Promise<ArticleRow> {
  const row = await knowledgeStore(core.log).find(id);
  if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds.article));
  return row;
}

async function recorded(
  core: Core,
  actor: Actor,
  id: string,
  action: string,
  number: string,
): Promise<Article> {
  const row = await mustFind(core, id);
  await appendAudit(core, actor, action, number, { title: row.title, version: row.version });
  core.changes.bump('servicedesk');
  return presentArticle(row);
}

function presentArticle(row: ArticleRow): Article {
  return { ...presentHead(row), body: row.body };
}

function presentHead(row: Omit<ArticleRow, 'body'>): ListedArticle {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    kind: row.kind as Article['kind'],
    service: row.service as Service,
    state: row.state,
    version: row.version,
    author: row.author,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    origin: row.origin,
  };
}
