/** Use cases of reports (资料): what other capabilities and hosts may call. */
export { deliverReport, readReceipt, signDelivery, voidDelivery } from './deliver.ts';
export { fillDemoDeliverables } from './demo.ts';
export { dueReports, findReport, listKinds, mustFindKind, saveKind, waitingReports } from './due.ts';
export {
  editionFile,
  finaliseEdition,
  findEdition,
  lastEdition,
  saveNarrative,
  startGenerate,
  startRender,
} from './editions.ts';
export { proposeFacts } from './facts.ts';
export { generateJob, renderJob } from './jobs.ts';
export { beginReport, lastPeriodKey, openReport, removeReport } from './open.ts';
export { listTemplates, placeholdersOf, readTemplate, resetTemplate, saveTemplate } from './templates.ts';
