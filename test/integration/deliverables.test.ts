import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listAudit, verifyAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import {
  beginReport,
  deliverReport,
  dueReports,
  editionFile,
  finaliseEdition,
  findReport,
  lastEdition,
  listTemplates,
  openReport,
  proposeFacts,
  readReceipt,
  removeReport,
  resetTemplate,
  saveKind,
  saveNarrative,
  saveTemplate,
  signDelivery,
  startGenerate,
  startRender,
  voidDelivery,
  waitingReports,
} from '../../electron/core/deliverables/deliverables.ts';
import { editionFolder } from '../../electron/core/deliverables/files.ts';
import type { Edition, ReportFormat } from '../../shared/contract/deliverables.ts';
import { fillReportYear } from '../fixtures/reportYear.ts';
import { pdfText } from '../support/pdfText.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const NOW = new Date('2026-11-05T02:00:00Z');
const FULL = { overview: '本月运行平稳。\n共处理两件事件。', security: '无异常', plan: '继续迁移' };

// Rendering takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 90_000 });

let workspace: TestWorkspace;
let core: Core;
let engineer: Actor;
let manager: Actor;
let now = NOW;

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => now });
  core = workspace.core;
  engineer = await signedIn(core, 'engineer', '李工程');
  manager = await signedIn(core, 'manager', '陈服务');
  await fillReportYear(core, { from: '2026-09-01', to: '2026-10-31' });
  for (const [kind, count] of [
    ['weekly', 1],
    ['monthly', 3],
  ] as const)
    await saveKind(core, manager, {
      kind,
      due: { rule: 'workday-after', count },
      recipient: '信息化处',
      enabled: true,
      since: '2026-09-01',
      yearStart: '01-01',
    });
});
afterAll(() => workspace.remove());

const finished = async (started: Promise<{ id: string }>) => {
  const job = await core.jobs.wait((await started).id);
  if (job.error) throw new Error(job.error.message);
};
const generate = async (reportId: string): Promise<Edition> => {
  await finished(startGenerate(core, engineer, reportId));
  return lastEdition(core, reportId);
};
const render = async (id: string, formats: ReportFormat[]) => {
  await finished(startRender(core, engineer, { id, formats }));
  return Promise.all(
    formats.map((format) => editionFile(core, engineer, { id, format, purpose: 'preview' })),
  );
};
const wordText = (docx: Uint8Array, part = 'word/document.xml') =>
  Buffer.from(unzipSync(docx)[part] ?? [])
    .toString('utf8')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '');
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const template = async (...lines: string[]) =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [{ children: lines.map((line) => new Paragraph({ children: [new TextRun(line)] })) }],
      }),
    ),
  );
const upload = (bytes: Uint8Array, kind = 'monthly') =>
  saveTemplate(core, engineer, { kind, fileName: '我的模板.docx', bytes });

