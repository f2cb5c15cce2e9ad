import type { CompareRun } from '../../../../shared/contract/compare.ts';
import { beijingDay, beijingStamp } from '../../../../shared/domain/time.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { listDefinitions, listRuns } from '../../compare/compare.ts';
import { allRows } from './paging.ts';
import type { ReportSource } from './source.ts';

const MOST_POINTS = 60;

/** Comparisons run in the span: completeness of the trial data (可信度), per saved comparison. */
export const compareSource: ReportSource = {
  id: 'compare',
  outline: partOutlines.compare,
  async collect({ core, span }) {
    const own: { name: string; runs: CompareRun[] }[] = [];
    for (const { id, name } of await listDefinitions(core)) {
      const runs = await allRows(
        (page) => listRuns(core, id, page),
        (run) => beijingDay(run.startedAt) < span.from,
      );
      const within = runs.filter(({ startedAt, totals }) => {
        const day = beijingDay(startedAt);
        return totals !== null && day >= span.from && day <= span.to;
      });
      // Newest first.
      if (within.length > 0) own.push({ name, runs: within });
    }
    const last = own.flatMap(({ runs }) => runs[0]?.totals ?? []);
    const sum = (of: 'missing' | 'extra' | 'different') => last.reduce((total, run) => total + run[of], 0);
    const all = own.flatMap(({ runs }) => runs);
    const rates = all.flatMap(({ totals }) => totals?.credibility ?? []);
    const counted = last.length > 0;
    return {
      figures: {
        runs: all.length,
        lowest: rates.length > 0 ? Math.min(...rates) : null,
        missing: counted ? sum('missing') : null,
        extra: counted ? sum('extra') : null,
        different: counted ? sum('different') : null,
      },
      tables: {
        runs: own.flatMap(({ name, runs: [run] }) =>
          run?.totals
            ? [
                [
                  name,
                  run.sourceName,
                  run.targetName,
                  beijingStamp(run.startedAt).slice(0, 16),
                  run.totals.sourceRows,
                  run.totals.missing,
                  run.totals.extra,
                  run.totals.different,
                  run.totals.credibility,
                ],
              ]
            : [],
        ),
      },
      charts: { credibility: credibilitySeries(own) },
      notes: counted ? [] : [words.noCompare],
    };
  },
};

/** One line per comparison over the days on which one ran; the last run of a day counts. */
function credibilitySeries(own: readonly { name: string; runs: readonly CompareRun[] }[]) {
  const days = [...new Set(own.flatMap(({ runs }) => runs.map(({ startedAt }) => beijingDay(startedAt))))]
    .sort()
    .slice(-MOST_POINTS);
  if (days.length < 2) return { categories: [], series: [] };
  return {
    categories: days.map((day) => day.slice(5)),
    series: own.map(({ name, runs }) => ({
      name,
      values: days.map(
        (day) => runs.find(({ startedAt }) => beijingDay(startedAt) === day)?.totals?.credibility ?? null,
      ),
    })),
  };
}
