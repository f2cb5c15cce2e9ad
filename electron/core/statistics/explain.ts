import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages } from '../../../shared/messages/statistics.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';

const words = statisticsMessages.explain;
const MOST_LINES = 500;

/** Engines that explain a statement without running it. */
const PREFIX: Partial<Record<Engine, string>> = {
  sqlite: 'EXPLAIN QUERY PLAN ',
  postgres: 'EXPLAIN ',
  mysql: 'EXPLAIN ',
  dameng: 'EXPLAIN ',
};

/**
 * Oracle's EXPLAIN PLAN and SQL Server's SHOWPLAN write, which a read-only session may not: the plan of the statement's
 * last execution is read from the server's cache instead.
 */
export const CACHED_PLAN: Partial<Record<Engine, string>> = {
  oracle: `SELECT LPAD(' ', 2 * p.depth) || p.operation || ' ' || p.options || ' ' || p.object_name AS step,
      p.cardinality AS row_estimate, p.cost AS cost
    FROM v$sql_plan p JOIN (SELECT sql_id, child_number FROM (SELECT sql_id, child_number FROM v$sql
      WHERE DBMS_LOB.COMPARE(sql_fulltext, ?) = 0 ORDER BY last_active_time DESC) WHERE ROWNUM <= 1) s
      ON s.sql_id = p.sql_id AND s.child_number = p.child_number ORDER BY p.id`,
  mssql: `SELECT TOP 1 CAST(p.query_plan AS nvarchar(max)) AS step FROM sys.dm_exec_query_stats q
    CROSS APPLY sys.dm_exec_sql_text(q.sql_handle) t CROSS APPLY sys.dm_exec_query_plan(q.plan_handle) p
    WHERE CHARINDEX(?, t.text) > 0 ORDER BY q.last_execution_time DESC`,
};

/** The engine's plan as lines of text. @throws STATISTICS_NO_PLAN, and what running it would */
export async function explainStatement(
  connection: DatacenterConnection,
  sql: string,
  bindings: readonly (string | number)[],
  signal?: AbortSignal,
): Promise<string[]> {
  const prefix = PREFIX[connection.engine];
  const cached = CACHED_PLAN[connection.engine];
  const { columns, rows } =
    prefix !== undefined
      ? await connection.table(`${prefix}${sql}`, bindings, { maxRows: MOST_LINES, signal })
      : await connection.table(cached ?? '', [sql], { maxRows: MOST_LINES, signal });
  if (rows.length === 0) throw fail('STATISTICS_NO_PLAN', words.none);
  if (connection.engine === 'sqlite') return sqliteTree(rows as [number, number, number, string][]);
  if (rows[0]?.length === 1) return rows.map(([line]) => String(line));
  return [columns.join('\t'), ...rows.map((row) => row.map((value) => value ?? '').join('\t'))];
}

/** EXPLAIN QUERY PLAN answers id, parent, unused, detail. */
function sqliteTree(rows: readonly [number, number, number, string][]): string[] {
  const depth = new Map<number, number>([[0, -1]]);
  return rows.map(([id, parent, , detail]) => {
    const own = (depth.get(parent) ?? -1) + 1;
    depth.set(id, own);
    return `${'  '.repeat(own)}${detail}`;
  });
}
