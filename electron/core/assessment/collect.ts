import { randomUUID } from 'node:crypto';
import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { asErrorData } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { FACT_SOURCES, type ProposeFacts } from './sources.ts';
import { assessmentStore, type FactRow } from './store.ts';
import { scoredYear } from './years.ts';

export interface Collected {
  /** Facts the records show for the year so far. */
  found: number;
  added: number;
  /** Candidates whose ground is gone: the record was put right meanwhile. */
  lapsed: number;
  /** Sentences about sources that could not be read; the others were. */
  failed: string[];
}

/**
 * Looks through the records of all capabilities for the current year's facts up to today. New ones become candidates,
 * the same happening once; a candidate no longer found lapses and comes back when it is found again. What a person
 * decided stays decided.
 */
export async function collectFacts(
  core: Core,
  actor: Actor,
  sources: Readonly<Record<string, ProposeFacts>> = FACT_SOURCES,
): Promise<Collected> {
  const { year } = await scoredYear(core);
  const today = beijingDay(core.now());
  const range = { from: year.from, to: year.to < today ? year.to : today };
  const outcome: Collected = { found: 0, added: 0, lapsed: 0, failed: [] };
  if (range.to < range.from) return outcome;
  for (const [source, propose] of Object.entries(sources)) {
    try {
      const facts = (await propose(core, range)).filter(({ date }) => range.from <= date && date <= range.to);
      outcome.found += facts.length;
      const written = await writeFacts(core, actor, source, facts, range);
      outcome.added += written.added;
      outcome.lapsed += written.lapsed;
    } catch (error) {
      recordUnexpected(core.workspace, `assessment.collect ${source}`, error);
      outcome.failed.push(words.sourceFailed(words.sources[source] ?? source, asErrorData(error).message));
    }
  }
  if (outcome.added + outcome.lapsed > 0) {
    await appendAudit(core, actor, 'assessment.collect', `${range.from}…${range.to}`, {
      added: outcome.added,
      lapsed: outcome.lapsed,
    });
    core.changes.bump('assessment');
  }
  return outcome;
}

async function writeFacts(
  core: Core,
  actor: Actor,
  source: string,
  facts: readonly ProposedFact[],
  range: { from: Day; to: Day },
): Promise<{ added: number; lapsed: number }> {
  const known = await assessmentStore(core.log).found(range.from, range.to);
  const ids = new Set(facts.map(({ id }) => id));
  const fresh = facts.filter(({ id }) => !known.has(id));
  const back = facts.map(({ id }) => known.get(id)).filter((row) => row?.state === 'lapsed');
  const gone = [...known.values()].filter(
    (row) => row.source === source && row.state === 'proposed' && !ids.has(row.source_key ?? ''),
  );
  if (fresh.length + back.length + gone.length === 0) return { added: 0, lapsed: 0 };
  const at = core.now().toISOString();
  let added = 0;
  await inTransaction(core.log, async (trx) => {
    const store = assessmentStore(trx);
    const event = (row: Pick<FactRow, 'id'>, act: string, note: string) =>
      store.addEvent({ fact_id: row.id, at, by: actor.name, act, note, detail: '{}' });
    for (const fact of fresh) {
      const row = newRow(fact, source, actor, at);
      if (!(await store.addFact(row, beijingDay(core.now())))) continue;
      added++;
      await event(row, 'propose', '');
    }
    for (const row of back) {
      if (!row || !(await store.moveFact(row.id, ['lapsed'], { state: 'proposed' }))) continue;
      added++;
      await event(row, 'propose', words.foundAgain);
    }
    for (const row of gone) {
      if (await store.moveFact(row.id, ['proposed'], { state: 'lapsed' }))
        await event(row, 'lapse', words.gone);
    }
  });
  return { added, lapsed: gone.length };
}

function newRow(fact: ProposedFact, source: string, actor: Actor, at: string) {
  return {
    id: randomUUID(),
    source,
    source_key: fact.id,
    type: fact.type,
    date: fact.date,
    person: fact.person ?? '',
    day_kind: fact.dayKind ?? '',
    affected_work: Number(fact.affectedWork ?? false),
    impact: fact.impact ?? '',
    points: fact.points ?? null,
    text: fact.text,
    link: fact.link,
    evidence: '',
    created_by: actor.name,
    created_at: at,
  };
}
