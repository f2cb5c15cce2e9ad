import type { Service } from '../../../shared/contract/inspection.ts';
import { incidentInputSchema } from '../../../shared/contract/servicedesk.ts';
import { itemInputSchema } from '../../../shared/contract/servicedeskItems.ts';
import {
  changeFieldsSchema,
  problemFieldsSchema,
  releaseFieldsSchema,
} from '../../../shared/contract/servicedeskRecords.ts';
import type { ItemType, Level } from '../../../shared/domain/servicedesk.ts';
import { addDays, beijingDay, beijingInstant } from '../../../shared/domain/time.ts';
import { servicedeskDemo as texts } from '../../../shared/messages/servicedeskDemo.ts';
import type { Actor, Core } from '../core.ts';
import { shipped } from '../reference/reference.ts';
import {
  arriveIncident,
  cancelIncident,
  closeIncident,
  pauseIncident,
  resolveIncident,
  respondIncident,
} from './incidentActs.ts';
import { editIncident, raiseIncident } from './incidents.ts';
import { relateItems, saveItem } from './items.ts';
import { saveArticle, setArticleState } from './knowledge.ts';
import { courtsOf, moveNodes, setNodes } from './nodes.ts';
import { findIncident } from './presentIncident.ts';
import { saveRecord, stepRecord } from './records.ts';
import { addLink } from './thread.ts';

const MINUTE = 60_000;
const ENGINEER: Actor = { operatorId: 'demo-engineer', name: '李工程', role: 'engineer', host: 'window' };
const MANAGER: Actor = { operatorId: 'demo-manager', name: '陈服务', role: 'manager', host: 'window' };
const SUPERVISOR: Actor = {
  operatorId: 'demo-supervisor',
  name: '王监督',
  role: 'supervisor',
  host: 'window',
};

/** How far an incident of the demo went, in minutes after its report. */
interface Life {
  /** Days before today, and the Beijing time of the report; or minutes before now. */
  opened: { daysAgo: number; time: string } | { minutesAgo: number };
  respond?: number;
  arrive?: number;
  pause?: number;
  resolve?: number;
  close?: number;
  cancel?: number;
}

/** In the order of `texts.incidents`. */
const LIVES: readonly Life[] = [
  { opened: { daysAgo: 21, time: '09:40' }, respond: 3, resolve: 24, close: 60 },
  { opened: { daysAgo: 18, time: '14:05' }, respond: 4, resolve: 72, close: 180 },
  { opened: { daysAgo: 15, time: '21:30' }, respond: 5, arrive: 42, resolve: 96, close: 700 },
  { opened: { daysAgo: 12, time: '10:20' }, respond: 2, resolve: 18, close: 55 },
  { opened: { daysAgo: 9, time: '15:10' }, respond: 9, resolve: 28, close: 90 },
  { opened: { daysAgo: 6, time: '11:15' }, respond: 4, resolve: 26, close: 300 },
  { opened: { daysAgo: 4, time: '16:20' }, cancel: 12 },
  { opened: { daysAgo: 2, time: '09:30' }, respond: 3, resolve: 21 },
  { opened: { minutesAgo: 240 }, respond: 4, resolve: 27 },
  { opened: { minutesAgo: 95 }, respond: 3, pause: 15 },
  { opened: { minutesAgo: 50 }, respond: 6 },
  { opened: { minutesAgo: 2 } },
];

/** Relations by place in `texts.items`: what runs on or uses what. */
const RELATIONS: readonly (readonly [from: number, relation: 'uses' | 'runs-on', to: number])[] = [
  [2, 'runs-on', 0],
  [3, 'runs-on', 1],
  [4, 'uses', 2],
  [5, 'uses', 2],
  [5, 'uses', 3],
  [6, 'uses', 5],
  [7, 'uses', 4],
  [8, 'uses', 7],
  [9, 'uses', 7],
  [0, 'uses', 11],
  [1, 'uses', 11],
  [0, 'uses', 12],
  [10, 'uses', 2],
  [13, 'uses', 2],
];

