import { beijingDay } from '../../../shared/domain/time.ts';
import { servicedeskItemMessages as words } from '../../../shared/messages/servicedeskItems.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { itemStore } from './itemStore.ts';
import { presentItems } from './items.ts';
import { WORKBOOK_COLUMNS } from './itemWorkbook.ts';

const WIDTHS: Readonly<Record<string, number>> = {
  name: 32,
  note: 32,
  court: 28,
  uses: 28,
  'runs-on': 28,
  address: 22,
};

/** Every item that is not retired as a workbook that can be imported again; addresses are masked. The export is on record. */
export async function exportItems(
  core: Core,
  actor: Actor,
): Promise<{ fileName: string; rows: number; base64: string }> {
  const store = itemStore(core.log);
  const rows = (await store.all()).filter(({ retired }) => retired === 0);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const relations = await store.allRelations();
  const items = await presentItems(core, rows);
  const named = (id: string, relation: string) =>
    relations
      .filter((row) => row.from_id === id && row.relation === relation)
      .flatMap((row) => names.get(row.to_id) ?? [])
      .join('、');
  const data = items.map((item) => [
    item.number,
    item.name,
    words.types[item.type] ?? '',
    item.address,
    item.version,
    item.courtName,
    item.owner,
    named(item.id, 'uses'),
    named(item.id, 'runs-on'),
    item.warrantyUntil,
    item.keeper,
    item.lastChange,
    item.auditedOn,
    item.note,
  ]);
  const fileName = words.fileName(beijingDay(core.now()));
  await appendAudit(core, actor, 'servicedesk.exportItems', fileName, { rows: rows.length });
  const { writeXlsx } = await import('hucre/xlsx');
  const bytes = await writeXlsx({
    sheets: [
      {
        name: words.sheetName,
        columns: WORKBOOK_COLUMNS.map((column) => ({ width: WIDTHS[column] ?? 14 })),
        rows: [WORKBOOK_COLUMNS.map((column) => words.columns[column] ?? column), ...data],
        freezePane: { rows: 1 },
      },
    ],
  });
  return { fileName, rows: rows.length, base64: Buffer.from(bytes).toString('base64') };
}
