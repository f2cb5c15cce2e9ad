import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENGINES, type Engine } from '../../../shared/contract/datacenter.ts';
import { OpsError } from '../../../shared/errors/errors.ts';
import { guardStatement } from './statementGuard.ts';

function verdict(sql: string, engine: Engine = 'postgres'): string {
  try {
    guardStatement(sql, engine);
    return 'ok';
  } catch (error) {
    if (error instanceof OpsError) return error.data.code;
    throw error;
  }
}

const WRITE = 'DATACENTER_READ_ONLY';
const BROKEN = 'DATACENTER_STATEMENT';

describe('lets reading statements through', () => {
  it.each<[string, Engine]>([
    ['SELECT 1', 'postgres'],
    ["  select * from court_case where name = 'a;b' ;  -- done", 'postgres'],
    ['SELECT 1;;', 'sqlite'],
    ['(SELECT 1) UNION (SELECT 2)', 'mysql'],
    ['WITH a AS (SELECT 1) SELECT * FROM a', 'oracle'],
    ['/* DELETE */ SELECT "delete", \'drop table x\' FROM t -- update', 'postgres'],
    ['SELECT substring(name FROM 1 FOR 3) FROM t', 'postgres'],
    ["SELECT replace(name, 'a', 'b'), insert(name, 1, 1, 'x'), truncate(1.5, 0) FROM t", 'mysql'],
    ['SELECT `update` FROM `set`', 'mysql'],
    ['SELECT [delete] FROM [t;x]', 'mssql'],
    ["SELECT $$a; DELETE FROM t$$, $tag$ ' $tag$", 'postgres'],
    ["SELECT E'it\\'s; DELETE' FROM t", 'postgres'],
    ["SELECT q'[it's; DELETE]' FROM dual", 'oracle'],
    ["SELECT 'it\\'s; DELETE' FROM t", 'mysql'],
    ['SELECT t.delete, t.into FROM t', 'postgres'],
    ['EXPLAIN SELECT 1', 'postgres'],
    ['SHOW server_version', 'postgres'],
    ['SHOW TABLES', 'mysql'],
    ['SELECT * FROM t FOR XML PATH', 'mssql'],
    ['SELECT dbms_lob.getlength(content) FROM efile', 'oracle'],
    ['SELECT /*+ FULL(c) */ * FROM court_case c', 'oracle'],
    ['SELECT 5--2', 'mysql'],
    ['VALUES (1), (2)', 'sqlite'],
    ["SELECT 案号 FROM 案件 WHERE 名称 = '；'", 'postgres'],
    ['SELECT nextval FROM t', 'postgres'],
    ['SELECT U&\'\\6848\\53f7\', u & "mask" FROM t', 'postgres'],
    ['/* a /* nested */ b */ SELECT 1', 'postgres'],
  ])('%s (%s)', (sql, engine) => expect(verdict(sql, engine)).toBe('ok'));

  it('gives the statement back without its semicolon and what follows', () => {
    expect(guardStatement('SELECT 1 ; -- x', 'postgres')).toBe('SELECT 1');
  });
});

