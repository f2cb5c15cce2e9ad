import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../electron/core/core.ts';
import {
  connectionNamed,
  listConnections,
  openConnection,
  removeConnection,
  saveConnection,
  testConnection,
} from '../../electron/core/datacenter/datacenter.ts';
import { dictionaryOf } from '../../electron/core/datacenter/dictionary.ts';
import {
  filesReport,
  lookAtFiles,
  previewFiles,
  refusedLines,
  startFilesRead,
} from '../../electron/core/datacenter/files/files.ts';
import { runSavedQuery } from '../../electron/core/datacenter/query.ts';
import { type ConnectionInput, connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { type ExportFiles, exportFilesSchema } from '../../shared/contract/exportFiles.ts';
import {
  errorOf,
  signedIn,
  type TestWorkspace,
  temporaryFolder,
  testWorkspace,
} from '../support/workspace.ts';

let workspace: TestWorkspace;
let actor: Actor;
let folder: ReturnType<typeof temporaryFolder>;
let clock: Date;

beforeEach(async () => {
  clock = new Date();
  workspace = await testWorkspace({ now: () => clock });
  actor = await signedIn(workspace.core, 'engineer');
  folder = temporaryFolder();
});
afterEach(async () => {
  await workspace.remove();
  folder.remove();
});

const DDL = `create table dbo.CASE_INFO (
  CASE_ID varchar(18) not null, CASE_NO varchar(60) null, COURT int not null, AMOUNT numeric(20,2) null,
  FILED datetime null, constraint PK primary key (CASE_ID))
go
create table dbo.PARTY (PARTY_ID int not null primary key, NAME varchar(40) null, PHONE varchar(20) null)`;

function put(name: string, content: string | Buffer): void {
  writeFileSync(
    join(folder.dir, name),
    typeof content === 'string' ? iconv.encode(content, 'gb18030') : content,
  );
}

async function added(settings: Partial<ExportFiles> = {}): Promise<string> {
  const files = exportFilesSchema.parse({
    folder: folder.dir,
    charset: 'gb18030',
    columnTerminator: '|',
    ...settings,
  });
  const input: ConnectionInput = connectionInputSchema.parse({ name: '老系统', engine: 'sqlite', files });
  return (await saveConnection(workspace.core, actor, input)).id;
}

async function read(id: string, force = false) {
  const job = await startFilesRead(workspace.core, actor, { id, force });
  return workspace.core.jobs.wait(job.id);
}

const query = async (sql: string) =>
  (await runSavedQuery(workspace.core, actor, { connection: '老系统', sql, maxRows: 100 })).rows;

describe('a folder of export files', () => {
  test('is read into a snapshot that is queried like a database; nothing is dropped in silence', async () => {
    put('schema.sql', DDL);
    put(
      'CASE_INFO.bcp',
      [
        '3000001|（2026）川01民初1号|3000|123456789012345678.25|Nov 22 2026  9:06:24:000AM',
        '3000002|（2026）川01民初2号|3001||',
        '3000003|少一列|3001|1',
        '3000004|多|一列|3001|1|Nov 22 2026',
        '3000005|坏数|三千|1|Nov 22 2026',
        '3000006|坏日期|3001|1|Feb 30 2026',
        '3000002|重复|3001|1|',
        '3000007|好的|3001|7.50|2026-01-02',
        '',
      ].join('\n'),
    );
    put('dbo.PARTY.csv', '1,"张三, ""小张""\n第二行",13800138000\n2,"",\n');
    const id = await added();
    expect((await connectionNamed(workspace.core, '老系统')).filesStand?.state).toBe('unread');
    expect((await errorOf(openConnection(workspace.core, id))).code).toBe('FILES_UNREAD');
    const job = await read(id);
    expect(job.result).toEqual({ read: true, tables: 2, rows: 5, refused: 5, suspect: 1, failedFiles: 0 });
    expect(await query('SELECT case_no, court, amount, filed FROM case_info ORDER BY case_id')).toEqual([
      {
        case_no: '（2026）川01民初1号',
        court: 3000,
        amount: '123456789012345678.25',
        filed: '2026-11-22 09:06:24',
      },
      { case_no: '（2026）川01民初2号', court: 3001, amount: null, filed: null },
      { case_no: '好的', court: 3001, amount: 7.5, filed: '2026-01-02 00:00:00' },
    ]);
    expect(await query('SELECT name, phone FROM party ORDER BY party_id')).toEqual([
      { name: '张三, "小张"\n第二行', phone: '13800138000' },
      { name: '', phone: null },
    ]);
    const lines = await refusedLines(workspace.core, { id, offset: 0, limit: 50 });
    expect(lines.rows.map(({ line, column, kind }) => [line, column, kind])).toEqual([
      [3, '', 'refused'],
      [2, '', 'suspect'],
      [4, '', 'refused'],
      [5, 'COURT', 'refused'],
      [6, 'FILED', 'refused'],
      [7, 'CASE_ID', 'refused'],
    ]);
    expect(lines.rows[0]?.reason).toContain('只有 4 列，应为 5 列');
    // It is a connection like any other: tested, with a dictionary, and never written.
    expect(await testConnection(workspace.core, { id })).toMatchObject({ ok: true, engine: 'sqlite' });
    const connection = await openConnection(workspace.core, id);
    try {
      const names = (await dictionaryOf(connection)).columns.map(({ table, column }) => `${table}.${column}`);
      expect(names).toContain('party.phone');
    } finally {
      await connection.close();
    }
    expect((await errorOf(openConnection(workspace.core, id, { writable: true }))).code).toBe(
      'FILES_READ_ONLY',
    );
  });

  test('is read anew only when a file changed: by size and time, then by content', async () => {
    put('schema.sql', DDL);
    put('PARTY.dat', '1|甲|\n');
    const id = await added();
    const { core } = workspace;
    await read(id);
    const [before] = await listConnections(core);
    expect((await read(id)).result).toMatchObject({ read: false, rows: 1 });
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(folder.dir, 'PARTY.dat'), later, later);
    expect((await read(id)).result).toMatchObject({ read: false });
    expect((await listConnections(core))[0]?.file).toBe(before?.file);
    expect((await listConnections(core))[0]?.filesStand?.exportedAt).toBe(
      later.toISOString().replace(/\.\d+/, `.${String(later.getMilliseconds()).padStart(3, '0')}`),
    );
    // The same size and another content.
    put('PARTY.dat', '1|乙|\n');
    clock = new Date(Date.now() + 10 * 60_000);
    expect(await lookAtFiles(core, actor)).toEqual([id]);
    await core.jobs.wait((await core.jobs.list({ offset: 0, limit: 1 })).rows[0]?.id ?? '');
    expect(await query('SELECT name FROM party')).toEqual([{ name: '乙' }]);
    const kept = readdirSync(core.workspace.path('index', 'files', id));
    expect(kept).toHaveLength(2);
    // The folder goes: said, and the snapshot stays.
    rmSync(folder.dir, { recursive: true });
    clock = new Date(clock.getTime() + 10 * 60_000);
    expect(await lookAtFiles(core, actor)).toEqual([]);
    expect((await listConnections(core))[0]?.filesStand?.state).toBe('missing');
    expect((await read(id)).error?.code).toBe('FILES_FOLDER');
    expect(await query('SELECT count(*) AS n FROM party')).toEqual([{ n: 1 }]);
    await removeConnection(core, actor, id);
    expect(existsSync(core.workspace.path('index', 'files', id))).toBe(false);
  });

  test('a file that cannot be read is told with its reason and leaves the others alone', async () => {
    put(
      'schema.sql',
      `${DDL} create table EMPTY (x int) create table WIDE (x int) create table HALF (a int, b varchar(9)) create table CUT (a int, b int)`,
    );
    put('PARTY.bcp', '1|甲|\n');
    put('EMPTY.bcp', '');
    put('WIDE.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('1\n', 'utf16le')]));
    put('UNKNOWN.bcp', '1|2\n');
    put(
      'HALF.bcp',
      Buffer.concat([Buffer.from('1|ok\n2|'), Buffer.from([0xff, 0xff]), Buffer.from('\n3|ok\n')]),
    );
    put('dbo.party.dat', '2|乙|\n');
    put('CUT.bcp', '1|2\n3|4');
    put('NATIVE.bcp', Buffer.from(Array.from({ length: 4000 }, (_unused, at) => at % 8)));
    put('NATIVE.fmt', '10.0\n1\n1 SYBINT4 0 4 "\\n" 1 A\n');
    const id = await added();
    const job = await read(id);
    expect(job.result).toEqual({ read: true, tables: 3, rows: 5, refused: 1, suspect: 1, failedFiles: 5 });
    const { files } = await filesReport(workspace.core, id);
    const errors = Object.fromEntries(
      files.filter(({ error }) => error).map(({ name, error }) => [name, error]),
    );
    expect(errors['EMPTY.bcp']).toContain('0 字节');
    expect(errors['WIDE.txt']).toContain('UTF-16');
    expect(errors['UNKNOWN.bcp']).toContain('列说明');
    expect(errors['NATIVE.bcp']).toContain('本机格式');
    expect(errors['dbo.party.dat']).toContain('同一张表');
    const { rows } = await refusedLines(workspace.core, { id, offset: 0, limit: 9 });
    expect(rows.find(({ file }) => file === 'HALF.bcp')).toMatchObject({ line: 2, column: 'b' });
    expect(rows.find(({ file }) => file === 'CUT.bcp')).toMatchObject({ line: 2, kind: 'suspect' });
  });

  test('what cannot be kept or read is refused with what to do', async () => {
    const { core } = workspace;
    await expect(added({ folder: 'relative' })).rejects.toThrow('绝对路径');
    await expect(added({ folder: core.workspace.path('index') })).rejects.toThrow('工作区');
    await expect(added({ columnTerminator: '\\q' })).rejects.toThrow('列分隔符');
    expect(() => exportFilesSchema.parse({ folder: '/x', charset: 'cp850' })).toThrow();
    const id = await added();
    expect((await read(id)).error?.code).toBe('FILES_NOTHING');
    put('schema.sql', DDL);
    put('PARTY.bcp', 'no rows at all\nnothing\n');
    const job = await read(id);
    expect(job.result).toMatchObject({ rows: 0, refused: 2 });
    if (process.getuid?.() !== 0) {
      chmodSync(folder.dir, 0);
      expect((await read(id, true)).error?.code).toBe('FILES_FOLDER');
      chmodSync(folder.dir, 0o755);
    }
  });

  test('the preview shows the first rows as they would be read, personal data hidden', async () => {
    put('PARTY.txt', 'party_id|name|phone\r\n1|张三|13800138000\r\n2|李四\r\n');
    const settings = exportFilesSchema.parse({
      folder: folder.dir,
      charset: 'gb18030',
      columnTerminator: '|',
      header: true,
    });
    const { files } = await previewFiles(workspace.core, settings);
    expect(files[0]).toMatchObject({ table: 'PARTY', described: 'header', rows: 1, refused: 1 });
    expect(files[0]?.sample[0]?.values[1]).toBe('张三');
    expect(files[0]?.sample[0]?.values[2]).not.toContain('13800138000');
    expect(files[0]?.problems[0]).toMatchObject({ line: 3 });
    const wrong = await previewFiles(workspace.core, { ...settings, charset: 'utf-8' });
    expect(wrong.files[0]?.problems.some(({ reason }) => reason.includes('utf-8'))).toBe(true);
    mkdirSync(join(folder.dir, 'empty'));
    expect(
      (await errorOf(previewFiles(workspace.core, { ...settings, folder: join(folder.dir, 'empty') }))).code,
    ).toBe('FILES_FOLDER');
  });
});
