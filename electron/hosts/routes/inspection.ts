import { implement } from '@orpc/server';
import { inspectionContract } from '../../../shared/contract/inspection.ts';
import {
  excuseUnchecked,
  fillItem,
  findSheet,
  itemHistory,
  listProbes,
  listSheets,
  listThresholds,
  openSheet,
  printSheets,
  saveProbe,
  saveThresholds,
  setHeader,
  signSheet,
  startChecks,
  today,
} from '../../core/inspection/inspection.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(inspectionContract).$context<RequestContext>().use(guard);

export const inspectionRoutes = os.router({
  today: os.today.handler(({ context }) => today(context.core)),
  list: os.list.handler(({ context, input }) => listSheets(context.core, input)),
  sheet: os.sheet.handler(({ context, input }) => findSheet(context.core, input.day)),
  open: os.open.handler(({ context, input }) => openSheet(context.core, context.actor, input.day)),
  run: os.run.handler(({ context, input }) => startChecks(context.core, context.actor, input)),
  fill: os.fill.handler(({ context, input }) => fillItem(context.core, context.actor, input)),
  excuse: os.excuse.handler(({ context, input }) => excuseUnchecked(context.core, context.actor, input)),
  setHeader: os.setHeader.handler(({ context, input }) => setHeader(context.core, context.actor, input)),
  sign: os.sign.handler(({ context, input }) => signSheet(context.core, context.actor, input)),
  itemHistory: os.itemHistory.handler(({ context, input }) =>
    itemHistory(context.core, input.itemId, input.limit),
  ),
  print: os.print.handler(async ({ context, input }) => {
    const { fileName, pages, pdf } = await printSheets(context.core, context.actor, input);
    return { fileName, pages, base64: Buffer.from(pdf).toString('base64') };
  }),
  probes: os.probes.handler(({ context }) => listProbes(context.core)),
  saveProbe: os.saveProbe.handler(({ context, input }) => saveProbe(context.core, context.actor, input)),
  thresholds: os.thresholds.handler(({ context }) => listThresholds(context.core)),
  saveThresholds: os.saveThresholds.handler(({ context, input }) =>
    saveThresholds(context.core, context.actor, input),
  ),
});
