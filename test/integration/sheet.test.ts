import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import {
  excuseUnchecked,
  fillItem,
  mustFindSheet,
  openSheet,
  printSheets,
  runChecks,
  runWorkday,
  saveSheets,
  setHeader,
  signSheet,
  workdayJson,
} from '../../electron/core/inspection/inspection.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { SERVICES } from '../../shared/contract/inspection.ts';
import { createInspectionCentre, DAY, NOW } from '../fixtures/inspectionCentre.ts';
import { pdfText } from '../support/pdfText.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let core: Core;
let zhou: Actor;
let li: Actor;
let now = NOW;

beforeEach(async () => {
  now = NOW;
  test = await testWorkspace({ now: () => now });
  core = test.core;
  zhou = await signedIn(core, 'engineer', '周明');
  li = await signedIn(core, 'manager', '李思远');
  await createInspectionCentre(join(test.dir, 'centre.sqlite'));
  await saveConnection(
    core,
    li,
    connectionInputSchema.parse({ name: '中心库', engine: 'sqlite', file: 'centre.sqlite' }),
  );
});
afterEach(() => test.remove());

describe('the printed sheet', () => {
  it('says what the sheet says: head, items, results, signatures, corrections, digest, pages', async () => {
    let sheet = await runChecks(core, zhou, { day: DAY });
    sheet = await setHeader(core, zhou, {
      day: DAY,
      version: sheet.version,
      header: { weather: '多云', shift: '白班', inspectorB: '孙立', openMatters: '乙市前置机待换盘' },
      reason: '',
    });
    const fill = (value: string, reason: string) =>
      mustFindSheet(core, DAY).then((current) =>
        fillItem(core, zhou, {
          day: DAY,
          itemId: 'tags.screen',
          version: current.items.find((item) => item.id === 'tags.screen')?.version ?? 0,
          fields: { value, result: 'warning', explanation: '第三屏刷新慢', action: '已重启浏览器' },
          reason,
        }),
      );
    await fill('显示正常', '');
    await fill('刷新延迟', '复看后更正');
    sheet = await excuseUnchecked(core, zhou, { day: DAY, reason: '本日无此项工作' });
    sheet = await signSheet(core, zhou, { day: DAY, box: 'inspector', digest: sheet.digest });
    const { pdf, pages, fileName } = await printSheets(core, zhou, { from: DAY, to: DAY });
    expect(fileName).toBe('日检单-2026-11-20.pdf');
    const text = await pdfText(pdf);
    expect(text.pages).toBe(pages);
    for (const part of [
      '数据中心日常检查表',
      '某省高级人民法院',
      '2026年11月20日星期五',
      '工作日',
      '白班',
      '多云',
      '孙立',
      '乙市前置机待换盘',
      '2件（清算1重整0和解0破申1）',
      '断档1/2家',
      '刷新延迟',
      '已重启浏览器',
      '更正记录',
      '复看后更正',
      '系统签名2026-11-2009:00',
      `摘要码${sheet.digest}`,
      `第1页共${pages}页`,
      `第${pages}页共${pages}页`,
      '甲方确认签字',
    ]) {
      expect(text.all, part).toContain(part);
    }
    expect(
      text.each.every(
        (page) =>
          page.includes('标准/阈值上次值本次值') || page.includes('更正记录') || page.includes('小结'),
      ),
    ).toBe(true);
    expect(
      text.each.filter((page) => page.includes('检查人签字') || page.includes('甲方确认签字')),
    ).toHaveLength(1);
    expect((await listAudit(core, { offset: 0, limit: 1 })).rows[0]).toMatchObject({
      action: 'inspection.print',
      target: DAY,
    });
  });

  it('prints a week into one file, each day numbered from page 1', async () => {
    for (const day of ['2026-11-18', '2026-11-19', DAY]) {
      now = new Date(`${day}T01:00:00Z`);
      await runChecks(core, zhou, { day, items: ['workstation.disk'] });
    }
    const file = join(test.dir, 'week.pdf');
    const { pages, days } = await saveSheets(core, zhou, { from: '2026-11-16', to: '2026-11-22', file });
    expect(days).toEqual(['2026-11-18', '2026-11-19', DAY]);
    const text = await pdfText(readFileSync(file));
    expect(text.pages).toBe(pages);
    expect(text.each.filter((page) => page.includes('第1页共'))).toHaveLength(3);
  });

  it('refuses what cannot be printed or written, and leaves the old file alone', async () => {
    expect((await errorOf(printSheets(core, zhou, { from: DAY, to: DAY }))).code).toBe(
      'INSPECTION_PRINT_EMPTY',
    );
    await openSheet(core, zhou, DAY);
    expect((await errorOf(printSheets(core, zhou, { from: DAY, to: '2026-11-01' }))).code).toBe(
      'INSPECTION_PRINT_RANGE',
    );
    const save = (file: string) => saveSheets(core, zhou, { from: DAY, to: DAY, file });
    expect((await errorOf(save(join(test.dir, 'nowhere', 'a.pdf')))).code).toBe('INSPECTION_FOLDER_MISSING');
    expect((await errorOf(save(test.dir))).code).toBe('INSPECTION_NOT_A_FILE');
    if (existsSync('/dev/null'))
      expect((await errorOf(save('/dev/null'))).code).toBe('INSPECTION_NOT_A_FILE');
    const file = join(test.dir, 'old.pdf');
    writeFileSync(file, 'old');
    await save(file);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it.skipIf(!isRootOnLinux())('on a full disk says so and keeps what was there', async () => {
    await openSheet(core, zhou, DAY);
    const mount = join(test.dir, 'small');
    mkdirSync(mount);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount]);
    try {
      const file = join(mount, 'sheet.pdf');
      writeFileSync(file, 'old');
      const call = saveSheets(core, zhou, { from: DAY, to: DAY, file });
      await expect(call).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(readFileSync(file, 'utf8')).toBe('old');
    } finally {
      execFileSync('umount', [mount]);
    }
  });

  it('holds hostile and long words without breaking the form', async () => {
    await openSheet(core, zhou, DAY);
    const sheet = await mustFindSheet(core, DAY);
    const nasty = '#panic("x") *粗* $x$ [括] @a <b> \\ // `c` "引" \u{1f600}\u{f8ff}';
    await fillItem(core, zhou, {
      day: DAY,
      itemId: 'tags.screen',
      version: sheet.items.find((item) => item.id === 'tags.screen')?.version ?? 0,
      fields: { value: nasty, result: 'fault', explanation: '长'.repeat(500), note: 'W'.repeat(300) },
      reason: '',
    });
    const { pdf } = await printSheets(core, zhou, { from: DAY, to: DAY });
    expect((await pdfText(pdf)).all).toContain('#panic("x")*粗*$x$[括]@a<b>');
  });
});

