import type { StandardImpact } from '../../../shared/contract/standards.ts';
import {
  compareStandards,
  type StandardDifference,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { asErrorData, fail, isAbort } from '../../../shared/errors/errors.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import type { Core } from '../core.ts';
import { listConnections, openConnection } from '../datacenter/datacenter.ts';
import { writtenDictionary } from '../datacenter/dictionary.ts';
import type { JobContext, JobKind } from '../jobs/jobs.ts';
import { createReference } from '../reference/reference.ts';
import { type CentreColumn, countColumn, firstRows } from './centre.ts';
import { entriesOf, versionsOn } from './inForce.ts';
import { mappingsTouched } from './mappings.ts';
import { standardStore } from './store.ts';
import { codesTouched, fates, rulesTouched } from './touched.ts';
import { findVersion } from './versions.ts';

export const STANDARDS_IMPACT = 'standards.impact';
const words = standardsMessages.impact;

export interface ImpactParams {
  versionId: string;
  name: string;
}

/** Counts in the default centre what a version would touch, and keeps the answer with the version. Reads only. */
export const standardsImpactJob: JobKind<ImpactParams, { columns: number; rows: number }> = {
  kind: STANDARDS_IMPACT,
  title: ({ name }) => words.title(name),
  resumable: true,
  exclusive: ({ versionId }) => `standards.impact:${versionId}`,
  run: countImpact,
};

async function countImpact(context: JobContext<ImpactParams>): Promise<{ columns: number; rows: number }> {
  const { core, params } = context;
  const store = standardStore(core.log);
  const version = await store.version(params.versionId);
  if (!version) throw fail('STANDARD_NOT_FOUND', standardsMessages.notFound);
  const { kind } = version;
  const baseId = await baseOf(core, kind, version.id);
  const before = await entriesOf(core.log, kind, baseId);
  const after = await entriesOf(core.log, kind, version.id);
  const differences = compareStandards(kind, before, after);
  const touched = codesTouched(kind, differences);
  const centreColumns = columnsOf(touched);
  const notes = untouchedNotes(kind, touched, centreColumns, before, after);
  const centre = await countCentre(context, kind, centreColumns, differences, before, notes);
  const items = [...new Set(centreColumns.map(({ chinese }) => chinese))];
  const impact: StandardImpact = {
    versionName: version.name,
    baseName: (await findVersion(core, kind, baseId)).name,
    connectionName: centre.connectionName,
    countedAt: core.now().toISOString(),
    columns: centre.columns,
    samples: centre.samples,
    rules: differences.length === 0 ? [] : rulesTouched(kind, touched, items),
    mappings: await mappingsTouched(core, kind, differences, centreColumns),
    notes,
  };
  await store.saveImpact(version.id, impact, impact.countedAt);
  core.changes.bump('standards');
  const rows = impact.columns.reduce((sum, { lost, altered, gained }) => sum + lost + altered + gained, 0);
  return { columns: impact.columns.length, rows };
}

/** What holds today; for the version that holds today itself, the one the console comes with. */
async function baseOf(core: Core, kind: StandardKind, versionId: string): Promise<string | null> {
  const holding = versionsOn(await standardStore(core.log).activations(kind), beijingDay(core.now()))[kind];
  return holding === versionId ? null : holding;
}

function columnsOf(touched: ReadonlySet<string>): CentreColumn[] {
  return writtenDictionary().tables.flatMap((table) =>
    table.columns.flatMap((column) =>
      column.codes !== undefined && touched.has(column.codes)
        ? [
            {
              table: table.name,
              tableChinese: table.chinese,
              column: column.name,
              chinese: column.chinese,
              codes: column.codes,
              hasCase: table.columns.some(({ name }) => name === 'case_id'),
            },
          ]
        : [],
    ),
  );
}

/** Touched classes that no column of the centre uses. */
function untouchedNotes(
  kind: StandardKind,
  touched: ReadonlySet<string>,
  columns: readonly CentreColumn[],
  before: readonly StandardEntry[],
  after: readonly StandardEntry[],
): string[] {
  const used = new Set(columns.map(({ codes }) => codes));
  const free = [...touched].filter((codes) => !used.has(codes));
  if (kind !== 'codes')
    return free.length > 0 || touched.size === 0 ? [words.noColumn(standardsMessages.kinds[kind])] : [];
  const names = new Map(
    createReference((wanted) => (wanted === 'codes' ? [...after, ...before] : []))
      .allCodes()
      .map((code) => [code.classCode, code.className]),
  );
  return free.map((codes) => words.noColumn(words.classOf(codes, names.get(codes) ?? '')));
}

async function countCentre(
  { core, signal, progress }: JobContext<ImpactParams>,
  kind: StandardKind,
  columns: readonly CentreColumn[],
  differences: readonly StandardDifference[],
  before: readonly StandardEntry[],
  notes: string[],
): Promise<Pick<StandardImpact, 'columns' | 'samples'> & { connectionName: string }> {
  const answer: Pick<StandardImpact, 'columns' | 'samples'> = { columns: [], samples: [] };
  const connectionName = (await listConnections(core)).find(({ isDefault }) => isDefault)?.name ?? '';
  if (columns.length === 0) return { ...answer, connectionName };
  let connection: Awaited<ReturnType<typeof openConnection>>;
  try {
    connection = await openConnection(core);
    await connection.serverVersion();
  } catch (error) {
    if (isAbort(error)) throw error;
    notes.push(words.noCentre(asErrorData(error).message));
    return { ...answer, connectionName };
  }
  try {
    for (const [place, column] of columns.entries()) {
      signal.throwIfAborted();
      progress({ done: place, total: columns.length, text: `${column.tableChinese} ${column.chinese}` });
      const fate = fates(kind, column.codes, differences, before);
      const counted = await countColumn(connection, column, fate, signal);
      answer.columns.push(counted);
      if (counted.values.length > 0)
        answer.samples.push(...(await firstRows(connection, column, counted, signal)));
    }
    progress({ done: columns.length, total: columns.length, text: words.samples });
    return { ...answer, connectionName };
  } finally {
    await connection.close();
  }
}
