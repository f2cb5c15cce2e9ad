import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/support/workspace.ts';
import { PatientClient } from './patientClient.ts';

const folder = temporaryFolder();
const db = knexFactory({
  client: PatientClient as unknown as typeof Knex.Client,
  connection: { filename: join(folder.dir, 'log.sqlite') },
  useNullAsDefault: true,
  pool: { min: 1, max: 1 },
});

afterAll(async () => {
  await db.destroy();
  folder.remove();
});

test('a row of statements lets timers have their turn', async () => {
  await db.schema.createTable('line', (t) => t.integer('number'));
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  const started = performance.now();
  for (let number = 0; performance.now() - started < 300; number++) await db('line').insert({ number });
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});
