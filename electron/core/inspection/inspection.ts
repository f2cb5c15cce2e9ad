/** Use cases of the daily inspection: what other capabilities and hosts may call. */
export { excuseUnchecked, fillItem, setHeader } from './entries.ts';
export { itemHistory } from './history.ts';
export { type InspectionPeriod, inspectionPeriod, type PeriodItem } from './period.ts';
export { type PrintedSheets, printSheets, sheetFileName } from './print.ts';
export { listProbes, saveProbe } from './probes.ts';
export { runChecks, runChecksJob, startChecks } from './run.ts';
export { saveSheetInResults, saveSheets } from './saveSheet.ts';
export { findSheet, listSheets, missedDays, mustFindSheet, openSheet } from './sheets.ts';
export { signSheet } from './signatures.ts';
export { type EarlierSheet, takeOverSheets } from './takeOver.ts';
export { listThresholds, saveThresholds } from './thresholds.ts';
export { today } from './today.ts';
export { runWorkday, type WorkdayAnswer, workdayJson } from './workday.ts';
