import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Core } from '../../electron/core/core.ts';
import {
  addComment,
  addLink,
  articleFromIncident,
  articleVersions,
  attachFile,
  exportItems,
  findItem,
  findRecord,
  importItems,
  itemEdges,
  itemImpact,
  listItems,
  moveNodes,
  previewImport,
  printIncident,
  printItem,
  printRecord,
  raiseIncident,
  readAttachment,
  readThread,
  relateItems,
  removeLink,
  resolveIncident,
  respondIncident,
  saveArticle,
  saveItem,
  saveRecord,
  searchDesk,
  setNodes,
  stepRecord,
} from '../../electron/core/servicedesk/servicedesk.ts';
import { incidentInputSchema } from '../../shared/contract/servicedesk.ts';
import { itemInputSchema } from '../../shared/contract/servicedeskItems.ts';
import { articleInputSchema } from '../../shared/contract/servicedeskKnowledge.ts';
import {
  changeFieldsSchema,
  problemFieldsSchema,
  releaseFieldsSchema,
} from '../../shared/contract/servicedeskRecords.ts';
import { servicedeskItemMessages } from '../../shared/messages/servicedeskItems.ts';
import { errorOf, signedIn, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const AT = Date.parse('2026-11-20T02:00:00Z');
const { columns, types } = servicedeskItemMessages;

let workspace: TestWorkspace;
let core: Core;
let engineer: Actor;
let manager: Actor;
let supervisor: Actor;
let now = AT;

beforeAll(async () => {
  workspace = await testWorkspace({ now: () => new Date(now) });
  core = workspace.core;
  engineer = await signedIn(core, 'engineer', '李工程');
  manager = await signedIn(core, 'manager', '陈服务');
  supervisor = await signedIn(core, 'supervisor', '王监督');
});
afterAll(() => workspace.remove());

const incidentOf = async (title: string) =>
  (
    await raiseIncident(
      core,
      engineer,
      incidentInputSchema.parse({ title, service: 'trialdata', symptom: '断档' }),
    )
  ).incident;

describe('problem, change, release', () => {
  it('a problem counts what happened again, and keeps both sides of each link', async () => {
    const one = await incidentOf('断档一');
    const two = await incidentOf('断档二');
    const problem = await saveRecord(core, engineer, {
      kind: 'problem',
      title: '连接池',
      fields: problemFieldsSchema.parse({ service: 'trialdata' }),
    });
    expect(problem).toMatchObject({ number: 'WT-20261120-001', state: 'registered', recurrences: 0 });
    for (const { number } of [one, two])
      await addLink(core, engineer, { kind: 'problem', id: problem.id, number });
    expect(await findRecord(core, problem.id)).toMatchObject({ recurrences: 2 });
    const refused = await errorOf(stepRecord(core, engineer, { id: problem.id, step: 'identify', note: '' }));
    expect(refused.message).toContain('请先填写：原因、规避办法');
    const thread = await readThread(core, { kind: 'incident', id: one.id });
    expect(thread.links).toMatchObject([{ kind: 'problem', number: problem.number }]);
    expect(thread.notes.at(-1)).toMatchObject({ act: 'link', text: expect.stringContaining(problem.number) });
    expect(
      (await errorOf(addLink(core, engineer, { kind: 'incident', id: one.id, number: problem.number }))).code,
    ).toBe('SERVICEDESK_LINK');
    expect(
      (await errorOf(addLink(core, engineer, { kind: 'incident', id: one.id, number: 'BG-20990101-009' })))
        .code,
    ).toBe('CHANGEORDER_NOT_FOUND');
    expect(
      (await errorOf(addLink(core, engineer, { kind: 'incident', id: one.id, number: '乱写' }))).code,
    ).toBe('SERVICEDESK_NOT_FOUND');
    await removeLink(core, engineer, {
      kind: 'incident',
      id: one.id,
      linkId: thread.links[0]?.id ?? 0,
    });
    expect((await readThread(core, { kind: 'problem', id: problem.id })).links).toHaveLength(1);
    await addComment(core, supervisor, { kind: 'problem', id: problem.id, text: '请尽快' });
  });

  it('a change needs another person, its window, and somebody else to verify', async () => {
    const fields = {
      service: 'datacenter' as const,
      reason: '会话不足',
      plan: '调参数',
      risk: '断开空闲会话',
      rollback: '恢复原参数',
      windowFrom: '2026-11-20T12:00:00.000Z',
      windowTo: '2026-11-20T14:00:00.000Z',
    };
    const reversed = changeFieldsSchema.parse({ ...fields, windowTo: '2026-11-20T11:00:00Z' });
    const wrong = (await errorOf(
      saveRecord(core, manager, { kind: 'change', title: 'x', fields: reversed }),
    )) as { code: string; details?: { field?: string } };
    expect([wrong.code, wrong.details?.field]).toEqual(['SERVICEDESK_WINDOW', 'fields.windowTo']);
    const change = await saveRecord(core, manager, {
      kind: 'change',
      title: '调整会话上限',
      fields: changeFieldsSchema.parse(fields),
    });
    const step = (actor: Actor, name: string, note = '') =>
      stepRecord(core, actor, { id: change.id, step: name, note });
    expect((await errorOf(step(manager, 'start'))).code).toBe('SERVICEDESK_STATE');
    await step(manager, 'submit');
    expect((await errorOf(step(manager, 'approve'))).message).toContain('不能审批自己');
    expect((await errorOf(step(engineer, 'approve'))).code).toBe('SERVICEDESK_ROLE');
    expect((await errorOf(step(supervisor, 'reject'))).code).toBe('SERVICEDESK_NOTE');
    await step(supervisor, 'approve', '同意');
    expect((await errorOf(step(supervisor, 'start'))).message).toContain('监督方只审批');
    expect((await errorOf(step(engineer, 'start'))).message).toContain('不在批准的实施窗口');
    now = Date.parse('2026-11-20T12:30:00Z');
    await step(engineer, 'start');
    await step(engineer, 'finish', '参数已生效');
    expect((await errorOf(step(engineer, 'verify', '好'))).code).toBe('SERVICEDESK_ROLE');
    const verified = await step(manager, 'verify', '观察两小时正常');
    expect(verified).toMatchObject({ state: 'verified', steps: { approve: { by: '王监督', note: '同意' } } });
    expect(
      (
        await errorOf(
          saveRecord(core, manager, {
            kind: 'change',
            id: change.id,
            version: verified.version,
            title: 'y',
            fields: changeFieldsSchema.parse(fields),
          }),
        )
      ).code,
    ).toBe('SERVICEDESK_STATE');
  });

  it('a release goes to 23 or 59 courts, each with its result', async () => {
    const release = await saveRecord(core, engineer, {
      kind: 'release',
      title: '上报工具 3.3',
      fields: releaseFieldsSchema.parse({
        version: '3.3',
        component: '上报工具',
        content: '修复',
        precheck: '磁盘',
        rollbackVersion: '3.2',
      }),
    });
    const step = (name: string, note = '') =>
      stepRecord(core, engineer, { id: release.id, step: name, note });
    expect((await errorOf(step('start'))).code).toBe('SERVICEDESK_NODES');
    expect(await setNodes(core, engineer, { id: release.id, scope: 'shared' })).toHaveLength(59);
    const nodes = await setNodes(core, engineer, { id: release.id, scope: 'front-ends' });
    expect(nodes).toHaveLength(23);
    expect((await errorOf(setNodes(core, engineer, { id: release.id, courts: [3000, 99_999] }))).code).toBe(
      'SERVICEDESK_COURT',
    );
    const courts = nodes.map(({ court }) => court);
    const move = (some: number[], state: 'done' | 'failed' | 'verified', note = '') =>
      moveNodes(core, engineer, { id: release.id, courts: some, state, note });
    expect((await errorOf(move(courts, 'done'))).message).toContain('还没有开始');
    await step('start');
    expect((await errorOf(move(courts.slice(0, 2), 'failed'))).code).toBe('SERVICEDESK_NOTE');
    await move(courts.slice(0, 20), 'done');
    // All or nothing: one of them is not done yet.
    expect((await errorOf(move(courts.slice(18, 22), 'verified'))).message).toContain('待发布');
    await move(courts.slice(0, 5), 'verified');
    await move(courts.slice(20, 22), 'failed', '磁盘不足');
    expect((await errorOf(step('finish', '完成'))).message).toContain('还有 1 家');
    await move(courts.slice(22), 'done');
    expect(await step('finish', '两家待补装')).toMatchObject({
      state: 'done',
      progress: { total: 23, done: 21, verified: 5, failed: 2 },
    });
  });
});

describe('configuration items', () => {
  const item = (name: string, fields: object = {}) =>
    saveItem(core, engineer, itemInputSchema.parse({ name, type: 'server', ...fields }));
  const workbook = async (rows: (string | number | Date | null)[][], merges: object[] = []) =>
    Buffer.from(await writeXlsx({ sheets: [{ name: '清单', rows, merges: merges as never }] })).toString(
      'base64',
    );
  const head = [columns.number, columns.name, columns.type, columns.warranty_until, columns.uses].map(
    (text) => text ?? '',
  );

  it('know what stops with them, also in a circle', async () => {
    const server = await item('库服务器', { address: '10.1.2.3:1521/orclpdb' });
    const base = await item('中心库', { type: 'database' });
    const tool = await item('上报工具', { type: 'application' });
    await relateItems(core, engineer, { id: base.id, relation: 'runs-on', to: server.id });
    await relateItems(core, engineer, { id: tool.id, relation: 'uses', to: base.id });
    await relateItems(core, engineer, { id: server.id, relation: 'uses', to: tool.id });
    expect(await itemImpact(core, server.id)).toMatchObject([
      { name: '中心库', depth: 1 },
      { name: '上报工具', depth: 2, via: '中心库' },
    ]);
    expect((await itemEdges(core, base.id)).map(({ relation }) => relation).sort()).toEqual([
      'runs-on',
      'used-by',
    ]);
    expect((await findItem(core, engineer, server.id)).address).toBe('10.1.2.3:1521/orclpdb');
    expect((await findItem(core, supervisor, server.id)).address).toBe('10.*.*.3:1521/orc***');
    expect((await errorOf(item('中心库'))).code).toBe('SERVICEDESK_ITEM_NAME');
    expect(
      (await errorOf(relateItems(core, engineer, { id: base.id, relation: 'uses', to: base.id }))).code,
    ).toBe('SERVICEDESK_RELATION');
  });

  it('come in from Excel, all of it or nothing, each fault at its cell', async () => {
    const good = await workbook([
      head,
      ['', '新存储', types.storage ?? '', new Date('2027-03-31T00:00:00Z'), '库服务器、新交换机'],
      ['', '新交换机', types.network ?? '', '2027/1/5', ''],
      ['', '中心库', types.database ?? '', '', ''],
    ]);
    expect(await previewImport(core, { base64: good })).toMatchObject({
      counts: { add: 2, change: 0, same: 1, refused: 0 },
      faults: [],
      relations: 2,
    });
    expect(await importItems(core, engineer, { fileName: '清单.xlsx', base64: good })).toEqual({
      added: 2,
      changed: 0,
      relations: 2,
    });
    const { rows } = await listItems(core, { offset: 0, limit: 10, sort: [], text: '新存储' });
    expect(rows).toMatchObject([{ warrantyUntil: '2027-03-31' }]);

    const bad = await workbook(
      [
        [...head, '联系人'],
        ['', '甲', '机器', '2026-02-30', ''],
        ['', '甲', types.server ?? '', '', '没有的'],
        ['PZ-9999', '乙', types.server ?? '', '', '乙'],
        ['', '', types.server ?? '', '', ''],
      ],
      [{ startRow: 1, startCol: 1, endRow: 2, endCol: 1 }],
    );
    const preview = await previewImport(core, { base64: bad });
    const cells = Object.fromEntries(preview.faults.map(({ cell, message }) => [cell, message]));
    expect(cells).toMatchObject({
      F1: expect.stringContaining('不认识的列“联系人”'),
      C2: expect.stringContaining('不认识的类型'),
      D2: expect.stringContaining('不是有效日期'),
      B3: expect.stringMatching(/重复|没有写名称/),
      E3: expect.stringContaining('没有名为“没有的”'),
      A4: expect.stringContaining('没有编号为“PZ-9999”'),
      E4: expect.stringContaining('不能写自己'),
      B5: expect.stringContaining('没有写名称'),
    });
    expect(preview.faults.some(({ message }) => message.includes('B2:B3 是合并单元格'))).toBe(true);
    const before = (await listItems(core, { offset: 0, limit: 1, sort: [] })).total;
    expect((await errorOf(importItems(core, engineer, { fileName: 'x', base64: bad }))).message).toContain(
      '一条也没有导入',
    );
    expect((await listItems(core, { offset: 0, limit: 1, sort: [] })).total).toBe(before);
    const read = async (content: Buffer) =>
      (await errorOf(previewImport(core, { base64: content.toString('base64') }))).message;
    expect(await read(Buffer.from('not a workbook'))).toContain('.xlsx');
    expect(await read(Buffer.alloc(6 * 1024 * 1024))).toContain('5 MB');
    expect(await read(Buffer.from(await workbook([['名字'], ['甲']]), 'base64'))).toContain('第一行不是表头');
  });

  it('go out masked, and come back unchanged', async () => {
    const { base64, rows } = await exportItems(core, engineer);
    const book = await readXlsx(Buffer.from(base64, 'base64'));
    expect(book.sheets[0]?.rows).toHaveLength(rows + 1);
    expect(JSON.stringify(book.sheets[0]?.rows)).not.toContain('10.1.2.3');
    expect((await previewImport(core, { base64 })).counts).toMatchObject({ add: 0, change: 0, refused: 0 });
  });
});

describe('knowledge', () => {
  it('is found by words of any length, and an article comes out of an incident once', async () => {
    const incident = await incidentOf('卷宗转换失败');
    expect((await errorOf(articleFromIncident(core, engineer, incident.id))).code).toBe(
      'SERVICEDESK_ARTICLE',
    );
    const done = { id: incident.id, at: null, reason: '' };
    await respondIncident(core, engineer, done);
    await resolveIncident(core, engineer, { ...done, note: '安装仿宋字体后重新转换', fix: 'temporary' });
    const article = await articleFromIncident(core, engineer, incident.id);
    expect(article).toMatchObject({ kind: 'known-error', state: 'draft', origin: incident.number });
    expect((await articleFromIncident(core, engineer, incident.id)).id).toBe(article.id);
    const next = await saveArticle(
      core,
      manager,
      articleInputSchema.parse({ ...article, body: `${article.body}\nＡＢＣ 规避：换字体`, note: '补规避' }),
    );
    expect(next.version).toBe(2);
    expect(await articleVersions(core, article.id)).toMatchObject([
      { version: 2, note: '补规避' },
      { version: 1 },
    ]);
    expect((await errorOf(saveArticle(core, manager, articleInputSchema.parse({ ...article })))).code).toBe(
      'SERVICEDESK_STALE',
    );
    const numbers = async (text: string) =>
      (await searchDesk(core, { text })).hits.map(({ number }) => number);
    expect(await numbers('仿宋字体')).toEqual(expect.arrayContaining([article.number, incident.number]));
    expect(await numbers('仿宋')).toEqual(expect.arrayContaining([article.number, incident.number]));
    expect(await numbers('字')).toContain(article.number);
    // At the very end of a title or text.
    expect(await numbers('失败')).toContain(article.number);
    expect(await numbers('换字 体')).toEqual([article.number]);
    expect(await numbers('饕餮')).toEqual([]);
    expect(await numbers('abc')).toEqual([article.number]);
    expect(await numbers('重新转换 规避')).toEqual([article.number]);
    expect(await numbers('重新转换 没有的词')).toEqual([]);
    expect(await numbers('%')).toEqual([]);
    for (const odd of ['"', "'", '*', 'NEAR(', '""" OR', ' '])
      expect(Array.isArray(await numbers(odd))).toBe(true);
    const [hit] = (await searchDesk(core, { text: '仿宋字体', kinds: ['incident'] })).hits;
    expect(hit).toMatchObject({ kind: 'incident', excerpt: expect.stringContaining('安装仿宋字体') });
  });
});

it('files are kept with their digest, and refused when changed', async () => {
  const incident = await incidentOf('附件');
  const owner = { kind: 'incident' as const, id: incident.id };
  const base64 = Buffer.from('截图').toString('base64');
  const kept = await attachFile(core, engineer, { ...owner, name: '截图.png', base64 });
  expect(await readAttachment(core, engineer, kept.id)).toEqual({ name: '截图.png', base64 });
  for (const name of ['../x', 'a/b', '..', 'a\u0000b'])
    expect((await errorOf(attachFile(core, engineer, { ...owner, name, base64 }))).code).toBe(
      'SERVICEDESK_ATTACHMENT',
    );
  expect((await errorOf(attachFile(core, engineer, { ...owner, name: 'x', base64: '' }))).message).toContain(
    '空的',
  );
  expect(
    (await errorOf(attachFile(core, engineer, { kind: 'incident', id: 'no', name: 'x', base64 }))).code,
  ).toBe('SERVICEDESK_NOT_FOUND');
  const folder = workspace.core.workspace.path('results', 'servicedesk');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder))
    writeFileSync(workspace.core.workspace.path('results', 'servicedesk', name), 'changed');
  expect((await errorOf(readAttachment(core, engineer, kept.id))).message).toContain('摘要不一致');
});

it('each form prints on A4', async () => {
  const incident = await incidentOf('打印');
  const release = await core.log('servicedesk_record').where({ kind: 'release' }).first('id');
  const change = await core.log('servicedesk_record').where({ kind: 'change' }).first('id');
  const problem = await core.log('servicedesk_record').where({ kind: 'problem' }).first('id');
  const [item] = (await listItems(core, { offset: 0, limit: 1, sort: [] })).rows;
  const printed = [
    await printIncident(core, engineer, incident.id),
    await printRecord(core, engineer, problem.id),
    await printRecord(core, engineer, change.id),
    await printRecord(core, engineer, release.id),
    await printItem(core, engineer, item?.id ?? ''),
  ];
  expect(printed.map(({ fileName }) => fileName.replace(/-.*/, ''))).toEqual([
    '事件单',
    '问题单',
    '变更单',
    '发布单',
    '配置项登记表',
  ]);
  for (const { pdf, fileName } of printed) {
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    if (process.env.OPS_KEEP_PDF) writeFileSync(`${process.env.OPS_KEEP_PDF}/${fileName}`, pdf);
  }
});
