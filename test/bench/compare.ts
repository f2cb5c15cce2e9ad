import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checksumScan, type ScanWhat } from '../../electron/core/compare/full.ts';
import { compareOpen } from '../../electron/core/compare/urls.ts';
import { type DatacenterConnection, openUrl } from '../../electron/core/datacenter/datacenter.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { openTestDatabase } from '../fixtures/compareTables.ts';
import { createMariadbDatabase, startMariadb } from '../support/mariadb.ts';
import { createPostgresDatabase, startPostgres } from '../support/postgres.ts';
import type { TestServer } from '../support/serverProcess.ts';
import { temporaryFolder } from '../support/workspace.ts';

const TABLE = 'court_case';
const EDITS = 100;
/** A data centre's servers hold a table of this size in memory: no way of comparing is to wait for the disk. */
const CACHE_MB = 2048;
const WHAT: ScanWhat = { table: TABLE, key: ['case_id'] };

/** A case's columns as every engine can make them from its number `i`. */
const COLUMNS = `case_id varchar(18) not null primary key, court_code integer, case_number varchar(60), filed_date date,
  status integer not null, claim_amount decimal(16,2), judge_id varchar(20), tribunal varchar(60), updated_at`;

const FILL = {
  sqlite: (rows: number) => `CREATE TABLE ${TABLE} (${COLUMNS} datetime);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows - 1})
INSERT INTO ${TABLE} SELECT printf('5100%011d', i), 510000 + i % 59, '（2026）川' || printf('%04d', i % 59) || '民初' || i || '号',
  date('2020-01-01', (i % 2000) || ' days'), i % 5, (i * 37 % 100000000) / 100.0,
  CASE WHEN i % 7 = 0 THEN NULL ELSE 'J' || (i % 900) END, '民事审判第' || (i % 9) || '庭',
  datetime('2024-01-01', i || ' seconds') FROM n`,
  postgres: (rows: number) => `CREATE TABLE ${TABLE} (${COLUMNS} timestamp);
INSERT INTO ${TABLE} SELECT '5100' || lpad(i::text, 11, '0'), 510000 + i % 59,
  '（2026）川' || lpad((i % 59)::text, 4, '0') || '民初' || i || '号', date '2020-01-01' + (i % 2000)::int, i % 5,
  (i * 37 % 100000000)::numeric / 100, CASE WHEN i % 7 = 0 THEN NULL ELSE 'J' || (i % 900) END,
  '民事审判第' || (i % 9) || '庭', timestamp '2024-01-01' + i * interval '1 second' FROM generate_series(0::bigint, ${rows - 1}) i;
ANALYZE ${TABLE}`,
  mysql: (rows: number) => `CREATE TABLE ${TABLE} (${COLUMNS} datetime);
INSERT INTO ${TABLE} SELECT concat('5100', lpad(seq, 11, '0')), 510000 + seq % 59,
  concat('（2026）川', lpad(seq % 59, 4, '0'), '民初', seq, '号'), date '2020-01-01' + interval seq % 2000 day, seq % 5,
  (seq * 37 % 100000000) / 100, CASE WHEN seq % 7 = 0 THEN NULL ELSE concat('J', seq % 900) END,
  concat('民事审判第', seq % 9, '庭'), timestamp '2024-01-01 00:00:00' + interval seq second FROM seq_0_to_${rows - 1}`,
};

