import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beijingDay, showInstant } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { readSettings } from '../settings/settings.ts';
import { fontCatalogue } from '../typst/fonts.ts';
import { typesetInProcess } from '../typst/typesetProcess.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { fileCells, scoreSheet, signed } from './sheetRows.ts';
import { assessmentStatus } from './status.ts';
import { assessmentStore } from './store.ts';

const SHEET_FILE = new URL('../../../resources/assessment/sheet.typ', import.meta.url);
const NOTICE_FILE = new URL('../../../resources/assessment/notice.typ', import.meta.url);

export interface PrintedPaper {
  pdf: Uint8Array;
  pages: number;
  fileName: string;
}

/** Typesets the score sheet of a year (form L, A4 landscape) and records that it was printed. @throws ASSESSMENT_PRINT */
export async function printScoreSheet(core: Core, actor: Actor, yearId?: string): Promise<PrintedPaper> {
  const { status, items, files } = await scoreSheet(core, yearId);
  const { year, scheme } = status;
  const form = words.form;
  const content = {
    heading: form.sheet,
    year: form.year(year.name, year.from, year.to),
    version: form.version(year.schemeVersion, words.halfYears[scheme.halfYear], scheme.cap),
    items: items.map((item) => ({
      number: item.number,
      name: item.name,
      standard: item.standard,
      total: signed(-item.deducted),
      rows: item.rows.map(({ points: _points, ...row }) => row),
    })),
    none: form.none,
    score: String(status.score),
    sum: form.sum(scheme.base, signed(-totalDeducted(status.items)), signed(status.bonus)),
    verdict: form.verdict(status.passed, scheme.passing),
    withdrawals: status.withdrawals.map((withdrawal) =>
      form.withdrawal(withdrawal.person, withdrawal.from, withdrawal.to, withdrawal.facts.join('、')),
    ),
    open: form.open(status.counts.proposed, status.counts.appealed),
    people: form.people,
    evidence: {
      heading: words.files.sheetHeading,
      columns: words.files.columns,
      rows: files.map((file) => fileCells(file).map(String)),
    },
  };
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  const printed = await typeset(core, SHEET_FILE, { ...content, digest }, form.sheet);
  await appendAudit(core, actor, 'assessment.sheet', year.name, { score: status.score, digest });
  return { ...printed, fileName: form.sheetFile(year.name) };
}

/**
 * Typesets the notice that a person must be withdrawn; the first printing issues it under its number.
 * @throws ASSESSMENT_NO_WITHDRAWAL when the facts do not call for it, ASSESSMENT_PRINT
 */
export async function printNotice(
  core: Core,
  actor: Actor,
  input: { yearId?: string | undefined; person: string; from: string; to: string },
): Promise<PrintedPaper> {
  const status = await assessmentStatus(core, input.yearId);
  const withdrawal = status.withdrawals.find(
    ({ person, from, to }) => person === input.person && from === input.from && to === input.to,
  );
  if (!withdrawal) throw fail('ASSESSMENT_NO_WITHDRAWAL', words.errors.noWithdrawal);
  const { items } = await scoreSheet(core, input.yearId);
  const rows = items.flatMap((item) => item.rows).filter(({ number }) => withdrawal.facts.includes(number));
  const issued = await issue(core, actor, withdrawal);
  const settings = await readSettings(core);
  const form = words.form;
  const content = {
    heading: form.notice,
    number: issued.number,
    to: settings.contractor,
    body: form.noticeBody(
      settings.project,
      withdrawal.person,
      withdrawal.from,
      withdrawal.to,
      withdrawal.facts.length,
      status.scheme.withdrawalAt,
    ),
    rows: rows.map(({ number, date, text, rule, effect }) => ({ number, date, text, rule, effect })),
    demand: form.noticeDemand,
    signers: [settings.customer, settings.contractor],
    issuedAt: showInstant(issued.issued_at),
  };
  const printed = await typeset(core, NOTICE_FILE, content, form.notice);
  await appendAudit(core, actor, 'assessment.notice', issued.number, {
    person: withdrawal.person,
    facts: withdrawal.facts,
  });
  core.changes.bump('assessment');
  return { ...printed, fileName: form.noticeFile(issued.number, withdrawal.person) };
}

/** Points are given in millionths at the finest; the sum is shown without the dust of binary fractions. */
function totalDeducted(items: readonly { deducted: number }[]): number {
  return Math.round(items.reduce((sum, { deducted }) => sum + deducted, 0) * 1e6) / 1e6;
}

/** The notice of a withdrawal, made once however often it is printed. */
async function issue(
  core: Core,
  actor: Actor,
  { person, from, to, facts }: { person: string; from: string; to: string; facts: string[] },
) {
  const row = {
    id: randomUUID(),
    person,
    from_day: from,
    to_day: to,
    facts: JSON.stringify(facts),
    issued_by: actor.name,
    issued_at: core.now().toISOString(),
  };
  return inTransaction(core.log, async (trx) => {
    const store = assessmentStore(trx);
    await store.addNotice(row, beijingDay(core.now()));
    const issued = (await store.notices()).find(
      (each) => each.person === person && each.from_day === from && each.to_day === to,
    );
    if (!issued) throw new Error(`notice of ${from}…${to} was not kept`);
    return issued;
  });
}

async function typeset(core: Core, template: URL, content: object, heading: string) {
  const settings = await readSettings(core);
  const fonts = fontCatalogue();
  const now = core.now();
  const data = {
    title: heading,
    author: settings.contractor,
    project: settings.project,
    customer: settings.customer,
    contractor: settings.contractor,
    fonts: {
      body: [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family],
      heading: [fonts.choose('Arial', false).family, fonts.choose('黑体', true).family],
      formal: [fonts.choose('Times New Roman', false).family, fonts.choose('仿宋', true).family],
    },
    printedAt: showInstant(now),
    ...content,
  };
  try {
    return await typesetInProcess(core.spawn, {
      markup: '#import "/form.typ": print\n#print(json("/data.json"))',
      files: { 'form.typ': readFileSync(template), 'data.json': Buffer.from(JSON.stringify(data), 'utf8') },
      timestamp: Math.floor(now.getTime() / 1000),
    });
  } catch (error) {
    recordUnexpected(core.workspace, 'assessment.print', error);
    throw fail('ASSESSMENT_PRINT', words.errors.print, undefined, error);
  }
}
