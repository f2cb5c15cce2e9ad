import { implement } from '@orpc/server';
import { dutyContract } from '../../../shared/contract/duty.ts';
import {
  attendanceMonth,
  attendanceTrace,
  correctAttendance,
  myAttendance,
  signAttendance,
} from '../../core/duty/attendance.ts';
import { answerRequest } from '../../core/duty/consent.ts';
import {
  acceptHandover,
  addMatter,
  closeMatter,
  compareShiftClock,
  currentDuty,
  dutyHistory,
  signInForDuty,
  signOutOfDuty,
} from '../../core/duty/duty.ts';
import { printHandover } from '../../core/duty/handoverPrint.ts';
import { returnFromLeave } from '../../core/duty/leaveEnd.ts';
import { addLogEntry, listLog, strikeLogEntry } from '../../core/duty/logbook.ts';
import { dutyOutlook } from '../../core/duty/outlook.ts';
import { listPeople, readRules, savePerson, saveRules } from '../../core/duty/people.ts';
import { generateRoster, previewRoster, publishRoster } from '../../core/duty/planning.ts';
import {
  askFor,
  decideRequest,
  dutiesUnderLeave,
  listRequests,
  withdrawRequest,
} from '../../core/duty/requests.ts';
import { rosterMonth } from '../../core/duty/roster.ts';
import { exportRoster, printRoster } from '../../core/duty/sheet.ts';
import { assignSlot, exchangeSlots } from '../../core/duty/slots.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(dutyContract).$context<RequestContext>().use(guard);

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const roster = {
  month: os.roster.month.handler(({ context, input }) => rosterMonth(context.core, input.month)),
  people: os.roster.people.handler(({ context }) => listPeople(context.core)),
  rules: os.roster.rules.handler(({ context }) => readRules(context.core)),
  savePerson: os.roster.savePerson.handler(({ context, input }) =>
    savePerson(context.core, context.actor, input),
  ),
  saveRules: os.roster.saveRules.handler(({ context, input }) =>
    saveRules(context.core, context.actor, input),
  ),
  assign: os.roster.assign.handler(async ({ context, input }) => {
    await assignSlot(context.core, context.actor, input);
    return {};
  }),
  exchange: os.roster.exchange.handler(async ({ context, input }) => {
    await exchangeSlots(context.core, context.actor, input);
    return {};
  }),
  preview: os.roster.preview.handler(({ context, input }) => previewRoster(context.core, input)),
  generate: os.roster.generate.handler(({ context, input }) =>
    generateRoster(context.core, context.actor, input),
  ),
  publish: os.roster.publish.handler(async ({ context, input }) => {
    await publishRoster(context.core, context.actor, input);
    return {};
  }),
  requests: os.roster.requests.handler(({ context, input }) => listRequests(context.core, input)),
  underLeave: os.roster.underLeave.handler(({ context, input }) =>
    dutiesUnderLeave(context.core, context.actor, input),
  ),
  ask: os.roster.ask.handler(({ context, input }) => askFor(context.core, context.actor, input)),
  consent: os.roster.consent.handler(({ context, input }) =>
    answerRequest(context.core, context.actor, input),
  ),
  decide: os.roster.decide.handler(({ context, input }) => decideRequest(context.core, context.actor, input)),
  withdraw: os.roster.withdraw.handler(({ context, input }) =>
    withdrawRequest(context.core, context.actor, input.id),
  ),
  returned: os.roster.returned.handler(({ context, input }) =>
    returnFromLeave(context.core, context.actor, input.id),
  ),
  print: os.roster.print.handler(async ({ context, input }) => {
    const { pdf, pages, fileName } = await printRoster(context.core, context.actor, input.month);
    return { fileName, pages, base64: base64(pdf) };
  }),
  exportFile: os.roster.exportFile.handler(async ({ context, input }) => {
    const { fileName, bytes } = await exportRoster(context.core, context.actor, input);
    return { fileName, base64: base64(bytes) };
  }),
};

const attendance = {
  month: os.attendance.month.handler(({ context, input }) => attendanceMonth(context.core, input.month)),
  mine: os.attendance.mine.handler(({ context }) => myAttendance(context.core, context.actor)),
  sign: os.attendance.sign.handler(({ context, input }) =>
    signAttendance(context.core, context.actor, input.kind),
  ),
  correct: os.attendance.correct.handler(({ context, input }) =>
    correctAttendance(context.core, context.actor, input),
  ),
  trace: os.attendance.trace.handler(({ context, input }) => attendanceTrace(context.core, input)),
};

const log = {
  list: os.log.list.handler(({ context, input }) => listLog(context.core, input)),
  add: os.log.add.handler(({ context, input }) => addLogEntry(context.core, context.actor, input)),
  strike: os.log.strike.handler(({ context, input }) => strikeLogEntry(context.core, context.actor, input)),
};

export const dutyRoutes = os.router({
  roster,
  attendance,
  log,
  outlook: os.outlook.handler(({ context }) => dutyOutlook(context.core, context.actor)),
  compareClock: os.compareClock.handler(({ context, input }) =>
    compareShiftClock(context.core, input.shiftId),
  ),
  printHandover: os.printHandover.handler(async ({ context, input }) => {
    const { pdf, pages, fileName } = await printHandover(context.core, context.actor, input.id);
    return { fileName, pages, base64: base64(pdf) };
  }),
  current: os.current.handler(({ context }) => currentDuty(context.core, context.actor)),
  signIn: os.signIn.handler(({ context }) => signInForDuty(context.core, context.actor)),
  signOut: os.signOut.handler(({ context, input }) => signOutOfDuty(context.core, context.actor, input)),
  acceptHandover: os.acceptHandover.handler(({ context, input }) =>
    acceptHandover(context.core, context.actor, input.id),
  ),
  addMatter: os.addMatter.handler(({ context, input }) => addMatter(context.core, context.actor, input)),
  closeMatter: os.closeMatter.handler(({ context, input }) =>
    closeMatter(context.core, context.actor, input),
  ),
  history: os.history.handler(({ context, input }) => dutyHistory(context.core, input)),
});
