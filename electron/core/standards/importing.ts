import { createHash, randomUUID } from 'node:crypto';
import type {
  DifferenceCounts,
  StandardImport,
  StandardPreview,
  StandardVersion,
} from '../../../shared/contract/standards.ts';
import {
  compareStandards,
  DIFFERENCE_KINDS,
  entryKey,
  type StandardDifference,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardColumnName, standardsMessages as words } from '../../../shared/messages/standards.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { entriesOf, versionsOn } from './inForce.ts';
import { type ParsedFile, parseStandardFile } from './parse.ts';
import { standardStore } from './store.ts';
import { findVersion, shippedName } from './versions.ts';

/** A page shows so many; the rest is counted. */
const MOST_ERRORS = 100;
const MOST_DIFFERENCES = 200;

interface Read {
  file: ParsedFile;
  bytes: Uint8Array;
  baseId: string | null;
  before: readonly StandardEntry[];
  /** The whole table it would become. */
  after: readonly StandardEntry[];
}

/** What a file would become, held against what is in force today; nothing is kept. Refusals are in the answer, row by row. */
export async function previewStandard(core: Core, input: StandardImport): Promise<StandardPreview> {
  const { file, before, after } = await read(core, input);
  const ok = file.errors.length === 0;
  const differences = ok ? compareStandards(input.kind, before, after) : [];
  return {
    kind: input.kind,
    fileName: input.fileName,
    format: file.format,
    encoding: file.encoding,
    read: file.entries.length,
    entries: ok ? after.length : 0,
    errors: file.errors.slice(0, MOST_ERRORS),
    errorCount: file.errors.length,
    counts: countsOf(differences),
    differences: differences.slice(0, MOST_DIFFERENCES),
    sameAs: ok ? await sameContent(core, input.kind, after) : null,
  };
}

/**
 * Keeps a file as a new version, not yet in force.
 * @throws STANDARD_FILE with row and column, STANDARD_NAME, STANDARD_SAME
 */
export async function importStandard(
  core: Core,
  actor: Actor,
  input: StandardImport & { name: string; source: string },
): Promise<StandardVersion> {
  const { file, bytes, baseId, after } = await read(core, input);
  const [first] = file.errors;
  if (first)
    throw fail('STANDARD_FILE', words.refused(file.errors.length, first.row, first.message), {
      file: input.fileName,
      row: first.row,
      ...(first.column ? { column: standardColumnName(input.kind, first.column) } : {}),
      errors: file.errors.length,
    });
  const store = standardStore(core.log);
  if (input.name === shippedName(input.kind) || (await store.named(input.kind, input.name)))
    throw fail('STANDARD_NAME', words.nameTaken(input.name), { field: 'name' });
  const same = await sameContent(core, input.kind, after);
  if (same !== null) throw fail('STANDARD_SAME', words.same(same));
  const id = randomUUID();
  const row = {
    id,
    kind: input.kind,
    name: input.name,
    source: input.source,
    file_name: input.fileName,
    file_sha256: createHash('sha256').update(bytes).digest('hex'),
    encoding: file.encoding,
    mode: input.mode ?? 'whole',
    base_id: input.mode === 'additions' ? baseId : null,
    entries: after.length,
    imported_by: actor.name,
    imported_at: core.now().toISOString(),
  };
  await store.add(row, after);
  await appendAudit(core, actor, 'standards.import', input.name, {
    kind: input.kind,
    file: input.fileName,
    sha256: row.file_sha256,
    entries: after.length,
    mode: row.mode,
    source: input.source,
  });
  core.changes.bump('standards');
  return findVersion(core, input.kind, id);
}

export function countsOf(differences: readonly StandardDifference[]): DifferenceCounts {
  return Object.fromEntries(
    DIFFERENCE_KINDS.map((kind) => [kind, differences.filter((one) => one.kind === kind).length]),
  ) as DifferenceCounts;
}

async function read(core: Core, input: StandardImport): Promise<Read> {
  const { kind } = input;
  const switches = await standardStore(core.log).activations(kind);
  const baseId = versionsOn(switches, beijingDay(core.now()))[kind];
  const before = await entriesOf(core.log, kind, baseId);
  const bytes = Buffer.from(input.content, 'base64');
  const additions = input.mode === 'additions';
  const known = new Set(additions ? before.map((entry) => entryKey(kind, entry)) : []);
  const file = parseStandardFile(kind, bytes, input.encoding ?? 'auto', known);
  return {
    file,
    bytes,
    baseId,
    before,
    after: additions ? laidOver(kind, before, file.entries) : file.entries,
  };
}

/** The earlier table with entries replaced in their place and new ones at the end. */
function laidOver(
  kind: StandardKind,
  before: readonly StandardEntry[],
  additions: readonly StandardEntry[],
): StandardEntry[] {
  const merged = new Map(before.map((entry) => [entryKey(kind, entry), entry]));
  for (const entry of additions) merged.set(entryKey(kind, entry), entry);
  return [...merged.values()];
}

/** The name of a kept version with exactly this content. */
async function sameContent(
  core: Core,
  kind: StandardKind,
  after: readonly StandardEntry[],
): Promise<string | null> {
  const versions = await standardStore(core.log).versions(kind);
  const candidates = [{ id: null, name: shippedName(kind) }, ...versions];
  for (const { id, name } of candidates) {
    const entries = await entriesOf(core.log, kind, id);
    const distinct = new Set(entries.map((entry) => entryKey(kind, entry))).size;
    if (distinct === after.length && compareStandards(kind, entries, after).length === 0) return name;
  }
  return null;
}
