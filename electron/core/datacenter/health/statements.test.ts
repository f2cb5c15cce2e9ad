import { expect, it } from 'vitest';
import { ENGINES } from '../../../../shared/contract/engine.ts';
import { LIVE_COLUMNS, LIVE_INDEXES } from '../liveStructure.ts';
import { guardStatement } from '../statementGuard.ts';
import { BLOCKING } from './blockingSql.ts';
import { PROBES } from './engines/index.ts';
import type { Ask, HealthRow } from './item.ts';

/** Every statement the probes of an engine may send, the narrower ones too. */
async function statementsOf(engine: (typeof ENGINES)[number]): Promise<string[]> {
  const sent: string[] = [];
  const take = async (sql: string): Promise<HealthRow[]> => {
    sent.push(sql);
    // What makes the probes go on to their further statements.
    return [{ log_mode: 'ARCHIVELOG', mode: 'Y', enabled: 1, ended: null }];
  };
  const ask: Ask = {
    rows: take,
    one: async (sql) => (await take(sql))[0] ?? {},
    async firstOf(statements) {
      for (const sql of statements) await take(sql);
      return { rows: [], place: 0 };
    },
    yesterday: { day: '2026-11-21', from: '2026-11-21 00:00:00', to: '2026-11-22 00:00:00' },
  };
  for (const probe of PROBES[engine]) await probe.measure(ask);
  if (engine !== 'sqlite') sent.push(...BLOCKING[engine].edges, ...BLOCKING[engine].sessions);
  return [...sent, LIVE_COLUMNS[engine], LIVE_INDEXES[engine]];
}

it.each(ENGINES)('%s: every statement only reads', async (engine) => {
  const statements = await statementsOf(engine);
  expect(statements.length).toBeGreaterThan(4);
  for (const sql of statements) expect(guardStatement(sql, engine)).toBe(sql);
});

// Those of Oracle and Dameng stand with all the others in test/fixtures/statements.
it('mssql: the statements are the reviewed ones', async () => {
  expect((await statementsOf('mssql')).join(';\n\n')).toMatchSnapshot();
});

it.each(['oracle', 'dameng', 'mssql', 'postgres', 'mysql'] as const)(
  '%s: ending a session takes nothing but a number of a session',
  (engine) => {
    const { end } = BLOCKING[engine];
    if (!end) return;
    const id = engine === 'oracle' ? '12,345,@1' : '12';
    expect(end.shape.test(id)).toBe(true);
    expect(end.sql(id)).toContain(id);
    for (const bad of ['', '1; DROP TABLE x', "1'", '1,2', '-1', 'x'])
      expect(end.shape.test(bad)).toBe(false);
  },
);
