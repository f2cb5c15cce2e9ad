import { randomUUID } from 'node:crypto';
import type { DeskItem, ItemEdge, ItemImpact, ItemInput } from '../../../shared/contract/servicedeskItems.ts';
import type { Sort } from '../../../shared/contract/servicedeskRecords.ts';
import {
  type ItemRelation,
  type ItemType,
  maskAddress,
  NUMBER_PREFIX,
} from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskItemMessages as words } from '../../../shared/messages/servicedeskItems.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { referenceOn } from '../standards/inForce.ts';
import { type ItemRow, itemStore, type RelationRow } from './itemStore.ts';
import { nextNumber } from './store.ts';
import { threadStore } from './threadStore.ts';

export async function listItems(
  core: Core,
  page: {
    offset: number;
    limit: number;
    types?: readonly ItemType[] | undefined;
    text?: string | undefined;
    retired?: boolean | undefined;
    sort: Sort;
  },
): Promise<{ total: number; unfiltered: number; rows: DeskItem[] }> {
  const { rows, total, unfiltered } = await itemStore(core.log).list(page);
  return { total, unfiltered, rows: await presentItems(core, rows) };
}

/** The whole address only for those who work. @throws SERVICEDESK_NOT_FOUND */
export async function findItem(core: Core, actor: Actor, id: string): Promise<DeskItem> {
  const row = await mustFindItem(core, id);
  const [item] = await presentItems(core, [row]);
  if (!item) throw notFound();
  const whole = actor.role === 'engineer' || actor.role === 'manager';
  return whole ? { ...item, address: row.address } : item;
}

/** @throws SERVICEDESK_ITEM_NAME, SERVICEDESK_STALE, SERVICEDESK_COURT */
export async function saveItem(
  core: Core,
  actor: Actor,
  input: ItemInput & { id?: string | undefined; rowVersion?: number | undefined },
): Promise<DeskItem> {
  if (input.court !== null && !(await referenceOn(core)).courtByCode(input.court))
    throw fail('SERVICEDESK_COURT', servicedeskMessages.noCourt(input.court), { field: 'court' });
  const id = input.id ?? randomUUID();
  const now = core.now().toISOString();
  const number = await inTransaction(core.log, async (trx) => {
    const store = itemStore(trx);
    const same = await store.called(input.name);
    if (same && same.id !== id)
      throw fail('SERVICEDESK_ITEM_NAME', words.nameTaken(input.name, same.number), { field: 'name' });
    const note = { kind: 'item' as const, ref: id, at: now, by: actor.name };
    if (input.id === undefined) {
      const number = await nextNumber(trx, NUMBER_PREFIX.item, '');
      await store.insert({ ...columnsOf(input), id, number, retired: 0, changed_at: now, row_version: 1 });
      await threadStore(trx).addNote({ ...note, act: 'raise', text: input.name });
      return number;
    }
    const row = await store.find(id);
    if (!row) throw notFound();
    if (!(await store.update(id, input.rowVersion ?? -1, { ...columnsOf(input), changed_at: now })))
      throw fail('SERVICEDESK_STALE', servicedeskMessages.stale(row.number));
    const names = changedNames(row, columnsOf(input)).join('、');
    await threadStore(trx).addNote({ ...note, act: 'edit', text: servicedeskMessages.changedFields(names) });
    return row.number;
  });
  await appendAudit(core, actor, 'servicedesk.saveItem', number, {
    ...input,
    address: maskAddress(input.address),
  });
  core.changes.bump('servicedesk');
  return findItem(core, actor, id);
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function retireItem(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<DeskItem> {
  const number = await inTransaction(core.log, async (trx) => {
    const store = itemStore(trx);
    const row = await store.find(input.id);
    if (!row) throw notFound();
    const now = core.now().toISOString();
    await store.update(row.id, row.row_version, { retired: 1, changed_at: now });
    await threadStore(trx).addNote({
      kind: 'item',
      ref: row.id,
      at: now,
      by: actor.name,
      act: 'retire',
      text: input.reason,
    });
    return row.number;
  });
  await appendAudit(core, actor, 'servicedesk.retire', number, { reason: input.reason });
  core.changes.bump('servicedesk');
  return findItem(core, actor, input.id);
}

/** Direct relations, from this item's side. */
export async function itemEdges(core: Core, id: string): Promise<ItemEdge[]> {
  const store = itemStore(core.log);
  const relations = await store.relations(id);
  const others = new Map(
    (await store.many(relations.map((row) => (row.from_id === id ? row.to_id : row.from_id)))).map((row) => [
      row.id,
      row,
    ]),
  );
  return relations.flatMap((row) => {
    const mine = row.from_id === id;
    const other = others.get(mine ? row.to_id : row.from_id);
    if (!other) return [];
    const relation = mine ? row.relation : row.relation === 'uses' ? 'used-by' : 'carries';
    return [{ id: other.id, number: other.number, name: other.name, type: other.type, relation } as const];
  });
}

/** @throws SERVICEDESK_NOT_FOUND, SERVICEDESK_RELATION */
export async function relateItems(
  core: Core,
  actor: Actor,
  input: { id: string; relation: ItemRelation; to: string },
): Promise<ItemEdge[]> {
  const pair = await pairOf(core, input);
  if (pair.from.id === pair.to.id) throw fail('SERVICEDESK_RELATION', words.relationSelf, { field: 'to' });
  const row: RelationRow = { from_id: pair.from.id, to_id: pair.to.id, relation: input.relation };
  const added = await inTransaction(core.log, (trx) => itemStore(trx).relate(row));
  if (!added) throw fail('SERVICEDESK_RELATION', words.relationThere, { field: 'to' });
  await relationRecorded(
    core,
    actor,
    pair,
    words.related(words.relations[input.relation] ?? '', pair.to.name),
  );
  return itemEdges(core, input.id);
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function unrelateItems(
  core: Core,
  actor: Actor,
  input: { id: string; relation: ItemRelation; to: string },
): Promise<ItemEdge[]> {
  const pair = await pairOf(core, input);
  const row: RelationRow = { from_id: pair.from.id, to_id: pair.to.id, relation: input.relation };
  await inTransaction(core.log, (trx) => itemStore(trx).unrelate(row));
  await relationRecorded(
    core,
    actor,
    pair,
    words.unrelated(words.relations[input.relation] ?? '', pair.to.name),
  );
  return itemEdges(core, input.id);
}

/** What stops when this one stops, the nearest first. */
export async function itemImpact(core: Core, id: string): Promise<ItemImpact[]> {
  const store = itemStore(core.log);
  const found = await store.impact(id);
  const rows = new Map(
    (await store.many([...found.map((row) => row.id), ...found.map((row) => row.via)])).map((row) => [
      row.id,
      row,
    ]),
  );
  return found.flatMap(({ id: of, depth, via }) => {
    const row = rows.get(of);
    if (!row || row.retired === 1) return [];
    const { number, name, type, owner } = row;
    return [{ id: of, number, name, type, owner, depth, via: rows.get(via)?.name ?? '' }];
  });
}

export async function presentItems(core: Core, rows: readonly ItemRow[]): Promise<DeskItem[]> {
  const changes = await threadStore(core.log).latestChanges(rows.map(({ id }) => id));
  const { courtByCode } = await referenceOn(core);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    type: row.type,
    address: maskAddress(row.address),
    version: row.version,
    court: row.court,
    courtName: row.court === null ? '' : (courtByCode(row.court)?.name ?? String(row.court)),
    owner: row.owner,
    warrantyUntil: row.warranty_until,
    keeper: row.keeper,
    auditedOn: row.audited_on,
    note: row.note,
    retired: row.retired === 1,
    lastChange: changes.get(row.id) ?? '',
    changedAt: row.changed_at,
    rowVersion: row.row_version,
  }));
}

