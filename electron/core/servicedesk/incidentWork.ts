import type { Knex } from 'knex';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { wrongTime } from '../../../shared/domain/servicedesk.ts';
import type { SlaRules } from '../../../shared/domain/sla.ts';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { breachMoments } from './clock.ts';
import { knowledgeStore } from './knowledgeStore.ts';
import { readRules } from './policy.ts';
import { findIncident, mustFindIncident, timesOf } from './presentIncident.ts';
import { type IncidentRow, type IncidentStore, incidentStore } from './store.ts';
import { incidentText } from './texts.ts';
import { threadStore } from './threadStore.ts';

export type IncidentChange = Partial<Omit<IncidentRow, 'id' | 'number' | 'version'>>;

/** What a piece of work on an incident is handed, all inside one write transaction. */
export interface IncidentWork {
  trx: Knex;
  store: IncidentStore;
  row: IncidentRow;
  /** ISO instant. */
  now: string;
}

/**
 * One act on one incident: reads it, works out what changes, refuses impossible times, writes it with its note, breaches
 * and searchable text in one transaction; then audits.
 * @param work answers the columns that change and the line for the timeline
 */
export async function inIncident(
  core: Core,
  actor: Actor,
  id: string,
  act: string,
  work: (given: IncidentWork) => Promise<{ changes: IncidentChange; note: string }>,
): Promise<Incident> {
  const rules = await readRules(core);
  const done = await inTransaction(core.log, async (trx) => {
    const store = incidentStore(trx);
    const row = await mustFindIncident(store, id);
    const now = core.now().toISOString();
    const { changes, note } = await work({ trx, store, row, now });
    const after = { ...row, ...changes, changed_at: now };
    refuseWrongTimes(after, now);
    if (!(await store.update(id, row.version, { ...changes, changed_at: now })))
      throw fail('SERVICEDESK_STALE', words.stale(row.number));
    await threadStore(trx).addNote({ kind: 'incident', ref: id, at: now, by: actor.name, act, text: note });
    await writeIncident(trx, after, rules, core.now());
    return { number: row.number, changes, note };
  });
  await appendAudit(core, actor, `servicedesk.${act}`, done.number, { ...done.changes, note: done.note });
  core.changes.bump('servicedesk');
  return findIncident(core, id);
}

/** @throws SERVICEDESK_TIME at the field that cannot be true */
export function refuseWrongTimes(row: IncidentRow, now: string): void {
  const wrong = wrongTime(timesOf(row), now);
  if (wrong) throw fail('SERVICEDESK_TIME', words.wrongTime(wrong), { field: wrong.field });
}

/** What follows from an incident as it now stands: breaches on record, text in the index. Inside its transaction. */
export async function writeIncident(trx: Knex, row: IncidentRow, rules: SlaRules, now: Date): Promise<void> {
  refuseWrongTimes(row, now.toISOString());
  await recordBreaches(trx, [row], rules, now);
  await knowledgeStore(trx).index('incident', row.id, row.title, incidentText(row));
}

/**
 * Brings the record of breaches in line with what the clock says: new ones are written with their deadline, ones that no
 * longer hold (a corrected time) are voided, not deleted. On a day without a published calendar nothing is touched.
 * @returns how many rows were written
 */
export async function recordBreaches(
  trx: Knex,
  rows: readonly IncidentRow[],
  rules: SlaRules,
  now: Date,
): Promise<number> {
  const store = incidentStore(trx);
  const ids = rows.map(({ id }) => id);
  const pauses = Map.groupBy(await store.pauses(ids), ({ incident_id }) => incident_id);
  const known = Map.groupBy(await store.breaches(ids), ({ incident_id }) => incident_id);
  const at = now.toISOString();
  let written = 0;
  for (const row of rows) {
    const found = breachMoments(row, pauses.get(row.id) ?? [], rules, now);
    if (!found) continue;
    const own = known.get(row.id) ?? [];
    for (const [target, moment] of found) {
      const before = own.find((breach) => breach.target === target);
      if (before && before.void_at === null && before.at === moment) continue;
      await store.saveBreach({
        incident_id: row.id,
        target,
        at: moment,
        noticed_at: before?.noticed_at ?? at,
        void_at: null,
        void_reason: '',
      });
      written += 1;
      if (!before || before.void_at !== null)
        await threadStore(trx).addNote({
          kind: 'incident',
          ref: row.id,
          at,
          by: words.watcher,
          act: 'breach',
          text: words.breachNote(words.targets[target] ?? target, beijingStamp(moment)),
        });
    }
    for (const breach of own) {
      if (breach.void_at !== null || found.has(breach.target)) continue;
      await store.saveBreach({ ...breach, void_at: at, void_reason: words.breachVoid });
      written += 1;
    }
  }
  return written;
}
