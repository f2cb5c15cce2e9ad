import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addFact,
  appealFact,
  attachFiles,
  confirmFact,
  decideAppeal,
  exportEvidence,
  exportScoreSheet,
  findFact,
  printScoreSheet,
  readEvidence,
  rejectFact,
  voidFact,
} from '../../electron/core/assessment/assessment.ts';
import { listAudit } from '../../electron/core/audit/audit.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { factInputSchema } from '../../shared/contract/assessment.ts';
import { pdfText } from '../support/pdfText.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let workspace: TestWorkspace;
let core: Core;
const person = (role: Actor['role'], name: string): Actor => ({
  operatorId: role,
  name,
  role,
  host: 'window',
});
const engineer = person('engineer', '李工程');
const supervisor = person('supervisor', '王监督');

beforeEach(async () => {
  workspace = await testWorkspace({ now: () => new Date('2026-06-20T10:00:00+08:00') });
  core = workspace.core;
});
afterEach(() => workspace.remove());

const file = (name: string, content: string | Uint8Array) => ({
  name,
  base64: Buffer.from(content).toString('base64'),
});
const photo = (name = '签到照片.png') =>
  file(name, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]));
const late = factInputSchema.parse({
  type: 'attendance',
  date: '2026-03-02',
  person: '李工程',
  text: '上午迟到',
  evidence: '签到记录',
});
const stored = () => readdirSync(core.workspace.path('results', 'assessment'));

describe('evidence files', () => {
  it('come with each step, are stored once, listed, opened and exported', async () => {
    const fact = await addFact(core, engineer, { ...late, files: [photo()] });
    await confirmFact(core, supervisor, { id: fact.id, note: '', files: [photo('同一张.png')] });
    await appealFact(core, engineer, {
      id: fact.id,
      reason: '病假',
      files: [file('病假条.pdf', '%PDF-1.7 x')],
    });
    await decideAppeal(core, supervisor, {
      id: fact.id,
      granted: false,
      reason: '未请假',
      files: [file('说明.txt', '未见请假单\r\n')],
    });
    await attachFiles(core, engineer, { id: fact.id, files: [file('补充.csv', 'a,b\n')], note: '事后补充' });
    const { files, events } = await findFact(core, fact.id);
    expect(files.map(({ act, name, addedBy }) => `${act} ${name} ${addedBy}`).sort()).toEqual([
      'appeal 病假条.pdf 李工程',
      'attach 补充.csv 李工程',
      'confirm 同一张.png 王监督',
      'propose 签到照片.png 李工程',
      'uphold 说明.txt 王监督',
    ]);
    expect(events.at(-1)).toMatchObject({ act: 'attach', note: '事后补充：补充.csv' });
    expect(stored()).toHaveLength(4);

    const first = files.find(({ act }) => act === 'appeal');
    const { name, content } = await readEvidence(core, engineer, first?.id ?? '');
    expect([name, content.toString()]).toEqual(['病假条.pdf', '%PDF-1.7 x']);
    const { rows } = await listAudit(core, { offset: 0, limit: 20 });
    expect(rows.map(({ action }) => action)).toContain('assessment.exportFile');

    const { pdf } = await printScoreSheet(core, engineer);
    const { all: text } = await pdfText(pdf);
    expect(text).toContain('证据附件清单');
    expect(text).toContain(first?.sha256);
    const workbook = await readXlsx((await exportScoreSheet(core, engineer)).content);
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(['得分', '考核明细', '证据附件']);
    expect(workbook.sheets[2]?.rows).toHaveLength(6);

    const zip = await exportEvidence(core, engineer);
    expect([zip.files, zip.missing]).toEqual([5, []]);
    const packed = unzipSync(zip.content);
    expect(Object.keys(packed).sort()).toEqual(
      [...files.map((each) => `${fact.number}/${each.name}`), '证据清单.csv'].sort(),
    );
  });

  it('are refused when empty, too large, misnamed or not what they say, and the step with them', async () => {
    const fact = await addFact(core, engineer, late);
    const reject = (given: { name: string; base64: string }) =>
      errorOf(rejectFact(core, supervisor, { id: fact.id, reason: '不实', files: [given] }));
    for (const given of [
      file('空.pdf', ''),
      file('大.pdf', Buffer.concat([Buffer.from('%PDF'), Buffer.alloc(20 << 20)])),
      file('../跑.pdf', '%PDF-1.7'),
      file('假.pdf', 'MZ\u0090\u0000'),
      file('程序.exe', 'MZ'),
      file('改名.docx', '%PDF-1.7'),
      file('二进制.txt', Buffer.from([65, 0, 66])),
      file('没有后缀', '%PDF'),
      file(`${'长'.repeat(130)}.pdf`, '%PDF'),
    ])
      expect(await reject(given)).toMatchObject({ code: 'FILE_NOT_KEPT', details: { field: 'files' } });
    const after = await findFact(core, fact.id);
    expect([after.fact.state, after.files]).toEqual(['proposed', []]);
  });

  it('of a step that is no longer allowed are not listed', async () => {
    const fact = await addFact(core, engineer, late);
    await rejectFact(core, supervisor, { id: fact.id, reason: '不实' });
    const refused = voidFact(core, supervisor, { id: fact.id, reason: 'x', files: [photo()] });
    expect((await errorOf(refused)).code).toBe('ASSESSMENT_STATE');
    expect((await findFact(core, fact.id)).files).toEqual([]);
  });

  it('stand for the written application of a bonus', async () => {
    const bonus = factInputSchema.parse({ type: 'bonus', date: '2026-06-01', points: 3, text: '数据迁移' });
    expect(await errorOf(addFact(core, engineer, bonus))).toMatchObject({ details: { field: 'evidence' } });
    const applied = await addFact(core, engineer, { ...bonus, files: [file('加分申请.pdf', '%PDF-1.4')] });
    expect((await confirmFact(core, supervisor, { id: applied.id, note: '' })).state).toBe('confirmed');
  });

  it('that were changed or lost on disk are not handed out as if they were whole', async () => {
    const fact = await addFact(core, engineer, { ...late, files: [photo(), file('b.pdf', '%PDF-b')] });
    const { files } = await findFact(core, fact.id);
    const [picture, paper] = ['.png', '.pdf'].map((suffix) =>
      files.find(({ name }) => name.endsWith(suffix)),
    );
    const place = (sha256 = '') => core.workspace.path('results', 'assessment', sha256);
    writeFileSync(place(picture?.sha256), 'changed');
    rmSync(place(paper?.sha256));
    expect((await errorOf(readEvidence(core, engineer, picture?.id ?? ''))).code).toBe('FILE_DAMAGED');
    expect((await errorOf(readEvidence(core, engineer, paper?.id ?? ''))).code).toBe('FILE_MISSING');
    expect((await exportEvidence(core, engineer)).missing).toHaveLength(2);
    // Handed in again, the damaged content is put right.
    await attachFiles(core, engineer, { id: fact.id, files: [photo()], note: '' });
    expect(readFileSync(place(picture?.sha256))).toHaveLength(11);
  });
});
