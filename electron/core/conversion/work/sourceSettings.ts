import { isAbsolute, relative } from 'node:path';
import {
  type ConversionSource,
  type ConversionSourceInput,
  conversionSourceSchema,
  conversionTargetSchema,
  type SourceMapping,
  sourceMappingSchema,
  type TargetTable,
} from '../../../../shared/contract/conversion.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { SourceRow } from '../store.ts';

/** What a person sets of a source. */
export type SourceSettings = Omit<ConversionSourceInput, 'id'>;

export const DEFAULT_SOURCE_ID = 'datacenter';

/** The province-wide schema's own tables (migrations/datacenter/0010_province.ts). */
export const CENTRE_MAPPING: SourceMapping = {
  table: 'efile',
  key: 'file_id',
  content: 'content',
  name: 'name',
  suffix: 'suffix',
  court: 'court_code',
  caseId: 'case_id',
  digest: 'sha256',
  size: 'byte_size',
  addedAt: 'created_at',
};
export const CENTRE_TARGET: TargetTable = {
  kind: 'table',
  connectionId: null,
  table: 'efile_conversion',
  key: 'file_id',
  digest: 'source_sha256',
  status: 'status',
  content: 'content',
  format: 'format',
  pages: 'pages',
  notes: 'notes',
  convertedAt: 'converted_at',
};

export function defaultSource(): SourceSettings {
  return {
    name: words.defaultSource,
    kind: 'datacenter',
    connectionId: null,
    folder: '',
    mapping: CENTRE_MAPPING,
    target: CENTRE_TARGET,
    courtCode: null,
    window: null,
    ratePerMinute: 0,
    enabled: true,
  };
}

/**
 * What no schema can say of a source's fields: what belongs to its kind, and that originals are never written over.
 * @throws CONVERSION_SOURCE_INVALID
 */
export function checkSettings(input: SourceSettings): void {
  const wrong = input.kind === 'folder' ? wrongFolder(input) : wrongDatabase(input);
  const target = input.target;
  const problem =
    wrong ??
    (target.kind === 'folder' && !isAbsolute(target.folder)
      ? words.folderAbsolute('结果文件夹')
      : undefined) ??
    (target.kind === 'table' && columnTwice(target) ? words.targetColumnTwice : undefined);
  if (problem) throw fail('CONVERSION_SOURCE_INVALID', problem);
}

function wrongFolder(input: SourceSettings): string | undefined {
  if (!input.folder) return words.folderNeeded;
  if (!isAbsolute(input.folder)) return words.folderAbsolute('来源文件夹');
  if (input.target.kind === 'folder' && isAbsolute(input.target.folder)) {
    const inside = relative(input.folder, input.target.folder);
    if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) return words.targetInsideSource;
  }
  return undefined;
}

function wrongDatabase(input: SourceSettings): string | undefined {
  if (!input.mapping) return words.mappingNeeded;
  if (input.kind === 'database' && !input.connectionId) return words.connectionNeeded;
  const { target, mapping } = input;
  const same =
    target.kind === 'table' &&
    (target.connectionId === null || target.connectionId === input.connectionId) &&
    target.table.toLowerCase() === mapping.table.toLowerCase();
  return same ? words.targetIsSource : undefined;
}

function columnTwice(target: TargetTable): boolean {
  const { kind: _kind, connectionId: _connection, table: _table, ...columns } = target;
  const used = Object.values(columns)
    .filter(Boolean)
    .map((name) => name.toLowerCase());
  return new Set(used).size < used.length;
}

/** As it is kept, without what runs write. */
export function rowOfSettings(settings: SourceSettings) {
  return {
    name: settings.name,
    kind: settings.kind,
    connection_id: settings.kind === 'database' ? settings.connectionId : null,
    folder: settings.kind === 'folder' ? settings.folder : '',
    mapping: settings.kind === 'folder' ? null : JSON.stringify(settings.mapping),
    target: JSON.stringify(settings.target),
    court_code: settings.courtCode,
    window_from: settings.window?.from ?? null,
    window_to: settings.window?.to ?? null,
    rate_per_minute: settings.ratePerMinute,
    enabled: settings.enabled ? 1 : 0,
  };
}

export function settingsOf(row: SourceRow): SourceSettings {
  return {
    name: row.name,
    kind: row.kind,
    connectionId: row.connection_id,
    folder: row.folder,
    mapping: row.mapping === null ? null : sourceMappingSchema.parse(JSON.parse(row.mapping)),
    target: conversionTargetSchema.parse(JSON.parse(row.target)),
    courtCode: row.court_code,
    window: row.window_from && row.window_to ? { from: row.window_from, to: row.window_to } : null,
    ratePerMinute: row.rate_per_minute,
    enabled: row.enabled === 1,
  };
}

export function presentSource(row: SourceRow): ConversionSource {
  return conversionSourceSchema.parse({
    ...settingsOf(row),
    id: row.id,
    searchedAt: row.searched_at,
    succeededAt: row.succeeded_at,
    lastError: row.last_error,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  });
}
