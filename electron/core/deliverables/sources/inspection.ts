import { sharePercent } from '../../../../shared/domain/reportPart.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { shortServiceNames } from '../../../../shared/messages/inspection.ts';
import { type InspectionPeriod, inspectionPeriod, type PeriodItem } from '../../inspection/inspection.ts';
import { countItems, wantingSeries } from './inspectionSeries.ts';
import type { ReportSource, SourceContext } from './source.ts';

const MOST_ABNORMAL = 10;

/** The sheets of the span, read once for all sources that stand on them. */
export function sheetsOf({ core, span, once }: SourceContext): Promise<InspectionPeriod> {
  return once('inspection', () => inspectionPeriod(core, span));
}

/** Sheets made and missed, items by state, per service, and what was wrong most often (F67). */
export const inspectionSource: ReportSource = {
  id: 'inspection',
  outline: partOutlines.inspection,
  async collect(context) {
    const period = await sheetsOf(context);
    const counts = countItems(period.items);
    const dueAndDone = period.due.filter((day) => period.done.includes(day)).length;
    const notes = [
      ...(period.done.length === 0 ? [words.noSheets] : []),
      ...(period.missed.length > 0 ? [words.missedDays(period.missed)] : []),
    ];
    return {
      figures: {
        due: period.due.length,
        done: period.done.length,
        missed: period.missed.length,
        rate: sharePercent(dueAndDone, period.due.length),
        items: counts.total,
        normal: counts.normal,
        warning: counts.warning,
        fault: counts.fault,
        unchecked: counts.unchecked,
        confirmed: period.confirmed,
        corrections: period.corrections,
      },
      tables: { services: serviceRows(period), abnormal: abnormalRows(period.items) },
      charts: { daily: wantingSeries(period.items, period.done) },
      notes,
    };
  },
};

function serviceRows({ items }: InspectionPeriod) {
  return Object.entries(shortServiceNames).flatMap(([service, name]) => {
    const own = items.filter((item) => item.service === service);
    if (own.length === 0) return [];
    const counts = countItems(own);
    const days = new Set(own.map(({ day }) => day)).size;
    const rate = sharePercent(counts.normal, counts.total);
    return [[name, days, counts.normal, counts.warning, counts.fault, counts.unchecked, rate]];
  });
}

/** The items most often at fault, then most often warned of; with what was last said of them. */
function abnormalRows(items: readonly PeriodItem[]) {
  const byItem = new Map<string, PeriodItem[]>();
  for (const item of items) {
    if (item.result !== 'fault' && item.result !== 'warning') continue;
    byItem.set(item.id, [...(byItem.get(item.id) ?? []), item]);
  }
  return [...byItem.values()]
    .map((own) => ({ last: own.at(-1), counts: countItems(own) }))
    .sort(
      (a, b) =>
        b.counts.fault - a.counts.fault ||
        b.counts.warning - a.counts.warning ||
        (a.last?.id ?? '').localeCompare(b.last?.id ?? ''),
    )
    .slice(0, MOST_ABNORMAL)
    .flatMap(({ last, counts }) =>
      last
        ? [
            [
              last.name,
              shortServiceNames[last.service],
              counts.fault,
              counts.warning,
              last.explanation || last.value,
            ],
          ]
        : [],
    );
}
