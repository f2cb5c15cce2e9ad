import { assessmentSource } from './assessment.ts';
import { assignmentsSource } from './assignments.ts';
import { backupSource } from './backup.ts';
import { capacitySource } from './capacity.ts';
import { changeorderSource } from './changeorder.ts';
import { compareSource } from './compare.ts';
import { conversionSource } from './conversion.ts';
import { dutySource } from './duty.ts';
import { inspectionSource } from './inspection.ts';
import { securitySource } from './security.ts';
import { servicedeskSource } from './servicedesk.ts';
import { serviceSources } from './services.ts';
import type { ReportSource } from './source.ts';
import { staffSource } from './staff.ts';
import { statisticsSource } from './statistics.ts';

/** Every capability that speaks in reports. */
export const sources: readonly ReportSource[] = [
  inspectionSource,
  ...serviceSources,
  conversionSource,
  compareSource,
  backupSource,
  capacitySource,
  statisticsSource,
  changeorderSource,
  servicedeskSource,
  dutySource,
  assignmentsSource,
  staffSource,
  assessmentSource,
  securitySource,
];

export const sourceById: ReadonlyMap<string, ReportSource> = new Map(
  sources.map((source) => [source.id, source]),
);
