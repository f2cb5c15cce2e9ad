import { SERVICES, type Service } from '../../../shared/contract/inspection.ts';
import {
  INCIDENT_SOURCES,
  type Incident,
  incidentInputSchema,
  incidentsContract,
} from '../../../shared/contract/servicedesk.ts';
import { INCIDENT_STATES, type IncidentState } from '../../../shared/domain/servicedesk.ts';
import { beijingInstant, beijingStamp, isDay } from '../../../shared/domain/time.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskCommandMessages as words } from '../../../shared/messages/servicedeskCommands.ts';
import type { Actor, Core } from '../../core/core.ts';
import * as desk from '../../core/servicedesk/servicedesk.ts';
import { checked, checkedFor } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { threadCommands } from './servicedeskThread.ts';

const MOST_LISTED = 2_000;
const OPEN: readonly IncidentState[] = ['open', 'working', 'paused', 'resolved'];
const text = { type: 'string' } as const;

const list: Command = {
  path: ['incident', 'list'],
  summary: words.list,
  usage: '[--state S] [--all] [--breached] [--from D] [--to D]',
  options: {
    state: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    breached: { type: 'boolean' },
    from: text,
    to: text,
  },
  needsWorkspace: true,
  help: words.listHelp,
  async run(context) {
    const { options, core } = context;
    const from = dayOf(context, 'from');
    const to = dayOf(context, 'to');
    const { rows, total } = await desk.listIncidents(core(), {
      offset: 0,
      limit: MOST_LISTED,
      sort: [],
      ...(options.all ? {} : { states: statesOf(context) }),
      ...(options.breached ? { breached: true } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    });
    const lines = rows.map(
      ({ number, state, title, owner, sla }) =>
        `${number}\t${servicedeskMessages.states[state]}\t${title}\t${owner || words.none}\t${nextText(sla)}`,
    );
    return { json: { total, incidents: rows }, text: lines.join('\n') || words.listEmpty };
  },
};

const show: Command = {
  path: ['incident', 'show'],
  summary: words.show,
  usage: '--number N',
  options: { number: text },
  required: ['number'],
  needsWorkspace: true,
  help: [words.numberHelp],
  async run({ core, options }) {
    const incident = await desk.incidentNumbered(core(), String(options.number));
    const thread = await desk.readThread(core(), { kind: 'incident', id: incident.id });
    const history = thread.notes.map(
      ({ at, by, act, text: said }) =>
        `${beijingStamp(at)}\t${by}\t${servicedeskMessages.acts[act] ?? act}\t${said}`,
    );
    const links = thread.links.map(({ number, title }) => `${number} ${title}`).join('、');
    return {
      json: { ...incident, ...thread },
      text: `${factLines(incident, links)}\n\n${history.join('\n')}`,
    };
  },
};

const raise: Command = {
  path: ['incident', 'raise'],
  summary: words.raise,
  usage: '--title T --service S [--symptom T] [--impact N] [--urgency N] [--owner N] | --check D/ITEM',
  options: {
    title: text,
    service: text,
    symptom: text,
    impact: text,
    urgency: text,
    owner: text,
    reporter: text,
    opened: text,
    source: text,
    check: text,
  },
  needsWorkspace: true,
  help: words.raiseHelp,
  async run(context) {
    const { options, core, actor, usage } = context;
    const owner = String(options.owner ?? '');
    if (options.check !== undefined) {
      const [day = '', itemId = ''] = String(options.check).split('/');
      if (!isDay(day) || itemId === '') usage(words.badCheck(String(options.check)));
      return raisedAnswer(await desk.raiseFromCheck(core(), actor(), { day, itemId, owner }));
    }
    if (!options.title || !options.service) usage(words.titleNeeded);
    const service = SERVICES.find((known) => known === options.service);
    const source = INCIDENT_SOURCES.find((known) => known === (options.source ?? 'self'));
    if (!service) return usage(words.badService(String(options.service)));
    if (!source || source === 'check') return usage(words.badSource(String(options.source)));
    const input = checked(context, incidentInputSchema, {
      title: String(options.title),
      service,
      source,
      owner,
      symptom: String(options.symptom ?? ''),
      reporter: String(options.reporter ?? ''),
      impact: levelOf(context, 'impact'),
      urgency: levelOf(context, 'urgency'),
      openedAt: momentOf(context, 'opened'),
    });
    return raisedAnswer(await desk.raiseIncident(core(), actor(), input));
  },
};

/** What an act is given, each as its option says; which of it the act takes, the contract knows. */
interface Given {
  id: string;
  at: string | null;
  reason: string;
  note: string;
  cause: string;
  fix: 'temporary' | 'root';
  confirmedBy: string;
  satisfaction: number | null;
}

/** A command that does one thing to one incident. */
function act(
  verb: 'respond' | 'arrive' | 'pause' | 'resume' | 'resolve' | 'close' | 'reopen' | 'cancel',
  needs: { at?: boolean; reason?: boolean; note?: boolean; more?: readonly string[]; moreHelp?: string[] },
  run: (core: Core, actor: Actor, given: Given) => Promise<Incident>,
): Command {
  const parts = [
    '--number N',
    ...(needs.note ? ['--note T'] : []),
    ...(needs.more ?? []).map((name) => `[--${name} T]`),
    ...(needs.at ? ['[--at T --reason T]'] : needs.reason ? ['--reason T'] : []),
  ];
  return {
    path: ['incident', verb],
    summary: words[verb],
    usage: parts.join(' '),
    options: {
      number: text,
      at: text,
      reason: text,
      note: text,
      ...Object.fromEntries((needs.more ?? []).map((name) => [name, text])),
    },
    required: ['number', ...(needs.note ? ['note'] : []), ...(needs.reason ? ['reason'] : [])],
    needsWorkspace: true,
    help: [words.numberHelp, ...(needs.at ? [words.atHelp] : []), ...(needs.moreHelp ?? [])],
    async run(context) {
      const { options, core, actor } = context;
      const given = { id: '', at: momentOf(context, 'at'), ...givenTo(context) };
      const input = checkedFor(context, incidentsContract[verb], given, { confirmedBy: 'confirmed-by' });
      const { id } = await desk.incidentNumbered(core(), String(options.number));
      const incident = await run(core(), actor(), { ...given, ...input, id });
      return {
        json: incident,
        text: words.acted(incident.number, servicedeskMessages.states[incident.state] ?? incident.state),
      };
    },
  };
}

const merge: Command = {
  path: ['incident', 'merge'],
  summary: words.merge,
  usage: '--number N --into N',
  options: { number: text, into: text },
  required: ['number', 'into'],
  needsWorkspace: true,
  help: words.mergeHelp,
  async run({ core, actor, options }) {
    const { id } = await desk.incidentNumbered(core(), String(options.number));
    const into = String(options.into);
    const incident = await desk.mergeIncident(core(), actor(), { id, into });
    return { json: incident, text: words.mergedInto(incident.number, into.trim()) };
  },
};

export const commands: readonly Command[] = [
  list,
  show,
  raise,
  act('respond', { at: true }, desk.respondIncident),
  act('arrive', { at: true }, desk.arriveIncident),
  act('pause', { reason: true }, desk.pauseIncident),
  act('resume', {}, desk.resumeIncident),
  act(
    'resolve',
    { at: true, note: true, more: ['cause', 'fix'], moreHelp: [words.fixHelp] },
    desk.resolveIncident,
  ),
  act(
    'close',
    { at: true, more: ['confirmed-by', 'satisfaction'], moreHelp: [words.closeHelp] },
    desk.closeIncident,
  ),
  act('reopen', { reason: true }, desk.reopenIncident),
  act('cancel', { reason: true }, desk.cancelIncident),
  merge,
  ...threadCommands,
];

/** The options of an act; left out, an option is as the window leaves its field. */
function givenTo(context: CommandContext): Omit<Given, 'id' | 'at'> {
  const { options, usage } = context;
  const given = (name: string) => String(options[name] ?? '');
  const fix = (['root', 'temporary'] as const).find((known) => known === (options.fix ?? 'root'));
  if (!fix) return usage(words.badFix(given('fix')));
  const { satisfaction } = options;
  if (satisfaction !== undefined && !/^[1-5]$/.test(given('satisfaction')))
    return usage(words.badSatisfaction(given('satisfaction')));
  return {
    reason: given('reason'),
    note: given('note'),
    cause: given('cause'),
    fix,
    confirmedBy: given('confirmed-by'),
    satisfaction: satisfaction === undefined ? null : Number(satisfaction),
  };
}

function raisedAnswer({ incident, merged }: { incident: Incident; merged: boolean }) {
  const said = merged ? words.merged(incident.number, incident.occurrences) : words.raised(incident.number);
  return { json: { ...incident, merged }, text: said };
}

function statesOf({ options, usage }: CommandContext): IncidentState[] {
  const given = (options.state as string[] | undefined) ?? [...OPEN];
  return given.map((name) => INCIDENT_STATES.find((state) => state === name) ?? usage(words.badState(name)));
}

function levelOf({ options, usage }: CommandContext, name: 'impact' | 'urgency'): 1 | 2 | 3 {
  const given = String(options[name] ?? '2');
  if (given === '1' || given === '2' || given === '3') return Number(given) as 1 | 2 | 3;
  return usage(words.badLevel(name, given));
}

function dayOf({ options, usage }: CommandContext, name: 'from' | 'to'): string | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  return isDay(String(given)) ? String(given) : usage(words.badDay(name, String(given)));
}

