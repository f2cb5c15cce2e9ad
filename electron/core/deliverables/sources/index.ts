import { backupSource } from './backup.ts';
import { capacitySource } from './capacity.ts';
import { changeorderSource } from './changeorder.ts';
import { compareSource } from './compare.ts';
import { conversionSource } from './conversion.ts';
import { inspectionSource } from './inspection.ts';
import { securitySource } from './security.ts';
import { serviceSources } from './services.ts';
import type { ReportSource } from './source.ts';
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
  securitySource,
];

export const sourceById: ReadonlyMap<string, ReportSource> = new Map(
  sources.map((source) => [source.id, source]),
);
