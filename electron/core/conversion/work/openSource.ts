import { fail } from '../../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { Core } from '../../core.ts';
import { openConnection } from '../../datacenter/datacenter.ts';
import type { SourceRow } from '../store.ts';
import { databaseSource } from './databaseSource.ts';
import { databaseTarget } from './databaseTarget.ts';
import { folderSource } from './folderSource.ts';
import { folderTarget } from './folderTarget.ts';
import type { SourcePlace, TargetPlace } from './places.ts';
import { type SourceSettings, settingsOf } from './sourceSettings.ts';

/** A source with both its places open. */
export interface OpenedSource {
  row: SourceRow;
  settings: SourceSettings;
  source: SourcePlace;
  target: TargetPlace;
  /** The source's search leaves out files whose result of the same digest is in the target. */
  searchSeesResults: boolean;
  close(): Promise<void>;
}

/** Opens a source; nothing is asked of it before the first call. @throws DATACENTER_NOT_FOUND, DATACENTER_NONE */
export async function openSource(core: Core, row: SourceRow): Promise<OpenedSource> {
  const settings = settingsOf(row);
  const target = await openTarget(core, settings);
  try {
    const { source, searchSeesResults } = await openOrigin(core, settings);
    return {
      row,
      settings,
      source,
      target,
      searchSeesResults,
      async close() {
        await source.close();
        await target.close();
      },
    };
  } catch (error) {
    await target.close();
    throw error;
  }
}

async function openOrigin(core: Core, settings: SourceSettings) {
  const { target, mapping } = settings;
  if (settings.kind === 'folder') {
    return { source: folderSource(settings.folder, settings.courtCode), searchSeesResults: false };
  }
  if (!mapping) throw fail('CONVERSION_SOURCE_INVALID', words.mappingNeeded);
  const connection = await openConnection(core, connectionOf(settings.connectionId));
  const beside = target.kind === 'table' && sameDatabase(settings) ? target : null;
  return {
    source: databaseSource({ connection, mapping, target: beside, courtCode: settings.courtCode }),
    searchSeesResults: beside !== null && mapping.digest !== '',
  };
}

async function openTarget(core: Core, settings: SourceSettings): Promise<TargetPlace> {
  const { target } = settings;
  if (target.kind === 'folder') {
    return folderTarget(target.folder, settings.kind === 'folder' ? 'folder' : 'database');
  }
  const id = target.connectionId ?? (settings.kind === 'folder' ? null : settings.connectionId);
  const connection = await openConnection(core, connectionOf(id), { writable: true });
  return databaseTarget(connection, target, core.now);
}

function sameDatabase(settings: SourceSettings): boolean {
  const { target } = settings;
  return (
    target.kind === 'table' && (target.connectionId === null || target.connectionId === settings.connectionId)
  );
}

/** The default connection has no id of its own here: it follows what people choose as default. */
function connectionOf(id: string | null): string | undefined {
  return id ?? undefined;
}
