import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import {
  conversionStatus,
  exportList,
  findFile,
  listFiles,
  rerun,
  resultPdf,
  runConversion,
  sourceText,
  startConversion,
} from '../../electron/core/conversion/conversion.ts';
import { listSources, removeSource, saveSource, testSource } from '../../electron/core/conversion/sources.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { listConnections, saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { saveSettings } from '../../electron/core/settings/settings.ts';
import type { ConversionSourceInput } from '../../shared/contract/conversion.ts';
import { type Centre, conversionCentre, digest, rtf } from '../support/conversionCentre.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { type TcpGate, tcpGate } from '../support/tcpGate.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let core: Core;
let actor: Actor;
let centre: Centre;
beforeEach(async () => {
  test = await testWorkspace();
  core = test.core;
  actor = unattendedActor();
  // One worker: starting processes is most of what these tests cost.
  await saveSettings(core, actor, { conversionWorkers: 1 });
});
afterEach(async () => {
  await centre?.close();
  await test.remove();
});

async function sqliteCentre(): Promise<void> {
  centre = await conversionCentre(core, `sqlite://${join(test.dir, 'centre.sqlite')}`);
}

function judgments(from: number, count: number, more: { caseId?: string; court?: number } = {}) {
  return Array.from({ length: count }, (_, i) => ({
    key: String(from + i),
    content: rtf(`判决书第${from + i}号`),
    ...more,
  }));
}

async function defaultSource(changes: Partial<ConversionSourceInput>): Promise<void> {
  const [source] = await listSources(core);
  if (!source) throw new Error('the data centre is always a source');
  await saveSource(core, actor, { ...source, ...changes });
}

/** Puts a mark in the place of every result written so far: a file that is converted again loses it. */
async function mark(): Promise<string[]> {
  await centre.knex('efile_conversion').update({ content: Buffer.from('marked') });
  return (await centre.results()).map((row) => row.file_id);
}

/** The files whose result was written since. */
async function written(): Promise<string[]> {
  const rows = (await centre.knex('efile_conversion').select('file_id', 'content')) as {
    file_id: string;
    content: Buffer;
  }[];
  return rows.flatMap((row) => (row.content.toString() === 'marked' ? [] : [row.file_id])).sort();
}

