import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import type { DatacenterConnection } from '../../electron/core/datacenter/connection.ts';
import { openUrl } from '../../electron/core/datacenter/datacenter.ts';
import { dictionaryOf } from '../../electron/core/datacenter/dictionary.ts';
import { migrateStructure } from '../../electron/core/datacenter/structure.ts';
import { structureDifferences } from '../../electron/core/datacenter/structureDiff.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { createMariadbDatabase } from '../support/mariadb.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { errorOf, temporaryFolder } from '../support/workspace.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const open: DatacenterConnection[] = [];
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
});

const mariadbUrl = inject('mariadbUrl');
const ENGINES = mariadbUrl ? ['sqlite', 'postgres', 'mysql'] : ['sqlite', 'postgres'];

async function emptyDatabase(engine: string): Promise<DatacenterConnection> {
  let url: string;
  if (engine === 'sqlite') {
    const file = join(folder.dir, 'structure.sqlite');
    new Database(file).close();
    url = `sqlite://${file}`;
  } else if (engine === 'postgres')
    url = await createPostgresDatabase(inject('postgresUrl'), 'ops_structure');
  else url = await createMariadbDatabase(mariadbUrl, 'ops_structure');
  const connection = openUrl(url, { spawn: forkProcess, writable: true });
  open.push(connection);
  return connection;
}

describe.each(ENGINES)('structure on %s', (engine) => {
  it('what the migrations made shows no difference, what an administrator changed does; the way back leaves nothing', async () => {
    const connection = await emptyDatabase(engine);
    expect((await structureDifferences(connection)).length).toBe(25);
    await migrateStructure(connection, { now: new Date() });
    expect(await structureDifferences(connection)).toEqual([]);
    const dictionary = await dictionaryOf(connection);
    expect(dictionary.liveError).toBeNull();
    expect(
      dictionary.columns.filter(({ live, table }) => live !== 'same' && !table.startsWith('structure_')),
    ).toEqual([]);

    await connection.write(async (writer) => {
      await writer.execute('ALTER TABLE lawyer DROP COLUMN firm');
      await writer.execute('ALTER TABLE lawyer ADD COLUMN mobile varchar(20)');
      await writer.execute(
        engine === 'mysql'
          ? 'DROP INDEX court_staff_court_code_index ON court_staff'
          : 'DROP INDEX court_staff_court_code_index',
      );
      await writer.execute('DROP TABLE platform_taking');
      await writer.execute('CREATE TABLE stranger (id int)');
    });
    const found = await structureDifferences(connection);
    expect(found.map(({ kind, table, name }) => `${kind} ${table}.${name}`).sort()).toEqual([
      'column-extra lawyer.mobile',
      'column-missing lawyer.firm',
      'index-missing court_staff.court_code',
      'table-extra stranger.stranger',
      'table-missing platform_taking.platform_taking',
    ]);
    const seen = await dictionaryOf(connection);
    expect(seen.columns.find(({ column }) => column === 'mobile')).toMatchObject({
      live: 'extra',
      table: 'lawyer',
    });
    expect(seen.columns.find(({ column }) => column === 'firm')?.live).toBe('missing');

    await migrateStructure(connection, { to: 0, now: new Date() });
    expect(
      (await structureDifferences(connection)).filter(({ kind }) => kind === 'table-missing').length,
    ).toBe(25);
  });

  it('a lock names its holder, and one whose program died long ago is taken over', async () => {
    const connection = await emptyDatabase(engine);
    await migrateStructure(connection, { now: new Date(), to: 0 });
    const lock = (at: string) =>
      connection.write(async (writer) => {
        await writer.execute('DELETE FROM structure_lock');
        await writer.execute("INSERT INTO structure_lock VALUES (1, 'other-host 17 x', ?)", [at]);
      });
    await lock(new Date().toISOString());
    const refused = await errorOf(migrateStructure(connection, { now: new Date(), to: 0 }));
    expect(refused.code).toBe('DATACENTER_STRUCTURE_LOCKED');
    await lock(new Date(Date.now() - 2 * 3_600_000).toISOString());
    await migrateStructure(connection, { now: new Date(), to: 0 });
    expect(await connection.query('SELECT * FROM structure_lock')).toEqual([]);
  });
});
