import { implement } from '@orpc/server';
import { standardsContract } from '../../../shared/contract/standards.ts';
import { orderWrite } from '../../core/standards/ordering.ts';
import {
  activateStandard,
  cancelSwitch,
  diffStandards,
  importStandard,
  listStandards,
  previewStandard,
  readImpact,
  standardEntries,
  startImpact,
} from '../../core/standards/standards.ts';
import { listWrites, planWrite, startUndoWrite, startWrite } from '../../core/standards/writing.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(standardsContract).$context<RequestContext>().use(guard);

export const standardsRoutes = os.router({
  list: os.list.handler(({ context, input }) => listStandards(context.core, input.day)),
  entries: os.entries.handler(({ context, input }) => standardEntries(context.core, input)),
  preview: os.preview.handler(({ context, input }) => previewStandard(context.core, input)),
  import: os.import.handler(({ context, input }) => importStandard(context.core, context.actor, input)),
  diff: os.diff.handler(({ context, input }) => diffStandards(context.core, input)),
  countImpact: os.countImpact.handler(({ context, input }) =>
    startImpact(context.core, context.actor, input.id),
  ),
  impact: os.impact.handler(({ context, input }) => readImpact(context.core, input.id)),
  activate: os.activate.handler(({ context, input }) => activateStandard(context.core, context.actor, input)),
  writePlan: os.writePlan.handler(({ context, input }) => planWrite(context.core, input.kind, input.most)),
  write: os.write.handler(({ context, input }) => startWrite(context.core, context.actor, input)),
  orderWrite: os.orderWrite.handler(({ context, input }) => orderWrite(context.core, context.actor, input)),
  writes: os.writes.handler(({ context, input }) => listWrites(context.core, input.kind)),
  undoWrite: os.undoWrite.handler(({ context, input }) => startUndoWrite(context.core, context.actor, input)),
  cancel: os.cancel.handler(({ context, input }) => cancelSwitch(context.core, context.actor, input)),
});
