import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { ReportContent, ReportFormat } from '../../../shared/contract/deliverables.ts';
import { fail, isAbort } from '../../../shared/errors/errors.ts';
import { deliverablesMessages as words } from '../../../shared/messages/deliverables.ts';
import { appendAudit } from '../audit/audit.ts';
import type { JobKind } from '../jobs/jobs.ts';
import { writeFileAtomic } from '../workspace/atomic.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { collectContent } from './collect.ts';
import { findReport, mustFindReport } from './due.ts';
import { editionFolder, filePath } from './files.ts';
import { renderInProcess } from './render/process.ts';
import { deliverablesStore } from './store.ts';
import { templateForEdition } from './templates.ts';

export const GENERATE = 'deliverables.generate';
export const RENDER = 'deliverables.render';

export interface GenerateParams {
  reportId: string;
  title: string;
}
export interface RenderParams {
  editionId: string;
  title: string;
  formats: ReportFormat[];
}

/** Reads the figures, freezes them as the next edition. The text written so far goes along. */
export const generateJob: JobKind<
  GenerateParams,
  { reportId: string; editionId: string; number: number; digest: string }
> = {
  kind: GENERATE,
  title: ({ title }) => words.generateTitle(title),
  resumable: true,
  exclusive: ({ reportId }) => `deliverables:${reportId}`,
  async run({ core, actor, jobId, params, progress, signal }) {
    const { row, kind } = await mustFindReport(core, params.reportId);
    const store = deliverablesStore(core.log);
    // The edition bears the job's id: killed after freezing and taken up again, the job finds what it made.
    const made = await store.edition(jobId);
    if (made) return { reportId: row.id, editionId: jobId, number: made.number, digest: made.digest };
    const { due } = await findReport(core, row.id);
    const template = await templateForEdition(core, kind);
    const total = new Set(kind.sections.flatMap(({ parts }) => parts)).size + 1;
    let done = 0;
    const content = await collectContent(
      core,
      { row, kind, due, takenBy: actor.name },
      { signal, told: (title) => progress({ done: done++, total, text: words.progress.reading(title) }) },
    );
    progress({ done: total - 1, total, text: words.progress.freezing });
    const text = JSON.stringify(content);
    const digest = createHash('sha256').update(text).digest('hex');
    const number = await store.addEdition(
      {
        id: jobId,
        report_id: row.id,
        content: text,
        digest,
        taken_at: content.takenAt,
        definition_version: content.definitionVersion,
        template_digest: template.digest,
        made_by: actor.name,
      },
      template.bytes,
      (trx, edition) =>
        appendAudit({ ...core, log: trx }, actor, 'deliverables.generate', row.title, { edition, digest }),
    );
    core.changes.bump('deliverables');
    return { reportId: row.id, editionId: jobId, number, digest };
  },
};

/** Renders an edition as it stands into the formats asked for, in a process of its own. */
export const renderJob: JobKind<RenderParams, { editionId: string; formats: ReportFormat[] }> = {
  kind: RENDER,
  title: ({ title }) => words.renderTitle(title),
  resumable: true,
  exclusive: ({ editionId }) => `deliverables.render:${editionId}`,
  async run({ core, params, progress, signal }) {
    const store = deliverablesStore(core.log);
    const row = await store.edition(params.editionId);
    if (!row) throw fail('DELIVERABLE_EDITION', words.editionNotFound);
    const template = await store.template(row.template_digest);
    if (!template) throw fail('DELIVERABLE_EDITION', words.editionNotFound);
    const total = params.formats.length + 1;
    let done = 0;
    let files: Awaited<ReturnType<typeof renderInProcess>>;
    try {
      files = await renderInProcess(
        core.spawn,
        {
          input: {
            content: JSON.parse(row.content) as ReportContent,
            narrative: JSON.parse(row.narrative) as Record<string, string>,
            edition: { number: row.number, final: row.state === 'final', digest: row.digest },
          },
          template: new Uint8Array(template),
          formats: params.formats,
        },
        (step) =>
          progress({
            done: done++,
            total,
            text: step === 'charts' ? words.progress.charts : words.progress.rendering(words.formats[step]),
          }),
        signal,
      );
    } catch (error) {
      if (isAbort(error)) throw error;
      recordUnexpected(core.workspace, 'deliverables.render', error);
      throw fail('DELIVERABLE_RENDER', words.renderFailed, undefined, error);
    }
    mkdirSync(editionFolder(core, row.id), { recursive: true });
    for (const { format, bytes, pages } of files) {
      const variant = { ...row, format };
      writeFileAtomic(filePath(core, variant), bytes);
      await store.saveFile({
        edition_id: row.id,
        narrative_version: variantOf(row),
        format,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.byteLength,
        pages,
        rendered_at: core.now().toISOString(),
      });
    }
    core.changes.bump('deliverables');
    return { editionId: row.id, formats: params.formats };
  },
};

/** What a rendered file belongs to: the narrative it was made of, and whether the edition was final by then. */
export function variantOf(row: { narrative_version: number; state: 'draft' | 'final' }): number {
  return row.narrative_version * 2 + (row.state === 'final' ? 1 : 0);
}
