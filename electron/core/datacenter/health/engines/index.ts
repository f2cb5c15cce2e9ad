import type { Engine } from '../../../../../shared/contract/engine.ts';
import type { HealthProbe } from '../item.ts';
import { damengProbes } from './dameng.ts';
import { mssqlProbes } from './mssql.ts';
import { mysqlProbes } from './mysql.ts';
import { oracleProbes } from './oracle.ts';
import { postgresProbes } from './postgres.ts';
import { sqliteProbes } from './sqlite.ts';

/** What each engine can tell, in its own words. An item an engine has no notion of is absent. */
export const PROBES: Record<Engine, readonly HealthProbe[]> = {
  sqlite: sqliteProbes,
  postgres: postgresProbes,
  mysql: mysqlProbes,
  oracle: oracleProbes,
  mssql: mssqlProbes,
  dameng: damengProbes,
};
