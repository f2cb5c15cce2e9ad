import { implement } from '@orpc/server';
import { deliverablesContract } from '../../../shared/contract/deliverables.ts';
import {
  beginReport,
  deliverReport,
  dueReports,
  editionFile,
  finaliseEdition,
  findEdition,
  findReport,
  listKinds,
  listTemplates,
  openReport,
  placeholdersOf,
  readReceipt,
  readTemplate,
  removeReport,
  resetTemplate,
  saveKind,
  saveNarrative,
  saveTemplate,
  signDelivery,
  startGenerate,
  startRender,
  voidDelivery,
  waitingReports,
} from '../../core/deliverables/deliverables.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(deliverablesContract).$context<RequestContext>().use(guard);

export const deliverablesRoutes = os.router({
  due: os.due.handler(({ context, input }) => dueReports(context.core, input)),
  waiting: os.waiting.handler(({ context }) => waitingReports(context.core)),
  kinds: os.kinds.handler(({ context }) => listKinds(context.core)),
  saveKind: os.saveKind.handler(({ context, input }) => saveKind(context.core, context.actor, input)),
  begin: os.begin.handler(({ context, input }) => beginReport(context.core, context.actor, input)),
  open: os.open.handler(({ context, input }) => openReport(context.core, context.actor, input)),
  remove: os.remove.handler(async ({ context, input }) => {
    await removeReport(context.core, context.actor, input.id, input.reason);
    return {};
  }),
  get: os.get.handler(({ context, input }) => findReport(context.core, input.id)),
  generate: os.generate.handler(({ context, input }) => startGenerate(context.core, context.actor, input.id)),
  edition: os.edition.handler(({ context, input }) => findEdition(context.core, input.id)),
  saveNarrative: os.saveNarrative.handler(({ context, input }) =>
    saveNarrative(context.core, context.actor, input),
  ),
  finalise: os.finalise.handler(({ context, input }) => finaliseEdition(context.core, context.actor, input)),
  render: os.render.handler(({ context, input }) => startRender(context.core, context.actor, input)),
  file: os.file.handler(async ({ context, input }) =>
    asBase64(await editionFile(context.core, context.actor, input)),
  ),
  deliver: os.deliver.handler(({ context, input: { receipt, ...input } }) =>
    deliverReport(context.core, context.actor, { ...input, receipt: receiptOf(receipt) }),
  ),
  sign: os.sign.handler(({ context, input: { receipt, ...input } }) =>
    signDelivery(context.core, context.actor, { ...input, receipt: receiptOf(receipt) }),
  ),
  voidDelivery: os.voidDelivery.handler(({ context, input }) =>
    voidDelivery(context.core, context.actor, input),
  ),
  receipt: os.receipt.handler(async ({ context, input }) =>
    asBase64(await readReceipt(context.core, input.id)),
  ),
  templates: os.templates.handler(({ context }) => listTemplates(context.core)),
  placeholders: os.placeholders.handler(({ context, input }) => placeholdersOf(context.core, input.kind)),
  template: os.template.handler(async ({ context, input }) =>
    asBase64(await readTemplate(context.core, input.kind)),
  ),
  uploadTemplate: os.uploadTemplate.handler(({ context, input: { base64, ...input } }) =>
    saveTemplate(context.core, context.actor, { ...input, bytes: Buffer.from(base64, 'base64') }),
  ),
  resetTemplate: os.resetTemplate.handler(({ context, input }) =>
    resetTemplate(context.core, context.actor, input.kind),
  ),
});

function asBase64({ fileName, bytes }: { fileName: string; bytes: Uint8Array }) {
  return { fileName, base64: Buffer.from(bytes).toString('base64') };
}

function receiptOf(receipt: { name: string; base64: string } | undefined) {
  return receipt && { name: receipt.name, bytes: Buffer.from(receipt.base64, 'base64') };
}
