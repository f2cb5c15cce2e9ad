import type { Service } from '../../../../shared/contract/inspection.ts';
import { sharePercent } from '../../../../shared/domain/reportPart.ts';
import {
  serviceOutlines,
  TEN_SERVICES,
  VOLUMES,
  figureWords as words,
} from '../../../../shared/messages/deliverablesFigures.ts';
import type { PeriodItem } from '../../inspection/inspection.ts';
import { sheetsOf } from './inspection.ts';
import { countItems, wantingSeries } from './inspectionSeries.ts';
import type { ReportSource } from './source.ts';

/** One source per service of the contract (ids of product.md), from what the daily sheets say of it. */
export const serviceSources: readonly ReportSource[] = TEN_SERVICES.map((id) => ({
  id,
  outline: serviceOutlines[id],
  async collect(context) {
    const items = (await sheetsOf(context)).items.filter((item) => item.service === id);
    const days = [...new Set(items.map(({ day }) => day))];
    const counts = countItems(items);
    const volumes = volumesOf(id, items);
    return {
      figures: {
        days: days.length,
        warning: counts.warning,
        fault: counts.fault,
        unchecked: counts.unchecked,
        rate: sharePercent(counts.normal, counts.total),
        ...volumes,
      },
      tables: { items: itemRows(items) },
      charts: { trend: wantingSeries(items, worthDrawing(counts) ? days : []) },
      notes: [
        ...(items.length === 0 ? [words.noChecks] : []),
        ...(Object.keys(volumes).length > 0 && items.length > 0 ? [words.volumeNote] : []),
      ],
    };
  },
}));

/** One or two warnings are read faster in the table. */
function worthDrawing({ warning, fault }: { warning: number; fault: number }): boolean {
  return warning + fault > 2;
}

/** The day's counts added up; an item without any number gives none. */
function volumesOf(service: Service, items: readonly PeriodItem[]): Record<string, number | null> {
  const places = ['first', 'second'] as const;
  return Object.fromEntries(
    (VOLUMES[service] ?? []).map(({ item }, index) => {
      const numbers = items.flatMap(({ id, number }) => (id === item && number !== null ? [number] : []));
      const sum = numbers.length === 0 ? null : numbers.reduce((total, number) => total + number, 0);
      return [places[index] ?? 'second', sum];
    }),
  );
}

function itemRows(items: readonly PeriodItem[]) {
  const byItem = new Map<string, PeriodItem[]>();
  for (const item of items) byItem.set(item.id, [...(byItem.get(item.id) ?? []), item]);
  return [...byItem.values()].map((own) => {
    const counts = countItems(own);
    const read = own.filter(({ value }) => value !== '');
    return [
      own.at(-1)?.name ?? '',
      own.length,
      counts.normal,
      counts.warning,
      counts.fault,
      counts.unchecked,
      read[0]?.value ?? '',
      read.at(-1)?.value ?? '',
    ];
  });
}
