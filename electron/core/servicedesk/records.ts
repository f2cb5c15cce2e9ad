import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  changeFieldsSchema,
  type DeskRecord,
  problemFieldsSchema,
  type RecordInput,
  releaseFieldsSchema,
  type StepDone,
} from '../../../shared/contract/servicedeskRecords.ts';
import {
  NUMBER_PREFIX,
  OPEN_FORM,
  RECORD_STEPS,
  type RecordKind,
  type Step,
} from '../../../shared/domain/servicedesk.ts';
import { beijingDay, beijingStamp } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { knowledgeStore } from './knowledgeStore.ts';
import { type NodeRow, type RecordRow, recordStore } from './recordStore.ts';
import { nextNumber } from './store.ts';
import { problemText } from './texts.ts';
import { threadStore } from './threadStore.ts';

/** A step as kept: with who did it, so that a second person can be asked for. */
type KeptStep = StepDone & { byId: string };

const DECIDERS = ['manager', 'supervisor'];
const FIRST_STATE = { problem: 'registered', change: 'draft', release: 'planned' } as const;
const FIELDS = { problem: problemFieldsSchema, change: changeFieldsSchema, release: releaseFieldsSchema };

export async function listRecords(
  core: Core,
  page: {
    kind: RecordKind;
    offset: number;
    limit: number;
    states?: readonly string[] | undefined;
    text?: string | undefined;
  },
): Promise<{ total: number; unfiltered: number; rows: DeskRecord[] }> {
  const { rows, total, unfiltered } = await recordStore(core.log).list(page);
  return { total, unfiltered, rows: await presentRecords(core.log, rows) };
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function findRecord(core: Core, id: string): Promise<DeskRecord> {
  return one(core.log, await mustFindRecord(core.log, id));
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function recordNumbered(core: Core, number: string): Promise<DeskRecord> {
  const row = await recordStore(core.log).named(number.trim());
  if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.noNumber(number));
  return one(core.log, row);
}

/** Writes a new record, or changes the form of one that is still open. @throws SERVICEDESK_STALE, SERVICEDESK_STATE, SERVICEDESK_WINDOW */
export async function saveRecord(core: Core, actor: Actor, input: RecordInput): Promise<DeskRecord> {
  if (input.kind === 'change') checkWindow(input.fields.windowFrom, input.fields.windowTo);
  const now = core.now().toISOString();
  const id = input.id ?? randomUUID();
  const number = await inTransaction(core.log, async (trx) => {
    const store = recordStore(trx);
    const note = { kind: input.kind, ref: id, at: now, by: actor.name };
    const fields = JSON.stringify(input.fields);
    let saved: RecordRow;
    if (input.id === undefined) {
      saved = {
        id,
        kind: input.kind,
        number: await nextNumber(trx, NUMBER_PREFIX[input.kind], beijingDay(now)),
        title: input.title,
        state: FIRST_STATE[input.kind],
        fields,
        steps: '{}',
        author_id: actor.operatorId,
        author: actor.name,
        created_at: now,
        changed_at: now,
        version: 1,
      };
      await store.insert(saved);
      await threadStore(trx).addNote({ ...note, act: 'raise', text: words.states[saved.state] ?? '' });
    } else {
      const row = await mustFindRecord(trx, input.id);
      if (row.kind !== input.kind || row.version !== input.version)
        throw fail('SERVICEDESK_STALE', words.stale(row.number));
      if (!OPEN_FORM[row.kind].includes(row.state))
        throw fail('SERVICEDESK_STATE', words.formClosed(row.number, words.states[row.state] ?? row.state));
      saved = { ...row, title: input.title, fields, changed_at: now };
      await store.update(id, row.version, { title: input.title, fields, changed_at: now });
      await threadStore(trx).addNote({
        ...note,
        act: 'edit',
        text: words.changedFields(changedNames(row, input)),
      });
    }
    await indexRecord(trx, saved);
    return saved.number;
  });
  await appendAudit(core, actor, 'servicedesk.saveRecord', number, { title: input.title, ...input.fields });
  core.changes.bump('servicedesk');
  return findRecord(core, id);
}

/**
 * Moves a record one step, as the table of steps allows.
 * @throws SERVICEDESK_STATE, SERVICEDESK_NOTE, SERVICEDESK_MISSING, SERVICEDESK_ROLE, SERVICEDESK_WINDOW, SERVICEDESK_NODES
 */
export async function stepRecord(
  core: Core,
  actor: Actor,
  input: { id: string; step: string; note: string },
): Promise<DeskRecord> {
  const now = core.now().toISOString();
  const number = await inTransaction(core.log, async (trx) => {
    const store = recordStore(trx);
    const row = await mustFindRecord(trx, input.id);
    const step = (RECORD_STEPS[row.kind] as Record<string, Step>)[input.step];
    if (!step?.from.includes(row.state))
      throw fail(
        'SERVICEDESK_STATE',
        words.wrongState(
          row.number,
          words.states[row.state] ?? row.state,
          words.acts[input.step] ?? input.step,
        ),
      );
    const steps = JSON.parse(row.steps) as Record<string, KeptStep>;
    checkPerson(actor, row, step, steps);
    checkForm(row, step, input);
    if (row.kind === 'change' && input.step === 'start') checkInsideWindow(row, input.note, now);
    if (row.kind === 'release') await checkNodes(store.nodes([row.id]), input.step);
    const done: KeptStep = { by: actor.name, byId: actor.operatorId, at: now, note: input.note };
    // Handed in anew, a change has no decision and no outcome yet.
    const kept = input.step === 'submit' ? {} : steps;
    await store.update(row.id, row.version, {
      state: step.to,
      steps: JSON.stringify({ ...kept, [input.step]: done }),
      changed_at: now,
    });
    await threadStore(trx).addNote({
      kind: row.kind,
      ref: row.id,
      at: now,
      by: actor.name,
      act: input.step,
      text: input.note,
    });
    return row.number;
  });
  await appendAudit(core, actor, `servicedesk.${input.step}`, number, { note: input.note });
  core.changes.bump('servicedesk');
  return findRecord(core, input.id);
}

export async function mustFindRecord(db: Knex, id: string): Promise<RecordRow> {
  const row = await recordStore(db).find(id);
  if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(''));
  return row;
}

