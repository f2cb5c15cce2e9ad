import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import {
  listThresholds,
  mustFindSheet,
  openSheet,
  runChecks,
  saveThresholds,
} from '../../electron/core/inspection/inspection.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import type { Sheet } from '../../shared/contract/inspection.ts';
import { createInspectionCentre, DAY, NOW } from '../fixtures/inspectionCentre.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let core: Core;
let zhou: Actor;
let li: Actor;

beforeEach(async () => {
  test = await testWorkspace({ now: () => NOW });
  core = test.core;
  zhou = await signedIn(core, 'engineer', '周明');
  li = await signedIn(core, 'manager', '李思远');
  await createInspectionCentre(join(test.dir, 'centre.sqlite'));
  const connection = { name: '中心库', engine: 'sqlite', file: 'centre.sqlite' };
  await saveConnection(core, li, connectionInputSchema.parse(connection));
});
afterEach(() => test.remove());

const storage = (sheet: Sheet) => sheet.items.find(({ id }) => id === 'casefile.storage');
const set = (warning: number | null, fault: number | null, id = 'casefile.storage') =>
  saveThresholds(core, li, { id, warning, fault, reason: '例会同意' });

describe('limits of check items', () => {
  it('hold from the next check on, in numbers and in the printed words', async () => {
    expect(storage(await runChecks(core, zhou, { day: DAY }))).toMatchObject({
      result: 'warning',
      standard: '≥85 %警告，≥95 %故障',
    });
    await set(30, 50.5);
    const before = storage(await mustFindSheet(core, DAY));
    expect(before).toMatchObject({ result: 'warning', standard: '≥85 %警告，≥95 %故障' });
    const after = storage(await runChecks(core, zhou, { day: DAY, items: ['casefile.storage'] }));
    expect(after).toMatchObject({ result: 'fault', standard: '≥30 %警告，≥50.5 %故障' });
  });

  it('stand on a sheet opened after them, and are the usual ones again when these are set', async () => {
    await set(80, 90);
    expect(storage(await openSheet(core, zhou, DAY))?.standard).toBe('≥80 %警告，≥90 %故障');
    const rows = await set(85, 95);
    expect(rows.find(({ id }) => id === 'casefile.storage')).toMatchObject({ change: null, warning: 85 });
  });

  it('say who set them and why, and leave a trace', async () => {
    await set(80, 90);
    const row = (await listThresholds(core)).find(({ id }) => id === 'casefile.storage');
    expect(row).toMatchObject({
      number: '2.1',
      warning: 80,
      fault: 90,
      usual: { warning: 85, fault: 95 },
      change: { by: '李思远', reason: '例会同意' },
    });
    const { rows } = await listAudit(core, { offset: 0, limit: 5 });
    expect(rows[0]).toMatchObject({ action: 'inspection.threshold' });
  });

  it.each([
    ['casefile.storage', 90, 80, 'INSPECTION_THRESHOLD_INVALID'],
    ['casefile.storage', 85, 85, 'INSPECTION_THRESHOLD_INVALID'],
    ['casefile.storage', null, 95, 'INSPECTION_THRESHOLD_INVALID'],
    ['trialdata.credibility', 98, 99, 'INSPECTION_THRESHOLD_INVALID'],
    ['trialdata.tool', 3, 5, 'INSPECTION_THRESHOLD_INVALID'],
    ['bankruptcy.received', 1, 2, 'INSPECTION_NO_THRESHOLD'],
    ['nothing', 1, 2, 'INSPECTION_NO_ITEM'],
  ])('%s: %s, %s is refused', async (id, warning, fault, code) => {
    expect((await errorOf(set(warning, fault, id))).code).toBe(code);
    expect((await listThresholds(core)).every(({ change }) => change === null)).toBe(true);
  });
});
