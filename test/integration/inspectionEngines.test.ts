import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { saveConnection, setDefaultConnection } from '../../electron/core/datacenter/datacenter.ts';
import { runChecks } from '../../electron/core/inspection/inspection.ts';
import { connectionInputSchema, type Engine } from '../../shared/contract/datacenter.ts';
import { createInspectionCentre, DAY, fillInspectionCentre, NOW } from '../fixtures/inspectionCentre.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
beforeEach(async () => {
  test = await testWorkspace({ now: () => NOW });
});
afterEach(() => test.remove());

/** Items whose answer is the engine's own and differs between them. */
const OWN_ANSWERS =
  /^(datacenter\.(instance|sessions|size|storage|tablespace|archive|backup|locks|slow|invalid|replication|password)|workstation\.)/;

/** What the engine asked last says of its own. */
let own: Record<string, string> = {};

/** Runs every check over one engine; answers by item. */
async function answers(input: { engine: Engine; file?: string } & Record<string, unknown>) {
  const actor = await signedIn(test.core, 'manager', String(input.engine));
  const { id } = await saveConnection(
    test.core,
    actor,
    connectionInputSchema.parse({ name: input.engine, ...input }),
  );
  await setDefaultConnection(test.core, actor, id);
  const { items } = await runChecks(test.core, actor, { day: DAY });
  const checked = items.filter((item) => item.method === 'automatic' && !OWN_ANSWERS.test(item.id));
  own = Object.fromEntries(items.map((item) => [item.id, item.value]));
  return Object.fromEntries(checked.map((item) => [item.id, [item.value, item.result, item.explanation]]));
}

async function sqliteAnswers() {
  await createInspectionCentre(test.core.workspace.path('centre.sqlite'));
  return answers({ engine: 'sqlite', file: 'centre.sqlite' });
}

function connectionOf(url: string) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  };
}

describe('the checks', () => {
  it('find the same in PostgreSQL as in SQLite', async () => {
    const expected = await sqliteAnswers();
    const target = connectionOf(await createPostgresDatabase(inject('postgresUrl'), 'ops_inspection'));
    await fillInspectionCentre({ client: 'pg', connection: target });
    expect(await answers({ engine: 'postgres', ...target })).toEqual(expected);
    expect(own).toMatchObject({
      'datacenter.tablespace': '没有上限',
      'datacenter.archive': expect.stringMatching(/ MB$/),
      'datacenter.invalid': '对象 0 个、索引 0 个',
      'datacenter.replication': '不适用',
      'datacenter.password': '不过期',
    });
  });

  it.skipIf(!inject('mariadbUrl'))('find the same in MariaDB as in SQLite', async () => {
    const expected = await sqliteAnswers();
    const target = connectionOf(await createMariadbDatabase(inject('mariadbUrl') ?? '', 'ops_inspection'));
    await fillInspectionCentre({ client: 'mysql2', connection: { ...target, charset: 'utf8mb4' } });
    expect(await answers({ engine: 'mysql', ...target })).toEqual(expected);
    expect(own).toMatchObject({
      'datacenter.archive': '正常',
      'datacenter.invalid': '对象 0 个、索引 0 个',
      'datacenter.replication': '不适用',
    });
  });
});
