import { describe, expect, it } from 'vitest';
import { parseChange } from './parse.ts';

const parse = (sql: string) => parseChange(sql, 'postgres');
const messageOf = (sql: string) => {
  try {
    parse(sql);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

it('reads the three plain forms', () => {
  expect(
    parse(
      `UPDATE public."Case_Party" SET phone = '1', name = upper(name) WHERE id IN (SELECT id FROM t WHERE a = 1) -- x\n;`,
    ),
  ).toMatchObject({
    kind: 'update',
    tableText: 'public."Case_Party"',
    table: 'case_party',
    columns: ['phone', 'name'],
    condition: 'id IN (SELECT id FROM t WHERE a = 1)',
  });
  expect(parse("delete from court_case where case_id = 'a;b'")).toMatchObject({
    kind: 'delete',
    table: 'court_case',
    condition: "case_id = 'a;b'",
  });
  expect(parse("INSERT INTO t (id, n) VALUES (1, 'a,b'), (2, coalesce(NULL, 'c'))")).toMatchObject({
    kind: 'insert',
    columns: ['id', 'n'],
    tuples: [
      ['1', "'a,b'"],
      ['2', "coalesce(NULL, 'c')"],
    ],
  });
});

describe('refuses', () => {
  it.each([
    ['UPDATE t SET a = 1', 'WHERE'],
    ['DELETE FROM t', 'WHERE'],
    ['UPDATE t SET a = 1 WHERE b = 2; DELETE FROM t WHERE 1=1', '只能有一条'],
    ['SELECT 1', '只接受'],
    ['TRUNCATE t', '只接受'],
    ['DROP TABLE t', '只接受'],
    ['UPDATE t x SET a = 1 WHERE b = 2', '一张表'],
    ['UPDATE t, u SET a = 1 WHERE b = 2', '一张表'],
    ['UPDATE t SET a = u.a FROM u WHERE t.id = u.id', 'FROM'],
    ['DELETE FROM t USING u WHERE t.id = u.id', '一张表'],
    ['UPDATE t SET a = 1 WHERE b = 2 RETURNING *', 'RETURNING'],
    ['DELETE FROM t WHERE b = 2 LIMIT 1', 'LIMIT'],
    ['DELETE FROM t WHERE b = 2 UNION SELECT 1', 'UNION'],
    ['INSERT INTO t VALUES (1)', '列名清单'],
    ['INSERT INTO t (a) SELECT a FROM u', 'VALUES'],
    ['INSERT INTO t (a, b) VALUES (1)', '个数'],
    ['INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING', '附近'],
    ['UPDATE t SET (a, b) = (1, 2) WHERE c = 3', '附近'],
    ["UPDATE t SET a = 1 WHERE b = 'x", '没闭合'],
    ['UPDATE t SET a = 1 WHERE (b = 2', '附近'],
    ['UPDATE t SET a = 1 WHERE', 'WHERE'],
    ['UPDATE t SET WHERE b = 1', '附近'],
    ['', '请写一条'],
    ['WITH x AS (DELETE FROM u WHERE a = 1 RETURNING *) UPDATE t SET a = 1 WHERE b = 2', '只接受'],
  ])('%s', (sql, words) => expect(messageOf(sql)).toContain(words));

  it.each([
    "UPDATE t SET a = nextval('s') WHERE b = 2",
    'DELETE FROM t WHERE pg_terminate_backend(1)',
    'UPDATE t SET a = 1 WHERE id IN (DELETE FROM u WHERE 1 = 1)',
    'UPDATE t SET a = (SELECT 1 FOR UPDATE) WHERE b = 2',
  ])('what writes inside: %s', (sql) => expect(() => parse(sql)).toThrow());
});
