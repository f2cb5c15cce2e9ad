import { randomUUID } from 'node:crypto';
import type {
  Incident,
  IncidentEdit,
  IncidentFilter,
  IncidentInput,
} from '../../../shared/contract/servicedesk.ts';
import type { Sort } from '../../../shared/contract/servicedeskRecords.ts';
import { type Level, NUMBER_PREFIX, priorityOf } from '../../../shared/domain/servicedesk.ts';
import { addDays, beijingDay, beijingInstant } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { referenceOn } from '../standards/inForce.ts';
import { type IncidentChange, inIncident, writeIncident } from './incidentWork.ts';
import { readRules } from './policy.ts';
import { findIncident, present, presentOne } from './presentIncident.ts';
import { type IncidentRow, incidentStore, nextNumber } from './store.ts';
import { threadStore } from './threadStore.ts';

/** On the board, closed ones stay this many days, and at most so many settled ones are shown. */
const BOARD_DAYS = 7;
const BOARD_SETTLED = 60;

/** The incidents that answer the filter; its text is looked for in numbers, words, people and names of courts. */
export async function listIncidents(
  core: Core,
  page: IncidentFilter & { offset: number; limit: number; sort: Sort },
): Promise<{ total: number; unfiltered: number; rows: Incident[] }> {
  const store = incidentStore(core.log);
  const text = page.text?.trim() ?? '';
  const courts =
    text === '' ? [] : (await referenceOn(core)).courts().filter(({ name }) => name.includes(text));
  const { rows, total } = await store.list({ ...page, courts: courts.map(({ code }) => code) });
  return { total, unfiltered: await store.count(), rows: await present(core, rows) };
}

/** Everything live, and the latest of what is settled. */
export async function incidentBoard(core: Core) {
  const store = incidentStore(core.log);
  const since = beijingInstant(addDays(beijingDay(core.now()), -BOARD_DAYS), '00:00').toISOString();
  const rows = [...(await store.live()), ...(await store.settled(since, BOARD_SETTLED))];
  return {
    rows: await present(core, rows),
    closed: await store.count(['closed', 'cancelled']),
    total: await store.count(),
  };
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function incidentNumbered(core: Core, number: string): Promise<Incident> {
  const row = await incidentStore(core.log).named(number.trim());
  if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.noNumber(number));
  return presentOne(core, row);
}

/** Live incidents near or past a deadline, the most pressing first. */
export async function incidentAlerts(core: Core): Promise<Incident[]> {
  const live = await present(core, await incidentStore(core.log).live());
  return live
    .filter(({ sla }) => sla.near)
    .sort((a, b) => (a.sla.next?.remainingMs ?? 0) - (b.sla.next?.remainingMs ?? 0));
}

/**
 * Writes a new incident; with a source key that a live incident has, that one takes it as a further occurrence.
 * @throws SERVICEDESK_TIME, SERVICEDESK_COURT
 */
export async function raiseIncident(
  core: Core,
  actor: Actor,
  input: IncidentInput,
  from: { key: string; origin: string; text: string } = { key: '', origin: '', text: '' },
): Promise<{ incident: Incident; merged: boolean }> {
  const now = core.now().toISOString();
  const row = newIncident(input, actor, now, from);
  await checkCourt(core, row.court);
  const rules = await readRules(core);
  const result = await inTransaction(core.log, async (trx) => {
    const store = incidentStore(trx);
    const live = from.key ? await store.liveOf(from.key) : undefined;
    if (live) {
      const added = await store.addOccurrence({
        incident_id: live.id,
        origin: from.origin,
        at: now,
        text: from.text,
      });
      if (added)
        await threadStore(trx).addNote({
          kind: 'incident',
          ref: live.id,
          at: now,
          by: actor.name,
          act: 'occur',
          text: from.text,
        });
      return { id: live.id, number: live.number, merged: true };
    }
    const number = await nextNumber(trx, NUMBER_PREFIX.incident, beijingDay(row.opened_at));
    await store.insert({ ...row, number });
    if (from.origin)
      await store.firstOccurrence({ incident_id: row.id, origin: from.origin, at: now, text: from.text });
    await writeIncident(trx, { ...row, number }, rules, core.now());
    await threadStore(trx).addNote({
      kind: 'incident',
      ref: row.id,
      at: now,
      by: actor.name,
      act: 'raise',
      text: words.raised(words.sources[row.source] ?? row.source),
    });
    return { id: row.id, number, merged: false };
  });
  await appendAudit(core, actor, result.merged ? 'servicedesk.occur' : 'servicedesk.raise', result.number, {
    title: row.title,
    origin: from.origin,
  });
  core.changes.bump('servicedesk');
  return { incident: await findIncident(core, result.id), merged: result.merged };
}