async function files() {
  return (await listFiles(core, { offset: 0, limit: 2000 })).rows;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + 30_000; !(await condition()); ) {
    if (Date.now() > limit) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a run over the data centre', () => {
  beforeEach(sqliteCentre);

  it('converts what is RTF whatever its suffix, and quarantines what is not', async () => {
    const original = rtf('四川省高级人民法院民事判决书');
    await centre.add([
      { key: '1', content: original },
      { key: '2', suffix: 'RTF', content: rtf('第二份') },
      { key: '3', suffix: 'doc', content: rtf('其实是 RTF') },
      { key: '4', content: Buffer.alloc(0) },
      { key: '5', content: Buffer.from('%PDF-1.7 not an rtf') },
      { key: '6', suffix: 'pdf', content: Buffer.from('%PDF-1.7') },
      { key: '7', court: 3002, content: Buffer.from('{\\rtf1 }') },
      {
        key: '8',
        content: Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * i * 31 + (i >> 3) * 97) & 255)),
      },
    ]);
    expect((await conversionStatus(core)).counts).toMatchObject({ waiting: 6, converted: 0 });
    const result = await runConversion(core, actor, {}, {});
    expect(result).toEqual({
      waiting: 0,
      converted: 2,
      noted: 1,
      doubtful: 0,
      refused: 1,
      failed: 0,
      quarantined: 3,
      stopped: [],
    });
    const rows = new Map((await files()).map((row) => [row.key, row]));
    expect(rows.get('1')).toMatchObject({
      status: 'converted',
      pages: 1,
      found: 'rtf',
      mismatch: false,
      attempts: 1,
    });
    expect(rows.get('3')).toMatchObject({ status: 'noted', found: 'rtf', mismatch: true });
    expect(rows.get('3')?.notes[0]?.message).toContain('doc');
    expect(rows.get('4')).toMatchObject({ status: 'quarantined', reasonCode: 'empty' });
    expect(rows.get('5')).toMatchObject({ status: 'quarantined', reasonCode: 'wrong-type', mismatch: true });
    expect(rows.get('7')).toMatchObject({ status: 'refused', courtCode: 3002 });
    expect(rows.has('6')).toBe(false);
    const written = await centre.results();
    expect(written.map((row) => [row.file_id, row.status])).toEqual([
      ['1', 'converted'],
      ['2', 'converted'],
      ['3', 'noted'],
      ['4', 'refused'],
      ['5', 'refused'],
      ['7', 'refused'],
      ['8', 'refused'],
    ]);
    const [untouched] = await centre
      .knex('efile')
      .where({ file_id: '1' })
      .select('content', 'sha256', 'suffix');
    expect(digest(untouched.content)).toBe(digest(original));

    const status = await conversionStatus(core);
    expect(status.counts).toMatchObject({ waiting: 0, converted: 2, noted: 1, refused: 1, quarantined: 3 });
    expect(status.courts.map((court) => [court.courtCode, court.refused])).toEqual([
      [3001, 0],
      [3002, 1],
    ]);
    expect(status.lastSuccessAt).not.toBeNull();

    const id = rows.get('1')?.id ?? 0;
    expect((await sourceText(core, id)).text).toBe('四川省高级人民法院民事判决书');
    const { pdf, fileName } = await resultPdf(core, id);
    expect(fileName).toBe('文书1.pdf');
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect((await errorOf(resultPdf(core, rows.get('4')?.id ?? 0))).code).toBe('CONVERSION_NO_RESULT');
    expect((await errorOf(findFile(core, 999))).code).toBe('CONVERSION_FILE_NOT_FOUND');
  });

  it('does nothing twice; a changed source and a lost result are converted anew', async () => {
    await centre.add(judgments(1, 6));
    await runConversion(core, actor, {}, {});
    await mark();
    const again = await runConversion(core, actor, {}, {});
    expect(again).toMatchObject({ converted: 0, waiting: 0 });
    expect(await written()).toEqual([]);

    await centre.replace('2', rtf('改过的判决书'));
    await centre.knex('efile_conversion').where({ file_id: '3' }).delete();
    expect((await conversionStatus(core)).counts.waiting).toBe(2);
    expect(await runConversion(core, actor, {}, {})).toMatchObject({ converted: 2, waiting: 0 });
    expect(await written()).toEqual(['2', '3']);
  });

  it('leaves alone what another workstation has converted, and says where a digest does not fit', async () => {
    await centre.add([...judgments(1, 2), { key: '3', content: rtf('摘要不对'), sha256: 'a'.repeat(64) }]);
    const done = { file_id: '1', source_sha256: digest(rtf('判决书第1号')), status: 'converted', pages: 7 };
    await centre.knex('efile_conversion').insert({ ...done, content: Buffer.from('%PDF-theirs') });
    expect(await runConversion(core, actor, {}, {})).toMatchObject({ converted: 1, noted: 1 });
    const [kept] = await centre.knex('efile_conversion').where({ file_id: '1' }).select('content');
    expect(kept.content.toString()).toBe('%PDF-theirs');
    const theirs = (await files()).find((row) => row.key === '1');
    expect(theirs).toMatchObject({ status: 'converted', pages: 7 });
    expect(theirs?.reason).toContain('另一台工作站');
    const third = (await files()).find((row) => row.key === '3');
    expect(third).toMatchObject({ status: 'noted' });
    expect(third?.notes.map((note) => note.code)).toContain('digest');
    expect((await conversionStatus(core)).counts.waiting).toBe(0);
    expect(await runConversion(core, actor, {}, {})).toMatchObject({ converted: 0, noted: 0 });
  });

  it('two runs at once share the work, none is done twice', async () => {
    await centre.add([...judgments(1, 40), ...judgments(41, 40, { caseId: '300100000000999' })]);
    const second = await test.again();
    const [one, other] = await Promise.all([
      runConversion(core, actor, {}, {}),
      runConversion(second, actor, {}, {}),
    ]);
    expect(one.converted + other.converted).toBe(80);
    expect((await files()).every((row) => row.attempts === 1 && row.status === 'converted')).toBe(true);
    expect(await core.log('conversion_case_lock')).toEqual([]);
  });

  it('killed in the middle, goes on without losing or doing twice what was written', async () => {
    await centre.add(judgments(1, 150));
    const program = join(import.meta.dirname, '../fixtures/conversionProcess.ts');
    const child = spawn(process.execPath, [program, test.dir], { stdio: ['ignore', 'ignore', 'inherit'] });
    const exited = once(child, 'exit');
    await until(async () => (await centre.results()).length >= 20);
    child.kill('SIGKILL');
    await exited;
    const before = await mark();
    expect(before.length).toBeGreaterThanOrEqual(20);
    expect(before.length).toBeLessThan(150);

    // One result reached the centre, but the kill came before the log heard of it.
    const [half] = before;
    await core.log('conversion_file').where({ file_key: half }).update({ status: 'waiting', attempts: 0 });
    await runConversion(core, actor, {}, {});
    expect(await centre.results()).toHaveLength(150);
    expect(await written()).toHaveLength(150 - before.length);
    expect((await conversionStatus(core)).counts).toMatchObject({ converted: 150, waiting: 0 });
  });

  it('as a job is paused, keeps what is done, and goes on from there', async () => {
    await centre.add(judgments(1, 60));
    await defaultSource({ ratePerMinute: 1200 });
    const { id } = await startConversion(core, actor, {});
    expect((await errorOf(startConversion(core, actor, {}))).code).toBe('JOB_ALREADY_RUNNING');
    await until(async () => ((await core.jobs.get(id))?.done ?? 0) > 5);
    await core.jobs.cancel(actor, id);
    expect((await core.jobs.wait(id)).state).toBe('cancelled');
    const before = await mark();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(60);
    await defaultSource({ ratePerMinute: 0 });
    await core.jobs.restart(actor, id);
    expect(await core.jobs.wait(id)).toMatchObject({
      state: 'succeeded',
      result: { converted: 60, waiting: 0 },
    });
    expect(await written()).toHaveLength(60 - before.length);
  });

  it('keeps to its rate', async () => {
    await centre.add(judgments(1, 6));
    await defaultSource({ ratePerMinute: 300 });
    const started = Date.now();
    await runConversion(core, actor, {}, {});
    expect(Date.now() - started).toBeGreaterThanOrEqual(5 * 200);
  });

  it('outside its window leaves the source out, or converts when told so', async () => {
    const night = await test.again(() => new Date('2026-11-20T04:00:00Z'));
    await centre.add(judgments(1, 2));
    await defaultSource({ window: { from: '22:00', to: '06:00' } });
    const skipped = await runConversion(night, actor, {}, {});
    expect(skipped).toMatchObject({ converted: 0, waiting: 2 });
    expect(skipped.stopped[0]?.reason).toContain('22:00');
    expect(await runConversion(night, actor, { outsideWindow: 'ignore' }, {})).toMatchObject({
      converted: 2,
    });
  });

  it('rerun converts one file again', async () => {
    await centre.add(judgments(1, 2));
    await runConversion(core, actor, {}, {});
    await mark();
    const [row] = await files();
    const job = await rerun(core, actor, row?.id ?? 0);
    expect(await core.jobs.wait(job.id)).toMatchObject({ state: 'succeeded', result: { converted: 1 } });
    expect(await written()).toEqual([row?.key]);
  });

  it('exports the list for Excel, on record', async () => {
    await centre.add([{ key: '1', name: '=cmd()', content: Buffer.alloc(0) }]);
    await runConversion(core, actor, {}, {});
    const { csv, rows, fileName } = await exportList(core, actor, { statuses: ['quarantined'] });
    expect(rows).toBe(1);
    expect(csv.startsWith('\uFEFF来源,')).toBe(true);
    expect(csv).toContain("'=cmd()");
    expect(csv).toContain('"300100000000001\t"');
    expect(fileName).toMatch(/^卷宗转换清单_\d{14}\.csv$/);
    const [entry] = await core.log('audit_entry').where({ action: 'conversion.export' });
    expect(entry.detail).toContain('"rows":1');
  });

  it('a file that went away meanwhile is forgotten, not failed', async () => {
    await centre.add(judgments(1, 2));
    const night = await test.again(() => new Date('2026-11-20T04:00:00Z'));
    await defaultSource({ window: { from: '22:00', to: '06:00' } });
    await runConversion(night, actor, {}, {});
    await centre.knex('efile').where({ file_id: '1' }).delete();
    expect(await runConversion(night, actor, { outsideWindow: 'ignore' }, {})).toMatchObject({
      converted: 1,
      waiting: 0,
    });
    expect(await files()).toHaveLength(1);
  });
});

