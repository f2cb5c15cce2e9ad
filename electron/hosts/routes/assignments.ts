import { implement } from '@orpc/server';
import { assignmentsContract } from '../../../shared/contract/assignments.ts';
import {
  addFile,
  addVersion,
  approveVersion,
  cancelRecord,
  closeRecord,
  getRecord,
  listRecords,
  noteProgress,
  printList,
  printRecord,
  quarters,
  readFile,
  recordNumbered,
  removeLine,
  reopenRecord,
  saveLine,
  saveRecord,
  signAcceptance,
  waitingFor,
} from '../../core/assignments/assignments.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(assignmentsContract).$context<RequestContext>().use(guard);

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

export const assignmentsRoutes = os.router({
  list: os.list.handler(({ context, input }) => listRecords(context.core, context.actor, input)),
  get: os.get.handler(({ context, input }) => getRecord(context.core, context.actor, input.id)),
  named: os.named.handler(({ context, input }) => recordNumbered(context.core, context.actor, input.number)),
  save: os.save.handler(({ context, input }) => saveRecord(context.core, context.actor, input)),
  progress: os.progress.handler(({ context, input }) => noteProgress(context.core, context.actor, input)),
  close: os.close.handler(({ context, input }) => closeRecord(context.core, context.actor, input)),
  cancel: os.cancel.handler(({ context, input }) => cancelRecord(context.core, context.actor, input)),
  reopen: os.reopen.handler(({ context, input }) => reopenRecord(context.core, context.actor, input)),
  waiting: os.waiting.handler(({ context }) => waitingFor(context.core, context.actor)),
  quarters: os.quarters.handler(({ context, input }) => quarters(context.core, context.actor, input.year)),
  addFile: os.addFile.handler(({ context, input }) => addFile(context.core, context.actor, input)),
  readFile: os.readFile.handler(async ({ context, input }) => {
    const { name, content } = await readFile(context.core, context.actor, input.fileId);
    return { name, base64: base64(content) };
  }),
  saveLine: os.saveLine.handler(({ context, input }) => saveLine(context.core, context.actor, input)),
  removeLine: os.removeLine.handler(async ({ context, input }) => {
    await removeLine(context.core, context.actor, input);
    return {};
  }),
  sign: os.sign.handler(({ context, input }) => signAcceptance(context.core, context.actor, input)),
  addVersion: os.addVersion.handler(({ context, input }) => addVersion(context.core, context.actor, input)),
  approveVersion: os.approveVersion.handler(({ context, input }) =>
    approveVersion(context.core, context.actor, input),
  ),
  printList: os.printList.handler(async ({ context, input }) => {
    const { pdf, ...rest } = await printList(context.core, context.actor, input);
    return { ...rest, base64: base64(pdf) };
  }),
  print: os.print.handler(async ({ context, input }) => {
    const { pdf, ...rest } = await printRecord(context.core, context.actor, input.id);
    return { ...rest, base64: base64(pdf) };
  }),
});
