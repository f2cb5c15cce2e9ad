import { changeorderExecuteJob, changeorderUndoJob } from './changeorder/changeorder.ts';
import { backfillJob, compareJob } from './compare/compare.ts';
import { conversionRunJob } from './conversion/work/job.ts';
import { backupRestoreJob, backupRunJob } from './datacenter/backup/jobs.ts';
import { filesReadJob } from './datacenter/files/job.ts';
import { generateJob, renderJob } from './deliverables/deliverables.ts';
import { runChecksJob } from './inspection/inspection.ts';
import type { Jobs } from './jobs/jobs.ts';
import { standardsImpactJob } from './standards/standards.ts';
import { standardsUndoWriteJob, standardsWriteJob } from './standards/writing.ts';
import { statisticsExportJob, statisticsRunJob } from './statistics/statistics.ts';
import { backupJob } from './workspace/backup.ts';

/** Every kind of long work the console knows. */
export function registerJobKinds(jobs: Jobs): void {
  jobs.register(backfillJob);
  jobs.register(backupJob);
  jobs.register(backupRunJob);
  jobs.register(backupRestoreJob);
  jobs.register(compareJob);
  jobs.register(conversionRunJob);
  jobs.register(filesReadJob);
  jobs.register(generateJob);
  jobs.register(renderJob);
  jobs.register(runChecksJob);
  jobs.register(changeorderExecuteJob);
  jobs.register(changeorderUndoJob);
  jobs.register(standardsImpactJob);
  jobs.register(standardsWriteJob);
  jobs.register(standardsUndoWriteJob);
  jobs.register(statisticsRunJob);
  jobs.register(statisticsExportJob);
}
