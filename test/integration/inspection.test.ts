import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { canonicalContent } from '../../electron/core/inspection/digest.ts';
import {
  excuseUnchecked,
  fillItem,
  findSheet,
  itemHistory,
  listSheets,
  missedDays,
  mustFindSheet,
  openSheet,
  runChecks,
  runWorkday,
  saveProbe,
  setHeader,
  signSheet,
  startChecks,
  today,
} from '../../electron/core/inspection/inspection.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { SERVICES, type Sheet } from '../../shared/contract/inspection.ts';
import { createInspectionCentre, DAY, NOW } from '../fixtures/inspectionCentre.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let core: Core;
let zhou: Actor;
let li: Actor;
let court: Actor;
let now = NOW;

beforeEach(async () => {
  now = NOW;
  test = await testWorkspace({ now: () => now });
  core = test.core;
  zhou = await signedIn(core, 'engineer', '周明');
  li = await signedIn(core, 'manager', '李思远');
  court = await signedIn(core, 'supervisor', '王建国');
});
afterEach(() => test.remove());

async function withCentre(): Promise<string> {
  const file = join(test.dir, 'centre.sqlite');
  await createInspectionCentre(file);
  await saveConnection(
    core,
    li,
    connectionInputSchema.parse({ name: '中心库', engine: 'sqlite', file: 'centre.sqlite' }),
  );
  return file;
}

function item(sheet: Sheet, id: string) {
  const found = sheet.items.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
}

const fill = (id: string, fields: Parameters<typeof fillItem>[2]['fields'], reason = '', actor = zhou) =>
  mustFindSheet(core, DAY).then((sheet) =>
    fillItem(core, actor, { day: DAY, itemId: id, version: item(sheet, id).version, fields, reason }),
  );

