import type { Standard, StandardSwitch, StandardVersion } from '../../../shared/contract/standards.ts';
import { STANDARD_KINDS, type StandardKind } from '../../../shared/domain/standardTables.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardsMessages as words } from '../../../shared/messages/standards.ts';
import type { Core } from '../core.ts';
import { shippedRows } from '../reference/shipped.ts';
import { versionsOn } from './inForce.ts';
import { type ActivationRow, standardStore, type VersionRow } from './store.ts';

type Kept = Omit<VersionRow, 'impact'>;

/** Every table of the standards with its versions and switches, as it stands on a day (today when none is given). */
export async function listStandards(core: Core, day?: Day): Promise<Standard[]> {
  const store = standardStore(core.log);
  const [versions, switches] = await Promise.all([store.versions(), store.activations()]);
  const today = beijingDay(core.now());
  const on = day ?? today;
  const holding = versionsOn(switches, on);
  const names = new Map(versions.map(({ id, name }) => [id, name]));
  return STANDARD_KINDS.map((kind) => {
    const own = switches.filter((row) => row.kind === kind);
    const shown = [null, ...versions.filter((row) => row.kind === kind)].map((row) =>
      presentVersion(kind, row, own, holding[kind], on, names),
    );
    const told = own.map((row) => presentSwitch(row, names, today));
    const valid = told.filter(({ cancelledAt }) => cancelledAt === null);
    const inForce = shown.find(({ id }) => id === holding[kind]) ?? shown[0];
    if (!inForce) throw new Error(`no version of ${kind}`);
    return {
      kind,
      inForce,
      since: valid.find(({ effectiveFrom }) => effectiveFrom <= on)?.effectiveFrom ?? null,
      next: valid.findLast(({ effectiveFrom }) => effectiveFrom > on) ?? null,
      // Newest first; the one the console comes with is the oldest.
      versions: [...shown.slice(1), ...shown.slice(0, 1)],
      switches: told,
    };
  });
}

/** A version by id (null: the one the console comes with) as it stands today. @throws STANDARD_NOT_FOUND */
export async function findVersion(
  core: Core,
  kind: StandardKind,
  id: string | null,
): Promise<StandardVersion> {
  const standard = (await listStandards(core)).find((one) => one.kind === kind);
  const version = standard?.versions.find((one) => one.id === id);
  if (!version) throw fail('STANDARD_NOT_FOUND', words.notFound);
  return version;
}

/** What the version the console comes with is called. */
export function shippedName(kind: StandardKind): string {
  return words.shipped[kind].name;
}

function presentVersion(
  kind: StandardKind,
  row: Kept | null,
  switches: readonly ActivationRow[],
  holding: string | null,
  day: Day,
  names: ReadonlyMap<string, string>,
): StandardVersion {
  const id = row?.id ?? null;
  const valid = switches.filter((one) => one.version_id === id && one.cancelled_at === null);
  const state =
    holding === id
      ? 'in-force'
      : valid.some(({ effective_from }) => effective_from > day)
        ? 'scheduled'
        : row === null || valid.length > 0
          ? 'past'
          : 'waiting';
  if (!row)
    return {
      id,
      kind,
      name: shippedName(kind),
      source: words.shipped[kind].source,
      fileName: '',
      encoding: 'utf-8',
      mode: 'whole',
      baseName: '',
      entries: shippedRows(kind).length,
      importedBy: '',
      importedAt: null,
      state,
      impactAt: null,
    };
  return {
    id,
    kind,
    name: row.name,
    source: row.source,
    fileName: row.file_name,
    encoding: row.encoding,
    mode: row.mode,
    baseName:
      row.mode === 'whole' ? '' : row.base_id === null ? shippedName(kind) : (names.get(row.base_id) ?? ''),
    entries: row.entries,
    importedBy: row.imported_by,
    importedAt: row.imported_at,
    state,
    impactAt: row.impact_at,
  };
}

function presentSwitch(row: ActivationRow, names: ReadonlyMap<string, string>, today: Day): StandardSwitch {
  return {
    id: row.id,
    kind: row.kind,
    versionId: row.version_id,
    versionName: row.version_id === null ? shippedName(row.kind) : (names.get(row.version_id) ?? ''),
    effectiveFrom: row.effective_from,
    reason: row.reason,
    activatedBy: row.activated_by,
    activatedAt: row.activated_at,
    cancelledBy: row.cancelled_by,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    open: row.cancelled_at === null && row.effective_from > today,
  };
}
