import type {
  DeskLink,
  DeskRecord,
  Problem,
  Release,
  ServiceChange,
  StepDone,
} from '../../../shared/contract/servicedeskRecords.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import type { Core } from '../core.ts';
import { listNodes } from './nodes.ts';
import { cell, linkLines, minute, type PaperForm, timeline } from './paper.ts';
import { readThread } from './thread.ts';

const { labels, people } = words.print;
const fieldNames = words.fields as Record<string, string>;

/** Form F, G or H, after its columns. */
export async function recordForm(core: Core, record: DeskRecord): Promise<PaperForm> {
  const thread = await readThread(core, { kind: record.kind, id: record.id });
  const common = {
    heading: words.print.titles[record.kind],
    number: record.number,
    state: words.states[record.state] ?? record.state,
  };
  const history = timeline(thread.notes);
  if (record.kind === 'problem') return { ...common, ...problemForm(record, thread.links), lists: [history] };
  if (record.kind === 'change') return { ...common, ...changeForm(record, thread.links), lists: [history] };
  const nodes = await listNodes(core, record.id);
  const { court, state, at, by, note } = words.print.nodes;
  const list = {
    title: labels.nodes,
    columns: ['', court, state, at, by, note],
    widths: [9, 58, 18, 30, 18, 0],
    rows: nodes.map((node, place) => [
      String(place + 1),
      node.courtName,
      words.states[node.state] ?? node.state,
      minute(node.at),
      node.by,
      node.note,
    ]),
  };
  return { ...common, ...releaseForm(record, thread.links), lists: [list, history] };
}

function problemForm({ title, state, fields, steps, author, recurrences }: Problem, links: DeskLink[]) {
  return {
    rows: [
      [cell(labels.subject, title)],
      [cell(labels.service, serviceNames[fields.service]), cell(fieldNames.owner ?? '', fields.owner)],
      [
        cell(labels.knownError, steps.identify || state === 'known' ? words.print.yes : words.print.no),
        cell(labels.recurrences, String(recurrences)),
      ],
      [
        cell(fieldNames.plannedDay ?? '', fields.plannedDay),
        cell(words.kinds.incident, linkLines(links, ['incident'])),
      ],
      [named('cause', fields.cause)],
      [named('impact', fields.impact)],
      [named('workaround', fields.workaround)],
      [named('solution', fields.solution)],
      [cell(labels.links, linkLines(links, ['change', 'release', 'item', 'article', 'changeorder']))],
    ],
    people: [
      person(people.author, author, undefined),
      person(fieldNames.owner ?? '', fields.owner, steps.solve),
      person(people.manager, steps.close?.by ?? '', steps.close),
    ],
  };
}

function changeForm({ title, fields, steps, author }: ServiceChange, links: DeskLink[]) {
  const outcome = steps.rollback ?? steps.fail ?? steps.finish;
  const window =
    fields.windowFrom && fields.windowTo ? `${minute(fields.windowFrom)} 至 ${minute(fields.windowTo)}` : '';
  return {
    rows: [
      [cell(labels.subject, title)],
      [
        named('type', words.changeTypes[fields.type] ?? ''),
        cell(labels.service, serviceNames[fields.service]),
      ],
      [cell(labels.items, linkLines(links, ['item']))],
      [named('reason', fields.reason)],
      [named('plan', fields.plan)],
      [named('risk', fields.risk)],
      [named('courts', fields.courts)],
      [cell(labels.window, window)],
      [named('rollback', fields.rollback)],
      [named('testResult', fields.testResult)],
      [named('backupProof', fields.backupProof)],
      [
        cell(labels.begin, [minute(steps.start?.at), minute(outcome?.at)].filter(Boolean).join(' / ')),
        cell(labels.result, outcome ? outcome.note : ''),
      ],
      [cell(labels.verify, steps.verify?.note)],
      [cell(labels.links, linkLines(links, ['incident', 'problem', 'release', 'changeorder', 'article']))],
    ],
    people: [
      person(people.author, author, steps.submit),
      person(people.approver, steps.approve?.by ?? '', steps.approve),
      person(people.implementer, steps.start?.by ?? '', steps.start),
      person(people.verifier, steps.verify?.by ?? '', steps.verify),
    ],
  };
}

function releaseForm({ title, fields, steps, author, progress }: Release, links: DeskLink[]) {
  const { total, done, verified, failed } = progress;
  return {
    rows: [
      [cell(labels.subject, title)],
      [named('version', fields.version), named('component', fields.component)],
      [cell(labels.service, serviceNames[fields.service]), named('rollbackVersion', fields.rollbackVersion)],
      [named('content', fields.content)],
      [named('precheck', fields.precheck)],
      [named('checksum', fields.checksum)],
      [cell(labels.nodes, words.print.progress(total, done, verified, failed))],
      [named('notice', fields.notice)],
      [
        cell(labels.begin, [minute(steps.start?.at), minute(steps.finish?.at)].filter(Boolean).join(' / ')),
        cell(labels.result, steps.rollback?.note ?? steps.finish?.note),
      ],
      [cell(labels.links, linkLines(links))],
    ],
    people: [
      person(people.author, author, undefined),
      person(people.implementer, steps.start?.by ?? '', steps.start),
      person(people.manager, '', undefined),
    ],
  };
}

function named(field: string, value: string) {
  return cell(fieldNames[field] ?? field, value);
}

function person(title: string, name: string, step: StepDone | undefined) {
  return { title, name, at: minute(step?.at) };
}
