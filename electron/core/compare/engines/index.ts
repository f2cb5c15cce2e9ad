import type { Engine } from '../../../../shared/contract/datacenter.ts';
import type { EngineSql } from './engine.ts';
import { mssqlSql } from './mssql.ts';
import { mysqlSql } from './mysql.ts';
import { oracleSql } from './oracle.ts';
import { postgresSql } from './postgres.ts';
import { sqliteSql } from './sqlite.ts';

const ENGINES: Record<Engine, EngineSql> = {
  sqlite: sqliteSql,
  postgres: postgresSql,
  mysql: mysqlSql,
  oracle: oracleSql,
  mssql: mssqlSql,
  dameng: oracleSql,
};

export function engineSql(engine: Engine): EngineSql {
  return ENGINES[engine];
}