describe('what is due', () => {
  it('follows the calendar, overdue first, and is offered to the assessment', async () => {
    const { rows, overdue, soon } = await dueReports(core);
    const titles = rows.map(({ title }) => title);
    expect(titles).toContain('2026年第44周运维周报');
    expect(rows.find(({ title }) => title === '2026年10月运维月报')).toMatchObject({
      due: '2026-11-04',
      state: 'waiting',
      overdue: true,
      lateDays: 1,
      reportId: null,
    });
    expect(rows.find(({ title }) => title === '2026年第45周运维周报')).toMatchObject({
      due: '2026-11-09',
      overdue: false,
      running: true,
    });
    const lastOverdue = rows.map((row) => row.overdue).lastIndexOf(true);
    expect(rows.slice(0, lastOverdue + 1).every((row) => row.overdue)).toBe(true);
    expect((await waitingReports(core)).count).toBe(overdue + soon);
    const facts = await proposeFacts(core, { from: '2026-11-01', to: '2026-11-05' });
    expect(facts).toContainEqual({
      id: 'deliverable-missing:monthly:2026-10',
      type: 'missing-deliverable',
      date: '2026-11-04',
      text: '2026年10月运维月报应于 2026-11-04 送达，至今没有送达',
      link: '/deliverables',
    });
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
    expect(await proposeFacts(core, { from: '2026-11-05', to: '2026-11-05' })).toEqual([]);
  });

  it('says of a day behind an unpublished year that nobody knows it', async () => {
    const { rows, unpublished } = await dueReports(core, { from: '2026-12-01', to: '2027-12-31' });
    const december = rows.find(({ kind, key }) => kind === 'monthly' && key === '2026-12');
    const later = rows.find(({ kind, key }) => kind === 'monthly' && key === '2027-11');
    expect(later).toMatchObject({ due: null, overdue: false, soon: false });
    expect(december?.due).toBeNull();
    expect(unpublished).toContain(2027);
  });

  it('refuses periods that are none or have not begun, and ranges that make no sense', async () => {
    const begin = (kind: string, key: string) => errorOf(beginReport(core, engineer, { kind, key }));
    expect((await begin('monthly', '2026-13')).message).toContain('不是月报的期间');
    expect((await begin('monthly', '2027-01')).message).toContain('还没有开始');
    expect((await begin('special', '2026-10')).message).toContain('不是定期资料');
    expect((await begin('tenly', '2026-10')).code).toBe('DELIVERABLE_KIND');
    const open = (from: string, to: string, due?: string) =>
      errorOf(openReport(core, engineer, { kind: 'special', title: '专项', from, to, due }));
    expect((await open('2026-11-02', '2026-11-01')).message).toContain('早于起始日');
    expect((await open('2020-01-01', '2026-11-01')).message).toContain('三年');
    expect((await open('2026-11-01', '2026-12-01')).message).toContain('没有到');
    expect((await open('2026-11-01', '2026-11-03', '2026-11-02')).message).toContain('应送达日');
    expect((await open('2026-11-31', '2026-12-01')).code).toBe('CALENDAR_DAY_INVALID');
    expect((await errorOf(dueReports(core, { from: '2026-11-02', to: '2026-11-01' }))).code).toBe(
      'DELIVERABLE_RANGE',
    );
  });
});

