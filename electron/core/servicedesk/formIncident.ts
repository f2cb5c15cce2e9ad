import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { SLA_TARGETS } from '../../../shared/domain/sla.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import type { Core } from '../core.ts';
import { cell, linkLines, minute, type PaperForm, timeline } from './paper.ts';
import { incidentStore } from './store.ts';
import { readThread } from './thread.ts';

/** Form E, after its columns. */
export async function incidentForm(core: Core, incident: Incident): Promise<PaperForm> {
  const { labels, people } = words.print;
  const thread = await readThread(core, { kind: 'incident', id: incident.id });
  const pauses = await incidentStore(core.log).pauses([incident.id]);
  const { sla } = incident;
  const deadlines = { respond: sla.respondBy, arrive: sla.arriveBy, resolve: sla.resolveBy };
  const target = SLA_TARGETS.flatMap((each) =>
    deadlines[each] ? [words.print.by(words.targets[each] ?? '', minute(deadlines[each]))] : [],
  );
  const late = sla.breaches.map((each) => words.targets[each] ?? each).join('、');
  const { times, fields } = words;
  return {
    heading: words.print.titles.incident,
    number: incident.number,
    state: words.states[incident.state] ?? incident.state,
    rows: [
      [cell(labels.subject, incident.title)],
      [
        cell(labels.source, words.sources[incident.source]),
        cell(labels.reporter, [incident.reporter, incident.reporterPhone].filter(Boolean).join(' / ')),
      ],
      [cell(labels.court, incident.courtName), cell(labels.service, serviceNames[incident.service])],
      [cell(times.occurredAt, minute(incident.occurredAt)), cell(times.openedAt, minute(incident.openedAt))],
      [
        cell(times.respondedAt, minute(incident.respondedAt)),
        cell(times.arrivedAt, minute(incident.arrivedAt)),
      ],
      [cell(times.resolvedAt, minute(incident.resolvedAt)), cell(times.closedAt, minute(incident.closedAt))],
      [
        cell(
          labels.target,
          sla.class === null ? words.print.unpublished : `${words.classes[sla.class]}：${target.join('；')}`,
        ),
      ],
      [
        cell(labels.breach, late ? words.print.late(late) : sla.class === null ? '' : words.print.inTime),
        cell(
          labels.level,
          `${words.priorities[incident.priority]}（${words.levels[incident.impact]}×${words.levels[incident.urgency]}）`,
        ),
      ],
      [
        cell(
          labels.pauses,
          pauses
            .map(({ from_at, to_at, reason }) =>
              words.print.pause(minute(from_at), minute(to_at) || words.print.still, reason),
            )
            .join('\n'),
        ),
      ],
      [cell(fields.symptom ?? '', incident.symptom)],
      [
        cell(fields.category ?? '', words.categories[incident.category]),
        cell(labels.occurrences, String(incident.occurrences)),
      ],
      [cell(fields.cause ?? '', incident.cause)],
      [cell(fields.steps ?? '', incident.steps)],
      [cell(fields.dataScope ?? '', incident.dataScope)],
      [
        cell(labels.fix, words.fixes[incident.fix]),
        cell(fields.satisfaction ?? '', incident.satisfaction === null ? '' : String(incident.satisfaction)),
      ],
      [cell(labels.links, linkLines(thread.links))],
      [cell(labels.attachments, thread.attachments.map(({ name }) => name).join('、'))],
    ],
    people: [
      { title: people.handler, name: incident.owner, at: minute(incident.resolvedAt) },
      { title: people.confirmer, name: incident.confirmedBy, at: minute(incident.closedAt) },
      { title: people.manager, name: '', at: '' },
    ],
    lists: [timeline(thread.notes)],
  };
}