describe('a front-end folder', () => {
  it('is walked with its subfolders; results mirror it, changed files are converted anew', async () => {
    const folder = join(test.dir, 'front');
    const target = join(test.dir, 'pdf');
    mkdirSync(join(folder, '300100000000001'), { recursive: true });
    mkdirSync(target);
    writeFileSync(join(folder, '300100000000001', '判决书.rtf'), rtf('判决'));
    writeFileSync(join(folder, '300100000000001', '判决书.RTF'), rtf('同名'));
    writeFileSync(join(folder, '裁定.doc'), rtf('裁定'));
    writeFileSync(join(folder, '~$裁定.rtf'), 'lock');
    writeFileSync(join(folder, '照片.jpg'), Buffer.from([0xff, 0xd8, 0xff]));
    const input: ConversionSourceInput = {
      name: '成都中院前置机',
      kind: 'folder',
      connectionId: null,
      folder,
      mapping: null,
      target: { kind: 'folder', folder: target },
      courtCode: 3001,
      window: null,
      ratePerMinute: 0,
      enabled: true,
    };
    expect(await testSource(core, input)).toMatchObject({ ok: true });
    const { id } = await saveSource(core, actor, input);
    expect(await runConversion(core, actor, { sourceIds: [id] }, {})).toMatchObject({
      converted: 2,
      noted: 1,
    });
    expect(readdirSync(join(target, '300100000000001')).sort()).toEqual(['判决书.RTF.pdf', '判决书.rtf.pdf']);
    const pdf = readFileSync(join(target, '裁定.doc.pdf'));
    expect((await conversionStatus(core, id)).counts).toMatchObject({ converted: 2, noted: 1, waiting: 0 });

    writeFileSync(join(folder, '300100000000001', '判决书.rtf'), rtf('改过的判决'));
    rmSync(join(target, '300100000000001', '判决书.RTF.pdf'));
    expect(await runConversion(core, actor, { sourceIds: [id] }, {})).toMatchObject({
      converted: 2,
      noted: 0,
    });
    expect(existsSync(join(target, '300100000000001', '判决书.RTF.pdf'))).toBe(true);
    expect(readFileSync(join(target, '裁定.doc.pdf')).equals(pdf)).toBe(true);

    // A kill between the file and the log: the digest noted before tells that it is done.
    await core.log('conversion_file').where({ file_key: '裁定.doc' }).update({ status: 'waiting' });
    await runConversion(core, actor, { sourceIds: [id] }, {});
    expect(readFileSync(join(target, '裁定.doc.pdf')).equals(pdf)).toBe(true);

    rmSync(folder, { recursive: true });
    const gone = await errorOf(runConversion(core, actor, { sourceIds: [id], patienceMs: 0 }, {}));
    expect(gone).toMatchObject({ code: 'CONVERSION_PLACE_AWAY' });
    await removeSource(core, actor, id);
    expect(await listSources(core)).toHaveLength(1);
  });

  it('refuses settings that would mix results into originals', async () => {
    const base: ConversionSourceInput = {
      name: '前置机',
      kind: 'folder',
      connectionId: null,
      folder: '/data/rtf',
      mapping: null,
      target: { kind: 'folder', folder: '/data/rtf/pdf' },
      courtCode: null,
      window: null,
      ratePerMinute: 0,
      enabled: true,
    };
    const invalid = async (changes: Partial<ConversionSourceInput>) =>
      (await errorOf(saveSource(core, actor, { ...base, ...changes }))).message;
    expect(await invalid({})).toContain('来源文件夹里面');
    expect(await invalid({ folder: 'rtf' })).toContain('绝对路径');
    expect(await invalid({ kind: 'database' })).toContain('表名');
    const [source] = await listSources(core);
    if (!source?.mapping || source.target.kind !== 'table')
      throw new Error('the default source has a mapping');
    expect(
      await invalid({ ...source, id: undefined, name: '新', target: { ...source.target, table: 'EFILE' } }),
    ).toContain('结果表不能就是来源表');
    expect(await invalid({ ...source, id: undefined, target: { kind: 'folder', folder: '/x' } })).toContain(
      '已经有名为',
    );
  });
});

