import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Actor, Core } from '../../electron/core/core.ts';
import type { CheckContext } from '../../electron/core/inspection/checks/check.ts';
import { openIncidents } from '../../electron/core/inspection/checks/service.ts';
import {
  raiseIncident,
  resolveIncident,
  respondIncident,
} from '../../electron/core/servicedesk/servicedesk.ts';
import { incidentInputSchema } from '../../shared/contract/servicedesk.ts';
import { beijingStamp } from '../../shared/domain/time.ts';
import { quickOperator } from '../support/dutyPeople.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

/** A Friday in working hours: 10:00 in Beijing. */
const START = Date.parse('2026-11-20T02:00:00.000Z');
const MINUTE = 60_000;

let workspace: TestWorkspace;
let core: Core;
let engineer: Actor;
let now = START;

beforeEach(async () => {
  now = START;
  workspace = await testWorkspace({ now: () => new Date(now) });
  core = workspace.core;
  engineer = await quickOperator(core, 'engineer', '李工程');
});
afterEach(() => workspace.remove());

/** The line of the check sheet as of some minutes after the start. */
const line = (minutes: number) =>
  openIncidents({ core, asOf: beijingStamp(new Date(START + minutes * MINUTE)) } as CheckContext);

it('stands on the check sheet: open, near, late; a past moment is judged by what was known then', async () => {
  expect(await line(-1)).toMatchObject({ value: '没有未办结', number: 0 });
  const input = incidentInputSchema.parse({ title: '前置机连不上', service: 'casefile' });
  const { incident } = await raiseIncident(core, engineer, input);
  expect(await line(0)).toMatchObject({
    level: 'warning',
    value: '未办结 1，将到时限 1',
    remark: expect.stringContaining(`${incident.number} 前置机连不上`),
  });
  now = START + 31 * MINUTE;
  expect(await line(31)).toMatchObject({ level: 'fault', value: '未办结 1，超时 1' });
  const done = { id: incident.id, at: null, reason: '' };
  await respondIncident(core, engineer, done);
  await resolveIncident(core, engineer, { ...done, note: '重启', fix: 'root' });
  expect(await line(32)).toEqual({ value: '没有未办结', number: 0 });
  // Looked at again for the moment before: it was open then, and late.
  expect(await line(30.5)).toMatchObject({ level: 'fault', number: 1 });
  expect(await line(-1)).toMatchObject({ number: 0 });
});
