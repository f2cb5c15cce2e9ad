import { implement } from '@orpc/server';
import { changeorderContract } from '../../../shared/contract/changeorder.ts';
import {
  approveChange,
  findChange,
  listChanges,
  predictChange,
  printChange,
  removeChange,
  reviewChange,
  saveChange,
  startExecution,
  startUndo,
  submitChange,
  waitingChanges,
} from '../../core/changeorder/changeorder.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(changeorderContract).$context<RequestContext>().use(guard);

export const changeorderRoutes = os.router({
  list: os.list.handler(({ context, input }) => listChanges(context.core, input)),
  get: os.get.handler(({ context, input }) => findChange(context.core, input.id)),
  save: os.save.handler(({ context, input }) => saveChange(context.core, context.actor, input)),
  remove: os.remove.handler(async ({ context, input }) => {
    await removeChange(context.core, context.actor, input.id);
    return {};
  }),
  predict: os.predict.handler(({ context, input }) => predictChange(context.core, input)),
  submit: os.submit.handler(({ context, input }) => submitChange(context.core, context.actor, input.id)),
  approve: os.approve.handler(({ context, input }) => approveChange(context.core, context.actor, input)),
  execute: os.execute.handler(({ context, input }) => startExecution(context.core, context.actor, input.id)),
  undo: os.undo.handler(({ context, input }) => startUndo(context.core, context.actor, input)),
  review: os.review.handler(({ context, input }) => reviewChange(context.core, context.actor, input.id)),
  print: os.print.handler(async ({ context, input }) => {
    const order = await findChange(context.core, input.id);
    const { fileName, pages, pdf } = await printChange(context.core, context.actor, order);
    return { fileName, pages, base64: Buffer.from(pdf).toString('base64') };
  }),
  waiting: os.waiting.handler(({ context }) => waitingChanges(context.core)),
});
