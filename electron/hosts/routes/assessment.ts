import { implement } from '@orpc/server';
import { assessmentContract } from '../../../shared/contract/assessment.ts';
import {
  acknowledgeFact,
  addFact,
  appealFact,
  assessmentStatus,
  attachFiles,
  collectFacts,
  confirmFact,
  decideAppeal,
  exportEvidence,
  exportScoreSheet,
  findFact,
  listFacts,
  listSchemes,
  listYears,
  type PrintedPaper,
  printNotice,
  printScoreSheet,
  readEvidence,
  rejectFact,
  reopenFact,
  saveScheme,
  saveYear,
  voidFact,
  waitingFacts,
  whatIf,
} from '../../core/assessment/assessment.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(assessmentContract).$context<RequestContext>().use(guard);

export const assessmentRoutes = os.router({
  years: os.years.handler(({ context }) => listYears(context.core)),
  saveYear: os.saveYear.handler(({ context, input }) => saveYear(context.core, context.actor, input)),
  schemes: os.schemes.handler(({ context }) => listSchemes(context.core)),
  saveScheme: os.saveScheme.handler(({ context, input }) => saveScheme(context.core, context.actor, input)),
  status: os.status.handler(({ context, input }) => assessmentStatus(context.core, input.yearId)),
  facts: os.facts.handler(({ context, input }) => listFacts(context.core, input)),
  fact: os.fact.handler(({ context, input }) => findFact(context.core, input.id)),
  attach: os.attach.handler(({ context, input }) => attachFiles(context.core, context.actor, input)),
  file: os.file.handler(async ({ context, input }) => {
    const { name, content } = await readEvidence(context.core, context.actor, input.id);
    return { fileName: name, base64: content.toString('base64') };
  }),
  evidence: os.evidence.handler(async ({ context, input }) => {
    const { content, ...rest } = await exportEvidence(context.core, context.actor, input.yearId);
    return { ...rest, base64: Buffer.from(content).toString('base64') };
  }),
  collect: os.collect.handler(({ context }) => collectFacts(context.core, context.actor)),
  add: os.add.handler(({ context, input }) => addFact(context.core, context.actor, input)),
  confirm: os.confirm.handler(({ context, input }) => confirmFact(context.core, context.actor, input)),
  reject: os.reject.handler(({ context, input }) => rejectFact(context.core, context.actor, input)),
  acknowledge: os.acknowledge.handler(({ context, input }) =>
    acknowledgeFact(context.core, context.actor, input.id),
  ),
  appeal: os.appeal.handler(({ context, input }) => appealFact(context.core, context.actor, input)),
  decideAppeal: os.decideAppeal.handler(({ context, input }) =>
    decideAppeal(context.core, context.actor, input),
  ),
  voidFact: os.voidFact.handler(({ context, input }) => voidFact(context.core, context.actor, input)),
  reopen: os.reopen.handler(({ context, input }) => reopenFact(context.core, context.actor, input)),
  whatIf: os.whatIf.handler(({ context, input }) => whatIf(context.core, input)),
  sheet: os.sheet.handler(async ({ context, input }) =>
    asFile(await printScoreSheet(context.core, context.actor, input.yearId)),
  ),
  workbook: os.workbook.handler(async ({ context, input }) => {
    const { fileName, content } = await exportScoreSheet(context.core, context.actor, input.yearId);
    return { fileName, base64: Buffer.from(content).toString('base64') };
  }),
  notice: os.notice.handler(async ({ context, input }) =>
    asFile(await printNotice(context.core, context.actor, input)),
  ),
  waiting: os.waiting.handler(({ context }) => waitingFacts(context.core)),
});

function asFile({ fileName, pages, pdf }: PrintedPaper) {
  return { fileName, pages, base64: Buffer.from(pdf).toString('base64') };
}
