/**
 * A monthly report over a year of use: figures, Word and PDF with charts, five times. `node test/bench/deliverables.ts`
 * Measure: at most 5 s for all of it.
 */
import {
  beginReport,
  lastEdition,
  startGenerate,
  startRender,
} from '../../electron/core/deliverables/deliverables.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { fillReportYear } from '../fixtures/reportYear.ts';
import { testWorkspace } from '../support/workspace.ts';

const ROUNDS = 5;
const workspace = await testWorkspace({ now: () => new Date('2026-11-05T02:00:00Z') });
const { core } = workspace;
const actor = unattendedActor();
const { days } = await fillReportYear(core, { from: '2025-11-01', to: '2026-11-04' });
const { reportId } = await beginReport(core, actor, { kind: 'monthly', key: '2026-10' });
const totals: number[] = [];
let charts = 0;
for (let round = 0; round < ROUNDS; round++) {
  const started = performance.now();
  await core.jobs.wait((await startGenerate(core, actor, reportId)).id);
  const frozen = performance.now();
  const edition = await lastEdition(core, reportId);
  const job = await core.jobs.wait(
    (await startRender(core, actor, { id: edition.id, formats: ['pdf', 'docx'] })).id,
  );
  if (job.state !== 'succeeded') throw new Error(job.error?.message ?? job.state);
  charts = edition.content.sections.reduce(
    (sum, { parts }) => sum + parts.reduce((all, part) => all + part.charts.length, 0),
    0,
  );
  const ended = performance.now();
  totals.push(ended - started);
  console.log(`figures ${Math.round(frozen - started)} ms, Word and PDF ${Math.round(ended - frozen)} ms`);
}
totals.sort((a, b) => a - b);
console.log(
  `${days} sheets, ${charts} charts: median ${Math.round(totals[2] ?? 0)} ms, worst ${Math.round(totals.at(-1) ?? 0)} ms`,
);
await workspace.remove();
