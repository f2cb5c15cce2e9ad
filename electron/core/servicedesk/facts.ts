import type { ProposedFact } from '../../../shared/domain/assessmentFact.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import type { Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { recordBreaches } from './incidentWork.ts';
import { readRules } from './policy.ts';
import { incidentStore } from './store.ts';

/** Days an incident may be open before its first breach falls into a period asked for. */
const LOOK_BACK_DAYS = 31;

/**
 * Breaches of the contract's times whose first falls into `from`…`to` (Beijing days, both included): one fact an incident,
 * however many of its targets were missed, dated by the first. The record of breaches is brought up to date before.
 */
export async function proposeFacts(
  core: Core,
  { from, to }: { from: Day; to: Day },
): Promise<ProposedFact[]> {
  await refreshBreaches(core, { from: addDays(from, -LOOK_BACK_DAYS), to });
  const store = incidentStore(core.log);
  const touched = await store.breachesBetween(...instantsOf({ from, to }));
  const ids = [...new Set(touched.map((row) => row.incident_id))];
  const all = Map.groupBy(
    (await store.breaches(ids)).filter(({ void_at }) => void_at === null),
    (row) => row.incident_id,
  );
  const facts: ProposedFact[] = [];
  for (const incident of await store.many(ids)) {
    const breaches = (all.get(incident.id) ?? []).sort((a, b) => a.at.localeCompare(b.at));
    const date = beijingDay(breaches[0]?.at ?? incident.opened_at);
    if (incident.state === 'cancelled' || date < from || date > to) continue;
    const targets = breaches.map(({ target }) => words.targets[target] ?? target).join('、');
    facts.push({
      id: `sla-breach:${incident.number}`,
      type: 'service-failure',
      date,
      ...(incident.owner ? { person: incident.owner } : {}),
      text: words.facts.breach(incident.number, incident.title, targets),
      link: `/servicedesk/${incident.number}`,
    });
  }
  return facts.sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
}

/** Brings the record of breaches of incidents opened in `from`…`to` in line with calendar and policy as they stand. */
export async function refreshBreaches(core: Core, period: { from: Day; to: Day }): Promise<void> {
  const rules = await readRules(core);
  const rows = await incidentStore(core.log).openedBetween(...instantsOf(period));
  const written = await inTransaction(core.log, (trx) => recordBreaches(trx, rows, rules, core.now()));
  if (written > 0) core.changes.bump('servicedesk');
}

/** The instants of Beijing days `from`…`to`: start included, end not. */
export function instantsOf({ from, to }: { from: Day; to: Day }): [string, string] {
  return [beijingInstant(from, '00:00').toISOString(), beijingInstant(addDays(to, 1), '00:00').toISOString()];
}
