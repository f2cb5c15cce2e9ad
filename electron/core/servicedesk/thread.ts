import type { Attachment, DeskLink, Note } from '../../../shared/contract/servicedeskRecords.ts';
import { type DeskKind, kindOfNumber } from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { changeorderMessages } from '../../../shared/messages/changeorder.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import { changeNumbered, findChange } from '../changeorder/changeorder.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { addAttachment, listAttachments } from './attachments.ts';
import { itemStore } from './itemStore.ts';
import { knowledgeStore } from './knowledgeStore.ts';
import { recordStore } from './recordStore.ts';
import { incidentStore } from './store.ts';
import { type LinkKind, type LinkRow, threadStore } from './threadStore.ts';

/** A record things hang on. */
export interface Owner {
  kind: Exclude<DeskKind, 'article'>;
  id: string;
}

interface Head {
  id: string;
  number: string;
  title: string;
  state: string;
}

/** Timeline, links (from whichever side) and files of one record. */
export async function readThread(core: Core, { kind, id }: Owner) {
  const store = threadStore(core.log);
  const notes: Note[] = (await store.notes(kind, id)).map(({ id: at, ...row }) => ({
    id: at,
    at: row.at,
    by: row.by,
    act: row.act,
    text: row.text,
  }));
  const links: DeskLink[] = [];
  for (const row of await store.links(kind, id)) {
    const other = otherEnd(row, kind, id);
    const head = await headOf(core, other.kind, other.ref);
    if (head)
      links.push({
        id: row.id,
        kind: other.kind,
        ref: head.id,
        number: head.number,
        title: head.title,
        state: head.state,
        relation: row.relation,
      });
  }
  return { notes, links, attachments: await listAttachments(core, { kind, id }) };
}

/** @throws SERVICEDESK_NOT_FOUND */
export async function addComment(core: Core, actor: Actor, input: Owner & { text: string }): Promise<void> {
  const head = await mustFindHead(core, input);
  await addNote(core, actor, input, 'comment', input.text);
  await appendAudit(core, actor, 'servicedesk.comment', head.number, { text: input.text });
  core.changes.bump('servicedesk');
}

/**
 * Links a record with another by its number; both sides then show it, and whatever becomes of one, the other keeps it.
 * @throws SERVICEDESK_NOT_FOUND, SERVICEDESK_LINK
 */
export async function addLink(core: Core, actor: Actor, input: Owner & { number: string }): Promise<void> {
  const head = await mustFindHead(core, input);
  const other = await headNumbered(core, input.number);
  if (other.kind === input.kind && other.head.id === input.id)
    throw fail('SERVICEDESK_LINK', words.links.same, { field: 'number' });
  const added = await inTransaction(core.log, (trx) =>
    threadStore(trx).link(
      { kind: input.kind, ref: input.id },
      { kind: other.kind, ref: other.head.id },
      'related',
      actor.name,
      core.now().toISOString(),
    ),
  );
  if (!added) throw fail('SERVICEDESK_LINK', words.links.exists, { field: 'number' });
  const text = words.links.linked(other.head.number, other.head.title);
  await addNote(core, actor, input, 'link', text);
  if (other.kind !== 'changeorder' && other.kind !== 'article')
    await addNote(
      core,
      actor,
      { kind: other.kind, id: other.head.id },
      'link',
      words.links.linked(head.number, head.title),
    );
  await appendAudit(core, actor, 'servicedesk.link', head.number, { with: other.head.number });
  core.changes.bump('servicedesk');
}

/** @throws SERVICEDESK_LINK */
export async function removeLink(core: Core, actor: Actor, input: Owner & { linkId: number }): Promise<void> {
  const head = await mustFindHead(core, input);
  const store = threadStore(core.log);
  const row = (await store.links(input.kind, input.id)).find(({ id }) => id === input.linkId);
  if (!row) throw fail('SERVICEDESK_LINK', words.links.none);
  const other = otherEnd(row, input.kind, input.id);
  const otherHead = await headOf(core, other.kind, other.ref);
  await inTransaction(core.log, (trx) => threadStore(trx).unlink(row.id));
  await addNote(core, actor, input, 'unlink', words.links.unlinked(otherHead?.number ?? other.ref));
  if (other.kind !== 'changeorder' && other.kind !== 'article')
    await addNote(
      core,
      actor,
      { kind: other.kind, id: other.ref },
      'unlink',
      words.links.unlinked(head.number),
    );
  await appendAudit(core, actor, 'servicedesk.unlink', head.number, { with: otherHead?.number ?? other.ref });
  core.changes.bump('servicedesk');
}

