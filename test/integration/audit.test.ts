import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit, listAudit, verifyAudit } from '../../electron/core/audit/audit.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
beforeEach(async () => {
  test = await testWorkspace();
});
afterEach(() => test.remove());

describe('the audit', () => {
  it('is one chain, also when two processes write at once', async () => {
    const second = await test.again();
    const actor = unattendedActor();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        appendAudit(i % 2 ? test.core : second, actor, 'test', `对象${i}`),
      ),
    );
    expect(await verifyAudit(test.core)).toEqual({ entries: 20, brokenAt: null });
    expect((await listAudit(test.core, { offset: 0, limit: 5 })).total).toBe(20);
  });

  it('cannot be changed or thinned, and shows where somebody forced it', async () => {
    for (const target of ['甲', '乙', '丙']) await appendAudit(test.core, unattendedActor(), 'test', target);
    const { log } = test.core;
    await expect(log('audit_entry').where({ id: 2 }).update({ target: '丁' })).rejects.toThrow('append-only');
    await expect(log('audit_entry').where({ id: 2 }).delete()).rejects.toThrow('append-only');
    await log.raw('DROP TRIGGER audit_entry_no_update');
    await log('audit_entry').where({ id: 2 }).update({ target: '丁' });
    expect(await verifyAudit(test.core)).toEqual({ entries: 2, brokenAt: 2 });
  });
});
