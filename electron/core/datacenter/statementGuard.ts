import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { lexSql, SqlLexError, type Token } from './sqlLexer.ts';

const words = datacenterMessages.guard;
const MAX_LENGTH = 1_000_000;

const STARTS: Record<Engine, readonly string[]> = {
  sqlite: ['SELECT', 'WITH', 'VALUES', 'EXPLAIN'],
  postgres: ['SELECT', 'WITH', 'VALUES', 'TABLE', 'EXPLAIN', 'SHOW'],
  mysql: ['SELECT', 'WITH', 'VALUES', 'TABLE', 'EXPLAIN', 'SHOW', 'DESC', 'DESCRIBE'],
  oracle: ['SELECT', 'WITH'],
  mssql: ['SELECT', 'WITH'],
  dameng: ['SELECT', 'WITH', 'EXPLAIN'],
};

/** Words that write wherever they stand unquoted; a few are functions too when a bracket follows. */
const WRITES = new Set([
  'INSERT',
  'UPDATE',
  'DELETE',
  'MERGE',
  'REPLACE',
  'TRUNCATE',
  'CREATE',
  'ALTER',
  'DROP',
  'GRANT',
  'REVOKE',
]);
const ALSO_FUNCTIONS = new Set(['INSERT', 'REPLACE', 'TRUNCATE']);

/** T-SQL needs no semicolon between statements: what may start one is refused anywhere. */
const MSSQL_STATEMENTS = new Set([
  'EXEC',
  'EXECUTE',
  'SET',
  'DECLARE',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
  'SAVE',
  'BACKUP',
  'RESTORE',
  'KILL',
  'SHUTDOWN',
  'DBCC',
  'BULK',
  'RECONFIGURE',
  'USE',
  'WRITETEXT',
  'UPDATETEXT',
  'DENY',
  'WAITFOR',
  'WHILE',
  'GOTO',
  'PRINT',
  'RAISERROR',
  'THROW',
  'CHECKPOINT',
  'OPENROWSET',
  'OPENQUERY',
  'OPENDATASOURCE',
  'REVERT',
  'SETUSER',
]);
const MSSQL_LOCK_HINTS = new Set(['UPDLOCK', 'XLOCK', 'TABLOCK', 'TABLOCKX', 'HOLDLOCK', 'SERIALIZABLE']);

/** Functions that change something, stop someone, or reach outside the database. */
const FUNCTIONS: Record<Engine, RegExp> = {
  sqlite: /^(load_extension|writefile|readfile|edit|fts3_tokenizer|sqlar_.*)$/,
  postgres:
    /^(nextval|setval|set_config|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_switch_.*|pg_create_.*|pg_drop_.*|pg_replication_.*|pg_logical_.*|pg_wal_replay_.*|pg_(start|stop)_backup|pg_backup_.*|pg_copy_.*|pg_sync_.*|pg_stat_reset.*|pg_stat_statements_reset|pg_(try_)?advisory_.*|pg_read_(binary_)?file|pg_ls_(?!waldir$).*|pg_stat_file|pg_file_.*|pg_import_.*|pg_export_snapshot|pg_notify|pg_log_.*|pg_restore_.*|pg_clear_.*|lo_.*|lowrite|loread|gin_clean_pending_list|brin_(de)?summarize_.*|dblink.*|ts_stat|ts_rewrite|crosstab.*|connectby|xpath_table|query_to_xml.*|cursor_to_xml.*|database_to_xml.*|schema_to_xml.*)$/,
  mysql:
    /^(get_lock|release_lock|release_all_locks|load_file|benchmark|sys_exec|sys_eval|nextval|setval|lastval|master_pos_wait|master_gtid_wait|wait_for_executed_gtid_set|updatexml_file)$/,
  oracle: /^(dbms_(?!lob$)\w+|utl_\w+|owa_\w+|htp|httpuritype|dbms_lob_write)$/,
  mssql: /^(xp_.*|sp_.*|fn_xe_.*)$/,
  dameng: /^(dbms_(?!lob$)\w+|utl_\w+|sp_\w+|nextval)$/,
};
/** Readers of DBMS_LOB; its other members write. */
const LOB_READERS = new Set(['GETLENGTH', 'SUBSTR', 'INSTR', 'COMPARE']);

/**
 * Lets one reading statement through and refuses everything else, besides the engine's own read-only mode: several
 * statements, anything but SELECT/WITH/EXPLAIN/SHOW, writes inside a CTE, SELECT … INTO, row locks, and functions
 * that write. Returns the statement without its closing semicolon and trailing comments.
 * Throws DATACENTER_READ_ONLY (it would write) or DATACENTER_STATEMENT (it is no statement).
 */
export function guardStatement(sql: string, engine: Engine): string {
  if (sql.length > MAX_LENGTH) throw fail('DATACENTER_STATEMENT', words.tooLong(MAX_LENGTH));
  if (sql.includes('\0')) throw fail('DATACENTER_STATEMENT', words.nul);
  const tokens = significant(sql, engine);
  while (tokens.at(-1)?.text === ';' && tokens.at(-1)?.kind === 'symbol') tokens.pop();
  const last = tokens.at(-1);
  if (!last) throw fail('DATACENTER_STATEMENT', words.empty);
  const semicolon = tokens.find((token) => token.kind === 'symbol' && token.text === ';');
  if (semicolon) throw fail('DATACENTER_READ_ONLY', words.several, { offset: semicolon.start + 1 });
  checkStart(tokens, engine);
  for (let i = 0; i < tokens.length; i++) checkToken(tokens, i, engine);
  const statement = sql.slice(0, last.end);
  // Cutting the end off may change what the rest means (MySQL's `--` at the very end): what is sent is judged itself.
  return statement === sql ? statement : guardStatement(statement, engine);
}

