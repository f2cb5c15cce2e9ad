import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type {
  Edition,
  Narrative,
  ReportContent,
  ReportFormat,
} from '../../../shared/contract/deliverables.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages as words } from '../../../shared/messages/deliverables.ts';
import { appendAudit, recorder } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { JobRecord } from '../jobs/job.ts';
import { mustFindReport } from './due.ts';
import { filePath } from './files.ts';
import { GENERATE, type GenerateParams, RENDER, type RenderParams, variantOf } from './jobs.ts';
import { presentFile, presentHead } from './present.ts';
import { deliverablesStore, type EditionRow } from './store.ts';

const recorded = recorder('deliverables');

const WRITING_MS = 10 * 60_000;

/** Starts reading and freezing the figures. @throws DELIVERABLE_NOT_FOUND, JOB_ALREADY_RUNNING */
export async function startGenerate(core: Core, actor: Actor, reportId: string): Promise<JobRecord> {
  const { row } = await mustFindReport(core, reportId);
  const params: GenerateParams = { reportId: row.id, title: row.title };
  return core.jobs.start(actor, GENERATE, params);
}

/** Starts rendering. @throws DELIVERABLE_EDITION, JOB_ALREADY_RUNNING */
export async function startRender(
  core: Core,
  actor: Actor,
  input: { id: string; formats: readonly ReportFormat[] },
): Promise<JobRecord> {
  const row = await mustFindEdition(core, input.id);
  const { title } = JSON.parse(row.content) as ReportContent;
  const params: RenderParams = { editionId: row.id, title, formats: [...new Set(input.formats)] };
  return core.jobs.start(actor, RENDER, params);
}

/** @throws DELIVERABLE_EDITION */
export async function findEdition(core: Core, id: string): Promise<Edition> {
  const row = await mustFindEdition(core, id);
  const content = JSON.parse(row.content) as ReportContent;
  const files = await deliverablesStore(core.log).files(id, variantOf(row));
  return {
    ...presentHead(row),
    reportId: row.report_id,
    content,
    narrative: JSON.parse(row.narrative) as Narrative,
    files: files
      .filter(({ format }) => existsSync(filePath(core, { ...row, format })))
      .map((file) => presentFile(file, content.title, row.number, row.state === 'final')),
  };
}

/** The newest edition of a report. @throws DELIVERABLE_EDITION */
export async function lastEdition(core: Core, reportId: string): Promise<Edition> {
  const row = await deliverablesStore(core.log).lastEdition(reportId);
  if (!row) throw fail('DELIVERABLE_EDITION', words.noEdition);
  return findEdition(core, row.id);
}

/**
 * Writes the texts of a draft; `version` is what the writer had read.
 * @throws DELIVERABLE_FINAL, DELIVERABLE_CHANGED, DELIVERABLE_NARRATIVE
 */
export async function saveNarrative(
  core: Core,
  actor: Actor,
  input: { id: string; version: number; narrative: Narrative },
): Promise<Edition> {
  const row = await mustFindEdition(core, input.id);
  const content = JSON.parse(row.content) as ReportContent;
  const known = content.sections.flatMap(({ narratives }) => narratives);
  const stranger = Object.keys(input.narrative).find((id) => known.every((one) => one.id !== id));
  if (stranger !== undefined)
    throw fail('DELIVERABLE_NARRATIVE', words.narrativeUnknown(stranger, known), { field: stranger });
  const saved = await deliverablesStore(core.log).saveNarrative(input.id, input.version, {
    narrative: JSON.stringify(input.narrative),
    narrative_by: actor.name,
    narrative_at: core.now().toISOString(),
  });
  if (!saved) throw await whyNot(core, input.id);
  const sinceLast = row.narrative_at ? core.now().getTime() - Date.parse(row.narrative_at) : Infinity;
  // The page saves as one types: a stretch of writing by one person is one act.
  if (row.narrative_by !== actor.name || row.narrative_version === 1 || sinceLast > WRITING_MS)
    await appendAudit(core, actor, 'deliverables.write', content.title, { edition: row.number });
  core.changes.bump('deliverables');
  return findEdition(core, input.id);
}

/** Makes a draft final: from then on neither figures nor texts change. @throws DELIVERABLE_NARRATIVE, DELIVERABLE_FINAL, DELIVERABLE_CHANGED */
export async function finaliseEdition(
  core: Core,
  actor: Actor,
  input: { id: string; version: number },
): Promise<Edition> {
  const row = await mustFindEdition(core, input.id);
  const content = JSON.parse(row.content) as ReportContent;
  const narrative = JSON.parse(row.narrative) as Narrative;
  const missing = content.sections
    .flatMap(({ narratives }) => narratives)
    .filter(({ id, required }) => required && !narrative[id]?.trim());
  if (missing.length > 0)
    throw fail('DELIVERABLE_NARRATIVE', words.narrativeNeeded(missing.map(({ name }) => name)), {
      field: missing[0]?.id ?? '',
    });
  const at = core.now().toISOString();
  const done = await deliverablesStore(core.log).finalise(input.id, input.version, actor.name, at);
  if (!done) throw await whyNot(core, input.id);
  await recorded(core, actor, 'deliverables.finalise', content.title, {
    edition: row.number,
    digest: row.digest,
    narrative: createHash('sha256').update(row.narrative).digest('hex'),
  });
  return findEdition(core, input.id);
}

/** A rendered file of the edition as it stands; saving it is recorded as an export. @throws DELIVERABLE_NOT_RENDERED */
export async function editionFile(
  core: Core,
  actor: Actor,
  input: { id: string; format: ReportFormat; purpose: 'preview' | 'save' },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const row = await mustFindEdition(core, input.id);
  const edition = await findEdition(core, input.id);
  const file = edition.files.find(({ format }) => format === input.format);
  if (!file) throw fail('DELIVERABLE_NOT_RENDERED', words.notRendered);
  const bytes = readFileSync(filePath(core, { ...row, format: input.format }));
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw fail('DELIVERABLE_NOT_RENDERED', words.notRendered);
  if (input.purpose === 'save')
    await appendAudit(core, actor, 'deliverables.export', file.fileName, { sha256: file.sha256 });
  return { fileName: file.fileName, bytes };
}

/** @throws DELIVERABLE_EDITION */
export async function mustFindEdition(core: Core, id: string): Promise<EditionRow> {
  const row = await deliverablesStore(core.log).edition(id);
  if (!row) throw fail('DELIVERABLE_EDITION', words.editionNotFound);
  return row;
}

async function whyNot(core: Core, id: string) {
  const now = await mustFindEdition(core, id);
  return now.state === 'final'
    ? fail('DELIVERABLE_FINAL', words.narrativeFinal)
    : fail('DELIVERABLE_CHANGED', words.narrativeChanged);
}
