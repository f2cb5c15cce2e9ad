import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { ServiceFile } from '../../../shared/contract/assignments.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import type { Actor, Core } from '../core.ts';
import { writeFileAtomic } from '../workspace/atomic.ts';
import { presentFile } from './present.ts';
import { mustFindRecord, recorded } from './records.ts';
import { assignmentsStore } from './store.ts';

const words = assignmentsMessages.files;
const MOST_MB = 30;

/**
 * Keeps a file with a record, in the workspace under its SHA-256.
 * @throws ASSIGNMENTS_FILE_EMPTY, ASSIGNMENTS_FILE_LARGE, ASSIGNMENTS_FILE_NAME, DISK_FULL
 */
export async function addFile(
  core: Core,
  actor: Actor,
  input: { id: string; name: string; base64: string },
): Promise<ServiceFile> {
  const record = await mustFindRecord(core, input.id);
  const name = input.name.trim();
  if (name === '' || /[/\\\p{Cc}]/u.test(name))
    throw fail('ASSIGNMENTS_FILE_NAME', words.badName, { field: 'name' });
  const content = Buffer.from(input.base64, 'base64');
  if (content.length === 0) throw fail('ASSIGNMENTS_FILE_EMPTY', words.empty, { field: 'name' });
  if (content.length > MOST_MB << 20)
    throw fail('ASSIGNMENTS_FILE_LARGE', words.tooLarge(`${MOST_MB} MB`), { field: 'name' });
  const sha256 = digestOf(content);
  mkdirSync(core.workspace.path('results', 'assignments'), { recursive: true });
  const place = placeOf(core, sha256);
  if (!existsSync(place)) writeFileAtomic(place, content, 0o600);
  const row = {
    id: randomUUID(),
    record_id: record.id,
    name,
    bytes: content.length,
    sha256,
    added_by: actor.name,
    added_at: core.now().toISOString(),
  };
  await assignmentsStore(core.log).addFile(row);
  await recorded(core, actor, 'addFile', record.number, { name, sha256 });
  return presentFile(row);
}

/** A kept file, checked against its digest; leaving the console is recorded. @throws ASSIGNMENTS_FILE_* */
export async function readFile(
  core: Core,
  actor: Actor,
  fileId: string,
): Promise<{ name: string; content: Buffer }> {
  const row = await assignmentsStore(core.log).file(fileId);
  if (!row) throw fail('ASSIGNMENTS_FILE_UNKNOWN', words.notFound);
  const place = placeOf(core, row.sha256);
  if (!existsSync(place)) throw fail('ASSIGNMENTS_FILE_MISSING', words.missing);
  const content = readFileSync(place);
  if (digestOf(content) !== row.sha256) throw fail('ASSIGNMENTS_FILE_DAMAGED', words.damaged);
  const record = await mustFindRecord(core, row.record_id);
  await recorded(core, actor, 'exportFile', record.number, { name: row.name, sha256: row.sha256 });
  return { name: row.name, content };
}

function placeOf(core: Core, sha256: string): string {
  return core.workspace.path('results', 'assignments', sha256);
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
