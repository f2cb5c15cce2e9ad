import {
  type RecordInput,
  recordInputSchema,
  type ServiceRecord,
} from '../../../shared/contract/assignments.ts';
import { quarterOf } from '../../../shared/domain/serviceRecord.ts';
import { addDays, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import {
  type DemoAssignment,
  type DemoPerson,
  assignmentDemo as words,
} from '../../../shared/messages/assignmentsDemo.ts';
import type { Actor, Core } from '../core.ts';
import { listOperators } from '../operators/operators.ts';
import {
  addVersion,
  approveVersion,
  closeRecord,
  noteProgress,
  saveLine,
  saveRecord,
  signAcceptance,
} from './assignments.ts';

interface Stage {
  core: Core;
  today: Day;
  people: Record<DemoPerson, Actor>;
}

/**
 * What the demo's people have been asked, planned, held and promised by `today`: assignments, meetings with actions, a yearly
 * plan, trainings, suggestions, an acceptance, a rule, and more. The same for the same day.
 */
export async function fillDemoAssignments(core: Core, today: Day): Promise<void> {
  const operators = await listOperators(core);
  const person = (role: DemoPerson): Actor => {
    const found = operators.find((operator) => operator.loginName === role);
    return { operatorId: found?.id ?? '', name: found?.name ?? '', role, host: 'window' };
  };
  const stage: Stage = {
    core,
    today,
    people: { manager: person('manager'), engineer: person('engineer'), supervisor: person('supervisor') },
  };
  for (const one of words.assignments) await assign(stage, one);
  for (const one of words.meetings) await meet(stage, one);
  await plan(stage);
  for (const one of words.trainings) await train(stage, one);
  for (const one of words.suggestions) await suggest(stage, one);
  await accept(stage);
  await rule(stage);
  for (const { daysAgo, done, ...one } of words.others) {
    const record = await write(stage, daysAgo, { ...one, owner: stage.people.engineer.name });
    if (done) await end(stage, daysAgo - 1, record, done);
  }
}

/** The core as it stood some days ago, at nine in the morning. */
function ago({ core, today }: Stage, days: number): Core {
  const now = beijingInstant(addDays(today, -days), '09:00');
  return { ...core, now: () => now };
}

async function write(
  stage: Stage,
  daysAgo: number,
  input: RecordInput,
  who: DemoPerson = 'engineer',
): Promise<ServiceRecord> {
  const startsOn = input.startsOn ?? addDays(stage.today, -daysAgo);
  return saveRecord(ago(stage, daysAgo), stage.people[who], recordInputSchema.parse({ ...input, startsOn }));
}

function end(stage: Stage, daysAgo: number, record: ServiceRecord, result: string, outcome = '') {
  const doneOn = addDays(stage.today, -daysAgo);
  return closeRecord(ago(stage, daysAgo), stage.people.engineer, { id: record.id, doneOn, outcome, result });
}

async function assign(stage: Stage, one: DemoAssignment, parentId: string | null = null): Promise<void> {
  const record = await write(
    stage,
    one.daysAgo,
    {
      kind: 'assignment',
      parentId,
      title: one.title,
      category: one.category,
      requester: one.requester,
      owner: stage.people[one.owner].name,
      dueOn: addDays(stage.today, one.dueIn),
      body: one.body ?? '',
    },
    one.by ?? 'manager',
  );
  for (const { daysAgo, percent, text } of one.progress ?? [])
    await noteProgress(ago(stage, daysAgo), stage.people[one.owner], { id: record.id, percent, text });
  if (one.done) await end(stage, one.done.daysAgo, record, one.done.result);
}

async function meet(stage: Stage, one: (typeof words.meetings)[number]): Promise<void> {
  const { manager, engineer, supervisor } = stage.people;
  const meeting = await write(stage, one.daysAgo, {
    kind: 'meeting',
    title: one.title,
    category: one.category,
    startsAt: '09:30',
    endsAt: '11:00',
    place: words.room,
    requester: manager.name,
    owner: engineer.name,
    people: [supervisor.name, manager.name, engineer.name].join('、'),
    body: one.body,
  });
  for (const action of one.actions) await assign(stage, action, meeting.id);
  if (one.resolution) await end(stage, one.daysAgo - 1, meeting, one.resolution);
}

async function plan(stage: Stage): Promise<void> {
  const year = stage.today.slice(0, 4);
  const start = `${year}-01-04`;
  const record = await write(
    stage,
    30,
    {
      kind: 'plan',
      title: words.plan(year),
      category: 'year',
      period: year,
      owner: stage.people.manager.name,
      body: words.planBody,
    },
    'manager',
  );
  for (const { day, owner, done, percent, ...item } of words.planItems) {
    const dueOn = `${year}-${day}`;
    const written = await write(
      stage,
      30,
      {
        kind: 'planitem',
        parentId: record.id,
        ...item,
        startsOn: start,
        owner: stage.people[owner].name,
        dueOn,
      },
      'manager',
    );
    const ahead = quarterOf(dueOn) - quarterOf(stage.today);
    if (ahead < 0) await end(stage, 20, written, done);
    else if (ahead === 0)
      await noteProgress(ago(stage, 5), stage.people[owner], { id: written.id, percent, text: done });
  }
}

async function train(stage: Stage, one: (typeof words.trainings)[number]): Promise<void> {
  const { manager, engineer } = stage.people;
  const { daysAgo, result, ...rest } = one;
  const record = await write(stage, daysAgo, {
    kind: 'training',
    ...rest,
    place: words.room,
    requester: manager.name,
    people: `${engineer.name}${words.andOthers}`,
  });
  if (result) await end(stage, daysAgo, record, result);
}

async function suggest(stage: Stage, one: (typeof words.suggestions)[number]): Promise<void> {
  const { daysAgo, answer, ...rest } = one;
  const record = await write(
    stage,
    daysAgo,
    {
      kind: 'suggestion',
      ...rest,
      owner: stage.people.manager.name,
      party: words.office,
      dueOn: addDays(stage.today, 7 - daysAgo),
    },
    'manager',
  );
  if (answer)
    await closeRecord(ago(stage, daysAgo - 3), stage.people.supervisor, {
      id: record.id,
      doneOn: addDays(stage.today, 3 - daysAgo),
      outcome: answer.outcome,
      result: answer.text,
    });
}

async function accept(stage: Stage): Promise<void> {
  const { acceptance } = words;
  const record = await write(stage, 9, {
    kind: 'acceptance',
    ...acceptance.record,
    owner: stage.people.engineer.name,
    dueOn: addDays(stage.today, 10),
  });
  for (const line of acceptance.lines)
    await saveLine(ago(stage, 8), stage.people.engineer, { id: record.id, ...line });
  for (const { daysAgo, dueIn, ...defect } of acceptance.defects)
    await write(stage, daysAgo, {
      kind: 'defect',
      parentId: record.id,
      ...defect,
      dueOn: addDays(stage.today, dueIn),
    });
  await signAcceptance(ago(stage, 2), stage.people.engineer, {
    id: record.id,
    side: 'integrator',
    unit: acceptance.record.party,
    name: acceptance.record.requester,
  });
}

async function rule(stage: Stage): Promise<void> {
  const { document } = words;
  const record = await write(stage, 25, {
    kind: 'document',
    ...document.record,
    owner: stage.people.manager.name,
  });
  for (const { daysAgo, approved, effectiveIn, ...version } of document.versions) {
    const handedIn = await addVersion(ago(stage, daysAgo), stage.people.engineer, {
      id: record.id,
      ...version,
      fileId: null,
      effectiveOn: addDays(stage.today, effectiveIn),
    });
    if (approved)
      await approveVersion(ago(stage, daysAgo - 1), stage.people.manager, {
        versionId: handedIn.id,
        approved: true,
        note: '',
      });
  }
}