/** Records as clients see them. */
export async function presentRecords(db: Knex, rows: readonly RecordRow[]): Promise<DeskRecord[]> {
  const ids = rows.map(({ id }) => id);
  const recurrences = await threadStore(db).recurrences(ids);
  const nodes = Map.groupBy(await recordStore(db).nodes(ids), ({ release_id }) => release_id);
  return rows.map((row) => {
    const steps = Object.fromEntries(
      Object.entries(JSON.parse(row.steps) as Record<string, KeptStep>).map(([name, { by, at, note }]) => [
        name,
        { by, at, note },
      ]),
    );
    const common = {
      id: row.id,
      number: row.number,
      title: row.title,
      authorId: row.author_id,
      author: row.author,
      createdAt: row.created_at,
      changedAt: row.changed_at,
      version: row.version,
      steps,
      kind: row.kind,
      state: row.state,
      fields: FIELDS[row.kind].parse(JSON.parse(row.fields)),
    };
    if (row.kind === 'problem') return { ...common, recurrences: recurrences.get(row.id) ?? 0 } as DeskRecord;
    if (row.kind === 'release')
      return { ...common, progress: progressOf(nodes.get(row.id) ?? []) } as DeskRecord;
    return common as DeskRecord;
  });
}

async function one(db: Knex, row: RecordRow): Promise<DeskRecord> {
  const [record] = await presentRecords(db, [row]);
  if (!record) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds[row.kind]));
  return record;
}

function progressOf(nodes: readonly NodeRow[]) {
  const count = (...states: string[]) => nodes.filter(({ state }) => states.includes(state)).length;
  return {
    total: nodes.length,
    done: count('done', 'verified'),
    verified: count('verified'),
    failed: count('failed', 'rolledback'),
  };
}

function checkPerson(actor: Actor, row: RecordRow, step: Step, steps: Record<string, KeptStep>): void {
  if (step.decides) {
    if (!DECIDERS.includes(actor.role)) throw fail('SERVICEDESK_ROLE', words.decider);
    if (actor.operatorId === row.author_id || actor.operatorId === steps.submit?.byId)
      throw fail('SERVICEDESK_ROLE', words.author);
    return;
  }
  if (actor.role === 'supervisor') throw fail('SERVICEDESK_ROLE', words.staffOnly);
  if (step.second && [steps.start?.byId, steps.finish?.byId].includes(actor.operatorId))
    throw fail('SERVICEDESK_ROLE', words.second);
}

function checkForm(row: RecordRow, step: Step, { step: name, note }: { step: string; note: string }): void {
  const act = words.acts[name] ?? name;
  if (step.note && note.trim() === '')
    throw fail('SERVICEDESK_NOTE', words.noteNeeded(act), { field: 'note' });
  const fields = JSON.parse(row.fields) as Record<string, string>;
  const missing = (step.filled ?? []).filter((field) => !fields[field]);
  if (missing.length > 0)
    throw fail(
      'SERVICEDESK_MISSING',
      words.missing(act, missing.map((field) => words.fields[field] ?? field).join('、')),
      { field: `fields.${missing[0]}` },
    );
}

function checkWindow(from: string, to: string): void {
  if (from && to && Date.parse(to) <= Date.parse(from))
    throw fail('SERVICEDESK_WINDOW', words.window, { field: 'fields.windowTo' });
}

/** A change starts inside its approved window; an emergency may be early or late, with the reason. */
function checkInsideWindow(row: RecordRow, note: string, now: string): void {
  const fields = changeFieldsSchema.parse(JSON.parse(row.fields));
  const at = Date.parse(now);
  if (Date.parse(fields.windowFrom) <= at && at <= Date.parse(fields.windowTo)) return;
  if (fields.type === 'emergency' && note.trim() !== '') return;
  const shown = (moment: string) => beijingStamp(moment).slice(0, 16);
  throw fail('SERVICEDESK_WINDOW', words.outsideWindow(shown(fields.windowFrom), shown(fields.windowTo)), {
    field: 'note',
  });
}

async function checkNodes(reading: Promise<NodeRow[]>, step: string): Promise<void> {
  const nodes = await reading;
  if (step === 'start' && nodes.length === 0) throw fail('SERVICEDESK_NODES', words.nodesNeeded);
  const open = nodes.filter(({ state }) => state === 'planned').length;
  if (step === 'finish' && open > 0) throw fail('SERVICEDESK_NODES', words.nodesOpen(open));
}

function changedNames(row: RecordRow, input: RecordInput): string {
  const before = JSON.parse(row.fields) as Record<string, unknown>;
  const changed = Object.entries(input.fields).filter(([name, value]) => before[name] !== value);
  const names = changed.map(([name]) => words.fields[name] ?? name);
  if (row.title !== input.title) names.unshift(words.fields.title ?? '');
  return names.join('、');
}

async function indexRecord(trx: Knex, row: RecordRow): Promise<void> {
  if (row.kind !== 'problem') return;
  await knowledgeStore(trx).index('problem', row.id, row.title, problemText(row));
}
