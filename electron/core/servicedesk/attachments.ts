import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { type Attachment, MOST_ATTACHMENT_BYTES } from '../../../shared/contract/servicedeskRecords.ts';
import type { DeskKind } from '../../../shared/domain/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { writeFileAtomic } from '../workspace/atomic.ts';
import { type AttachmentRow, threadStore } from './threadStore.ts';

const words = servicedeskMessages.attachments;
const FOLDER = ['results', 'servicedesk'] as const;
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]/u;

interface Owner {
  kind: DeskKind;
  id: string;
}

export async function listAttachments(core: Core, { kind, id }: Owner): Promise<Attachment[]> {
  return (await threadStore(core.log).attachments(kind, id)).map(presentAttachment);
}

/**
 * Keeps a file with a record: in the workspace under a name of our own, its own name and digest in the log.
 * @throws SERVICEDESK_ATTACHMENT, DISK_FULL
 */
export async function addAttachment(
  core: Core,
  actor: Actor,
  input: Owner & { name: string; base64: string },
): Promise<Attachment> {
  const bytes = Buffer.from(input.base64, 'base64');
  if (bytes.byteLength === 0) throw fail('SERVICEDESK_ATTACHMENT', words.empty);
  if (bytes.byteLength > MOST_ATTACHMENT_BYTES) throw fail('SERVICEDESK_ATTACHMENT', words.tooBig);
  if (FORBIDDEN.test(input.name) || /^\.+$/.test(input.name))
    throw fail('SERVICEDESK_ATTACHMENT', words.name);
  const row: AttachmentRow = {
    id: randomUUID(),
    kind: input.kind,
    ref: input.id,
    name: input.name,
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    by: actor.name,
    at: core.now().toISOString(),
  };
  mkdirSync(core.workspace.path(...FOLDER), { recursive: true });
  // The file first: a row without a file would promise what is not there.
  writeFileAtomic(core.workspace.path(...FOLDER, row.id), bytes, 0o600);
  await inTransaction(core.log, async (trx) => {
    await threadStore(trx).addAttachment(row);
    await threadStore(trx).addNote({
      kind: row.kind,
      ref: row.ref,
      at: row.at,
      by: row.by,
      act: 'attach',
      text: words.added(row.name, sizeText(row.bytes), row.sha256.slice(0, 16)),
    });
  });
  await appendAudit(core, actor, 'servicedesk.attach', row.name, { bytes: row.bytes, sha256: row.sha256 });
  core.changes.bump('servicedesk');
  return presentAttachment(row);
}

/** @throws SERVICEDESK_ATTACHMENT when it is gone or was changed */
export async function readAttachment(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ name: string; base64: string }> {
  const row = await threadStore(core.log).attachment(id);
  if (!row) throw fail('SERVICEDESK_ATTACHMENT', words.notFound);
  const file = core.workspace.path(...FOLDER, row.id);
  if (!existsSync(file)) throw fail('SERVICEDESK_ATTACHMENT', words.damaged);
  const bytes = readFileSync(file);
  if (createHash('sha256').update(bytes).digest('hex') !== row.sha256)
    throw fail('SERVICEDESK_ATTACHMENT', words.damaged);
  await appendAudit(core, actor, 'servicedesk.saveAttachment', row.name, { sha256: row.sha256 });
  return { name: row.name, base64: bytes.toString('base64') };
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function presentAttachment({ id, name, bytes, sha256, by, at }: AttachmentRow): Attachment {
  return { id, name, bytes, sha256, by, at };
}