describe('a run over a data centre', () => {
  it('brings the known answer of every check', async () => {
    await withCentre();
    const sheet = await runChecks(core, zhou, { day: DAY });
    const found = Object.fromEntries(
      sheet.items.map((each) => [each.id, [each.value, each.result, each.explanation]]),
    );
    expect(found).toMatchObject({
      'bankruptcy.received': ['2 件（清算1 重整0 和解0 破申1）', 'normal', ''],
      'bankruptcy.uplinked': ['1 件（受理1 待回执0 失败0 退回0）', 'normal', ''],
      'bankruptcy.waiting': ['1 件', 'warning', '最早入库 11-17 09:00，已等待 3 天 0 小时'],
      'bankruptcy.failed': ['1 件', 'warning', '缺少立案日期 1'],
      'bankruptcy.receipt': ['最近 11-20 08:20', 'normal', ''],
      'bankruptcy.reconcile': [
        '差异 4 件',
        'warning',
        '审判库 2 件、上报 4 件；审判库有而未上报 1 件，上报有而审判库无 3 件',
      ],
      'casefile.storage': ['11.3 MB/21.9 MB（51.74 %）', 'warning', '乙市前置机 90 %'],
      'casefile.volume': ['6 件，4.02 KB', 'normal', ''],
      'casefile.uplinked': ['1 件（1 家，12 个文件，3 MB）', 'normal', ''],
      'casefile.failed': ['1 件', 'warning', '目录编号为空 1'],
      'casefile.rtf-waiting': ['2 份', 'normal', '共 3 KB，最早入库 11-18 10:00'],
      'casefile.rtf-converted': ['1 份（存疑 1）', 'normal', ''],
      'casefile.rtf-failed': ['1 份', 'warning', '拒收 1 份（文件损坏或不是 RTF），失败 0 份'],
      'casefile.front-ends': ['在线 22/23 家', 'warning', '甲市前置机 已 4 小时 0 分'],
      'casefile.backlog': ['7 个，最旧 6 小时', 'warning', '乙市前置机 7 个'],
      'casefile.empty': ['1 份', 'warning', '乙市中级人民法院 1'],
      'casefile.suffix': ['1 份', 'warning', 'exe 1'],
      'trialdata.five-minute': ['断档 1/2 家', 'warning', '乙市中级人民法院 断 3 小时 0 分'],
      'trialdata.daily': ['1 包（1/2 家）', 'warning', '11-20 未到：乙市中级人民法院'],
      'trialdata.rejected': ['1 个', 'warning', 'XML格式错误 1'],
      'trialdata.credibility': ['99.85 %（11-19）', 'normal', '中心多 2 件、中心少 1 件；甲市中级人民法院 3'],
      'trialdata.channels': ['2/3 个有成功包', 'warning', '统计：无'],
      'trialdata.tool': ['V2.3', 'normal', ''],
      'datacenter.sessions': ['不适用', 'normal', '内嵌库没有此项'],
      'datacenter.tablespace': [expect.stringMatching(/%（main）$/), 'normal', expect.any(String)],
      'datacenter.archive': ['正常', 'normal', 'WAL 文件 0 B'],
      'datacenter.backup-library': ['', 'unchecked', expect.stringContaining('还没有备份库的复制计划')],
      'datacenter.invalid': ['不适用', 'normal', '内嵌库没有此项'],
      'datacenter.replication': ['不适用', 'normal', '内嵌库没有此项'],
      'datacenter.password': ['不适用', 'normal', '内嵌库没有此项'],
      'datacenter.yesterday': [expect.stringMatching(/^\d+ 件（\d+ 家法院）$/), 'normal', expect.any(String)],
      'datacenter.cases': ['12 件（当日 +1）', 'normal', ''],
      'datacenter.freshness': ['11-20 08:30', 'normal', ''],
      'datacenter.difference': ['3 件（11-19）', 'warning', '中心多 2、少 1；甲市中级人民法院 3'],
      'tags.task': ['最近成功 11-20 02:30', 'normal', ''],
      'tags.source': ['11-20 08:30', 'normal', ''],
      'tags.codes': ['0 项（0 类）', 'fault', ''],
      'quality.scope': ['2 件（新增 1）', 'normal', ''],
      'quality.structure': ['不合格 1/12（合格率 91.67 %）', 'fault', '缺立案案由 1'],
      'quality.logic': ['1 件', 'warning', '立案早于收案 1'],
      'quality.failures': ['2 件次', 'warning', '规则 A01 1、规则 A02 1'],
      'quality.resend': ['1 件', 'warning', '涉及 1 家法院'],
      'retrieval.requests': ['2 件（最高1 五巡1；成0 败1 待1）', 'normal', ''],
      'retrieval.failed': ['1 件', 'warning', '（2026）川01民初2号 卷宗缺页'],
      'retrieval.overdue': ['1 件', 'warning', '（2026）川01民初3号 超 15 小时 0 分'],
      'retrieval.urgent': ['1 件', 'warning', '（2026）川01民初1号 时限 11-20 18:00'],
      'caseshare.calls': ['1 次，失败 0（均 100 毫秒）', 'normal', ''],
      'caseshare.silent': ['1 个', 'warning', '律师数据共享'],
      'caseshare.downlink': ['最近 11-20 07:30', 'normal', ''],
      'interfaces.matrix': [
        '正常 2/4 组',
        'warning',
        '审委会数据交换接口×乙市中级人民法院 无成功调用、电子卷宗共享接口×乙市中级人民法院 断 13 小时 0 分；在用 4 组，少于约定的 708 组',
      ],
      'interfaces.calls': ['2 次，失败 1（均 100 毫秒）', 'fault', '失败：电子卷宗共享接口 1'],
      'oversight.failed': ['1/2 个', 'warning', '数据汇聚 队列积压'],
      'oversight.stuck': ['1 个', 'warning', '全量比对 已运行 13 小时 0 分'],
      'oversight.nodes': ['活动 2/3 个', 'warning', '节点3 最近 11-17 02:00'],
      'oversight.scope': ['1 次', 'warning', '某研究院 1,200 行'],
      'oversight.approval': ['1 次', 'warning', '某公司 5 行'],
      'workstation.backup': ['无', 'warning', expect.stringContaining('备份')],
      'workstation.clock': ['不适用', 'normal', '内嵌库没有此项'],
      'datacenter.backup': ['', 'unchecked', expect.stringContaining('不记录备份')],
      'bankruptcy.tool': ['', 'unchecked', expect.stringContaining('未配置探测目标')],
      'tags.screen': ['', 'unchecked', ''],
    });
    expect(item(sheet, 'workstation.log').value).toMatch(/^ok/);
    expect(item(sheet, 'datacenter.instance').value).toMatch(/^应答 \d+ 毫秒$/);
    expect(new Set(sheet.items.map((each) => each.service))).toEqual(new Set(SERVICES));
    expect(sheet.counts.total).toBe(sheet.items.length);
  });

  it('carries the values of the last sheet, and notices cases that went missing', async () => {
    const file = await withCentre();
    now = new Date('2026-11-19T01:00:00Z');
    await runChecks(core, zhou, { day: '2026-11-19', items: ['datacenter.cases'] });
    now = NOW;
    await openSheet(core, zhou, DAY);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(file);
    db.exec("DELETE FROM court_case WHERE case_id = 'b9'");
    db.close();
    const sheet = await runChecks(core, zhou, { day: DAY, items: ['datacenter.cases'] });
    expect(item(sheet, 'datacenter.cases')).toMatchObject({
      lastDay: '2026-11-19',
      lastValue: '12 件（当日 +0）',
      value: '11 件（当日 +1）',
      result: 'warning',
      explanation: '较上次减少 1 件',
    });
    expect(await itemHistory(core, 'datacenter.cases', 10)).toMatchObject([
      { day: DAY, number: 11, result: 'warning' },
      { day: '2026-11-19', number: 12, result: 'normal' },
    ]);
  });

  it('marks a reading taken after its day', async () => {
    await withCentre();
    now = new Date('2026-11-22T07:00:00Z');
    const sheet = await runChecks(core, zhou, {
      day: DAY,
      items: ['bankruptcy.received', 'workstation.disk'],
    });
    expect(item(sheet, 'bankruptcy.received')).toMatchObject({
      value: '2 件（清算1 重整0 和解0 破申1）',
      checkedAt: now.toISOString(),
    });
  });
});

