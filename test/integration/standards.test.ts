import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { dictionaryCodes } from '../../electron/core/datacenter/dictionary.ts';
import { createDemoDatacenter } from '../../electron/core/demo/datacenter.ts';
import { allCodes, courts } from '../../electron/core/reference/reference.ts';
import { shippedRows } from '../../electron/core/reference/shipped.ts';
import {
  activateStandard,
  cancelSwitch,
  diffStandards,
  importStandard,
  listStandards,
  previewStandard,
  readImpact,
  referenceOn,
  standardEntries,
  startImpact,
} from '../../electron/core/standards/standards.ts';
import { listCourts } from '../../electron/core/statistics/statistics.ts';
import type { StandardImport } from '../../shared/contract/standards.ts';
import type { StandardEntry } from '../../shared/domain/standardTables.ts';
import { ops } from '../support/consoleProcess.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
let core: Core;
let actor: Actor;
let now = new Date('2026-11-20T01:00:00.000Z');

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => now });
  core = workspace.core;
  actor = await signedIn(core, 'engineer', '张三');
  await createDemoDatacenter(
    { engine: 'sqlite', file: join(workspace.dir, 'centre.sqlite') },
    { cases: 200, seed: 1, today: '2026-11-20', truthFile: join(workspace.dir, 'truth.json') },
  );
  await saveConnection(core, actor, {
    name: '中心库',
    engine: 'sqlite',
    file: 'centre.sqlite',
    host: '',
    port: 0,
    database: '',
    user: '',
    tls: 'off',
    sid: false,
    clientDir: '',
    statementTimeoutSeconds: 60,
    maxSessions: 2,
  });
});
afterAll(() => workspace.remove());

const file = (text: string | Uint8Array, more: Partial<StandardImport> = {}): StandardImport => ({
  kind: 'codes',
  fileName: 'codes.csv',
  content: Buffer.from(text).toString('base64'),
  ...more,
});
const table = (entries: readonly StandardEntry[]) =>
  [Object.keys(entries[0] ?? {}), ...entries.map((entry) => Object.values(entry))]
    .map((cells) => cells.join(','))
    .join('\r\n');

/** The shipped codes with 03223 (how a civil first instance ends) changed in every way, and a new class. */
function newCodes(): StandardEntry[] {
  const rows = shippedRows('codes').filter(({ code }) => code !== '09_03223-2');
  return [
    ...rows.map((row) =>
      row.code === '09_03223-1'
        ? { ...row, name: '判决结案' }
        : row.code === '09_03223-5'
          ? { ...row, code: '26_03223-5' }
          : row,
    ),
    { class: '99901', className: '新设类', code: '26_99901-1', name: '新设一' },
  ];
}