describe('a workday without a window', () => {
  it('brings all ten services and the workstation, the counts and the printed sheet', async () => {
    const notes: string[] = [];
    const answer = await runWorkday(core, unattendedActor(), { date: DAY, note: (line) => notes.push(line) });
    const json = workdayJson(answer);
    expect(json).toMatchObject({ date: DAY, dayKind: 'workday' });
    expect(new Set(json.items.map((item) => item.service))).toEqual(new Set(SERVICES));
    expect(json.items.find((item) => item.item === 'interfaces.calls')).toMatchObject({
      method: 'automatic',
      result: '故障',
      value: '2 次，失败 1（均 100 毫秒）',
    });
    expect(json.counts.total).toBe(json.items.length);
    expect(existsSync(json.sheet)).toBe(true);
    expect(json.items.find((item) => item.item === 'workstation.backup')?.result).toBe('正常');
    expect(json.steps.find((step) => step.id === 'inspection')?.state).toBe('done');
    expect(notes.length).toBeGreaterThan(2);
  });

  it('still prints when nothing can be checked', async () => {
    writeFileSync(join(test.dir, 'centre.sqlite'), '');
    const json = workdayJson(await runWorkday(core, unattendedActor(), { date: DAY }));
    expect(json.items.find((item) => item.item === 'bankruptcy.received')?.result).toBe('未检');
    expect(existsSync(json.sheet)).toBe(true);
  });
});

/** Whether a small file system can be mounted here. */
function isRootOnLinux(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