describe('a data centre that is away', () => {
  it('leaves its items unchecked with the reason, quickly, and the sheet can be filled and signed', async () => {
    const file = await withCentre();
    rmSync(file);
    const start = performance.now();
    let sheet = await runChecks(core, zhou, { day: DAY });
    expect(performance.now() - start).toBeLessThan(6000);
    const away = item(sheet, 'casefile.rtf-waiting');
    expect(away).toMatchObject({ result: 'unchecked', value: '' });
    expect(away.explanation.length).toBeGreaterThan(10);
    expect(item(sheet, 'workstation.disk').value).toMatch(/B/);
    sheet = await fill('casefile.rtf-waiting', { value: '3 份', result: 'normal' }, '电话核实');
    expect(item(sheet, 'casefile.rtf-waiting')).toMatchObject({
      value: '3 份',
      result: 'normal',
      basis: '电话核实',
      corrections: 0,
    });
    expect(
      (await errorOf(signSheet(core, zhou, { day: DAY, box: 'inspector', digest: sheet.digest }))).code,
    ).toBe('INSPECTION_SIGN_INCOMPLETE');
    sheet = await excuseUnchecked(core, zhou, { day: DAY, reason: '大屏检修停用' });
    sheet = await signSheet(core, zhou, { day: DAY, box: 'inspector', digest: sheet.digest });
    expect(sheet.state).toBe('inspected');
  });

  it('says which step comes first when there is no connection at all', async () => {
    const sheet = await runChecks(core, zhou, { day: DAY, items: ['datacenter.cases'] });
    expect(item(sheet, 'datacenter.cases')).toMatchObject({
      result: 'unchecked',
      explanation: expect.stringMatching(/连接/),
    });
  });

  it('keeps a value of the day when a later try comes to nothing', async () => {
    const file = await withCentre();
    await runChecks(core, zhou, { day: DAY, items: ['datacenter.cases'] });
    rmSync(file);
    const sheet = await runChecks(core, zhou, { day: DAY, items: ['datacenter.cases'] });
    expect(item(sheet, 'datacenter.cases')).toMatchObject({
      value: '12 件（当日 +1）',
      result: 'normal',
      explanation: expect.stringContaining('复检未成'),
    });
    expect((await itemHistory(core, 'datacenter.cases', 5)).map((each) => each.result)).toEqual([
      'unchecked',
      'normal',
    ]);
  });
});