describe('on PostgreSQL', () => {
  let gate: TcpGate;
  beforeEach(async () => {
    const url = new URL(await createPostgresDatabase(inject('postgresUrl'), 'conversion_test'));
    gate = await tcpGate(Number(url.port));
    centre = await conversionCentre(core, url.href);
    const [saved] = await listConnections(core);
    if (!saved) throw new Error('a connection was saved');
    await saveConnection(core, actor, {
      ...saved,
      port: gate.port,
      password: decodeURIComponent(url.password),
    });
  });
  afterEach(() => gate.shut().catch(() => undefined));

  it('converts, and again only what changed', async () => {
    await centre.add([...judgments(1, 30), { key: '31', suffix: 'doc', content: rtf('藏着的') }]);
    expect((await conversionStatus(core)).counts.waiting).toBe(30);
    expect(await runConversion(core, actor, {}, {})).toMatchObject({ converted: 30, noted: 1, waiting: 0 });
    expect(await centre.results()).toHaveLength(31);
    await centre.replace('7', rtf('改过'));
    expect((await conversionStatus(core)).counts.waiting).toBe(1);
    expect(await runConversion(core, actor, {}, {})).toMatchObject({ converted: 1 });
  });

  it('that goes away in the middle is waited for', async () => {
    await centre.add(judgments(1, 80));
    // Slow enough that the cut falls into the run on any machine.
    await defaultSource({ ratePerMinute: 1200 });
    const said: string[] = [];
    const running = runConversion(core, actor, {}, { onProgress: ({ text }) => said.push(text) });
    await until(async () => (await centre.results()).length >= 16);
    await gate.shut();
    await until(async () => said.some((text) => text.includes('秒后重试')));
    await gate.open();
    expect(await running).toMatchObject({ converted: 80, waiting: 0 });
    expect((await files()).every((row) => row.attempts === 1)).toBe(true);
  });

  it('that stays away ends the job with a clear word; it goes on when the centre is back', async () => {
    await centre.add(judgments(1, 20));
    await gate.shut();
    const status = await conversionStatus(core);
    expect(status.stale[0]?.reason).toContain('连不上');
    const job = await startConversion(core, actor, { patienceMs: 1_500 });
    const failed = await core.jobs.wait(job.id);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'CONVERSION_PLACE_AWAY' } });
    expect(failed.error?.message).toContain('点“继续”');
    expect((await listSources(core))[0]?.lastError).toContain('数据中心电子卷宗');
    await gate.open();
    await core.jobs.restart(actor, job.id);
    expect(await core.jobs.wait(job.id)).toMatchObject({ state: 'succeeded', result: { converted: 20 } });
  });
});
