import type { Engine } from '../../../../shared/contract/datacenter.ts';
import type { Dialect } from '../dialect.ts';
import { damengDialect } from './dameng.ts';
import { mssqlDialect } from './mssql.ts';
import { mysqlDialect } from './mysql.ts';
import { oracleDialect } from './oracle.ts';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';

const DIALECTS: Record<Engine, Dialect> = {
  sqlite: sqliteDialect,
  postgres: postgresDialect,
  mysql: mysqlDialect,
  oracle: oracleDialect,
  mssql: mssqlDialect,
  dameng: damengDialect,
};

export function dialectOf(engine: Engine): Dialect {
  return DIALECTS[engine];
}