/**
 * The demo's service desk through its own use cases, each at its own moment before `now`: incidents in every state, problems,
 * changes, a release over the 23 courts, configuration items, articles. The same `now` gives the same records.
 */
export async function fillDemoServicedesk(core: Core, now: Date): Promise<void> {
  const at = (moment: Date): Core => ({ ...core, now: () => moment });
  const before = (days: number, time: string) => at(beijingInstant(addDays(beijingDay(now), -days), time));
  const items = await demoItems(before(30, '09:00'));
  const incidents: string[] = [];
  for (const [place, life] of LIVES.entries()) {
    const number = await demoIncident(at, place, life, now);
    if (number) incidents.push(number);
  }
  await demoRecords(before, incidents, items);
  const knowledge = before(5, '10:00');
  for (const article of texts.articles) {
    const saved = await saveArticle(knowledge, ENGINEER, {
      ...article,
      service: article.service as Service,
      note: '',
    });
    await setArticleState(knowledge, MANAGER, { id: saved.id, state: article.state });
  }
}

async function demoIncident(
  at: (moment: Date) => Core,
  place: number,
  life: Life,
  now: Date,
): Promise<string | undefined> {
  const text = texts.incidents[place];
  if (!text) return undefined;
  const opened =
    'minutesAgo' in life.opened
      ? new Date(now.getTime() - life.opened.minutesAgo * MINUTE)
      : beijingInstant(addDays(beijingDay(now), -life.opened.daysAgo), life.opened.time);
  const after = (minutes: number) => at(new Date(opened.getTime() + minutes * MINUTE));
  const input = incidentInputSchema.parse({
    title: text.title,
    service: text.service,
    source: text.source,
    reporter: text.reporter,
    court: text.court,
    impact: text.impact as Level,
    urgency: text.urgency as Level,
    symptom: text.symptom,
  });
  const { incident } = await raiseIncident(after(0), ENGINEER, input);
  const { id, number } = incident;
  const done = { id, at: null, reason: '' };
  if (life.respond !== undefined) await respondIncident(after(life.respond), ENGINEER, done);
  if (life.arrive !== undefined) await arriveIncident(after(life.arrive), ENGINEER, done);
  if (life.pause !== undefined)
    await pauseIncident(after(life.pause), ENGINEER, { id, reason: texts.pauseReason });
  if (life.cancel !== undefined)
    await cancelIncident(after(life.cancel), ENGINEER, { id, reason: texts.cancelReason });
  if (life.resolve !== undefined) {
    const core = after(life.resolve);
    const { version } = await findIncident(core, id);
    await editIncident(core, ENGINEER, {
      id,
      version,
      fields: { cause: text.cause, category: text.category, dataScope: text.dataScope },
    });
    const fix = text.temporary ? 'temporary' : 'root';
    await resolveIncident(core, ENGINEER, { ...done, note: text.steps, fix });
  }
  if (life.close !== undefined)
    await closeIncident(after(life.close), MANAGER, { ...done, confirmedBy: text.reporter, satisfaction: 5 });
  return number;
}

async function demoItems(core: Core): Promise<string[]> {
  const ids: string[] = [];
  const numbers: string[] = [];
  for (const item of texts.items) {
    const saved = await saveItem(
      core,
      ENGINEER,
      itemInputSchema.parse({ ...item, type: item.type as ItemType }),
    );
    ids.push(saved.id);
    numbers.push(saved.number);
  }
  for (const [from, relation, to] of RELATIONS)
    await relateItems(core, ENGINEER, { id: ids[from] ?? '', relation, to: ids[to] ?? '' });
  return numbers;
}

