import type { Service } from '../../../shared/contract/inspection.ts';
import type { Incident, IncidentSource } from '../../../shared/contract/servicedesk.ts';
import type { IncidentTimes, Level } from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import type { Core } from '../core.ts';
import { referenceOn } from '../standards/inForce.ts';
import { slaView } from './clock.ts';
import { readRules } from './policy.ts';
import { type IncidentRow, type IncidentStore, incidentStore } from './store.ts';

export async function mustFindIncident(store: IncidentStore, id: string): Promise<IncidentRow> {
  const row = await store.find(id);
  if (!row) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds.incident));
  return row;
}

export function timesOf(row: IncidentRow): IncidentTimes {
  return {
    occurredAt: row.occurred_at,
    openedAt: row.opened_at,
    respondedAt: row.responded_at,
    arrivedAt: row.arrived_at,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
  };
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function findIncident(core: Core, id: string): Promise<Incident> {
  return presentOne(core, await mustFindIncident(incidentStore(core.log), id));
}

/** Incidents as clients see them, with the clock as of now. */
export async function present(core: Core, rows: readonly IncidentRow[]): Promise<Incident[]> {
  if (rows.length === 0) return [];
  const store = incidentStore(core.log);
  const rules = await readRules(core);
  const now = core.now();
  const pauses = Map.groupBy(await store.pauses(rows.map(({ id }) => id)), ({ incident_id }) => incident_id);
  const { courtByCode } = await referenceOn(core);
  return rows.map((row) => {
    const own = pauses.get(row.id) ?? [];
    const open = own.find(({ to_at }) => to_at === null);
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      state: row.state,
      source: row.source as IncidentSource,
      reporter: row.reporter,
      reporterPhone: row.reporter_phone,
      court: row.court,
      courtName: row.court === null ? '' : (courtByCode(row.court)?.name ?? String(row.court)),
      service: row.service as Service,
      ...timesOf(row),
      impact: row.impact as Level,
      urgency: row.urgency as Level,
      priority: row.priority,
      symptom: row.symptom,
      category: row.category as Incident['category'],
      cause: row.cause,
      steps: row.steps,
      dataScope: row.data_scope,
      fix: row.fix as Incident['fix'],
      confirmedBy: row.confirmed_by,
      satisfaction: row.satisfaction,
      owner: row.owner,
      occurrences: row.occurrences,
      origin: row.origin,
      pausedSince: open?.from_at ?? null,
      pauseReason: open?.reason ?? '',
      sla: slaView(row, own, rules, now),
      createdBy: row.created_by,
      createdAt: row.created_at,
      changedAt: row.changed_at,
      version: row.version,
    };
  });
}

export async function presentOne(core: Core, row: IncidentRow): Promise<Incident> {
  const [incident] = await present(core, [row]);
  if (!incident) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds.incident));
  return incident;
}