/**
 * One table in PostgreSQL and the same in SQLite (`--mariadb`: in MariaDB) with 100 differences at random: ours, one
 * full checksum scan of the slower side by the same expression, and fetching and comparing all rows of both.
 * `--rows N` (5,000,000).
 */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: { rows: { type: 'string', default: '5000000' }, mariadb: { type: 'boolean', default: false } },
  });
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 1000)
    throw new Error('--rows must be a whole number of at least 1000');
  const folder = temporaryFolder();
  const servers: TestServer[] = [];
  const opened: DatacenterConnection[] = [];
  try {
    const postgres = await startPostgres({ cacheMb: CACHE_MB });
    servers.push(postgres);
    const sourceUrl = await createPostgresDatabase(postgres.url, 'bench');
    let targetUrl = `sqlite://${join(folder.dir, 'centre.sqlite')}`;
    if (values.mariadb) {
      const mariadb = await startMariadb({ cacheMb: CACHE_MB });
      if (!mariadb) throw new Error('no mariadbd on this machine');
      servers.push(mariadb);
      targetUrl = await createMariadbDatabase(mariadb.url, 'bench');
    }
    note(`filling ${rows} rows on both sides`);
    const edits = await fill(sourceUrl, targetUrl, rows);
    for (const url of [sourceUrl, targetUrl]) {
      opened.push(openUrl(url, { spawn: forkProcess, statementTimeoutMs: 3_600_000 }));
    }
    const [source, target] = opened as [DatacenterConnection, DatacenterConnection];
    return { rows, against: target.engine, ...(await measure(source, target, edits)) };
  } finally {
    for (const connection of opened) await connection.close();
    for (const server of servers) await server.stop();
    folder.remove();
  }
}

interface Edits {
  missing: string[];
  extra: string[];
  different: string[];
}

