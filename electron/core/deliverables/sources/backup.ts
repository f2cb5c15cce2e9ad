import { showInstant } from '../../../../shared/domain/time.ts';
import { partOutlines, figureWords as words } from '../../../../shared/messages/deliverablesFigures.ts';
import { listBackupPlans } from '../../datacenter/backup/backup.ts';
import type { ReportSource } from './source.ts';

/** The backup library as it stands: its plans and their completeness. */
export const backupSource: ReportSource = {
  id: 'backup',
  outline: partOutlines.backup,
  async collect({ core, once }) {
    const plans = await once('backup', () => listBackupPlans(core));
    const rates = plans.flatMap(({ completeness }) => completeness ?? []);
    return {
      figures: { plans: plans.length, completeness: rates.length > 0 ? Math.min(...rates) : null },
      tables: {
        plans: plans.map((plan) => [
          plan.name,
          plan.sourceName,
          plan.targetName,
          plan.lastSuccessAt ? showInstant(plan.lastSuccessAt) : '',
          plan.completeness,
          plan.lastError,
        ]),
      },
      notes: plans.length === 0 ? [words.noBackup] : [words.snapshot],
    };
  },
};
