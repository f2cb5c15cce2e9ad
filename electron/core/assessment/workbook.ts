import { showInstant } from '../../../shared/domain/time.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { fileCells, scoreSheet } from './sheetRows.ts';

const WIDTHS = [16, 44, 22, 16, 40, 34, 26, 6, 9, 20, 20, 26, 26];

/** The score sheet as an Excel workbook: a sheet with the score and its items, and one with every fact (form L). */
export async function exportScoreSheet(
  core: Core,
  actor: Actor,
  yearId?: string,
): Promise<{ fileName: string; content: Uint8Array }> {
  const { status, items, files } = await scoreSheet(core, yearId);
  const settings = await readSettings(core);
  const form = words.form;
  const summary = [
    [form.sheet],
    [settings.project],
    [form.year(status.year.name, status.year.from, status.year.to)],
    [form.customer(settings.customer), '', form.contractor(settings.contractor)],
    [],
    form.summaryHead,
    ...items.map((item) => [
      item.number,
      item.name,
      item.rows.length,
      item.deducted === 0 ? 0 : -item.deducted,
    ]),
    [],
    [form.scoreLabel, '', '', status.score],
    [form.verdict(status.passed, status.scheme.passing)],
    ...status.withdrawals.map(({ person, from, to, facts }) => [
      form.withdrawal(person, from, to, facts.join('、')),
    ]),
    [form.printedAt(showInstant(core.now()))],
  ];
  const rows = items.flatMap((item) =>
    item.rows.map((row) => [
      item.name,
      item.standard,
      row.rule,
      row.date,
      row.text,
      `${row.number}；${row.evidence}`,
      row.times === '' ? null : Number(row.times),
      row.points,
      row.assessor,
      row.acknowledged,
      row.appeal,
      row.note,
    ]),
  );
  const { writeXlsx } = await import('hucre/xlsx');
  const content = await writeXlsx({
    sheets: [
      { name: form.summarySheet, columns: [10, 18, 12, 12].map((width) => ({ width })), rows: summary },
      {
        name: form.factsSheet,
        columns: WIDTHS.slice(0, form.columns.length).map((width) => ({ width })),
        rows: [form.columns, ...rows],
        freezePane: { rows: 1 },
        pageSetup: { orientation: 'landscape', paperSize: 'a4' },
      },
      ...(files.length === 0
        ? []
        : [
            {
              name: form.filesSheet,
              columns: [18, 40, 14, 12, 66, 14, 18].map((width) => ({ width })),
              rows: [words.files.columns, ...files.map((file) => [...fileCells(file)])],
              freezePane: { rows: 1 },
            },
          ]),
    ],
  });
  await appendAudit(core, actor, 'assessment.export', status.year.name, {
    rows: rows.length,
    score: status.score,
  });
  return { fileName: form.workbookFile(status.year.name), content };
}