/** The tokens without comments; MySQL's comments that are executed are refused. */
function significant(sql: string, engine: Engine): Token[] {
  try {
    return lexSql(sql, engine).filter((token) => {
      if (token.kind !== 'comment') return true;
      if (engine === 'mysql' && /^\/\*M?!/.test(token.text)) {
        throw fail('DATACENTER_READ_ONLY', words.executableComment, { offset: token.start + 1 });
      }
      return false;
    });
  } catch (error) {
    if (!(error instanceof SqlLexError)) throw error;
    throw fail('DATACENTER_STATEMENT', words.unclosed(error.what), { offset: error.offset + 1 });
  }
}

function checkStart(tokens: readonly Token[], engine: Engine): void {
  const first = tokens.find((token) => !(token.kind === 'symbol' && token.text === '('));
  const start = first ? upper(first) : '';
  if (first?.kind !== 'word' || !STARTS[engine].includes(start)) {
    throw fail('DATACENTER_READ_ONLY', words.notReading(first?.text.slice(0, 30) ?? '', STARTS[engine]), {
      offset: (first?.start ?? 0) + 1,
    });
  }
}

function checkToken(tokens: readonly Token[], index: number, engine: Engine): void {
  const token = tokens[index] as Token;
  if (token.kind !== 'word' && token.kind !== 'name') return;
  // U&"p\0067_…": a name in PostgreSQL's escapes hides from everything below.
  if (engine === 'postgres' && upper(token) === 'U' && escapedName(tokens, index))
    throw fail('DATACENTER_READ_ONLY', words.escapedName, { offset: token.start + 1 });
  const previous = tokens[index - 1];
  const next = tokens[index + 1];
  const called = next?.kind === 'symbol' && next.text === '(';
  const refuse = (message: string) =>
    fail('DATACENTER_READ_ONLY', message, { offset: token.start + 1, word: token.text });
  checkFunction(tokens, index, engine, called, refuse);
  if (token.kind === 'name') return;
  const word = upper(token);
  const member = previous?.kind === 'symbol' && previous.text === '.';
  if (word === 'NEXTVAL' && member) throw refuse(words.writingFunction(token.text));
  if (member) return;
  if (word === 'NEXT' && upperAt(tokens, index + 1) === 'VALUE' && upperAt(tokens, index + 2) === 'FOR') {
    throw refuse(words.writingFunction('NEXT VALUE FOR'));
  }
  if (word === 'FOR' && locks(tokens, index)) throw refuse(words.locks);
  if (word === 'LOCK' && upperAt(tokens, index + 1) === 'IN') throw refuse(words.locks);
  if (engine === 'mssql' && MSSQL_LOCK_HINTS.has(word)) throw refuse(words.locks);
  if (WRITES.has(word) && !(called && ALSO_FUNCTIONS.has(word))) throw refuse(words.writes(word));
  if (word === 'INTO') throw refuse(words.selectInto);
  if (engine === 'mssql' && MSSQL_STATEMENTS.has(word)) throw refuse(words.writes(word));
  if (isOracleLike(engine) && index === 1 && (word === 'FUNCTION' || word === 'PROCEDURE'))
    throw refuse(words.writes(word));
}

function checkFunction(
  tokens: readonly Token[],
  index: number,
  engine: Engine,
  called: boolean,
  refuse: (message: string) => Error,
): void {
  const token = tokens[index] as Token;
  const name = token.text.toLowerCase();
  if (called && FUNCTIONS[engine].test(name)) throw refuse(words.writingFunction(token.text));
  if (!isOracleLike(engine)) return;
  // A package's function: PACKAGE.FUNCTION(…), or without brackets when it takes nothing.
  const followedByDot = tokens[index + 1]?.text === '.';
  if (followedByDot && FUNCTIONS[engine].test(name)) throw refuse(words.writingFunction(token.text));
  if (name === 'dbms_lob' && followedByDot && !LOB_READERS.has(upperAt(tokens, index + 2))) {
    throw refuse(words.writingFunction(`${token.text}.${tokens[index + 2]?.text ?? ''}`));
  }
}

/** FOR UPDATE, FOR SHARE, FOR NO KEY UPDATE, FOR KEY SHARE; `substring(x FOR 3)` and FOR XML are none. */
function locks(tokens: readonly Token[], index: number): boolean {
  const following = [1, 2, 3].map((step) => upperAt(tokens, index + step));
  return (
    ['UPDATE', 'SHARE'].includes(following[0] ?? '') ||
    (following[0] === 'KEY' && following[1] === 'SHARE') ||
    (following[0] === 'NO' && following[1] === 'KEY' && following[2] === 'UPDATE')
  );
}

/** Whether `U`, `&` and a quoted name follow each other without a gap. */
function escapedName(tokens: readonly Token[], index: number): boolean {
  const [letter, sign, name] = tokens.slice(index, index + 3);
  return sign?.text === '&' && name?.kind === 'name' && letter?.end === sign.start && sign.end === name.start;
}

function isOracleLike(engine: Engine): boolean {
  return engine === 'oracle' || engine === 'dameng';
}

function upper(token: Token): string {
  return token.kind === 'word' ? token.text.toUpperCase() : '';
}

function upperAt(tokens: readonly Token[], index: number): string {
  const token = tokens[index];
  return token ? token.text.toUpperCase() : '';
}
