import { randomUUID } from 'node:crypto';
import type { ImportPreview } from '../../../shared/contract/servicedeskItems.ts';
import { NUMBER_PREFIX } from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { referenceOn } from '../standards/inForce.ts';
import { type ItemRow, itemStore } from './itemStore.ts';
import { changedNames } from './items.ts';
import { type CellFault, readItemWorkbook, type WorkbookRow } from './itemWorkbook.ts';
import { nextNumber } from './store.ts';
import { threadStore } from './threadStore.ts';

const words = servicedeskItemMessages.import;

interface Planned {
  row: WorkbookRow;
  /** The item it changes; undefined: a new one. */
  known: ItemRow | undefined;
  changes: string[];
}

interface Plan {
  sheet: string;
  rows: Planned[];
  faults: CellFault[];
  relations: number;
}

/** What a workbook would do, without doing it. @throws SERVICEDESK_IMPORT */
export async function previewImport(core: Core, input: { base64: string }): Promise<ImportPreview> {
  const plan = await planImport(core, input.base64);
  const { courtByCode } = await referenceOn(core);
  const rows = plan.rows.map(({ row, known, changes }) => ({
    row: row.row,
    action: actionOf(row, known, changes),
    name: row.columns.name,
    type: servicedeskItemMessages.types[row.columns.type] ?? '',
    court: row.columns.court === null ? '' : (courtByCode(row.columns.court)?.name ?? ''),
    changes,
  }));
  const count = (action: string) => rows.filter((row) => row.action === action).length;
  return {
    sheet: plan.sheet,
    rows,
    counts: { add: count('add'), change: count('change'), same: count('same'), refused: count('refused') },
    faults: plan.faults,
    relations: plan.relations,
  };
}

/** Takes a workbook in, all of it or nothing. @throws SERVICEDESK_IMPORT */
export async function importItems(
  core: Core,
  actor: Actor,
  input: { fileName: string; base64: string },
): Promise<{ added: number; changed: number; relations: number }> {
  const plan = await planImport(core, input.base64);
  if (plan.faults.length > 0) throw fail('SERVICEDESK_IMPORT', words.refused(plan.faults.length));
  const now = core.now().toISOString();
  const done = await inTransaction(core.log, async (trx) => {
    const store = itemStore(trx);
    const ids = new Map((await store.all()).map(({ id, name }) => [name, id]));
    const result = { added: 0, changed: 0, relations: 0 };
    for (const { row, known, changes } of plan.rows) {
      const note = { kind: 'item' as const, at: now, by: actor.name };
      if (!known) {
        const id = randomUUID();
        const number = await nextNumber(trx, NUMBER_PREFIX.item, '');
        await store.insert({ ...row.columns, id, number, retired: 0, changed_at: now, row_version: 1 });
        await threadStore(trx).addNote({ ...note, ref: id, act: 'raise', text: input.fileName });
        ids.set(row.columns.name, id);
        result.added += 1;
      } else if (changes.length > 0) {
        if (known.name !== row.columns.name) ids.delete(known.name);
        await store.update(known.id, known.row_version, { ...row.columns, retired: 0, changed_at: now });
        await threadStore(trx).addNote({ ...note, ref: known.id, act: 'edit', text: changes.join('、') });
        ids.set(row.columns.name, known.id);
        result.changed += 1;
      }
    }
    for (const { row } of plan.rows) {
      const from = ids.get(row.columns.name);
      for (const { relation, name } of row.relations) {
        const to = ids.get(name);
        if (from && to && (await store.relate({ from_id: from, to_id: to, relation }))) result.relations += 1;
      }
    }
    return result;
  });
  await appendAudit(core, actor, 'servicedesk.import', input.fileName, done);
  core.changes.bump('servicedesk');
  return done;
}

async function planImport(core: Core, base64: string): Promise<Plan> {
  const workbook = await readItemWorkbook(Buffer.from(base64, 'base64'), (await referenceOn(core)).courts());
  const all = await itemStore(core.log).all();
  const byName = new Map(all.map((row) => [row.name, row]));
  const byNumber = new Map(all.map((row) => [row.number, row]));
  const faults = [...workbook.faults];
  const inFile = new Set(workbook.rows.map((row) => row.columns.name));
  const rows = workbook.rows.map((row): Planned => {
    const refuse = (cell: string, message: string) => {
      faults.push({ cell, message });
      row.refused = true;
    };
    const known = row.number ? byNumber.get(row.number) : byName.get(row.columns.name);
    if (row.number && !known) refuse(row.numberCell, words.numberUnknown(row.number));
    const namesake = byName.get(row.columns.name);
    if (known && namesake && namesake.id !== known.id)
      refuse(row.numberCell, servicedeskItemMessages.nameTaken(row.columns.name, namesake.number));
    for (const { name, cell } of row.relations)
      if (!inFile.has(name) && !byName.has(name)) refuse(cell, words.relationUnknown(name));
    // The export hides the middle of addresses: what comes back hidden leaves the kept one alone.
    if (known && row.columns.address.includes('*')) row.columns.address = known.address;
    return { row, known, changes: known ? changedNames(known, row.columns) : [] };
  });
  const relations = rows.reduce((sum, { row }) => sum + row.relations.length, 0);
  return { sheet: workbook.sheet, rows, faults, relations };
}

function actionOf(row: WorkbookRow, known: ItemRow | undefined, changes: readonly string[]) {
  if (row.refused) return 'refused' as const;
  if (!known) return 'add' as const;
  return changes.length > 0 ? ('change' as const) : ('same' as const);
}
