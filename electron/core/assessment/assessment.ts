/** Use cases of the assessment: what other capabilities and hosts may call. */
export { computeAssessmentFile } from './caseFile.ts';
export { type Collected, collectFacts } from './collect.ts';
export {
  acknowledgeFact,
  appealFact,
  confirmFact,
  decideAppeal,
  rejectFact,
  reopenFact,
  voidFact,
} from './decide.ts';
export { attachFiles, exportEvidence, readEvidence } from './evidenceFiles.ts';
export { type PrintedPaper, printNotice, printScoreSheet } from './print.ts';
export { addFact, factNumbered, findFact, listFacts } from './register.ts';
export { scoreSheet } from './sheetRows.ts';
export { assessmentStatus, waitingFacts, whatIf } from './status.ts';
export { startAssessmentWatch } from './watch.ts';
export { exportScoreSheet } from './workbook.ts';
export { listSchemes, listYears, saveScheme, saveYear, scoredYear } from './years.ts';
