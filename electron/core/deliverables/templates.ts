import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { ReportTemplate } from '../../../shared/contract/deliverables.ts';
import { asErrorData, fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { writeFileAtomic } from '../workspace/atomic.ts';
import { mustFindKind } from './due.ts';
import { type ReportKind, reportKinds } from './register.ts';
import { knownPlaceholders, listPlaceholders } from './render/placeholders.ts';

const words = deliverablesMessages.template;
/** In the workspace, so that people find and edit them with Word. */
const FOLDER = ['templates', 'deliverables'] as const;
/** What an operating system says of a file another program holds. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY']);

interface TemplateBytes {
  bytes: Uint8Array;
  digest: string;
}

/** The template in force, checked. @throws DELIVERABLE_TEMPLATE_IN_FORCE, DELIVERABLE_TEMPLATE_LOCKED */
export async function templateForEdition(core: Core, kind: ReportKind): Promise<TemplateBytes> {
  const bytes = readInForce(core, kind);
  try {
    await check(bytes, kind);
  } catch (error) {
    throw fail('DELIVERABLE_TEMPLATE_IN_FORCE', words.inForce(asErrorData(error).message), undefined, error);
  }
  return { bytes, digest: digestOf(bytes) };
}

/** Every kind's template, with what is wrong with it, if anything. */
export async function listTemplates(core: Core): Promise<ReportTemplate[]> {
  const kinds = await reportKinds(core);
  return Promise.all(kinds.map((kind) => present(core, kind)));
}

/** @throws DELIVERABLE_KIND, DELIVERABLE_TEMPLATE_LOCKED */
export async function readTemplate(core: Core, id: string): Promise<{ fileName: string; bytes: Uint8Array }> {
  const kind = await mustFindKind(core, id);
  return { fileName: words.fileName(kind.name), bytes: readInForce(core, kind) };
}

/** What templates of a kind may name. @throws DELIVERABLE_KIND */
export async function placeholdersOf(core: Core, id: string) {
  return listPlaceholders(knownPlaceholders((await mustFindKind(core, id)).sections));
}

/**
 * Replaces a template after checking it. Editions made before keep theirs.
 * @throws DELIVERABLE_KIND, DELIVERABLE_TEMPLATE_FILE, _PLACEHOLDER, _LOOP, _LOCKED
 */
export async function saveTemplate(
  core: Core,
  actor: Actor,
  input: { kind: string; fileName: string; bytes: Uint8Array },
): Promise<ReportTemplate> {
  const kind = await mustFindKind(core, input.kind);
  await check(input.bytes, kind);
  put(core, kind, input.bytes);
  await appendAudit(core, actor, 'deliverables.template', kind.id, {
    file: input.fileName,
    digest: digestOf(input.bytes),
  });
  core.changes.bump('deliverables');
  return present(core, kind);
}

/** Puts the template shipped with the program in force again. @throws DELIVERABLE_KIND, DELIVERABLE_TEMPLATE_LOCKED */
export async function resetTemplate(core: Core, actor: Actor, id: string): Promise<ReportTemplate> {
  const kind = await mustFindKind(core, id);
  put(core, kind, shipped(kind));
  await appendAudit(core, actor, 'deliverables.templateReset', kind.id, {});
  core.changes.bump('deliverables');
  return present(core, kind);
}

/** What reads Word's files is loaded when a template is checked, not at each start of the core. */
async function check(bytes: Uint8Array, kind: ReportKind): Promise<void> {
  const { checkTemplate } = await import('./render/checkTemplate.ts');
  await checkTemplate(bytes, knownPlaceholders(kind.sections));
}

async function present(core: Core, kind: ReportKind): Promise<ReportTemplate> {
  const file = fileOf(core, kind);
  const own = existsSync(file);
  const common = {
    kind: kind.id,
    kindName: kind.name,
    fileName: words.fileName(kind.name),
    open: isOpenInWord(core, kind),
    changedAt: own ? statSync(file).mtime.toISOString() : null,
  };
  try {
    const { bytes, digest } = await templateForEdition(core, kind);
    const changed = digest !== digestOf(shipped(kind));
    return { ...common, changed, bytes: bytes.byteLength, fault: '' };
  } catch (error) {
    return {
      ...common,
      changed: own,
      bytes: own ? statSync(file).size : 0,
      fault: asErrorData(error).message,
    };
  }
}

function readInForce(core: Core, kind: ReportKind): Uint8Array {
  const file = fileOf(core, kind);
  if (!existsSync(file)) return shipped(kind);
  try {
    return readFileSync(file);
  } catch (error) {
    if (isHeld(error)) throw fail('DELIVERABLE_TEMPLATE_LOCKED', words.unreadable, undefined, error);
    throw error;
  }
}

/** Word holds its file, and says so by an owner file beside it: what it saves later would undo the replacement. */
function put(core: Core, kind: ReportKind, bytes: Uint8Array): void {
  if (isOpenInWord(core, kind)) throw fail('DELIVERABLE_TEMPLATE_LOCKED', words.locked);
  mkdirSync(core.workspace.path(...FOLDER), { recursive: true });
  try {
    writeFileAtomic(fileOf(core, kind), bytes);
  } catch (error) {
    if (isHeld(error)) throw fail('DELIVERABLE_TEMPLATE_LOCKED', words.locked, undefined, error);
    throw error;
  }
}

/** Word's owner file is `~$` and the name, of longer names without their first two letters; WPS writes `.~` before it. */
function isOpenInWord(core: Core, kind: ReportKind): boolean {
  const folder = core.workspace.path(...FOLDER);
  if (!existsSync(folder)) return false;
  const name = words.fileName(kind.name);
  const owners = new Set([`~$${name}`, `~$${name.slice(1)}`, `~$${name.slice(2)}`, `.~${name}`]);
  return readdirSync(folder).some((entry) => owners.has(entry));
}

function fileOf(core: Core, kind: ReportKind): string {
  return core.workspace.path(...FOLDER, words.fileName(kind.name));
}

function shipped(kind: ReportKind): Uint8Array {
  return readFileSync(new URL(`../../../resources/deliverables/${kind.id}.docx`, import.meta.url));
}

function isHeld(error: unknown): boolean {
  return HELD.has(String((error as { code?: unknown } | null)?.code ?? ''));
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
