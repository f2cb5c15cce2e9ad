import { implement } from '@orpc/server';
import { staffContract } from '../../../shared/contract/staff.ts';
import {
  answerRequest,
  approveReplacement,
  askExpert,
  cancelReplacement,
  closeRequest,
  completeReplacement,
  fileReplacement,
  listMembers,
  listReplacements,
  listRequests,
  previewBundle,
  printReplacement,
  saveBundle,
  saveMember,
  saveReplacement,
  waitingStaff,
} from '../../core/staff/staff.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(staffContract).$context<RequestContext>().use(guard);

export const staffRoutes = os.router({
  members: os.members.handler(({ context, input }) => listMembers(context.core, input.left)),
  saveMember: os.saveMember.handler(({ context, input }) => saveMember(context.core, context.actor, input)),
  replacements: os.replacements.handler(({ context, input }) => listReplacements(context.core, input)),
  saveReplacement: os.saveReplacement.handler(({ context, input }) =>
    saveReplacement(context.core, context.actor, input),
  ),
  file: os.file.handler(({ context, input }) => fileReplacement(context.core, context.actor, input)),
  approve: os.approve.handler(({ context, input }) => approveReplacement(context.core, context.actor, input)),
  complete: os.complete.handler(({ context, input }) =>
    completeReplacement(context.core, context.actor, input),
  ),
  cancel: os.cancel.handler(({ context, input }) => cancelReplacement(context.core, context.actor, input)),
  print: os.print.handler(async ({ context, input }) => {
    const { fileName, pages, pdf } = await printReplacement(context.core, context.actor, input.id);
    return { fileName, pages, base64: Buffer.from(pdf).toString('base64') };
  }),
  requests: os.requests.handler(({ context, input }) => listRequests(context.core, input)),
  ask: os.ask.handler(({ context, input }) => askExpert(context.core, context.actor, input)),
  answer: os.answer.handler(({ context, input }) => answerRequest(context.core, context.actor, input)),
  close: os.close.handler(({ context, input }) => closeRequest(context.core, context.actor, input)),
  previewBundle: os.previewBundle.handler(({ context, input }) => previewBundle(context.core, input.id)),
  saveBundle: os.saveBundle.handler(async ({ context, input }) => {
    const { fileName, content } = await saveBundle(context.core, context.actor, input);
    return { fileName, base64: content.toString('base64') };
  }),
  waiting: os.waiting.handler(({ context }) => waitingStaff(context.core, context.actor)),
});
