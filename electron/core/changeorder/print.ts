import { readFileSync } from 'node:fs';
import type { Changeorder } from '../../../shared/contract/changeorder.ts';
import { beijingStamp, showInstant } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { changeorderMessages as words } from '../../../shared/messages/changeorder.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { fontCatalogue } from '../typst/fonts.ts';
import { typesetInProcess } from '../typst/typesetProcess.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';

const TEMPLATE_FILE = new URL('../../../resources/changeorder/form.typ', import.meta.url);

/** Typesets one order as the A4 form J and records that it was printed. @throws CHANGEORDER_PRINT */
export async function printChange(
  core: Core,
  actor: Actor,
  order: Changeorder,
): Promise<{ pdf: Uint8Array; pages: number; fileName: string }> {
  const now = core.now();
  const data = await formData(core, order, now);
  let printed: { pdf: Uint8Array; pages: number };
  try {
    printed = await typesetInProcess(core.spawn, {
      markup: '#import "/form.typ": print\n#print(json("/data.json"))',
      files: {
        'form.typ': readFileSync(TEMPLATE_FILE),
        'data.json': Buffer.from(JSON.stringify(data), 'utf8'),
      },
      timestamp: Math.floor(now.getTime() / 1000),
    });
  } catch (error) {
    recordUnexpected(core.workspace, 'changeorder.print', error);
    throw fail('CHANGEORDER_PRINT', words.printFailed, undefined, error);
  }
  await appendAudit(core, actor, 'changeorder.print', order.number, {
    state: order.state,
    pages: printed.pages,
  });
  return { ...printed, fileName: words.fileName(order.number) };
}

/** What `resources/changeorder/form.typ` takes: every text as it shall stand on the paper. */
async function formData(core: Core, order: Changeorder, now: Date) {
  const settings = await readSettings(core);
  const fonts = fontCatalogue();
  const form = words.form;
  const rows = (count: number | null, otherwise: string) => (count === null ? otherwise : form.rows(count));
  const at = (instant: string | null) => (instant ? beijingStamp(instant).slice(0, 16) : '');
  const executed = order.actualRows !== null;
  return {
    title: `${form.title} ${order.number}`,
    heading: form.title,
    author: settings.contractor,
    project: settings.project,
    customer: settings.customer,
    contractor: settings.contractor,
    fonts: {
      body: [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family],
      heading: [fonts.choose('Arial', false).family, fonts.choose('黑体', true).family],
      code: [fonts.choose('Courier New', false).family, fonts.choose('仿宋', true).family],
    },
    number: order.number,
    state: words.states[order.state],
    subject: order.title,
    applicant: order.applicant,
    filedAt: at(order.createdAt),
    place: `${order.connectionName} / ${order.table || form.none}`,
    kind: order.kind ? words.kinds[order.kind] : form.none,
    incident: order.incident || form.none,
    reason: order.reason,
    condition:
      order.kind === 'insert' ? form.insertCondition(order.predictedRows ?? 0) : order.condition || form.none,
    predicted: rows(order.predictedRows, form.none),
    actual: rows(order.actualRows, form.notYet),
    image: order.imageFile ? form.image(order.imageFile) : form.none,
    imageDigest: order.imageDigest || form.none,
    sql: order.sql.trim(),
    sqlDigest: order.sqlDigest || form.none,
    rollback: order.kind ? form.rollback[order.kind] : form.none,
    undone: order.undoneRows === null ? '' : form.rows(order.undoneRows),
    undoReason: order.undoReason,
    undoneBy: order.undoneBy ?? '',
    undoneAt: at(order.undoneAt),
    failure: order.failure,
    approvalNote: order.approvalNote,
    people: [
      { title: '编制人', name: order.author, at: at(order.submittedAt ?? order.createdAt) },
      { title: '审批人', name: order.approver ?? '', at: at(order.approvedAt) },
      {
        title: '执行人',
        name: executed ? (order.executor ?? '') : '',
        at: executed ? at(order.executedAt) : '',
      },
      { title: '复核人', name: order.reviewer ?? '', at: at(order.reviewedAt) },
    ],
    printedAt: showInstant(now),
  };
}