describe('probes', () => {
  it('look at pages, ports and folders, and tell what is wrong', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/slow') return;
      response.statusCode = request.url === '/broken' ? 500 : 200;
      response.end('可视化首页');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const look = async (kind: 'http' | 'tcp' | 'folder', target: string, expect = '') => {
      await saveProbe(core, li, { id: 'tags-page', kind, target, expect });
      return item(await runChecks(core, zhou, { day: DAY, items: ['tags.page'] }), 'tags.page');
    };
    try {
      expect(await look('http', `http://127.0.0.1:${port}/`, '首页')).toMatchObject({ result: 'normal' });
      expect(await look('http', `http://127.0.0.1:${port}/`, '登录')).toMatchObject({
        result: 'fault',
        explanation: expect.stringContaining('登录'),
      });
      expect(await look('http', `http://127.0.0.1:${port}/broken`)).toMatchObject({
        result: 'fault',
        value: 'HTTP 500',
      });
      expect(await look('tcp', `127.0.0.1:${port}`)).toMatchObject({ result: 'normal' });
      expect(await look('tcp', '127.0.0.1:1')).toMatchObject({
        result: 'fault',
        explanation: expect.stringContaining('拒绝'),
      });
      expect(await look('folder', test.dir)).toMatchObject({ result: 'normal' });
      expect(await look('folder', join(test.dir, 'nowhere'))).toMatchObject({
        result: 'fault',
        explanation: expect.stringContaining('目录'),
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('refuse addresses with secrets in them or of no use', async () => {
    for (const [kind, target] of [
      ['http', 'ftp://x'],
      ['http', 'http://user:secret@host/'],
      ['tcp', 'host'],
      ['tcp', 'host:99999'],
      ['folder', 'relative/path'],
    ] as const) {
      expect((await errorOf(saveProbe(core, li, { id: 'tags-page', kind, target, expect: '' }))).code).toBe(
        'INSPECTION_PROBE_INVALID',
      );
    }
    expect((await errorOf(saveProbe(core, li, { id: 'x', kind: null, target: '', expect: '' }))).code).toBe(
      'INSPECTION_PROBE_UNKNOWN',
    );
  });

  it('time out alone while the others go on, and a cancelled run keeps what it found', async () => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await saveProbe(core, li, {
      id: 'tags-page',
      kind: 'http',
      target: `http://127.0.0.1:${port}/`,
      expect: '',
    });
    try {
      const job = await startChecks(core, zhou, {
        day: DAY,
        items: ['tags.page', 'workstation.disk', 'workstation.log'],
      });
      await expect
        .poll(async () => item(await mustFindSheet(core, DAY), 'workstation.disk').value)
        .not.toBe('');
      await core.jobs.cancel(zhou, job.id);
      expect((await core.jobs.wait(job.id)).state).toBe('cancelled');
      const sheet = await mustFindSheet(core, DAY);
      expect(item(sheet, 'workstation.log').result).toBe('normal');
      expect(item(sheet, 'tags.page').checkedAt).toBeNull();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('entries of people', () => {
  beforeEach(() => openSheet(core, zhou, DAY));

  it('are never overwritten by a run', async () => {
    await withCentre();
    await fill(
      'datacenter.cases',
      { value: '99 件', result: 'warning', explanation: '人工清点' },
      '现场清点',
    );
    await fill('bankruptcy.received', { note: '已告知' });
    const sheet = await runChecks(core, zhou, { day: DAY });
    expect(item(sheet, 'datacenter.cases')).toMatchObject({
      value: '99 件',
      result: 'warning',
      explanation: '人工清点',
      found: { value: '12 件（当日 +1）', result: 'normal' },
    });
    expect(item(sheet, 'bankruptcy.received')).toMatchObject({
      value: '2 件（清算1 重整0 和解0 破申1）',
      note: '已告知',
    });
  });

  it('leave a trace when changed, and need a reason', async () => {
    await fill('tags.screen', { value: '正常显示', result: 'normal' });
    expect((await errorOf(fill('tags.screen', { value: '黑屏', result: 'fault' }))).code).toBe(
      'INSPECTION_REASON_REQUIRED',
    );
    const sheet = await fill('tags.screen', { value: '黑屏', result: 'fault' }, '复看', li);
    expect(sheet.corrections).toMatchObject([
      {
        itemId: 'tags.screen',
        field: '本次值',
        oldValue: '正常显示',
        newValue: '黑屏',
        reason: '复看',
        by: '李思远',
      },
      { field: '结果', oldValue: 'normal', newValue: 'fault' },
    ]);
    expect(item(sheet, 'tags.screen')).toMatchObject({ corrections: 2, enteredBy: '李思远' });
    const actions = (await listAudit(core, { offset: 0, limit: 20 })).rows.map((row) => row.action);
    expect(actions.filter((action) => action === 'inspection.fill')).toHaveLength(2);
  });

  it('need a basis on an automatic item and a result with a value', async () => {
    expect((await errorOf(fill('datacenter.cases', { value: '1 件', result: 'normal' }))).code).toBe(
      'INSPECTION_REASON_REQUIRED',
    );
    expect((await errorOf(fill('tags.screen', { value: '好' }))).code).toBe('INSPECTION_RESULT_REQUIRED');
    expect((await errorOf(fill('tags.screen', { result: 'normal' }))).code).toBe(
      'INSPECTION_RESULT_REQUIRED',
    );
    expect(
      (
        await errorOf(
          fill('nothing.here', {}).catch(() =>
            fillItem(core, zhou, {
              day: DAY,
              itemId: 'nothing',
              version: 1,
              fields: { note: 'x' },
              reason: '',
            }),
          ),
        )
      ).code,
    ).toBe('INSPECTION_NO_ITEM');
  });

  it('of two processes at once: one is told, none is lost', async () => {
    const second = await test.again(() => now);
    const version = item(await mustFindSheet(core, DAY), 'tags.screen').version;
    const write = (of: Core, note: string) =>
      fillItem(of, zhou, { day: DAY, itemId: 'tags.screen', version, fields: { note }, reason: '' });
    const ends = await Promise.allSettled([write(core, '甲'), write(second, '乙')]);
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1);
    const refused = ends.find((end) => end.status === 'rejected');
    expect((refused as PromiseRejectedResult | undefined)?.reason.data.code).toBe('INSPECTION_STALE');
    const other = item(await mustFindSheet(core, DAY), 'tags.screen').note === '甲' ? '乙' : '甲';
    await fill('tags.screen', { action: other });
    expect([item(await mustFindSheet(second, DAY), 'tags.screen').note, other].sort()).toEqual(['乙', '甲']);
  });

  it('open one sheet from two processes at once', async () => {
    const second = await test.again(() => now);
    const day = '2026-11-18';
    const sheets = await Promise.all([openSheet(core, zhou, day), openSheet(second, li, day)]);
    expect(sheets[0]?.items).toEqual(sheets[1]?.items);
  });
});

describe('signatures', () => {
  async function signedSheet(): Promise<Sheet> {
    await openSheet(core, zhou, DAY);
    await fill('tags.screen', { value: '正常', result: 'normal' });
    let sheet = await excuseUnchecked(core, zhou, { day: DAY, reason: '演练' });
    for (const [actor, box] of [
      [zhou, 'inspector'],
      [li, 'reviewer'],
      [court, 'customer'],
    ] as const) {
      sheet = await signSheet(core, actor, { day: DAY, box, digest: sheet.digest });
    }
    return sheet;
  }

  it('go inspector, another reviewer, customer; each by its role and over what was seen', async () => {
    const opened = await openSheet(core, zhou, DAY);
    const sign = (actor: Actor, box: 'inspector' | 'reviewer' | 'customer', digest: string) =>
      errorOf(signSheet(core, actor, { day: DAY, box, digest })).then((error) => error.code);
    expect(await sign(zhou, 'inspector', opened.digest)).toBe('INSPECTION_SIGN_INCOMPLETE');
    await fill('tags.screen', { value: '正常', result: 'normal' });
    const sheet = await excuseUnchecked(core, zhou, { day: DAY, reason: '演练' });
    expect(await sign(court, 'inspector', sheet.digest)).toBe('INSPECTION_SIGN_ROLE');
    expect(await sign(li, 'customer', sheet.digest)).toBe('INSPECTION_SIGN_ROLE');
    expect(await sign(li, 'reviewer', sheet.digest)).toBe('INSPECTION_SIGN_ORDER');
    expect(await sign(zhou, 'inspector', opened.digest)).toBe('INSPECTION_SIGN_CHANGED');
    await signSheet(core, zhou, { day: DAY, box: 'inspector', digest: sheet.digest });
    expect(await sign(zhou, 'inspector', sheet.digest)).toBe('INSPECTION_SIGN_TWICE');
    expect(await sign(zhou, 'reviewer', sheet.digest)).toBe('INSPECTION_SIGN_SAME');
    expect(await sign(court, 'customer', sheet.digest)).toBe('INSPECTION_SIGN_ORDER');
  });

  it('freeze the sheet; a correction afterwards is traced, voids them and asks for new ones', async () => {
    const confirmed = await signedSheet();
    expect(confirmed).toMatchObject({ state: 'confirmed', frozen: true });
    expect((await errorOf(startChecks(core, zhou, { day: DAY }))).code).toBe('INSPECTION_FROZEN');
    expect((await errorOf(fill('tags.screen', { note: '补充' }))).code).toBe('INSPECTION_REASON_REQUIRED');
    let sheet = await fill('tags.screen', { note: '补充' }, '漏写');
    expect(sheet.state).toBe('reopened');
    expect(sheet.corrections.at(-1)).toMatchObject({ afterSignature: true, oldValue: '', newValue: '补充' });
    expect(sheet.signatures.every((each) => each.voidedAt !== null && each.digest === confirmed.digest)).toBe(
      true,
    );
    sheet = await signSheet(core, zhou, { day: DAY, box: 'inspector', digest: sheet.digest });
    expect(sheet.state).toBe('inspected');
    expect((await errorOf(startChecks(core, zhou, { day: DAY }))).code).toBe('INSPECTION_FROZEN');
  });

  it('of the inspector fall when the head changes; the digest is the content’s and no more', async () => {
    await openSheet(core, zhou, DAY);
    await fill('tags.screen', { value: '正常', result: 'normal' });
    let sheet = await excuseUnchecked(core, zhou, { day: DAY, reason: '演练' });
    sheet = await signSheet(core, zhou, { day: DAY, box: 'inspector', digest: sheet.digest });
    const changed = await setHeader(core, zhou, {
      day: DAY,
      version: sheet.version,
      header: { weather: '多云' },
      reason: '',
    });
    expect(changed.state).toBe('open');
    expect(changed.digest).not.toBe(sheet.digest);
    const back = await setHeader(core, zhou, {
      day: DAY,
      version: changed.version,
      header: { weather: '' },
      reason: '',
    });
    expect(back.digest).toBe(sheet.digest);
    expect(canonicalContent(back)).toBe(canonicalContent(sheet));
    expect(
      (await errorOf(setHeader(core, zhou, { day: DAY, version: 1, header: { weather: '晴' }, reason: '' })))
        .code,
    ).toBe('INSPECTION_STALE');
  });
});

describe('days', () => {
  it('know what is due, what was missed and what is not published', async () => {
    now = new Date('2026-11-20T01:40:00Z');
    expect((await today(core)).due).toMatchObject({ state: 'soon' });
    now = new Date('2026-11-20T00:00:00Z');
    expect((await today(core)).due.state).toBe('waiting');
    now = new Date('2026-11-20T03:00:00Z');
    expect((await today(core)).due.state).toBe('overdue');
    await runChecks(core, zhou, { day: DAY, items: ['workstation.disk'] });
    expect((await today(core)).due.state).toBe('done');
    const disk = (found: Awaited<ReturnType<typeof today>>) =>
      found.tiles.find(({ service }) => service === 'workstation')?.headline;
    const measured = disk(await today(core))?.value;
    expect(measured).toBeTruthy();
    now = new Date('2026-11-22T03:00:00Z');
    expect((await today(core)).due).toEqual({ state: 'off', at: null });
    // A day without a sheet shows what the last one had.
    expect(disk(await today(core))).toMatchObject({ value: '', lastValue: measured });
  });

  it('run on an unpublished day all the same, and refuse the future and what is no day', async () => {
    const ahead = await runWorkday(core, zhou, { date: '2027-03-02' });
    expect(ahead.sheet).toMatchObject({ dayKind: 'unpublished', state: 'open' });
    expect(ahead.sheet.counts.unchecked).toBe(ahead.sheet.counts.total);
    const early = runChecks(core, zhou, { day: '2027-03-02' });
    expect((await errorOf(early)).code).toBe('INSPECTION_FUTURE');
    const sign = signSheet(core, zhou, { day: '2027-03-02', box: 'inspector', digest: ahead.sheet.digest });
    expect((await errorOf(sign)).code).toBe('INSPECTION_FUTURE');
    expect((await errorOf(openSheet(core, zhou, '2026-02-30'))).code).toBe('CALENDAR_DAY_INVALID');
    now = new Date('2027-03-01T01:00:00Z');
    const sheet = await runChecks(core, zhou, { day: '2027-03-01', items: ['workstation.disk'] });
    expect(sheet).toMatchObject({ dayKind: 'unpublished', dayLabel: '未发布' });
    expect((await today(core)).due.state).toBe('done');
  });

  it('count workdays without a check as missed from the workspace’s first day on', async () => {
    const created = core.workspace.config.createdAt.slice(0, 10);
    now = new Date(Date.parse(core.workspace.config.createdAt) + 6 * 86_400_000);
    const missed = await missedDays(core);
    expect(missed.every((day) => day >= created)).toBe(true);
    expect(missed.length).toBeGreaterThanOrEqual(3);
    const day = missed[0] ?? '';
    await runChecks(core, zhou, { day, items: ['workstation.disk'] });
    expect(await missedDays(core)).toEqual(missed.slice(1));
    const list = await listSheets(core, { offset: 0, limit: 50 });
    expect(list.missed).toBe(missed.length - 1);
    expect(list.rows.find((row) => row.day === day)?.state).toBe('open');
    expect(list.rows.filter((row) => row.state === 'missed')).toHaveLength(missed.length - 1);
    expect(await findSheet(core, missed[1] ?? '')).toBeNull();
  });
});

describe('a damaged world', () => {
  it('a file that is no database is a reason, not a crash', async () => {
    writeFileSync(
      join(test.dir, 'centre.sqlite'),
      'not a database at all, but long enough to be read as one'.repeat(20),
    );
    await saveConnection(
      core,
      li,
      connectionInputSchema.parse({ name: '中心库', engine: 'sqlite', file: 'centre.sqlite' }),
    );
    const sheet = await runChecks(core, zhou, { day: DAY, items: ['datacenter.cases'] });
    expect(item(sheet, 'datacenter.cases')).toMatchObject({ result: 'unchecked' });
    expect(item(sheet, 'datacenter.cases').explanation).toMatch(/数据库|文件/);
  });
});