/** `2026-11-22 08:47` in Beijing time as an instant; null when not given. */
function momentOf({ options, usage }: CommandContext, name: 'at' | 'opened'): string | null {
  const given = options[name];
  if (given === undefined) return null;
  const [, day = '', time = ''] = /^(\S+)[ T](([01]\d|2[0-3]):[0-5]\d)$/.exec(String(given).trim()) ?? [];
  if (!isDay(day)) return usage(words.badMoment(name, String(given)));
  return beijingInstant(day, time).toISOString();
}

function nextText({ class: of, next, breaches }: Incident['sla']): string {
  if (of === null) return servicedeskMessages.print.unpublished;
  const late = breaches.map((target) => servicedeskMessages.targets[target] ?? target).join('、');
  const parts = [
    ...(next?.by ? [words.next(servicedeskMessages.targets[next.target] ?? '', beijingStamp(next.by))] : []),
    ...(late ? [`${words.labels.breaches} ${late}`] : []),
  ];
  return parts.join('\t') || words.none;
}

function factLines(incident: Incident, links: string): string {
  const { labels } = words;
  const at = (moment: string | null) => (moment ? beijingStamp(moment) : words.none);
  const lines: [string, string][] = [
    [labels.title, `${incident.number} ${incident.title}`],
    [labels.state, servicedeskMessages.states[incident.state] ?? incident.state],
    [labels.priority, servicedeskMessages.priorities[incident.priority] ?? ''],
    [labels.service, serviceNames[incident.service as Service]],
    [labels.owner, incident.owner || words.none],
    [labels.opened, at(incident.openedAt)],
    [labels.responded, at(incident.respondedAt)],
    [labels.arrived, at(incident.arrivedAt)],
    [labels.resolved, at(incident.resolvedAt)],
    [labels.closed, at(incident.closedAt)],
    [labels.next, incident.pausedSince ? words.paused(incident.pauseReason) : nextText(incident.sla)],
    [labels.links, links || words.none],
    [labels.symptom, incident.symptom || words.none],
  ];
  return lines.map(([label, value]) => `${label}\t${value}`).join('\n');
}
