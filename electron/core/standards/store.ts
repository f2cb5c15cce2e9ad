import { gunzipSync, gzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import type { StandardEntry, StandardKind } from '../../../shared/domain/standardTables.ts';

export interface VersionRow {
  id: string;
  kind: StandardKind;
  name: string;
  source: string;
  file_name: string;
  file_sha256: string;
  encoding: string;
  mode: 'whole' | 'additions';
  base_id: string | null;
  entries: number;
  imported_by: string;
  imported_at: string;
  impact: string | null;
  impact_at: string | null;
}

export interface ActivationRow {
  id: string;
  kind: StandardKind;
  version_id: string | null;
  effective_from: string;
  reason: string;
  activated_by: string;
  activated_at: string;
  cancelled_by: string | null;
  cancelled_at: string | null;
  cancel_reason: string;
}

const COLUMNS = [
  'id',
  'kind',
  'name',
  'source',
  'file_name',
  'file_sha256',
  'encoding',
  'mode',
  'base_id',
  'entries',
  'imported_by',
  'imported_at',
  'impact_at',
] as const;

/** The tables `standard_version` and `standard_activation` of the log. */
export function standardStore(log: Knex) {
  return {
    versions: (kind?: StandardKind): Promise<Omit<VersionRow, 'impact'>[]> =>
      log<VersionRow>('standard_version')
        .select(...COLUMNS)
        .where(kind ? { kind } : {})
        .orderBy('imported_at', 'desc'),
    version: (id: string): Promise<VersionRow | undefined> =>
      log<VersionRow>('standard_version')
        .select(...COLUMNS, 'impact')
        .where({ id })
        .first(),
    named: (kind: StandardKind, name: string): Promise<Pick<VersionRow, 'id'> | undefined> =>
      log<VersionRow>('standard_version').where({ kind, name }).first('id'),
    /** The whole table of a version. */
    async content(id: string): Promise<readonly StandardEntry[] | undefined> {
      const row: { content: Uint8Array } | undefined = await log('standard_version')
        .where({ id })
        .first('content');
      return row ? (JSON.parse(gunzipSync(row.content).toString('utf8')) as StandardEntry[]) : undefined;
    },
    add: (row: Omit<VersionRow, 'impact' | 'impact_at'>, content: readonly StandardEntry[]) =>
      log('standard_version').insert({ ...row, content: gzipSync(JSON.stringify(content)) }),
    saveImpact: (id: string, impact: unknown, at: string) =>
      log('standard_version')
        .where({ id })
        .update({ impact: JSON.stringify(impact), impact_at: at }),
    activations: (kind?: StandardKind): Promise<ActivationRow[]> =>
      log<ActivationRow>('standard_activation')
        .where(kind ? { kind } : {})
        .orderBy('effective_from', 'desc')
        .orderBy('activated_at', 'desc'),
    activation: (id: string): Promise<ActivationRow | undefined> =>
      log<ActivationRow>('standard_activation').where({ id }).first(),
    activate: (row: Omit<ActivationRow, 'cancelled_by' | 'cancelled_at' | 'cancel_reason'>) =>
      log('standard_activation').insert(row),
    /** false when it was taken back already. */
    cancel: async (id: string, by: string, at: string, reason: string): Promise<boolean> =>
      (await log('standard_activation')
        .where({ id })
        .whereNull('cancelled_at')
        .update({ cancelled_by: by, cancelled_at: at, cancel_reason: reason })) === 1,
  };
}