/** Keeps a file with a record. @throws SERVICEDESK_NOT_FOUND, SERVICEDESK_ATTACHMENT, DISK_FULL */
export async function attachFile(
  core: Core,
  actor: Actor,
  input: Owner & { name: string; base64: string },
): Promise<Attachment> {
  await mustFindHead(core, input);
  return addAttachment(core, actor, input);
}

async function addNote(core: Core, actor: Actor, owner: Owner, act: string, text: string): Promise<void> {
  const row = { kind: owner.kind, ref: owner.id, at: core.now().toISOString(), by: actor.name, act, text };
  await inTransaction(core.log, (trx) => threadStore(trx).addNote(row));
}

async function mustFindHead(core: Core, { kind, id }: Owner): Promise<Head> {
  const head = await headOf(core, kind, id);
  if (!head) throw fail('SERVICEDESK_NOT_FOUND', words.notFound(words.kinds[kind]));
  return head;
}

function otherEnd(row: LinkRow, kind: LinkKind, ref: string): { kind: LinkKind; ref: string } {
  return row.from_kind === kind && row.from_ref === ref
    ? { kind: row.to_kind, ref: row.to_ref }
    : { kind: row.from_kind, ref: row.from_ref };
}

async function headOf(core: Core, kind: LinkKind, ref: string): Promise<Head | undefined> {
  switch (kind) {
    case 'incident':
      return stated(await incidentStore(core.log).find(ref));
    case 'item':
      return itemHead(await itemStore(core.log).find(ref));
    case 'article':
      return stated(await knowledgeStore(core.log).find(ref));
    case 'changeorder':
      return changeorderHead(core, ref);
    default:
      return stated(await recordStore(core.log).find(ref));
  }
}

async function headNumbered(core: Core, given: string): Promise<{ kind: LinkKind; head: Head }> {
  const number = given.trim().toUpperCase();
  const found = await byNumber(core, number);
  if (!found?.head) throw fail('SERVICEDESK_NOT_FOUND', words.noNumber(number), { field: 'number' });
  return { kind: found.kind, head: found.head };
}

async function byNumber(
  core: Core,
  number: string,
): Promise<{ kind: LinkKind; head: Head | undefined } | undefined> {
  const kind = kindOfNumber(number);
  if (kind === 'incident') return { kind, head: stated(await incidentStore(core.log).named(number)) };
  if (kind === 'item') return { kind, head: itemHead(await itemStore(core.log).named(number)) };
  if (kind === 'article') return { kind, head: stated(await knowledgeStore(core.log).named(number)) };
  if (kind) return { kind, head: stated(await recordStore(core.log).named(number)) };
  if (!number.startsWith('BG-')) return undefined;
  const order = await changeNumbered(core, number);
  return { kind: 'changeorder', head: { ...order, state: changeorderMessages.states[order.state] } };
}

/** An order may have been a draft that was removed since. */
async function changeorderHead(core: Core, id: string): Promise<Head | undefined> {
  try {
    const order = await findChange(core, id);
    return { ...order, state: changeorderMessages.states[order.state] };
  } catch (error) {
    if ((error as { data?: { code?: string } }).data?.code === 'CHANGEORDER_NOT_FOUND') return undefined;
    throw error;
  }
}

function stated(row: Head | undefined): Head | undefined {
  if (!row) return undefined;
  const { id, number, title, state } = row;
  return { id, number, title, state: words.states[state] ?? state };
}

function itemHead(
  row: { id: string; number: string; name: string; retired: number } | undefined,
): Head | undefined {
  if (!row) return undefined;
  return {
    id: row.id,
    number: row.number,
    title: row.name,
    state: row.retired ? (words.states.retired ?? '') : '',
  };
}
