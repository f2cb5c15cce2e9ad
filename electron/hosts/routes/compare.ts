import { implement } from '@orpc/server';
import { compareContract } from '../../../shared/contract/compare.ts';
import {
  getRun,
  listBackfills,
  listDefinitions,
  listDifferences,
  listGroups,
  listRuns,
  removeDefinition,
  saveDefinition,
  startBackfill,
  startCompare,
} from '../../core/compare/compare.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(compareContract).$context<RequestContext>().use(guard);

export const compareRoutes = os.router({
  list: os.list.handler(({ context }) => listDefinitions(context.core)),
  save: os.save.handler(({ context, input }) => saveDefinition(context.core, context.actor, input)),
  remove: os.remove.handler(({ context, input }) => removeDefinition(context.core, context.actor, input.id)),
  start: os.start.handler(({ context, input }) => startCompare(context.core, context.actor, input.id)),
  runs: os.runs.handler(({ context, input }) => listRuns(context.core, input.definitionId, input)),
  run: os.run.handler(({ context, input }) => getRun(context.core, input.id)),
  differences: os.differences.handler(({ context, input }) => listDifferences(context.core, input)),
  groups: os.groups.handler(({ context, input }) => listGroups(context.core, input)),
  backfill: os.backfill.handler(({ context, input }) => startBackfill(context.core, context.actor, input)),
  backfills: os.backfills.handler(({ context, input }) => listBackfills(context.core, input.runId)),
});
