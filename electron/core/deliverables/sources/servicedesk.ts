import type { Incident } from '../../../../shared/contract/servicedesk.ts';
import { beijingStamp } from '../../../../shared/domain/time.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { shortServiceNames } from '../../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../../shared/messages/servicedesk.ts';
import { figuresOf, incidentsOf, recordsOf } from '../../servicedesk/servicedesk.ts';
import type { Found, ReportSource } from './source.ts';

const LISTED = 40;
const RECORDS = ['problem', 'change', 'release'] as const;

/** Incidents opened in the span with how their times were kept, and the problems, changes and releases written in it. */
export const servicedeskSource: ReportSource = {
  id: 'servicedesk',
  outline: partOutlines.servicedesk,
  async collect({ core, span }): Promise<Found> {
    const all = await incidentsOf(core, span);
    const figures = figuresOf(all, core.now());
    const incidents = all.filter(({ state }) => state !== 'cancelled');
    const ended = incidents.filter(({ resolvedAt }) => resolvedAt !== null);
    const breached = incidents.filter(({ sla }) => sla.breaches.length > 0);
    const records = await Promise.all(
      RECORDS.map(async (kind) => ({ kind, rows: await recordsOf(core, kind, span) })),
    );
    const written = (kind: (typeof RECORDS)[number]) =>
      records.find((each) => each.kind === kind)?.rows.length ?? 0;
    const services = serviceRows(incidents);
    return {
      figures: {
        total: figures.total,
        closed: ended.length,
        open: incidents.length - ended.length,
        overall: figures.overall.rate,
        respond: figures.targets.respond.rate,
        arrive: figures.targets.arrive.rate,
        resolve: figures.targets.resolve.rate,
        breaches: breached.length,
        meanRespond: figures.meanRespondMinutes,
        meanResolve: figures.meanResolveMinutes,
        problems: written('problem'),
        changes: written('change'),
        releases: written('release'),
      },
      tables: {
        services: services.map(({ name, total, late, open }) => [name, total, late, open]),
        breached: breached
          .slice(0, LISTED)
          .map((incident) => [
            incident.number,
            incident.title,
            incident.courtName,
            beijingStamp(incident.openedAt).slice(0, 16),
            incident.resolvedAt ? beijingStamp(incident.resolvedAt).slice(0, 16) : '',
            incident.sla.breaches.map((target) => servicedeskMessages.targets[target] ?? target).join('、'),
            incident.owner,
          ]),
        records: records
          .flatMap(({ kind, rows }) =>
            rows.map((row) => [
              row.number,
              words.kindOf[kind],
              row.title,
              servicedeskMessages.states[row.state] ?? row.state,
              row.author,
            ]),
          )
          .slice(0, LISTED),
      },
      charts: {
        services: {
          categories: services.map(({ name }) => name),
          series: [
            { name: '按时', values: services.map(({ total, late }) => total - late) },
            { name: '超时', values: services.map(({ late }) => late) },
          ],
        },
      },
      notes: [
        ...(incidents.length === 0 ? [words.noIncidents] : []),
        ...(figures.unclassified > 0 ? [words.unclassified(figures.unclassified)] : []),
        ...(breached.length > LISTED ? [words.moreRows(breached.length - LISTED)] : []),
      ],
    };
  },
};

function serviceRows(incidents: readonly Incident[]) {
  return Object.entries(shortServiceNames).flatMap(([service, name]) => {
    const own = incidents.filter((incident) => incident.service === service);
    if (own.length === 0) return [];
    return [
      {
        name,
        total: own.length,
        late: own.filter(({ sla }) => sla.breaches.length > 0).length,
        open: own.filter(({ resolvedAt }) => resolvedAt === null).length,
      },
    ];
  });
}