describe('data standards', () => {
  it('lists what the console comes with as in force', async () => {
    const all = await listStandards(core);
    expect(all.map(({ kind }) => kind)).toContain('codes');
    expect(all[0]).toMatchObject({
      inForce: { id: null, entries: 2275, state: 'in-force' },
      since: null,
      next: null,
    });
    expect(all[0]?.inForce.name).toMatch(/^随软件 法标/);
    expect((await referenceOn(core)).courts()).toBe(courts());
  });

  it('previews a file against today, keeping nothing', async () => {
    const preview = await previewStandard(core, file(table(newCodes())));
    expect(preview.errors).toEqual([]);
    expect(preview).toMatchObject({ encoding: 'utf-8', format: 'csv', entries: 2275, sameAs: null });
    expect(preview.counts).toEqual({ added: 1, removed: 1, renamed: 1, recoded: 1, changed: 0 });
    expect((await listStandards(core))[0]?.versions).toHaveLength(1);
  });

  it('keeps a version, tells its differences and what it touches, and switches by date', async () => {
    const version = await importStandard(core, actor, {
      ...file(iconv.encode(table(newCodes()), 'gbk')),
      name: '法标 2026',
      source: '省院 2026-11 通知',
    });
    expect(version).toMatchObject({
      encoding: 'gb18030',
      entries: 2275,
      state: 'waiting',
      importedBy: '张三',
    });
    const diff = await diffStandards(core, { kind: 'codes', to: version.id, offset: 0, limit: 50 });
    expect(diff.rows.map(({ kind, key }) => [kind, key])).toEqual([
      ['renamed', '03223 09_03223-1'],
      ['removed', '03223 09_03223-2'],
      ['recoded', '03223 09_03223-5'],
      ['added', '99901 26_99901-1'],
    ]);
    const only = await diffStandards(core, {
      kind: 'codes',
      to: version.id,
      only: ['added'],
      offset: 0,
      limit: 50,
    });
    expect(only).toMatchObject({ total: 1, counts: { removed: 1 } });

    const job = await startImpact(core, actor, version.id ?? '');
    expect(await core.jobs.wait(job.id)).toMatchObject({ state: 'succeeded' });
    const impact = await readImpact(core, version.id ?? '');
    const column = impact?.columns.find(({ column: name }) => name === 'closing_way');
    expect(column).toMatchObject({ table: 'court_case', note: '' });
    expect(column?.altered).toBeGreaterThan(0);
    expect(column?.values.find(({ value }) => value === '09_03223-1')).toMatchObject({
      becomes: 'altered',
      text: '名称改为“判决结案”',
    });
    expect(impact?.samples[0]).toMatchObject({
      table: 'court_case',
      caseNumber: expect.stringMatching(/^（/),
    });
    expect(impact?.rules.map(({ code }) => code)).toContain('DM001');
    expect(impact?.rules.map(({ code }) => code)).not.toContain('DM002');
    expect(impact?.mappings[0]).toMatchObject({ what: 'court_case.closing_way 结案方式' });
    expect(impact?.notes.join()).toContain('99901');

    const made = await activateStandard(core, actor, {
      kind: 'codes',
      versionId: version.id,
      effectiveFrom: '2026-12-01',
      reason: '省院通知',
    });
    expect(made).toMatchObject({ versionName: '法标 2026', open: true });
    expect((await referenceOn(core)).codeEntry('09_03223-1')?.name).toBe('判决');
    expect((await referenceOn(core, '2026-11-30')).allCodes()).toBe(allCodes());
    const later = await referenceOn(core, '2026-12-01');
    expect(later.codeEntry('09_03223-1')?.name).toBe('判决结案');
    expect(later.codeEntry('09_03223-2')).toBeUndefined();
    expect(later.codeClasses().find(({ code }) => code === '99901')?.name).toBe('新设类');
    expect((await listStandards(core))[0]).toMatchObject({
      inForce: { id: null },
      next: { effectiveFrom: '2026-12-01' },
    });
    expect((await listStandards(core, '2026-12-02'))[0]).toMatchObject({
      inForce: { name: '法标 2026' },
      since: '2026-12-01',
    });
  });

  it('refuses days that are past, taken or pointless; takes back before the day, never after', async () => {
    const [codes] = await listStandards(core);
    const version = codes?.versions[0];
    const switchTo = (effectiveFrom: string, versionId: string | null = version?.id ?? '') =>
      errorOf(activateStandard(core, actor, { kind: 'codes', versionId, effectiveFrom, reason: '试一试看' }));
    expect((await switchTo('2026-11-19')).message).toContain('已经过去');
    expect((await switchTo('2026-02-30')).message).toContain('不是日期');
    expect((await switchTo('2036-01-01')).code).toBe('STANDARD_DAY');
    expect((await switchTo('2026-12-01', null)).code).toBe('STANDARD_DAY_TAKEN');
    expect((await switchTo('2026-12-05')).code).toBe('STANDARD_ALREADY');
    expect((await switchTo('2026-12-05', 'nobody')).code).toBe('STANDARD_NOT_FOUND');

    const id = codes?.next?.id ?? '';
    expect((await cancelSwitch(core, actor, { id, reason: '通知改期' })).cancelledBy).toBe('张三');
    expect((await errorOf(cancelSwitch(core, actor, { id, reason: '通知改期' }))).code).toBe(
      'STANDARD_CANCELLED',
    );
    expect((await referenceOn(core, '2026-12-31')).allCodes()).toBe(allCodes());
    await activateStandard(core, actor, {
      kind: 'codes',
      versionId: version?.id ?? '',
      effectiveFrom: '2026-12-03',
      reason: '改期到三日',
    });
    now = new Date('2026-12-02T16:00:00.000Z');
    const held = (await listStandards(core))[0];
    expect(held).toMatchObject({ inForce: { name: '法标 2026', state: 'in-force' }, since: '2026-12-03' });
    const late = await errorOf(
      cancelSwitch(core, actor, { id: held?.switches[0]?.id ?? '', reason: '来不及了' }),
    );
    expect(late.message).toContain('新定一次切换');
    expect((await dictionaryCodes(core, '03223')).map(({ name }) => name)).toContain('判决结案');
    await activateStandard(core, actor, {
      kind: 'codes',
      versionId: null,
      effectiveFrom: '2026-12-10',
      reason: '退回原版',
    });
    expect((await referenceOn(core, '2026-12-10')).allCodes()).toBe(allCodes());
    expect((await listAudit(core, { offset: 0, limit: 20 })).rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['standards.import', 'standards.activate', 'standards.cancel']),
    );
  });

  it('lays additions over what holds, and readers take courts of the version in force', async () => {
    const addition = JSON.stringify([
      {
        code: 3999,
        parent: 3001,
        levelCode: 'N19',
        name: '成都市试验区人民法院',
        mark: '川0199',
        tier: '基层',
      },
    ]);
    const version = await importStandard(core, actor, {
      ...file(addition, { kind: 'courts', fileName: 'courts.json', mode: 'additions' }),
      name: '代字 2026-12',
      source: '试验',
    });
    expect(version).toMatchObject({ entries: 212, mode: 'additions' });
    await activateStandard(core, actor, {
      kind: 'courts',
      versionId: version.id,
      effectiveFrom: '2026-12-03',
      reason: '今天起用',
    });
    const reference = await referenceOn(core);
    expect(reference.courtByMark('川0199')?.code).toBe(3999);
    expect(reference.courtMarks().has('川0199')).toBe(true);
    expect(await listCourts(core)).toContainEqual({ code: 3999, name: '成都市试验区人民法院' });
    const found = await standardEntries(core, {
      kind: 'courts',
      versionId: version.id,
      search: '试验区',
      offset: 0,
      limit: 10,
    });
    expect(found.total).toBe(1);
    // The same tables are handed out again: nothing is parsed twice.
    expect((await referenceOn(core)).courts()).toBe(reference.courts());
  });

  it.each<[string, string | Uint8Array, Partial<StandardImport>, number, RegExp]>([
    ['columns missing', 'class,code\n03223,1', {}, 1, /缺少列：代码类名称、名称/],
    ['another table', table(shippedRows('courts').slice(0, 2)), {}, 1, /像是“法院与代字（本省）”/],
    ['a column twice', 'class,className,code,name,名称\n', {}, 1, /出现了两次/],
    ['no rows', 'class,className,code,name\n', {}, 0, /没有数据行/],
    ['an empty cell', 'class,className,code,name\n03223,类,09_1,\n', {}, 2, /名称为空/],
    ['a bad class', 'class,className,code,name\n3223,类,09_1,判决\n', {}, 2, /5 位或 6 位数字/],
    ['a double', 'class,className,code,name\n03223,类,a,甲\n\n03223,类,a,乙\n', {}, 4, /与第 2 行重复/],
    ['a stray cell', 'class,className,code,name\n03223,类,a,甲,多\n', {}, 2, /5 列，首行有 4 列/],
    ['an open quote', 'class,className,code,name\n03223,"类,a,甲\n', {}, 2, /引号没有配对/],
    ['too long', `class,className,code,name\n03223,类,a,${'长'.repeat(201)}\n`, {}, 2, /最多 200 个/],
    ['spaces', 'class,className,code,name\n03223,类,a,甲 \n', {}, 2, /首尾有空格/],
    ['broken JSON', '[{"class":"03223",\n"code"', {}, 2, /不是完整的 JSON/],
    ['JSON of another shape', '{"a":1}', {}, 0, /对象的列表/],
    ['nested JSON', '[{"class":{"a":1}}]', {}, 1, /不是文字、数字/],
    [
      'GBK read as UTF-8',
      iconv.encode('class,className,code,name\nx\n03223,类,a,甲\n', 'gbk'),
      { encoding: 'utf-8' },
      3,
      /请把编码选为 GBK/,
    ],
    [
      'UTF-8 read as GBK',
      'class,className,code,name\n03223,类,a,甲\n',
      { encoding: 'gb18030' },
      1,
      /是 UTF-8/,
    ],
    ['neither', new Uint8Array([0x61, 0x0a, 0xff, 0xff, 0x0a]), {}, 2, /既不是 UTF-8 也不是 GBK/],
    ['garbled before', 'class,className,code,name\n03223,锟斤拷,a,甲\n', {}, 2, /已经是乱码/],
    [
      'a court above that is not there',
      'code,parent,levelCode,name,mark,tier\n3001,2999,N10,某中院,川01,中级\n',
      { kind: 'courts' },
      2,
      /上级法院代码“2999”在表里找不到/,
    ],
    [
      'a mark of two courts',
      'code,parent,levelCode,name,mark,tier\n3001,0,N10,甲,川01,中级\n3002,3001,N11,乙,川01,基层\n',
      { kind: 'courts' },
      3,
      /代字“川01”与第 2 行相同/,
    ],
  ])('refuses %s at its row', async (_what, text, more, row, message) => {
    const preview = await previewStandard(core, file(text, more));
    expect(preview.errors[0]).toMatchObject({ row, message: expect.stringMatching(message) });
    const refused = await errorOf(
      importStandard(core, actor, { ...file(text, more), name: '坏文件', source: '试验' }),
    );
    expect(refused.code).toBe('STANDARD_FILE');
  });

  it('refuses a name or a content it has', async () => {
    const more = { ...newCodes()[0], name: '另一个' };
    const again = file(table([...newCodes().slice(1), more as StandardEntry]));
    expect(
      (await errorOf(importStandard(core, actor, { ...again, name: '法标 2026', source: 'x' }))).code,
    ).toBe('STANDARD_NAME');
    const same = await errorOf(
      importStandard(core, actor, { ...file(table(newCodes())), name: '另一版', source: 'x' }),
    );
    expect(same).toMatchObject({ code: 'STANDARD_SAME', message: expect.stringContaining('法标 2026') });
  });

  it('works from the command line', async () => {
    const dir = workspace.dir;
    const path = join(dir, 'charges.csv');
    writeFileSync(path, '罪名,刑法条文\n盗窃罪,264\n');
    const run = async (...args: string[]) => {
      const answer = await ops('standard', ...args, '--workspace', dir, '--json');
      return { code: answer.code, json: JSON.parse(answer.stdout) };
    };
    const from = ['--kind', 'charges', '--file', path];
    const [dry, wrong] = await Promise.all([
      run('import', ...from, '--dry-run'),
      run('import', '--kind', 'codes', '--file', path, '--name', '错', '--from', '试验'),
    ]);
    expect(dry.json).toMatchObject({ entries: 1, counts: { removed: 43 } });
    expect(wrong).toMatchObject({ code: 1, json: { error: { code: 'STANDARD_FILE', details: { row: 1 } } } });
    const made = await run('import', ...from, '--name', '罪名甲', '--from', '试验');
    expect(made.json).toMatchObject({ name: '罪名甲', state: 'waiting' });
    const choice = ['--kind', 'charges', '--version', '罪名甲'];
    const soon = await run('activate', ...choice, '--date', '2099-01-01', '--reason', '试验一下');
    expect(soon.json.error.code).toBe('STANDARD_DAY');
    expect((await run('diff', ...choice)).json.counts.removed).toBe(43);
  });
});
