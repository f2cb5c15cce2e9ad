import type { ReportContent } from '../../../shared/contract/deliverables.ts';
import type { ReportPart, ReportSpan } from '../../../shared/domain/reportPart.ts';
import { previousPeriod, type ReportPeriod, yearAgoPeriod } from '../../../shared/domain/reportPeriod.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { asErrorData, fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages as words } from '../../../shared/messages/deliverables.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { periodLabel } from './present.ts';
import { definitionVersion, type ReportKind, reportKinds } from './register.ts';
import { sourceById } from './sources/index.ts';
import { partOf, type ReportSource, type SourceContext, sourceContext } from './sources/source.ts';
import { deliverablesStore, type ReportRow } from './store.ts';

type FigureValues = Map<string, number | null>;

/**
 * Reads everything a report says of its period. Earlier figures are those of the earlier report where it was frozen
 * under the same definition, else they are read anew; figures of the present moment have no earlier ones of their own.
 * @throws DELIVERABLE_SOURCE with the source that could not be read
 */
export async function collectContent(
  core: Core,
  { row, kind, due, takenBy }: { row: ReportRow; kind: ReportKind; due: string | null; takenBy: string },
  hooks: { signal: AbortSignal; told: (title: string) => void },
): Promise<ReportContent> {
  const period: ReportPeriod = {
    kind: kind.period,
    key: row.period_key,
    from: row.period_from,
    to: row.period_to,
  };
  const version = definitionVersion(kind);
  const now = await openSpan(core, kind, period, version);
  const before = await openSpan(core, kind, previousPeriod(period, kind.yearStart), version);
  const ago = await openSpan(core, kind, yearAgoPeriod(period, kind.yearStart), version);
  const parts = new Map<string, ReportPart>();
  for (const id of new Set(kind.sections.flatMap((section) => section.parts))) {
    const source = sourceById.get(id);
    if (!source) continue;
    hooks.signal.throwIfAborted();
    hooks.told(source.outline.title);
    const part = await read(core, source, now.context);
    const previous = await earlier(core, source, before);
    const yearAgo = await earlier(core, source, ago);
    for (const figure of part.figures) {
      figure.previous = previous.get(figure.id) ?? null;
      figure.yearAgo = yearAgo.get(figure.id) ?? null;
    }
    parts.set(id, part);
  }
  const settings = await readSettings(core);
  return {
    version: 1,
    kind: kind.id,
    kindName: kind.name,
    title: row.title,
    period: {
      key: row.period_key,
      from: row.period_from,
      to: row.period_to,
      label: periodLabel(kind, period),
    },
    recipient: row.recipient,
    due,
    project: settings.project,
    customer: settings.customer,
    contractor: settings.contractor,
    takenAt: core.now().toISOString(),
    takenBy,
    definitionVersion: version,
    sections: kind.sections.map(({ title, brief, narratives, parts: ids }) => ({
      title,
      brief,
      narratives: [...narratives],
      parts: ids.flatMap((id) => parts.get(id) ?? []),
    })),
  };
}

interface OpenedSpan {
  context: SourceContext;
  /** Before anything was recorded here: nothing can be compared with it. */
  empty: boolean;
  frozen: Map<string, ReportPart>;
}

async function openSpan(
  core: Core,
  kind: ReportKind,
  span: ReportPeriod,
  version: string,
): Promise<OpenedSpan> {
  const begun = beijingDay(core.workspace.config.createdAt);
  const store = deliverablesStore(core.log);
  const report = span.key === '' ? undefined : await store.reportOf(kind.id, span.key);
  const last = report && (await store.lastEdition(report.id));
  const frozen = new Map<string, ReportPart>();
  if (last && last.definition_version === version) {
    const content = JSON.parse(last.content) as ReportContent;
    for (const section of content.sections) for (const part of section.parts) frozen.set(part.id, part);
  }
  const since = (await reportKinds(core)).map(({ since: day }) => day).sort()[0] ?? begun;
  return {
    context: sourceContext(core, onlyDays(span)),
    empty: span.to < (since < begun ? since : begun),
    frozen,
  };
}

function onlyDays({ from, to }: ReportPeriod): ReportSpan {
  return { from, to };
}

async function earlier(core: Core, source: ReportSource, span: OpenedSpan): Promise<FigureValues> {
  const frozen = span.frozen.get(source.id);
  if (frozen) return new Map(frozen.figures.map(({ id, value }) => [id, value]));
  if (span.empty) return new Map();
  const part = await read(core, source, span.context);
  const momentary = (id: string) => source.outline.figures[id]?.[2] === 'now';
  return new Map(part.figures.filter(({ id }) => !momentary(id)).map(({ id, value }) => [id, value]));
}

async function read(core: Core, source: ReportSource, context: SourceContext): Promise<ReportPart> {
  try {
    return partOf(source, await source.collect(context));
  } catch (error) {
    recordUnexpected(core.workspace, `deliverables.${source.id}`, error);
    const { message } = asErrorData(error);
    throw fail('DELIVERABLE_SOURCE', words.sourceFailed(source.outline.title, message), undefined, error);
  }
}
