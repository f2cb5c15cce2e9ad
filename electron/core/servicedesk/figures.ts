import type { Incident } from '../../../shared/contract/servicedesk.ts';
import type { DeskRecord } from '../../../shared/contract/servicedeskRecords.ts';
import type { RecordKind } from '../../../shared/domain/servicedesk.ts';
import { SLA_TARGETS, type SlaTarget } from '../../../shared/domain/sla.ts';
import type { Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { instantsOf } from './facts.ts';
import { present } from './presentIncident.ts';
import { recordStore } from './recordStore.ts';
import { presentRecords } from './records.ts';
import { incidentStore } from './store.ts';

/** How often a target was owed and met. An incident still within its time is not counted yet. */
export interface TargetFigure {
  owed: number;
  met: number;
  /** Whole percent with two places; null where nothing was owed. */
  rate: number | null;
}

/** What a report says about the incidents of a period. Cancelled ones are counted in `byState` alone. */
export interface IncidentFigures {
  total: number;
  byState: Record<string, number>;
  byService: Record<string, number>;
  byPriority: Record<string, number>;
  bySource: Record<string, number>;
  byCategory: Record<string, number>;
  targets: Record<SlaTarget, TargetFigure>;
  /** Incidents without any breach among those whose time is settled. */
  overall: TargetFigure;
  /** Mean minutes from report to response, to recovery; null without any. */
  meanRespondMinutes: number | null;
  meanResolveMinutes: number | null;
  /** Opened on days without a published calendar: no clock could be set. */
  unclassified: number;
}

/** The incidents opened on the days `from`…`to`, the earliest first. */
export async function incidentsOf(core: Core, period: { from: Day; to: Day }): Promise<Incident[]> {
  return present(core, await incidentStore(core.log).openedBetween(...instantsOf(period)));
}

/** Problems, changes or releases written on the days `from`…`to`. */
export async function recordsOf(
  core: Core,
  kind: RecordKind,
  period: { from: Day; to: Day },
): Promise<DeskRecord[]> {
  const rows = await recordStore(core.log).createdBetween(kind, ...instantsOf(period));
  return presentRecords(core.log, rows);
}

/** Figures of the incidents opened on the days `from`…`to`, as they stand now. */
export async function incidentFigures(core: Core, period: { from: Day; to: Day }): Promise<IncidentFigures> {
  return figuresOf(await incidentsOf(core, period), core.now());
}

/** The figures of some incidents; pure. */
export function figuresOf(incidents: readonly Incident[], now: Date): IncidentFigures {
  const counted = incidents.filter(({ state }) => state !== 'cancelled');
  const targets = Object.fromEntries(
    SLA_TARGETS.map((target) => [target, targetFigure(counted, target, now)]),
  ) as Record<SlaTarget, TargetFigure>;
  const settled = counted.filter(
    ({ sla, resolvedAt }) => sla.class !== null && (resolvedAt !== null || sla.breaches.length > 0),
  );
  return {
    total: counted.length,
    byState: tally(incidents, ({ state }) => state),
    byService: tally(counted, ({ service }) => service),
    byPriority: tally(counted, ({ priority }) => String(priority)),
    bySource: tally(counted, ({ source }) => source),
    byCategory: tally(counted, ({ category }) => category),
    targets,
    overall: figure(settled.length, settled.filter(({ sla }) => sla.breaches.length === 0).length),
    meanRespondMinutes: meanMinutes(counted, 'respondedAt'),
    meanResolveMinutes: meanMinutes(counted, 'resolvedAt'),
    unclassified: counted.filter(({ sla }) => sla.class === null).length,
  };
}

function targetFigure(incidents: readonly Incident[], target: SlaTarget, now: Date): TargetFigure {
  let owed = 0;
  let met = 0;
  for (const { sla, respondedAt, arrivedAt, resolvedAt } of incidents) {
    const by = { respond: sla.respondBy, arrive: sla.arriveBy, resolve: sla.resolveBy }[target];
    if (by === null) continue;
    const done = { respond: respondedAt, arrive: arrivedAt ?? resolvedAt, resolve: resolvedAt }[target];
    if (done === null && by >= now.toISOString()) continue;
    owed += 1;
    if (!sla.breaches.includes(target)) met += 1;
  }
  return figure(owed, met);
}

function figure(owed: number, met: number): TargetFigure {
  return { owed, met, rate: owed === 0 ? null : Math.round((met / owed) * 10_000) / 100 };
}

function tally(
  incidents: readonly Incident[],
  keyOf: (incident: Incident) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const incident of incidents) counts[keyOf(incident)] = (counts[keyOf(incident)] ?? 0) + 1;
  return counts;
}

function meanMinutes(incidents: readonly Incident[], field: 'respondedAt' | 'resolvedAt'): number | null {
  const spans = incidents.flatMap((incident) => {
    const at = incident[field];
    return at === null ? [] : [(Date.parse(at) - Date.parse(incident.openedAt)) / 60_000];
  });
  if (spans.length === 0) return null;
  return Math.round((spans.reduce((sum, span) => sum + span, 0) / spans.length) * 10) / 10;
}
