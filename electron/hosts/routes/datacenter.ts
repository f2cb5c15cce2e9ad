import { implement } from '@orpc/server';
import { datacenterContract } from '../../../shared/contract/datacenter.ts';
import {
  listBackupPlans,
  removeBackupPlan,
  restoreBackup,
  runBackup,
  saveBackupPlan,
} from '../../core/datacenter/backup/backup.ts';
import {
  datacenterPulse,
  listConnections,
  removeConnection,
  saveConnection,
  setDefaultConnection,
  testConnection,
} from '../../core/datacenter/datacenter.ts';
import {
  datacenterDictionary,
  dictionaryAsWritten,
  dictionaryCodes,
  structureDifferencesOf,
} from '../../core/datacenter/dictionary.ts';
import {
  filesReport,
  previewFiles,
  refusedLines,
  startFilesRead,
} from '../../core/datacenter/files/files.ts';
import { endSession, readBlocking } from '../../core/datacenter/health/blocking.ts';
import {
  healthBoard,
  healthRules,
  healthTrend,
  runHealthRound,
  saveHealthRules,
  watchConnection,
} from '../../core/datacenter/health/rounds.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(datacenterContract).$context<RequestContext>().use(guard);

export const datacenterRoutes = os.router({
  list: os.list.handler(({ context }) => listConnections(context.core)),
  save: os.save.handler(({ context, input }) => saveConnection(context.core, context.actor, input)),
  remove: os.remove.handler(({ context, input }) => removeConnection(context.core, context.actor, input.id)),
  setDefault: os.setDefault.handler(({ context, input }) =>
    setDefaultConnection(context.core, context.actor, input.id),
  ),
  filesPreview: os.filesPreview.handler(({ context, input, signal }) =>
    previewFiles(context.core, input, signal),
  ),
  filesRead: os.filesRead.handler(({ context, input }) => startFilesRead(context.core, context.actor, input)),
  filesReport: os.filesReport.handler(({ context, input }) => filesReport(context.core, input.id)),
  filesRefused: os.filesRefused.handler(({ context, input }) => refusedLines(context.core, input)),
  test: os.test.handler(({ context, input, signal }) => testConnection(context.core, input, signal)),
  health: os.health.handler(({ context, input, signal }) => datacenterPulse(context.core, input.id, signal)),
  healthBoard: os.healthBoard.handler(({ context, input }) => healthBoard(context.core, input.id)),
  healthRound: os.healthRound.handler(({ context, input, signal }) =>
    runHealthRound(context.core, input.id, signal),
  ),
  healthTrend: os.healthTrend.handler(({ context, input }) => healthTrend(context.core, input)),
  healthWatch: os.healthWatch.handler(({ context, input }) =>
    watchConnection(context.core, context.actor, input),
  ),
  healthRules: os.healthRules.handler(({ context }) => healthRules(context.core)),
  healthSaveRules: os.healthSaveRules.handler(({ context, input }) =>
    saveHealthRules(context.core, context.actor, input),
  ),
  healthBlocking: os.healthBlocking.handler(({ context, input, signal }) =>
    readBlocking(context.core, input.id, signal),
  ),
  dictionary: os.dictionary.handler(({ context, input, signal }) =>
    datacenterDictionary(context.core, input.id, signal),
  ),
  writtenDictionary: os.writtenDictionary.handler(({ context }) => dictionaryAsWritten(context.core)),
  dictionaryCodes: os.dictionaryCodes.handler(({ context, input }) =>
    dictionaryCodes(context.core, input.codes),
  ),
  structureDifferences: os.structureDifferences.handler(({ context, input }) =>
    structureDifferencesOf(context.core, input.id),
  ),
  backupPlans: os.backupPlans.handler(({ context }) => listBackupPlans(context.core)),
  backupSave: os.backupSave.handler(({ context, input }) =>
    saveBackupPlan(context.core, context.actor, input),
  ),
  backupRemove: os.backupRemove.handler(({ context, input }) =>
    removeBackupPlan(context.core, context.actor, input.id),
  ),
  backupRun: os.backupRun.handler(({ context, input }) => runBackup(context.core, context.actor, input.id)),
  backupRestore: os.backupRestore.handler(({ context, input }) =>
    restoreBackup(context.core, context.actor, input),
  ),
  healthEndSession: os.healthEndSession.handler(({ context, input }) =>
    endSession(context.core, context.actor, input),
  ),
});
