import { describe, expect, it } from 'vitest';
import { executeChange, undoChange } from '../../electron/core/changeorder/execute.ts';
import { predict, understand } from '../../electron/core/changeorder/subject.ts';
import { databaseSource } from '../../electron/core/conversion/work/databaseSource.ts';
import { databaseTarget } from '../../electron/core/conversion/work/databaseTarget.ts';
import { type CopyTable, copyKeys, copyRows } from '../../electron/core/datacenter/backup/copy.ts';
import { listTables, ping } from '../../electron/core/datacenter/catalogue.ts';
import { listColumns } from '../../electron/core/datacenter/columns.ts';
import type { Row } from '../../electron/core/datacenter/connection.ts';
import { blockingSessions } from '../../electron/core/datacenter/health/blocking.ts';
import { BLOCKING } from '../../electron/core/datacenter/health/blockingSql.ts';
import { PROBES } from '../../electron/core/datacenter/health/engines/index.ts';
import { liveStructure } from '../../electron/core/datacenter/liveStructure.ts';
import { migrateStructure, structureVersion } from '../../electron/core/datacenter/structure.ts';
import { checks } from '../../electron/core/inspection/checks/index.ts';
import { template } from '../../electron/core/inspection/template.ts';
import { countColumn, firstRows } from '../../electron/core/standards/centre.ts';
import { explainStatement } from '../../electron/core/statistics/explain.ts';
import { bindParameters } from '../../electron/core/statistics/parameters.ts';
import { sourceMappingSchema, type TargetTable } from '../../shared/contract/conversion.ts';
import { compareStatements } from '../support/compareStatements.ts';
import { recordingConnection } from '../support/recorder.ts';

type ForeignEngine = 'oracle' | 'dameng';
const NOW = new Date('2026-11-20T00:40:00.000Z');
const signal = new AbortController().signal;
const hooks = { signal, progress: () => {}, beforeCommit: async () => {} };

/** The catalogue of one small table with a text, a day, an instant and a file. */
const CATALOGUE: Row[] = [
  ['CASE_ID', 'VARCHAR2', 1],
  ['NAME', 'VARCHAR2', 0],
  ['FILED_DATE', 'DATE', 0],
  ['UPDATED_AT', 'TIMESTAMP(6)', 0],
  ['CONTENT', 'BLOB', 0],
].map(([column, type, key]) => ({
  table_name: 'COURT_CASE',
  column_name: column as string,
  type: type as string,
  key_position: key as number,
  comment: '',
}));
const catalogue = (sql: string): readonly Row[] =>
  sql.includes('all_tab_columns') && sql.includes('all_col_comments') ? CATALOGUE : [];

