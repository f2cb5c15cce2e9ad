import { randomUUID } from 'node:crypto';
import type {
  EvidenceFile,
  Fact,
  FactEvent,
  FactInput,
  FactState,
  FileInput,
} from '../../../shared/contract/assessment.ts';
import type { FactWith } from '../../../shared/domain/assessment.ts';
import { ASSESSMENT_FACT_TYPES } from '../../../shared/domain/assessmentFact.ts';
import {
  type AssessmentItem,
  itemOf,
  ruleFor,
  type Scheme,
} from '../../../shared/domain/assessmentScheme.ts';
import { type DayKind, dayKind } from '../../../shared/domain/calendar.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { appendAudit } from '../audit/audit.ts';
import { readCalendar, requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { keptRows, listFiles } from './evidence.ts';
import { evidenceStore } from './evidenceStore.ts';
import { assessmentStore, type FactRow } from './store.ts';
import { scoredYear, yearHolding } from './years.ts';

/** States in which a fact counts. */
export const COUNTING: readonly FactState[] = ['confirmed', 'appealed'];

/** Facts of a year, those that wait for a decision first, then the newest. @throws ASSESSMENT_YEAR_NOT_FOUND */
export async function listFacts(
  core: Core,
  input: {
    yearId?: string | undefined;
    offset: number;
    limit: number;
    states?: FactState[] | undefined;
    items?: AssessmentItem[] | undefined;
    person?: string | undefined;
  },
): Promise<{ total: number; rows: Fact[] }> {
  const { year, scheme } = await scoredYear(core, input.yearId);
  const { items, states, person } = input;
  const types = items?.length
    ? ASSESSMENT_FACT_TYPES.filter((type) => items.includes(itemOf(type, scheme)))
    : undefined;
  if (types?.length === 0) return { total: 0, rows: [] };
  const page = await assessmentStore(core.log).page(
    { from: year.from, to: year.to, states, types, person },
    input,
  );
  return { total: page.total, rows: page.rows.map((row) => presentFact(row, scheme)) };
}

/** A fact with every step taken on it and the files that prove it. @throws ASSESSMENT_FACT_NOT_FOUND */
export async function findFact(
  core: Core,
  id: string,
): Promise<{ fact: Fact; events: FactEvent[]; files: EvidenceFile[] }> {
  const fact = await presented(core, id);
  const events = await assessmentStore(core.log).events(id);
  return {
    fact,
    events: events.map(({ at, by, act, note }) => ({ at, by, act: act as FactEvent['act'], note })),
    files: await listFiles(core, id),
  };
}

/**
 * Enters a fact a person brings, as proposed: a deduction, or the application for a bonus.
 * @throws ASSESSMENT_FACT at the field that is wrong, FILE_NOT_KEPT
 */
export async function addFact(
  core: Core,
  actor: Actor,
  { files = [], ...input }: Omit<FactInput, 'files'> & { files?: readonly FileInput[] },
): Promise<Fact> {
  const today = beijingDay(core.now());
  requireDay(input.date);
  if (input.date > today) throw fault('date', words.errors.future(input.date));
  const { scheme, year } = await yearHolding(core, input.date);
  const kind = input.type === 'duty-absence' ? await settledKind(core, input) : null;
  const evidence = input.evidence || files.map(({ name }) => name).join('、');
  checkFact({ ...input, dayKind: kind, evidence }, scheme);
  // Of no year it would stand in no list and count nowhere.
  if (input.date < year.from || year.to < input.date)
    throw fault('date', words.errors.outsideYears(input.date, year.name, year.from, year.to));
  const id = randomUUID();
  const kept = await keptRows(core, actor, { id }, 'propose', files);
  await inTransaction(core.log, async (trx) => {
    const store = assessmentStore(trx);
    await store.addFact(
      {
        id,
        source: 'manual',
        source_key: null,
        type: input.type,
        date: input.date,
        person: input.person,
        day_kind: kind ?? '',
        affected_work: Number(input.type === 'duty-absence' && input.affectedWork),
        impact: input.type === 'security-breach' ? (input.impact ?? '') : '',
        points: input.type === 'bonus' ? input.points : null,
        text: input.text,
        link: '',
        evidence: input.evidence,
        created_by: actor.name,
        created_at: core.now().toISOString(),
      },
      today,
    );
    await evidenceStore(trx).addFiles(kept);
    await store.addEvent({
      fact_id: id,
      at: core.now().toISOString(),
      by: actor.name,
      act: 'propose',
      note: '',
      detail: JSON.stringify(input),
    });
  });
  const fact = await presented(core, id);
  await appendAudit(core, actor, 'assessment.propose', fact.number, {
    ...input,
    ...(kept.length > 0 ? { files: kept.map(({ name, sha256 }) => `${name} ${sha256}`) } : {}),
  });
  core.changes.bump('assessment');
  return fact;
}

/** What a fact needs before it may count. @throws ASSESSMENT_FACT at the field */
export function checkFact(
  fact: Pick<FactInput, 'type' | 'person' | 'dayKind' | 'affectedWork' | 'impact' | 'points' | 'evidence'>,
  scheme: Scheme,
): void {
  if ((fact.type === 'attendance' || fact.type === 'duty-absence') && fact.person === '')
    throw fault('person', words.errors.person);
  if (fact.type === 'duty-absence' && !fact.affectedWork && (!fact.dayKind || fact.dayKind === 'unpublished'))
    throw fault('dayKind', words.errors.dayKind);
  if (fact.type === 'security-breach' && !fact.impact) throw fault('impact', words.errors.impact);
  if (fact.type !== 'bonus') return;
  if (fact.points === null || !(fact.points > 0 && fact.points <= scheme.bonusMost))
    throw fault('points', words.errors.bonus(scheme.bonusMost));
  if (fact.evidence === '') throw fault('evidence', words.errors.application);
}

/** @throws ASSESSMENT_FACT_NOT_FOUND */
export async function mustFindFact(core: Core, id: string): Promise<FactRow> {
  const row = await assessmentStore(core.log).fact(id);
  if (!row) throw fail('ASSESSMENT_FACT_NOT_FOUND', words.errors.noFact);
  return row;
}

/** @throws ASSESSMENT_FACT_NOT_FOUND */
export async function factNumbered(
  core: Core,
  number: string,
): Promise<Pick<Fact, 'id' | 'number' | 'type'>> {
  const row = await assessmentStore(core.log).factNumbered(number.trim());
  if (!row) throw fail('ASSESSMENT_FACT_NOT_FOUND', words.errors.noNumber(number));
  return row;
}

/** A fact as it stands, priced by the scheme of its year. @throws ASSESSMENT_FACT_NOT_FOUND */
export async function presented(core: Core, id: string): Promise<Fact> {
  const row = await mustFindFact(core, id);
  return presentFact(row, (await yearHolding(core, row.date)).scheme);
}

/** The facts of `from`…`to` that count, ready to be scored; ids are their numbers. */
export async function countingFacts(
  core: Core,
  { from, to }: { from: string; to: string },
): Promise<FactWith<string>[]> {
  const rows = await assessmentStore(core.log).facts({ from, to, states: COUNTING });
  return rows.map((row) => ({ ...asFact(row), id: row.number }));
}

/** A row in the words of the rules. */
export function asFact(row: FactRow): FactWith<string> {
  return {
    id: row.id,
    type: row.type,
    date: row.date,
    affectedWork: row.affected_work === 1,
    approved: COUNTING.includes(row.state),
    ...(row.person ? { person: row.person } : {}),
    ...(row.day_kind ? { dayKind: row.day_kind as DayKind } : {}),
    ...(row.impact ? { impact: row.impact as 'none' | 'major' } : {}),
    ...(row.points === null ? {} : { points: row.points }),
  };
}

export function presentFact(row: FactRow, scheme: Scheme): Fact {
  const fact = asFact(row);
  return {
    id: row.id,
    number: row.number,
    source: row.source,
    type: row.type,
    item: itemOf(row.type, scheme),
    date: row.date,
    person: row.person,
    dayKind: fact.dayKind ?? null,
    affectedWork: row.affected_work === 1,
    impact: fact.impact ?? null,
    effect: row.type === 'bonus' ? (row.points ?? 0) : -(ruleFor(fact, scheme)?.points ?? 0),
    text: row.text,
    link: row.link,
    evidence: row.evidence,
    state: row.state,
    createdBy: row.created_by,
    createdAt: row.created_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decision: row.decision,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at,
    appealedBy: row.appealed_by,
    appealedAt: row.appealed_at,
    appeal: row.appeal,
  };
}

/** The kind of day as given, else as the calendar has it. */
async function settledKind(core: Core, input: Pick<FactInput, 'date' | 'dayKind'>): Promise<DayKind> {
  return input.dayKind ?? dayKind(input.date, await readCalendar(core));
}

export function fault(field: string, message: string) {
  return fail('ASSESSMENT_FACT', message, { field });
}
