import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { conversionPeriod, conversionStatus } from '../../conversion/conversion.ts';
import type { ReportSource } from './source.ts';

const CHARTED = 12;
const LISTED = 60;

/** Files dealt with in the span, per court and outcome; what still waits is known for the present only. */
export const conversionSource: ReportSource = {
  id: 'conversion',
  outline: partOutlines.conversion,
  async collect({ core, span, once }) {
    const { total, courts } = await conversionPeriod(core, span);
    const status = await once('conversion.status', () => conversionStatus(core));
    const { waiting: _waiting, ...outcomes } = total;
    const done = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    const shown = courts.slice(0, LISTED);
    const charted = courts.slice(0, CHARTED);
    return {
      figures: { done, ...outcomes, waiting: status.counts.waiting },
      tables: {
        courts: shown.map((court) => [
          court.courtName,
          court.converted,
          court.noted,
          court.doubtful,
          court.refused,
          court.failed,
          court.quarantined,
        ]),
      },
      charts: {
        courts: {
          categories: charted.map(({ courtName }) => courtName),
          series: [
            { name: '已转换', values: charted.map(({ converted, noted }) => converted + noted) },
            { name: '存疑', values: charted.map(({ doubtful }) => doubtful) },
            {
              name: '拒转、失败、隔离',
              values: charted.map(({ refused, failed, quarantined }) => refused + failed + quarantined),
            },
          ],
        },
      },
      notes: [
        ...(done === 0 ? [words.noConversion] : []),
        ...(courts.length > LISTED ? [words.moreRows(courts.length - LISTED)] : []),
        ...status.stale.map(({ source, reason }) => `${source}：${reason}`),
      ],
    };
  },
};
