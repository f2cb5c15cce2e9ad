import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import {
  healthRules,
  runHealthRound,
  saveHealthRules,
} from '../../electron/core/datacenter/health/rounds.ts';
import { healthIncidents, raiseFromHealth } from '../../electron/core/servicedesk/servicedesk.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { errorOf, signedIn, testWorkspace } from '../support/workspace.ts';

test('a red item of the health board becomes one incident, however often it is seen', async () => {
  const workspace = await testWorkspace();
  const { core, dir } = workspace;
  try {
    const actor = await signedIn(core, 'engineer');
    const file = `${dir}/centre.sqlite`;
    const database = new Database(file);
    database.exec('CREATE TABLE a (x)');
    database.close();
    const save = (name: string) =>
      saveConnection(core, actor, connectionInputSchema.parse({ name, engine: 'sqlite', file }));
    const [centre, other] = [await save('中心'), await save('另一个')];
    const input = { connectionId: centre.id, item: 'size' } as const;
    await runHealthRound(core, centre.id);
    expect((await errorOf(raiseFromHealth(core, actor, input))).code).toBe('SERVICEDESK_NOT_BAD');
    const rule = (await healthRules(core)).find(({ item }) => item === 'size');
    expect(rule).toBeDefined();
    await saveHealthRules(core, actor, [{ item: 'size', warning: 1, fault: null, repeats: 1 }]);
    for (const { id } of [centre, other]) await runHealthRound(core, id);
    const first = await raiseFromHealth(core, actor, input);
    expect(first).toMatchObject({ merged: false, incident: { service: 'datacenter', source: 'check' } });
    expect(first.incident.title).toContain('中心 库大小');
    expect(first.incident.origin).toMatch(/^health:.*\/size$/);
    expect(await healthIncidents(core, centre.id)).toEqual([{ item: 'size', number: first.incident.number }]);
    // Pressed once more while it is live: the same incident, and the same occurrence of it.
    const again = await raiseFromHealth(core, actor, input);
    expect(again).toMatchObject({
      merged: true,
      incident: { number: first.incident.number, occurrences: 1 },
    });
    // Another database is another trouble.
    const second = await raiseFromHealth(core, actor, { ...input, connectionId: other.id });
    expect(second.merged).toBe(false);
    expect(await healthIncidents(core, centre.id)).toHaveLength(1);
  } finally {
    await workspace.remove();
  }
});