/** The sections of an engine's file, in order, each with the statements a use of the product sends. */
const SECTIONS: Record<string, (engine: ForeignEngine) => Promise<string[]>> = {
  '连接与目录 connection, catalogue': async (engine) => {
    const { connection, sent } = recordingConnection(engine);
    await ping(connection);
    await listTables(connection);
    await listColumns(connection);
    return sent;
  },
  '健康 health': async (engine) => {
    const { connection, sent } = recordingConnection(engine, (sql) =>
      // What makes the probes and the chain go on to their further statements.
      sql.includes('AS waiter') ? [{ waiter: '1', blocker: '2' }] : [{ log_mode: 'ARCHIVELOG', mode: 'Y' }],
    );
    for (const probe of PROBES[engine])
      await probe.measure({
        rows: (sql, bindings) => connection.query(sql, bindings),
        one: async (sql, bindings) => (await connection.query<Row>(sql, bindings))[0] ?? {},
        async firstOf(statements, bindings) {
          for (const sql of statements) await connection.query(sql, bindings);
          return { rows: [], place: 0 };
        },
        yesterday: { day: '2026-11-19', from: '2026-11-19 00:00:00', to: '2026-11-20 00:00:00' },
      });
    await blockingSessions(connection);
    const { end } = BLOCKING[engine];
    if (end) sent.push(end.sql(engine === 'oracle' ? '12,345,@1' : '12'));
    return sent;
  },
  '日检 inspection': async (engine) => {
    const { connection, sent } = recordingConnection(engine);
    for (const item of template.items) {
      if (item.connection !== 'datacenter') continue;
      const rows = (sql: string, bindings?: readonly (string | number)[]) =>
        connection.query<Row>(sql, bindings ?? []);
      // A check that needs an answer stops at its first statement, which is what is looked at here.
      await checks[item.check ?? '']?.({
        core: {} as never,
        reader: {
          rows,
          one: async (sql, bindings) => (await rows(sql, bindings))[0] ?? {},
          health: async () => ({ engine, version: '', takenAt: '', ms: 0, items: [] }),
        },
        params: item.params,
        day: '2026-11-20',
        from: '2026-11-20 00:00:00',
        to: '2026-11-21 00:00:00',
        asOf: '2026-11-20 08:40:00',
        lastNumber: null,
        probe: async () => undefined,
        signal,
      }).catch((error: { data?: unknown }) => {
        if (!error.data) throw error;
      });
    }
    return sent;
  },
  '字典与结构 dictionary, structure': async (engine) => {
    const { connection, sent } = recordingConnection(engine, (sql) =>
      sql.includes('AS name FROM all_objects') ? [{ name: 'STRUCTURE_VERSION' }] : [],
    );
    await liveStructure(connection);
    await structureVersion(connection);
    await migrateStructure(connection, { now: NOW });
    return sent;
  },
  '统计 statistics': async (engine) => {
    const { connection, sent } = recordingConnection(engine, () => [{ step: 'TABLE ACCESS FULL' }]);
    const text =
      'SELECT court_code, COUNT(*) AS n FROM court_case WHERE filed_date >= :from AND court_code = :court GROUP BY court_code';
    const values = { from: '2026-01-01', court: '3000' };
    const { sql, bindings } = bindParameters(text, engine, [], values, NOW);
    for await (const _page of connection.tablePages(sql, bindings)) {
      // Pages come from a server cursor: the statement is sent as written.
    }
    await explainStatement(connection, sql, bindings);
    return sent;
  },
  '比对 comparison': (engine) => compareStatements(engine),
  '比对（服务器没有校验函数） comparison without a digest': (engine) => compareStatements(engine, true),
  '变更单 change order': async (engine) => {
    const row = {
      c0: '1',
      c1: '甲',
      c2: '2026-01-01 00:00:00',
      c3: '2026-01-01 08:00:00.000000000',
      c4: null,
    };
    const { connection, sent } = recordingConnection(engine, (sql) => {
      if (sql.includes('COUNT(*) AS n')) return [{ n: sql.includes("'9'") || / = :/.test(sql) ? 0 : 1 }];
      return /AS c0/.test(sql) ? [row] : catalogue(sql);
    });
    const image = {
      before: async () => {},
      after: async () => {},
      finish: async () => '',
      discard: async () => {},
    };
    const change = "UPDATE court_case SET name = '乙' WHERE case_id = '1'";
    await predict(connection, change);
    const subject = await understand(connection, change);
    await executeChange(connection, subject, 1, image, hooks);
    const cells = Object.values(row);
    const changed = cells.with(1, '乙');
    const undo = recordingConnection(engine, (sql) => [
      sql.includes('FOR UPDATE') ? { ...row, c1: '乙' } : row,
    ]);
    await undoChange(undo.connection, subject, { before: [cells], after: [changed] }, hooks);
    const removal = await understand(connection, "DELETE FROM court_case WHERE case_id = '1'");
    const back = recordingConnection(engine, (sql) => (sql.includes('FOR UPDATE') ? [] : [row]));
    await undoChange(back.connection, removal, { before: [cells], after: [] }, hooks);
    await predict(connection, "INSERT INTO court_case (case_id, name) VALUES ('9', '丙')");
    return [...sent, ...undo.sent, ...back.sent];
  },
  '卷宗转换来源 conversion': async (engine) => {
    const { connection, sent } = recordingConnection(engine, (sql) =>
      sql.includes('distinct') ? [{ f_suffix: 'RTF' }] : [],
    );
    const mapping = sourceMappingSchema.parse({
      table: 'efile',
      key: 'file_id',
      content: 'content',
      caseId: 'case_id',
      court: 'court_code',
      name: 'name',
      suffix: 'suffix',
      digest: 'sha256',
      size: '',
      addedAt: 'created_at',
    });
    const target: TargetTable = {
      kind: 'table',
      connectionId: null,
      table: 'efile_conversion',
      key: 'file_id',
      digest: 'source_sha256',
      status: 'status',
      format: 'format',
      pages: 'pages',
      notes: 'notes',
      convertedAt: 'converted_at',
      content: 'content',
    };
    const source = databaseSource({ connection, mapping, target, courtCode: null });
    for await (const _page of source.search({ signal, since: '2026-11-19 00:00:00' })) {
      // Only the statements matter here.
    }
    await source.mark();
    await source.read(['1', '2'], signal);
    await source.countWaiting(signal);
    await source.countRtf(signal);
    await source.results?.count(signal);
    for await (const _page of source.results?.pages(signal) ?? []) {
      // Only the statements matter here.
    }
    const results = databaseTarget(connection, target, () => NOW);
    const result = {
      key: '1',
      caseId: '1',
      digest: 'd',
      status: 'converted' as const,
      format: 'pdf',
      pages: 1,
      notes: [],
      pdf: new Uint8Array([1]),
      forced: false,
    };
    await results.write([result as never], signal);
    return sent;
  },
  '备份库 backup library': async (engine) => {
    const row = { case_id: '1', name: '甲', updated_at: '2026-11-19 08:00:00' };
    const { connection, sent } = recordingConnection(engine, (sql) => (/^select/i.test(sql) ? [row] : []));
    const table: CopyTable = {
      name: 'court_case',
      key: ['case_id'],
      mark: 'updated_at',
      columns: ['case_id', 'name', 'updated_at'],
    };
    const committed = { signal, committed: async () => {} };
    await copyRows(connection, connection, table, '2026-11-19 00:00:00', committed);
    await copyRows(connection, connection, { ...table, mark: '' }, null, committed);
    await copyKeys(connection, connection, table, [['1'], ['2']], signal);
    await copyKeys(connection, connection, { ...table, key: ['case_id', 'name'] }, [['1', '甲']], signal);
    return sent;
  },
  '数据标准 data standards': async (engine) => {
    const { connection, sent } = recordingConnection(engine, (sql) =>
      sql.includes('group by') ? [{ value: '09_03223-1', total: 3 }] : [],
    );
    const column = {
      table: 'court_case',
      tableChinese: '案件',
      column: 'closing_way',
      chinese: '结案方式',
      codes: '03223',
      hasCase: true,
    };
    const counted = await countColumn(connection, column, () => ({ becomes: 'lost', text: '' }), signal);
    await firstRows(connection, column, counted, signal);
    return sent;
  },
};

/** Every statement the product sends to engines that cannot stand on every machine, one readable file each. */
describe.each(['oracle', 'dameng'] as const)('statements sent to %s', (engine) => {
  it('are the reviewed ones', async () => {
    const parts: string[] = [];
    for (const [title, record] of Object.entries(SECTIONS)) {
      const sent = await record(engine);
      expect(sent.length, title).toBeGreaterThan(0);
      parts.push(`-- ${title}\n\n${[...new Set(sent)].join(';\n\n')};\n`);
    }
    await expect(parts.join('\n\n')).toMatchFileSnapshot(`../fixtures/statements/${engine}.sql`);
  });
});