describe('refuses what writes', () => {
  it.each<[string, Engine]>([
    ['DELETE FROM t', 'postgres'],
    ['SELECT 1; DELETE FROM t', 'postgres'],
    ['SELECT 1;;SELECT 2', 'postgres'],
    ['WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d', 'postgres'],
    ['WITH d AS MATERIALIZED (INSERT INTO t VALUES (1) RETURNING 1) SELECT 1', 'postgres'],
    ['WITH a AS (SELECT 1) DELETE FROM t', 'sqlite'],
    ['WITH a AS (SELECT 1) UPDATE t SET x = 1', 'mssql'],
    ['EXPLAIN ANALYZE DELETE FROM t', 'postgres'],
    ['EXPLAIN (ANALYZE, BUFFERS) UPDATE t SET a = 1', 'postgres'],
    ['EXPLAIN PLAN FOR SELECT 1 FROM dual', 'oracle'],
    ['SELECT * INTO copy FROM t', 'postgres'],
    ['SELECT * INTO #copy FROM t', 'mssql'],
    ["SELECT * INTO OUTFILE '/tmp/x' FROM t", 'mysql'],
    ['SELECT 1 INTO @x', 'mysql'],
    ['SELECT * FROM t FOR UPDATE', 'postgres'],
    ['SELECT * FROM t FOR /* x */ NO KEY UPDATE', 'postgres'],
    ['SELECT * FROM t FOR KEY SHARE', 'postgres'],
    ['SELECT * FROM t LOCK IN SHARE MODE', 'mysql'],
    ['SELECT * FROM t WITH (UPDLOCK)', 'mssql'],
    ["SELECT nextval('s')", 'postgres'],
    ["SELECT pg_catalog.nextval ('s')", 'postgres'],
    ['SELECT "pg_terminate_backend"(1)', 'postgres'],
    ['SELECT U&"pg\\005fterminate\\005fbackend"(1)', 'postgres'],
    ["SELECT u&\"set!005fconfig\" UESCAPE '!' ('a.b', 'c', false)", 'postgres'],
    ["SELECT * FROM ts_stat('SELECT pg_terminate_backend(1)::text::tsvector')", 'postgres'],
    ["COPY t TO PROGRAM 'cat'", 'postgres'],
    ['DO $$ BEGIN DELETE FROM t; END $$', 'postgres'],
    ["TABLE t INTO OUTFILE '/tmp/x'", 'mysql'],
    ['SET STATEMENT max_statement_time = 0 FOR DELETE FROM t', 'mysql'],
    ['ANALYZE SELECT f()', 'mysql'],
    ['VACUUM', 'sqlite'],
    ["SELECT 1; ATTACH 'x' AS y", 'sqlite'],
    ['SELECT pg_terminate_backend/**/(1)', 'postgres'],
    ["SELECT set_config('transaction_read_only', 'off', false)", 'postgres'],
    ["SELECT lo_import('/etc/passwd')", 'postgres'],
    ["SELECT pg_read_file('/etc/passwd')", 'postgres'],
    ["SELECT query_to_xml('delete from t', true, true, '')", 'postgres'],
    ["SELECT dblink_exec('…', 'delete from t')", 'postgres'],
    ['SELECT pg_advisory_lock(1)', 'postgres'],
    ['SELECT s.nextval FROM dual', 'oracle'],
    ['SELECT NEXT VALUE FOR s', 'mssql'],
    ["SELECT dbms_xmlquery.getxml('delete from t') FROM dual", 'oracle'],
    ["SELECT utl_http.request('http://x') FROM dual", 'oracle'],
    ['SELECT sys.dbms_lock.sleep(1) FROM dual', 'oracle'],
    ['WITH FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; SELECT f FROM dual', 'oracle'],
    ['SELECT 1 DELETE FROM t', 'mssql'],
    ['SELECT 1.DELETE FROM t', 'mssql'],
    ["SELECT 1 EXEC xp_cmdshell 'dir'", 'mssql'],
    ["SELECT * FROM OPENROWSET('x', 'y', 'delete from t')", 'mssql'],
    ['SELECT 1 /*! INTO OUTFILE "/tmp/x" */', 'mysql'],
    ['SELECT 1 /*M!100100 FOR UPDATE */', 'mysql'],
    ["SELECT load_file('/etc/passwd')", 'mysql'],
    ["SELECT get_lock('x', 10)", 'mysql'],
    ["SELECT load_extension('x')", 'sqlite'],
    ['PRAGMA query_only = OFF', 'sqlite'],
    ["ATTACH 'x' AS y", 'sqlite'],
    ["SELECT 'a\\'; DELETE FROM t; --'", 'postgres'],
    ['SELECT 1 --2; DELETE\n; DELETE FROM t', 'postgres'],
    ['SELECT 5 --2\r; DELETE FROM t', 'postgres'],
    ['SELECT "a""b;"; DROP TABLE t', 'postgres'],
    ['SET default_transaction_read_only = off', 'postgres'],
    ['CALL p()', 'mysql'],
    ['BEGIN DELETE FROM t; END', 'oracle'],
    ['', 'dameng'],
    ['COMMIT', 'postgres'],
    ['REPLACE INTO t VALUES (1)', 'mysql'],
    ['MERGE INTO t USING s ON (1=1) WHEN MATCHED THEN DELETE', 'oracle'],
    ['select/**/1 ;/**/ truncate t', 'mysql'],
  ])('%s (%s)', (sql, engine) => expect(verdict(sql, engine)).toBe(sql === '' ? BROKEN : WRITE));
});

describe('says what is no statement', () => {
  it.each([
    '',
    '  ',
    '-- only a comment',
    ';',
    "SELECT 'open",
    'SELECT "open',
    'SELECT /* open',
    'SELECT $$open',
    'SELECT 1\0',
  ])('%j', (sql) => expect(verdict(sql)).toBe(BROKEN));
  it('a text of a megabyte', () => expect(verdict(`SELECT '${'x'.repeat(1_000_001)}'`)).toBe(BROKEN));
});

describe('whatever the text', () => {
  it('judges what is left after cutting the end off', () => {
    expect(guardStatement('SELECT 1--;', 'mysql')).toBe('SELECT 1');
  });

  it('it answers, and never lets a bare second statement or write word through', () => {
    const piece = fc.constantFrom(
      'SELECT 1',
      ';',
      ' ',
      '\n',
      "'",
      '"',
      '--',
      '/*',
      '*/',
      '$$',
      '[',
      ']',
      '`',
      '\\',
      'DELETE FROM t',
      '#',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(...ENGINES), (pieces, engine) => {
        const sql = pieces.join('');
        let passed: string;
        try {
          passed = guardStatement(sql, engine);
        } catch (error) {
          return error instanceof OpsError;
        }
        // What passes stays one statement when the guard reads its own answer again.
        return guardStatement(passed, engine) === passed;
      }),
      { numRuns: 5_000 },
    );
  });
});