describe('an edition', () => {
  let reportId: string;
  let first: Edition;

  it('is begun once per period, whoever asks', async () => {
    const both = await Promise.all(
      [engineer, manager].map((actor) => beginReport(core, actor, { kind: 'monthly', key: '2026-10' })),
    );
    expect(both[0]?.reportId).toBe(both[1]?.reportId);
    reportId = both[0]?.reportId ?? '';
  });

  it('freezes the figures with digest, moment and definition; all ten services have their section', async () => {
    first = await generate(reportId);
    expect(first).toMatchObject({ number: 1, state: 'draft', takenAt: NOW.toISOString() });
    expect(first.digest).toBe(sha(Buffer.from(JSON.stringify(first.content))));
    const parts = first.content.sections.flatMap((section) => section.parts);
    expect(parts.filter(({ link }) => link === '/sheets').map(({ id }) => id)).toEqual([
      'inspection',
      'bankruptcy',
      'casefile',
      'trialdata',
      'datacenter',
      'tags',
      'quality',
      'retrieval',
      'caseshare',
      'interfaces',
      'oversight',
    ]);
    const inspection = parts.find(({ id }) => id === 'inspection');
    const figure = (id: string) => inspection?.figures.find((each) => each.id === id);
    expect(figure('due')?.value).toBe(18);
    expect((figure('done')?.value ?? 0) + (figure('missed')?.value ?? 0)).toBe(18);
    // September was before: its figures stand beside.
    expect(figure('items')?.previous).toBeGreaterThan(1_000);
    expect(figure('items')?.yearAgo).toBeNull();
  });

  it('renders the same bytes again, in each format', async () => {
    const once = await render(first.id, ['pdf', 'docx', 'xlsx']);
    rmSync(editionFolder(core, first.id), { recursive: true });
    expect(
      (await errorOf(editionFile(core, engineer, { id: first.id, format: 'pdf', purpose: 'save' }))).code,
    ).toBe('DELIVERABLE_NOT_RENDERED');
    // What happens in the log meanwhile is no part of it.
    await fillReportYear(core, { from: '2026-11-02', to: '2026-11-03' });
    const twice = await render(first.id, ['pdf', 'docx', 'xlsx']);
    expect(twice.map(({ bytes }) => sha(bytes))).toEqual(once.map(({ bytes }) => sha(bytes)));
    const [pdf, docx, xlsx] = twice.map(({ bytes }) => bytes);
    const text = (await pdfText(pdf ?? new Uint8Array())).all;
    for (const words of [
      '2026年10月运维月报',
      '（一）破产案件上报',
      '（十）大数据平台监管',
      first.digest.slice(0, 16),
    ])
      expect(text).toContain(words);
    const word = wordText(docx ?? new Uint8Array());
    expect(word).toContain('2026年10月运维月报');
    expect(word).toContain('（十）大数据平台监管');
    expect(word).not.toMatch(/[{}]/);
    expect(wordText(docx ?? new Uint8Array(), 'word/footer1.xml')).toContain(first.digest.slice(0, 16));
    const pictures = Object.keys(unzipSync(docx ?? new Uint8Array())).filter((name) => name.endsWith('.png'));
    const charts = first.content.sections.flatMap((section) => section.parts.flatMap((part) => part.charts));
    expect(pictures).toHaveLength(charts.length);
    const book = await readXlsx(xlsx ?? new Uint8Array());
    expect(book.sheets.map(({ name }) => name)).toContain('主要指标');
  });

  it('keeps what people wrote when its figures are read anew, as the next edition', async () => {
    const saved = await saveNarrative(core, engineer, {
      id: first.id,
      version: 1,
      narrative: { overview: '初稿' },
    });
    const stale = await errorOf(saveNarrative(core, manager, { id: first.id, version: 1, narrative: {} }));
    expect(stale.code).toBe('DELIVERABLE_CHANGED');
    expect(saved.narrativeVersion).toBe(2);
    const second = await generate(reportId);
    expect(second).toMatchObject({
      number: 2,
      state: 'draft',
      narrative: { overview: '初稿' },
      narrativeBy: '李工程',
    });
    expect((await lastEdition(core, reportId)).id).toBe(second.id);
    const [{ bytes } = { bytes: new Uint8Array() }] = await render(second.id, ['docx']);
    expect(wordText(bytes)).toContain('初稿');
  });

  it('becomes final only when all is written, and then stays', async () => {
    const draft = await lastEdition(core, reportId);
    const lacking = await errorOf(
      finaliseEdition(core, engineer, { id: draft.id, version: draft.narrativeVersion }),
    );
    expect(lacking.message).toContain('安全与保密、下月计划');
    const unknown = { id: draft.id, version: draft.narrativeVersion, narrative: { other: 'x' } };
    expect((await errorOf(saveNarrative(core, engineer, unknown))).code).toBe('DELIVERABLE_NARRATIVE');
    const written = await saveNarrative(core, engineer, {
      id: draft.id,
      version: draft.narrativeVersion,
      narrative: FULL,
    });
    await expect(
      deliverReport(core, engineer, {
        id: draft.id,
        recipient: '信息化处',
        way: 'paper',
        day: '2026-11-05',
        signedBy: '',
        note: '',
      }),
    ).rejects.toThrow('定稿');
    const final = await finaliseEdition(core, engineer, { id: draft.id, version: written.narrativeVersion });
    expect(final).toMatchObject({ state: 'final', finalBy: '李工程' });
    const late = await errorOf(
      saveNarrative(core, engineer, { id: final.id, version: final.narrativeVersion, narrative: {} }),
    );
    expect(late.code).toBe('DELIVERABLE_FINAL');
    const [{ bytes } = { bytes: new Uint8Array() }] = await render(final.id, ['pdf']);
    const { all } = await pdfText(bytes);
    expect(all).toContain('共处理两件事件');
    expect(all).not.toContain('草稿');
  });

  it('is delivered with a receipt, late as it was; a wrong record is voided, not deleted', async () => {
    const { id } = await lastEdition(core, reportId);
    const base = {
      id,
      recipient: '信息化处',
      way: 'both' as const,
      day: '2026-11-05',
      signedBy: '王监督',
      note: '',
    };
    const refused = (input: Partial<typeof base> & { receipt?: { name: string; bytes: Uint8Array } }) =>
      errorOf(deliverReport(core, engineer, { ...base, ...input }));
    expect((await refused({ day: '2026-11-06' })).message).toContain('不能晚于今天');
    expect((await refused({ day: '2026-11-04' })).message).toContain('早于定稿日');
    const exe = { name: '回执.exe', bytes: Buffer.from('MZ') };
    expect((await refused({ receipt: exe })).message).toContain('PDF、JPG、PNG');
    const receipt = { name: '../签收单.png', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]) };
    const report = await deliverReport(core, engineer, { ...base, receipt });
    expect(report).toMatchObject({
      state: 'delivered',
      overdue: false,
      lateDays: 1,
      deliveredOn: '2026-11-05',
    });
    const [delivery] = report.deliveries;
    const kept = await readReceipt(core, delivery?.id ?? '');
    expect(kept.fileName).toBe('.._签收单.png');
    expect(Buffer.from(kept.bytes)).toEqual(Buffer.from(receipt.bytes));
    const facts = await proposeFacts(core, { from: '2026-11-04', to: '2026-11-04' });
    expect(facts[0]?.text).toContain('迟 1 天');
    const voided = await voidDelivery(core, manager, { id: delivery?.id ?? '', reason: '登记错了' });
    expect(voided).toMatchObject({ state: 'final', overdue: true });
    expect(voided.deliveries[0]).toMatchObject({ voidedBy: '陈服务', voidReason: '登记错了' });
    const again = await deliverReport(core, engineer, { ...base, signedBy: '' });
    expect(again.receiptMissing).toBe(true);
    const signed = await signDelivery(core, engineer, {
      id: again.deliveries[1]?.id ?? '',
      signedBy: '王监督',
    });
    expect(signed.receiptMissing).toBe(false);
    const other = { id: again.deliveries[1]?.id ?? '', signedBy: '李监督' };
    expect((await errorOf(signDelivery(core, engineer, other))).message).toContain('已登记由王监督签收');
    const late = await signDelivery(core, engineer, { ...other, signedBy: '王监督', receipt });
    expect(late.deliveries[1]).toMatchObject({ signedBy: '王监督', receiptName: '.._签收单.png' });
    const newer = { ...other, signedBy: '王监督', receipt: { ...receipt, name: '补签.png' } };
    expect((await errorOf(signDelivery(core, engineer, newer))).message).toContain('已有回执');
    const third = await deliverReport(core, engineer, { ...base, signedBy: '' });
    const unsigned = third.deliveries.find(({ id: known }) => known !== delivery?.id && known !== other.id);
    const both = await Promise.allSettled(
      ['甲', '乙'].map((signedBy) => signDelivery(core, engineer, { id: unsigned?.id ?? '', signedBy })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(signDelivery(core, engineer, { id: delivery?.id ?? '', signedBy: '王' })).rejects.toThrow(
      '作废',
    );
  });

  it('stands in the audit, whose chain holds', async () => {
    const { rows } = await listAudit(core, { offset: 0, limit: 500 });
    const actions = new Set(rows.map(({ action }) => action));
    for (const act of ['begin', 'generate', 'write', 'finalise', 'deliver', 'void', 'sign', 'kind'])
      expect(actions).toContain(`deliverables.${act}`);
    expect((await verifyAudit(core)).brokenAt).toBeNull();
  });
});

