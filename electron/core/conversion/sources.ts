/** Where conversion takes its files from and puts its results: the settings of its sources. */
import { randomUUID } from 'node:crypto';
import type { ConversionSource, ConversionSourceInput } from '../../../shared/contract/conversion.ts';
import { asErrorData, fail } from '../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../shared/messages/conversionWork.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { conversionStore, type SourceRow } from './store.ts';
import { forgetCounts } from './work/counts.ts';
import { mustBeReadable } from './work/folderSource.ts';
import { openSource } from './work/openSource.ts';
import {
  checkSettings,
  DEFAULT_SOURCE_ID,
  defaultSource,
  presentSource,
  rowOfSettings,
} from './work/sourceSettings.ts';

const ASK_MS = 30_000;

export async function listSources(core: Core): Promise<ConversionSource[]> {
  return (await sourceRows(core)).map(presentSource);
}

/** The id of a source by its id or its name. @throws CONVERSION_SOURCE_NOT_FOUND */
export async function sourceNamed(core: Core, text: string): Promise<string> {
  const found = (await sourceRows(core)).find((row) => row.id === text || row.name === text);
  if (!found) throw fail('CONVERSION_SOURCE_NOT_FOUND', words.sourceNamed(text));
  return found.id;
}

/** @throws CONVERSION_SOURCE_NOT_FOUND, CONVERSION_SOURCE_NAME_TAKEN, CONVERSION_SOURCE_INVALID */
export async function saveSource(
  core: Core,
  actor: Actor,
  input: ConversionSourceInput,
): Promise<ConversionSource> {
  const store = conversionStore(core.log);
  const { id: given, ...settings } = input;
  const before = given === undefined ? undefined : await mustFindSource(core, given);
  checkSettings(settings);
  const sameName = await store.sourceNamed(settings.name);
  if (sameName && sameName.id !== before?.id)
    throw fail('CONVERSION_SOURCE_NAME_TAKEN', words.sourceNameTaken(settings.name));
  const id = before?.id ?? randomUUID();
  const row = {
    ...rowOfSettings(settings),
    id,
    // Another place is another search: nothing of the old one says what was looked at.
    ...(before && placeChanged(before, rowOfSettings(settings))
      ? { searched_until: null, searched_at: null }
      : {}),
    changed_by: actor.name,
    changed_at: core.now().toISOString(),
  };
  await store.saveSource(row);
  await appendAudit(core, actor, before ? 'conversion.changeSource' : 'conversion.addSource', id, {
    name: settings.name,
    kind: settings.kind,
    target: settings.target.kind,
  });
  forgetCounts(core, id);
  core.changes.bump('conversion');
  return presentSource(await mustFindSource(core, id));
}

function placeChanged(before: SourceRow, after: ReturnType<typeof rowOfSettings>): boolean {
  return (['kind', 'connection_id', 'folder', 'mapping', 'target'] as const).some(
    (column) => before[column] !== after[column],
  );
}

/** Forgets a source and what became of its files; results stay where they are. @throws CONVERSION_SOURCE_NOT_FOUND */
export async function removeSource(core: Core, actor: Actor, id: string): Promise<void> {
  const row = await mustFindSource(core, id);
  if (id === DEFAULT_SOURCE_ID) throw fail('CONVERSION_SOURCE_DEFAULT', words.sourceDefault);
  await conversionStore(core.log).removeSource(id);
  await appendAudit(core, actor, 'conversion.removeSource', id, { name: row.name });
  forgetCounts(core, id);
  core.changes.bump('conversion');
}

/** Asks source and target whether they are there and the mapping fits. Never throws: the answer says what is wrong. */
export async function testSource(core: Core, input: ConversionSourceInput) {
  const { id: _id, ...settings } = input;
  try {
    checkSettings(settings);
    const row: SourceRow = {
      ...rowOfSettings(settings),
      id: 'test',
      searched_until: null,
      searched_at: null,
      succeeded_at: null,
      last_error: '',
      changed_by: '',
      changed_at: '',
    };
    const signal = AbortSignal.timeout(ASK_MS);
    const opened = await openSource(core, row);
    try {
      if (settings.kind === 'folder') await mustBeReadable(settings.folder);
      if (settings.target.kind === 'folder') await mustBeReadable(settings.target.folder);
      await opened.target.present([{ key: '', caseId: '', courtCode: null, name: '' }], signal);
      await opened.source.read(settings.kind === 'folder' ? [] : [''], signal);
      const waiting = (await opened.source.countWaiting(signal)) ?? (await opened.source.countRtf(signal));
      const total = waiting ? [...waiting.values()].reduce((sum, count) => sum + count, 0) : null;
      return { ok: true, message: words.testOk(total), waiting: total };
    } finally {
      await opened.close();
    }
  } catch (error) {
    return { ok: false, message: asErrorData(error).message, waiting: null };
  }
}

/** All sources; the data centre itself is there from the start. */
export async function sourceRows(core: Core): Promise<SourceRow[]> {
  const store = conversionStore(core.log);
  const rows = await store.sources();
  if (rows.some((row) => row.id === DEFAULT_SOURCE_ID)) return rows;
  await store.addSourceIfNone({
    id: DEFAULT_SOURCE_ID,
    ...rowOfSettings(defaultSource()),
    changed_by: '',
    changed_at: core.now().toISOString(),
  });
  return store.sources();
}

/** @throws CONVERSION_SOURCE_NOT_FOUND */
export async function mustFindSource(core: Core, id: string): Promise<SourceRow> {
  const row = (await sourceRows(core)).find((candidate) => candidate.id === id);
  if (!row) throw fail('CONVERSION_SOURCE_NOT_FOUND', words.sourceNotFound);
  return row;
}