/** Changes fields of the form. @throws SERVICEDESK_STALE, SERVICEDESK_STATE, SERVICEDESK_COURT */
export async function editIncident(
  core: Core,
  actor: Actor,
  input: { id: string; version: number; fields: IncidentEdit },
): Promise<Incident> {
  if (input.fields.court !== undefined) await checkCourt(core, input.fields.court);
  return inIncident(core, actor, input.id, 'edit', async ({ row }) => {
    if (row.version !== input.version) throw fail('SERVICEDESK_STALE', words.stale(row.number));
    if (row.state === 'cancelled')
      throw fail(
        'SERVICEDESK_STATE',
        words.wrongState(row.number, words.states[row.state] ?? '', words.acts.edit ?? ''),
      );
    const changes = editedColumns(row, input.fields);
    const names = Object.keys(input.fields)
      .filter((field) => input.fields[field as keyof IncidentEdit] !== undefined)
      .map((field) => words.fields[field] ?? field);
    return { changes, note: words.changedFields(names.join('、')) };
  });
}

function newIncident(
  input: IncidentInput,
  actor: Actor,
  now: string,
  from: { key: string; origin: string },
): IncidentRow {
  return {
    id: randomUUID(),
    number: '',
    title: input.title,
    state: 'open',
    source: input.source,
    source_key: from.key,
    origin: from.origin,
    reporter: input.reporter,
    reporter_phone: input.reporterPhone,
    court: input.court,
    service: input.service,
    occurred_at: isoOf(input.occurredAt),
    opened_at: isoOf(input.openedAt) ?? now,
    responded_at: null,
    arrived_at: null,
    resolved_at: null,
    closed_at: null,
    impact: input.impact,
    urgency: input.urgency,
    priority: priorityOf(input.impact, input.urgency),
    symptom: input.symptom,
    category: '',
    cause: '',
    steps: '',
    data_scope: '',
    fix: '',
    confirmed_by: '',
    satisfaction: null,
    owner: input.owner,
    occurrences: 1,
    announced: '',
    created_by: actor.name,
    created_at: now,
    changed_at: now,
    version: 1,
  };
}

function editedColumns(row: IncidentRow, fields: IncidentEdit): IncidentChange {
  const { reporterPhone, dataScope, confirmedBy, impact, urgency, ...same } = fields;
  const named: IncidentChange = { ...same };
  if (reporterPhone !== undefined) named.reporter_phone = reporterPhone;
  if (dataScope !== undefined) named.data_scope = dataScope;
  if (confirmedBy !== undefined) named.confirmed_by = confirmedBy;
  if (impact !== undefined || urgency !== undefined) {
    named.impact = impact ?? row.impact;
    named.urgency = urgency ?? row.urgency;
    named.priority = priorityOf(named.impact as Level, named.urgency as Level);
  }
  return named;
}

async function checkCourt(core: Core, court: number | null): Promise<void> {
  if (court !== null && !(await referenceOn(core)).courtByCode(court))
    throw fail('SERVICEDESK_COURT', words.noCourt(court), { field: 'court' });
}

/** Any offset → our own form; null stays. */
function isoOf(value: string | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