describe('a report without a rhythm', () => {
  it('is opened with days of its own, compared with the days before, and can be taken back', async () => {
    const opened = await openReport(core, engineer, {
      kind: 'special',
      title: '前置机积压专项报告',
      from: '2026-10-12',
      to: '2026-10-23',
      due: '2026-11-10',
    });
    expect(opened).toMatchObject({ due: '2026-11-10', state: 'waiting', soon: false });
    const edition = await generate(opened.reportId);
    const due = edition.content.sections
      .flatMap(({ parts }) => parts)[0]
      ?.figures.find(({ id }) => id === 'due');
    expect(due).toMatchObject({ value: 10, previous: 4 });
    await removeReport(core, engineer, opened.reportId, '不需要了');
    expect((await errorOf(findReport(core, opened.reportId))).code).toBe('DELIVERABLE_NOT_FOUND');
    const { rows } = await dueReports(core);
    const monthly = rows.find(({ key }) => key === '2026-10')?.reportId ?? '';
    expect((await errorOf(removeReport(core, engineer, monthly, '试'))).code).toBe(
      'DELIVERABLE_NOT_REMOVABLE',
    );
  });
});

describe('a Word template', () => {
  it('is refused with the placeholder and those that are known', async () => {
    const { code, message } = await errorOf(upload(await template('{报告名称}', '应检 {巡检.应检天教}')));
    expect(code).toBe('DELIVERABLE_TEMPLATE_PLACEHOLDER');
    expect(message).toContain('应检 {巡检.应检天教}”附近');
    expect(message).toContain('巡检.应检天数');
    const inLoop = await errorOf(upload(await template('{#章节}', '{标题}', '{/章节}')));
    expect(inLoop.message).toContain('{标题}（在 {#章节} 里）');
  });

  it('is refused when a loop is broken, named', async () => {
    const fault = async (...lines: string[]) => (await errorOf(upload(await template(...lines)))).message;
    expect(await fault('{#章节}', '{章节名}')).toContain('{#章节} 没有结束');
    expect(await fault('{章节名}', '{/章节}')).toMatch(/章节名|\{\/章节\} 前面没有/);
    expect(await fault('{#章节}{#小节}{/章节}{/小节}')).toContain('{#小节} 被 {/章节} 结束');
    expect(await fault('{#报告名称}{/报告名称}')).toContain('不能循环');
    expect(await fault('{章节}')).toContain('{#章节} … {/章节}');
    expect(await fault('普通 { 括号')).toContain('不成对');
    expect(await fault('{报告名称')).toContain('不成对');
  });

  it('is refused when it is no document, carries macros, or fetches from outside', async () => {
    const parts = unzipSync(await template('{报告名称}'));
    const message = async (bytes: Uint8Array) => (await errorOf(upload(bytes))).message;
    expect(await message(Buffer.from('%PDF-1.7'))).toContain('不是 Word 文档');
    expect(await message(new Uint8Array())).toContain('不是 Word 文档');
    expect(await message(zipSync({ 'a.txt': Buffer.from('x') }))).toContain('不是 Word 文档');
    expect(await message(Buffer.from('PK\u0003\u0004 broken'))).toContain('损坏');
    expect(await message(zipSync({ ...parts, 'word/vbaProject.bin': Buffer.from('x') }))).toContain('宏');
    const rels =
      '<Relationships><Relationship Id="x" Type="http://x/attachedTemplate" Target="http://evil/a.dotm" TargetMode="External"/></Relationships>';
    expect(await message(zipSync({ ...parts, 'word/_rels/settings.xml.rels': Buffer.from(rels) }))).toContain(
      'evil',
    );
    expect(await message(zipSync({ ...parts, 'word/bomb.xml': new Uint8Array(61 << 20) }))).toContain(
      '60 MB',
    );
    expect(await message(zipSync({ ...parts, 'word/document.xml': Buffer.from('<w:document') }))).toContain(
      '损坏',
    );
  });

  it("serves with the people's own layout: values, rows of a table, charts; earlier editions keep theirs", async () => {
    const row = (...cells: string[]) =>
      new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });
    const bytes = new Uint8Array(
      await Packer.toBuffer(
        new Document({
          sections: [
            {
              children: [
                new Paragraph('我们的{资料种类}：{概述}，应检 {巡检.应检天数} 天'),
                new Table({
                  rows: [
                    row('服务', '正常'),
                    row('{#巡检.各服务项检查统计}{服务项}', '{正常}{/巡检.各服务项检查统计}'),
                  ],
                }),
                new Paragraph('{巡检.异常与未检走势}'),
              ],
            },
          ],
        }),
      ),
    );
    expect(await upload(bytes)).toMatchObject({ changed: true, fault: '', open: false });
    const { rows } = await dueReports(core);
    const reportId = rows.find(({ key }) => key === '2026-10')?.reportId ?? '';
    const before = await lastEdition(core, reportId);
    const after = await generate(reportId);
    const [mine] = await render(after.id, ['docx']);
    const lines = wordText(mine?.bytes ?? new Uint8Array()).split('\n');
    expect(lines[0]).toContain('我们的月报：本月运行平稳。');
    expect(lines[0]).toContain('应检 18 天');
    expect(lines).toContain('破产上报');
    expect(lines).toContain('平台监管');
    expect(
      Object.keys(unzipSync(mine?.bytes ?? new Uint8Array())).some((name) => name.endsWith('.png')),
    ).toBe(true);
    const [theirs] = await render(before.id, ['docx']);
    expect(wordText(theirs?.bytes ?? new Uint8Array())).toContain('一、概述');
  });

  it('open in Word is not replaced; one that was broken by hand is named before figures are read', async () => {
    const folder = workspace.core.workspace.path('templates', 'deliverables');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '~$月报模板.docx'), 'owner');
    expect((await errorOf(upload(await template('{报告名称}')))).code).toBe('DELIVERABLE_TEMPLATE_LOCKED');
    expect((await errorOf(resetTemplate(core, engineer, 'monthly'))).code).toBe(
      'DELIVERABLE_TEMPLATE_LOCKED',
    );
    expect((await listTemplates(core)).find(({ kind }) => kind === 'monthly')?.open).toBe(true);
    rmSync(join(folder, '~$月报模板.docx'));
    writeFileSync(join(folder, '月报模板.docx'), await template('{没有这个}'));
    const { rows } = await dueReports(core);
    const job = await startGenerate(
      core,
      engineer,
      rows.find(({ key }) => key === '2026-10')?.reportId ?? '',
    );
    const ended = await core.jobs.wait(job.id);
    expect(ended.error?.message).toContain('{没有这个}');
    expect((await listTemplates(core)).find(({ kind }) => kind === 'monthly')?.fault).toContain('{没有这个}');
    expect(await resetTemplate(core, engineer, 'monthly')).toMatchObject({ changed: false, fault: '' });
  });

  it('is shipped sound for every kind', async () => {
    for (const each of await listTemplates(core)) expect(each, each.kind).toMatchObject({ fault: '' });
    expect(
      readFileSync(join(workspace.dir, 'templates', 'deliverables', '月报模板.docx')).length,
    ).toBeGreaterThan(5_000);
  });
});

describe('what people write', () => {
  it('stands on paper as written, whatever it is', async () => {
    now = new Date('2026-11-10T02:00:00Z');
    const { reportId } = await beginReport(core, engineer, { kind: 'weekly', key: '2026-W44' });
    const edition = await generate(reportId);
    const odd = '<b>&amp; {概述} {#章节} #import "x" $x$ \u0000\u0007 \ud800 👩‍💻 𠮷 \\';
    const saved = await saveNarrative(core, engineer, {
      id: edition.id,
      version: 1,
      narrative: { overview: odd },
    });
    const [pdf, docx, xlsx] = await render(saved.id, ['pdf', 'docx', 'xlsx']);
    expect((await pdfText(pdf?.bytes ?? new Uint8Array())).all).toContain('{#章节}#import"x"$x$');
    const text = wordText(docx?.bytes ?? new Uint8Array());
    expect(text).toContain('&lt;b&gt;&amp;amp; {概述} {#章节}');
    expect(xlsx?.bytes.length).toBeGreaterThan(2_000);
  });
});