export type ItemColumns = Omit<ItemRow, 'id' | 'number' | 'retired' | 'changed_at' | 'row_version'>;

export function columnsOf(input: ItemInput): ItemColumns {
  return {
    name: input.name,
    type: input.type,
    address: input.address,
    version: input.version,
    court: input.court,
    owner: input.owner,
    warranty_until: input.warrantyUntil,
    keeper: input.keeper,
    audited_on: input.auditedOn,
    note: input.note,
  };
}

/** Names of what differs, in the words of the form. */
export function changedNames(row: ItemRow, columns: ItemColumns): string[] {
  return (Object.keys(columns) as (keyof ItemColumns)[])
    .filter((column) => row[column] !== columns[column])
    .map((column) => words.columns[column] ?? column);
}

async function mustFindItem(core: Core, id: string): Promise<ItemRow> {
  const row = await itemStore(core.log).find(id);
  if (!row) throw notFound();
  return row;
}

async function pairOf(core: Core, input: { id: string; to: string }) {
  return { from: await mustFindItem(core, input.id), to: await mustFindItem(core, input.to) };
}

async function relationRecorded(
  core: Core,
  actor: Actor,
  pair: { from: ItemRow; to: ItemRow },
  text: string,
): Promise<void> {
  const note = { kind: 'item' as const, at: core.now().toISOString(), by: actor.name, act: 'relate' };
  await inTransaction(core.log, (trx) => threadStore(trx).addNote({ ...note, ref: pair.from.id, text }));
  await appendAudit(core, actor, 'servicedesk.relate', pair.from.number, { text });
  core.changes.bump('servicedesk');
}

function notFound() {
  return fail('SERVICEDESK_NOT_FOUND', servicedeskMessages.notFound(servicedeskMessages.kinds.item));
}