/** Two problems, two changes, one release; linked with incidents and items. */
async function demoRecords(
  before: (days: number, time: string) => Core,
  incidents: readonly string[],
  items: readonly string[],
): Promise<void> {
  const step = (core: Core, actor: Actor, id: string, name: string, note = '') =>
    stepRecord(core, actor, { id, step: name, note });
  const [first, second] = texts.problems;
  const [move, patch] = texts.changes;
  if (!first || !second || !move || !patch) return;

  const known = await saveRecord(before(17, '16:00'), ENGINEER, {
    kind: 'problem',
    title: first.title,
    fields: problemFieldsSchema.parse(first.fields),
  });
  await step(before(17, '16:10'), ENGINEER, known.id, 'investigate');
  await step(before(16, '11:00'), ENGINEER, known.id, 'identify');
  for (const place of [1, 4])
    await addLink(before(16, '11:05'), ENGINEER, {
      kind: 'problem',
      id: known.id,
      number: incidents[place] ?? '',
    });
  const open = await saveRecord(before(8, '10:00'), ENGINEER, {
    kind: 'problem',
    title: second.title,
    fields: problemFieldsSchema.parse(second.fields),
  });
  await step(before(8, '10:05'), ENGINEER, open.id, 'investigate');
  await addLink(before(8, '10:06'), ENGINEER, { kind: 'problem', id: open.id, number: incidents[5] ?? '' });

  const windowOf = (days: number, from: string, to: string) => ({
    windowFrom: before(days, from).now().toISOString(),
    windowTo: before(days, to).now().toISOString(),
  });
  const done = await saveRecord(before(15, '09:00'), ENGINEER, {
    kind: 'change',
    title: move.title,
    fields: changeFieldsSchema.parse({ ...move.fields, ...windowOf(13, '20:00', '22:00') }),
  });
  await step(before(15, '09:05'), ENGINEER, done.id, 'submit');
  await step(before(14, '15:00'), SUPERVISOR, done.id, 'approve', texts.approval);
  await step(before(13, '20:05'), ENGINEER, done.id, 'start');
  await step(before(13, '21:10'), ENGINEER, done.id, 'finish', texts.finished);
  await step(before(12, '09:30'), MANAGER, done.id, 'verify', texts.verified);
  await addLink(before(12, '09:35'), ENGINEER, { kind: 'change', id: done.id, number: known.number });
  await addLink(before(12, '09:36'), ENGINEER, { kind: 'change', id: done.id, number: items[2] ?? '' });
  const waiting = await saveRecord(before(1, '15:00'), ENGINEER, {
    kind: 'change',
    title: patch.title,
    fields: changeFieldsSchema.parse({ ...patch.fields, ...windowOf(-3, '19:00', '21:00') }),
  });
  await step(before(1, '15:10'), ENGINEER, waiting.id, 'submit');
  await addLink(before(1, '15:12'), ENGINEER, { kind: 'change', id: waiting.id, number: open.number });

  const release = await saveRecord(before(7, '09:00'), ENGINEER, {
    kind: 'release',
    title: texts.release.title,
    fields: releaseFieldsSchema.parse(texts.release.fields),
  });
  await setNodes(before(7, '09:05'), ENGINEER, { id: release.id, scope: 'front-ends' });
  await step(before(6, '18:30'), ENGINEER, release.id, 'start');
  const courts = courtsOf(shipped, 'front-ends');
  const move23 = (
    core: Core,
    from: number,
    to: number,
    state: 'done' | 'failed' | 'verified',
    note: string,
  ) => moveNodes(core, ENGINEER, { id: release.id, courts: courts.slice(from, to), state, note });
  await move23(before(6, '20:10'), 0, 15, 'done', '');
  await move23(before(6, '20:20'), 15, 16, 'failed', texts.release.failed);
  await move23(before(5, '09:10'), 0, 12, 'verified', '');
  await addLink(before(5, '09:15'), ENGINEER, { kind: 'release', id: release.id, number: done.number });
}
