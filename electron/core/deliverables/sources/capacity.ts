import type { HealthBoard } from '../../../../shared/contract/datacenterHealth.ts';
import { asErrorData } from '../../../../shared/errors/errors.ts';
import { HEALTH_ITEM_NAMES } from '../../../../shared/messages/datacenterHealth.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { resultNames } from '../../../../shared/messages/inspection.ts';
import type { Core } from '../../core.ts';
import { healthDays } from '../../datacenter/health/period.ts';
import { healthBoard } from '../../datacenter/health/rounds.ts';
import type { ReportSource } from './source.ts';

const GB = 1024 ** 3;
const MOST_POINTS = 62;

/** Health of the data-centre database as it stands, and how it grew in the span. */
export const capacitySource: ReportSource = {
  id: 'capacity',
  outline: partOutlines.capacity,
  async collect({ core, span, once }) {
    const board = await once('health', () => boardOrNone(core));
    const days = await healthDays(core, { series: 'size', ...span });
    const sizes = days.map(({ average }) => round(average / GB));
    const last = sizes.at(-1) ?? null;
    const first = sizes[0] ?? null;
    const step = Math.max(1, Math.ceil(days.length / MOST_POINTS));
    const shown = days.filter((_, index) => index % step === 0);
    const level = (wanted: string) => board?.items.filter((item) => item.level === wanted).length ?? null;
    return {
      figures: {
        faults: level('fault'),
        warnings: level('warning'),
        size: last,
        growth: last !== null && first !== null && days.length > 1 ? round(last - first) : null,
      },
      tables: {
        items: (board?.items ?? []).map((item) => [
          HEALTH_ITEM_NAMES[item.id],
          resultNames[item.level],
          item.skipped ?? item.text,
        ]),
      },
      charts: {
        size: {
          categories: shown.length > 1 ? shown.map(({ day }) => day.slice(5)) : [],
          series: [{ name: '库容量', values: shown.map(({ average }) => round(average / GB)) }],
        },
      },
      notes: [
        ...(board === undefined ? [words.noConnection] : board.items.length === 0 ? [words.noHealth] : []),
        ...(days.length === 0 ? [words.noCapacity] : []),
      ],
    };
  },
};

/** Undefined while no connection is set up. */
async function boardOrNone(core: Core): Promise<HealthBoard | undefined> {
  try {
    return await healthBoard(core);
  } catch (error) {
    if (asErrorData(error).code === 'DATACENTER_NONE') return undefined;
    throw error;
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
