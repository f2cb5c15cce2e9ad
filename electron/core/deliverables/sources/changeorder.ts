import { beijingDay } from '../../../../shared/domain/time.ts';
import { changeorderMessages } from '../../../../shared/messages/changeorder.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { listChanges } from '../../changeorder/changeorder.ts';
import { allRows } from './paging.ts';
import type { ReportSource } from './source.ts';

const LISTED = 60;

/** Reviewed changes by hand: what was filed in the span and what became of it. */
export const changeorderSource: ReportSource = {
  id: 'changeorder',
  outline: partOutlines.changeorder,
  async collect({ core, span }) {
    const orders = (await allRows((page) => listChanges(core, page))).filter(({ createdAt, executedAt }) => {
      const day = beijingDay(executedAt ?? createdAt);
      return day >= span.from && day <= span.to;
    });
    const of = (state: string) => orders.filter((order) => order.state === state).length;
    return {
      figures: {
        filed: orders.length,
        executed: of('executed'),
        undone: of('undone'),
        failed: of('failed'),
        rows: orders.reduce(
          (sum, { state, actualRows }) => sum + (state === 'executed' ? (actualRows ?? 0) : 0),
          0,
        ),
      },
      tables: {
        orders: orders
          .slice(0, LISTED)
          .map((order) => [
            order.number,
            order.title,
            order.applicant,
            order.table ? `${order.connectionName} / ${order.table}` : order.connectionName,
            order.actualRows,
            changeorderMessages.states[order.state],
            order.executor ?? '',
          ]),
      },
      notes: [
        ...(orders.length === 0 ? [words.noChanges] : []),
        ...(orders.length > LISTED ? [words.moreRows(orders.length - LISTED)] : []),
      ],
    };
  },
};