async function fill(sourceUrl: string, targetUrl: string, rows: number): Promise<Edits> {
  const edits: Edits = { missing: [], extra: [], different: [] };
  for (const url of [sourceUrl, targetUrl]) {
    const database = await openTestDatabase(url);
    if (database.engine === 'sqlite')
      await database.run('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
    await database.run(FILL[database.engine](rows));
    if (url === targetUrl) {
      const chosen = new Set<number>();
      while (chosen.size < EDITS) chosen.add(Math.floor(Math.random() * rows));
      for (const [n, i] of [...chosen].entries()) {
        const id = `5100${String(i).padStart(11, '0')}`;
        if (n % 3 === 0) {
          await database.run(`DELETE FROM ${TABLE} WHERE case_id = '${id}'`);
          edits.missing.push(id);
        } else if (n % 3 === 1) {
          await database.run(`INSERT INTO ${TABLE} (case_id, status) VALUES ('${id}1', 1)`);
          edits.extra.push(`${id}1`);
        } else {
          await database.run(`UPDATE ${TABLE} SET status = status + 1 WHERE case_id = '${id}'`);
          edits.different.push(id);
        }
      }
    }
    await database.close();
  }
  return edits;
}

async function measure(
  source: DatacenterConnection,
  target: DatacenterConnection,
  edits: Edits,
): Promise<object> {
  // One look over both tables first, so that every way finds the same things in the servers' memory.
  await Promise.all(
    [source, target].map((side) => side.query(`SELECT COUNT(updated_at) AS n FROM ${TABLE}`)),
  );

  note('ours');
  const watch = watchMemory();
  const answer = await compareOpen(source, target, WHAT);
  const oursPeakMb = watch.stop();

  note('one full checksum scan of each side, one after the other');
  const scans = [];
  for (const side of ['source', 'target'] as const) {
    const from = performance.now();
    await checksumScan(source, target, WHAT, side);
    scans.push(performance.now() - from);
  }
  const slower = Math.max(...scans);

  note('naive: all rows of both sides');
  const naiveFrom = performance.now();
  const naive = await compareAllRows(source, target);
  const naiveMs = performance.now() - naiveFrom;

  const travelled = answer.rowsFetched * (naive.bytes / naive.rows);
  return {
    right:
      same(answer.missing, edits.missing) &&
      same(answer.extra, edits.extra) &&
      same(
        answer.different.map(({ key }) => key),
        edits.different,
      ) &&
      naive.differences === EDITS,
    oursSeconds: seconds(answer.ms),
    checksumScanSeconds: { postgres: seconds(scans[0] ?? 0), against: seconds(scans[1] ?? 0) },
    oursPerScan: { value: round(answer.ms / slower), goal: '≤ 2.5' },
    naiveSeconds: seconds(naiveMs),
    naivePerOurs: { value: round(naiveMs / answer.ms), goal: '≥ 3' },
    rowsFetched: {
      value: answer.rowsFetched,
      percent: round((answer.rowsFetched / naive.rows) * 100),
      goal: '< 1 %',
    },
    bytes: {
      ours: Math.round(travelled),
      naive: naive.bytes,
      ratio: Math.round(naive.bytes / travelled),
      goal: '≥ 50',
    },
    coreRssMb: { atStart: watch.startMb, peakDuringOurs: oursPeakMb },
  };
}

/** The naive way: all rows of both sides in the order of the key, merged. */
async function compareAllRows(source: DatacenterConnection, target: DatacenterConnection) {
  const columns =
    'case_id, court_code, case_number, filed_date, status, claim_amount, judge_id, tribunal, updated_at';
  const stream = (side: DatacenterConnection) =>
    rowsOf(
      side.pages<Record<string, unknown>>(`SELECT ${columns} FROM ${TABLE} ORDER BY case_id`, [], {
        pageSize: 2000,
      }),
    );
  const [ours, theirs] = [stream(source), stream(target)];
  let [a, b] = await Promise.all([ours.next(), theirs.next()]);
  let differences = 0;
  let rows = 0;
  let bytes = 0;
  const weigh = (row: Record<string, unknown>) => {
    rows += 1;
    for (const name in row) {
      const value = row[name];
      bytes += typeof value === 'string' ? Buffer.byteLength(value) : 8;
    }
  };
  while (!a.done || !b.done) {
    const left = a.done ? undefined : String(a.value.case_id);
    const right = b.done ? undefined : String(b.value.case_id);
    if (!a.done && (right === undefined || (left as string) <= right)) weigh(a.value);
    if (!b.done && (left === undefined || (right as string) <= left)) weigh(b.value);
    if (left === right) {
      if (!a.done && !b.done && !equalRows(a.value, b.value)) differences += 1;
      [a, b] = await Promise.all([ours.next(), theirs.next()]);
    } else if (right === undefined || (left !== undefined && left < right)) {
      differences += 1;
      a = await ours.next();
    } else {
      differences += 1;
      b = await theirs.next();
    }
  }
  return { differences, rows, bytes };
}

/** Rows one by one; a promise only per page. */
function rowsOf(pages: AsyncIterable<Record<string, unknown>[]>) {
  const iterator = pages[Symbol.asyncIterator]();
  let page: Record<string, unknown>[] = [];
  let at = 0;
  type Step = { done: true; value?: undefined } | { done: false; value: Record<string, unknown> };
  return {
    next(): Step | Promise<Step> {
      const value = page[at++];
      if (value) return { done: false, value };
      return iterator.next().then((step): Step => {
        if (step.done) return { done: true };
        page = step.value;
        at = 1;
        return { done: false, value: page[0] as Record<string, unknown> };
      });
    },
  };
}

function equalRows(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  for (const name in a) if (a[name] !== b[name]) return false;
  return true;
}

function same(found: readonly unknown[], made: readonly string[]): boolean {
  return JSON.stringify([...found].sort()) === JSON.stringify([...made].sort());
}

function watchMemory() {
  const megabytes = () => Math.round(process.memoryUsage.rss() / 1024 / 1024);
  const startMb = megabytes();
  let peak = startMb;
  const timer = setInterval(() => {
    peak = Math.max(peak, megabytes());
  }, 100);
  return {
    startMb,
    stop: () => {
      clearInterval(timer);
      return Math.max(peak, megabytes());
    },
  };
}

const seconds = (ms: number) => Math.round(ms / 100) / 10;
const round = (value: number) => Math.round(value * 100) / 100;
const note = (line: string) => process.stderr.write(`${line}\n`);
