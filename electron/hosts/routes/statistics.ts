import { implement } from '@orpc/server';
import { statisticsContract } from '../../../shared/contract/statistics.ts';
import {
  approveQuery,
  cancelRun,
  explainRun,
  exportPart,
  listCourts,
  listExports,
  listQueries,
  listRuns,
  pivotResult,
  queryParameters,
  querySchema,
  removeQuery,
  resultCell,
  resultPage,
  saveQuery,
  scheduleQuery,
  startExport,
  startRun,
  statisticsToday,
} from '../../core/statistics/statistics.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(statisticsContract).$context<RequestContext>().use(guard);

export const statisticsRoutes = os.router({
  queries: os.queries.handler(({ context }) => listQueries(context.core)),
  save: os.save.handler(({ context, input }) => saveQuery(context.core, context.actor, input)),
  remove: os.remove.handler(async ({ context, input }) => {
    await removeQuery(context.core, context.actor, input.id);
    return {};
  }),
  approve: os.approve.handler(({ context, input }) => approveQuery(context.core, context.actor, input)),
  schedule: os.schedule.handler(({ context, input }) => scheduleQuery(context.core, context.actor, input)),
  parameters: os.parameters.handler(({ context, input }) => queryParameters(context.core, input)),
  schema: os.schema.handler(({ context, input }) => querySchema(context.core, input.connectionId)),
  courts: os.courts.handler(({ context }) => listCourts(context.core)),
  explain: os.explain.handler(({ context, input, signal }) =>
    explainRun(context.core, context.actor, input, signal),
  ),
  run: os.run.handler(({ context, input }) => startRun(context.core, context.actor, input)),
  runs: os.runs.handler(({ context, input }) => listRuns(context.core, input)),
  page: os.page.handler(({ context, input, signal }) =>
    resultPage(context.core, context.actor, input, signal),
  ),
  cell: os.cell.handler(({ context, input }) => resultCell(context.core, context.actor, input)),
  cancel: os.cancel.handler(async ({ context, input }) => {
    await cancelRun(context.core, context.actor, input.runId);
    return {};
  }),
  pivot: os.pivot.handler(({ context, input, signal }) =>
    pivotResult(context.core, context.actor, input, signal),
  ),
  export: os.export.handler(({ context, input }) => startExport(context.core, context.actor, input)),
  exports: os.exports.handler(({ context, input }) => listExports(context.core, input.runId)),
  exportPart: os.exportPart.handler(({ context, input }) => exportPart(context.core, input)),
  today: os.today.handler(({ context }) => statisticsToday(context.core)),
});
