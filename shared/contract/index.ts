import { assessmentContract } from './assessment.ts';
import { assignmentsContract } from './assignments.ts';
import { auditContract } from './audit.ts';
import { boardContract } from './board.ts';
import { calendarContract } from './calendar.ts';
import { changeorderContract } from './changeorder.ts';
import { changesContract } from './changes.ts';
import { compareContract } from './compare.ts';
import { conversionContract } from './conversion.ts';
import { datacenterContract } from './datacenter.ts';
import { deliverablesContract } from './deliverables.ts';
import { dutyContract } from './duty.ts';
import { inspectionContract } from './inspection.ts';
import { jobsContract } from './jobs.ts';
import { operatorsContract } from './operators.ts';
import { servicedeskContract } from './servicedesk.ts';
import { settingsContract } from './settings.ts';
import { staffContract } from './staff.ts';
import { standardsContract } from './standards.ts';
import { statisticsContract } from './statistics.ts';
import { workspaceContract } from './workspace.ts';

/** Everything a window may ask of the core, one entry per capability. */
export const contract = {
  audit: auditContract,
  board: boardContract,
  calendar: calendarContract,
  changeorder: changeorderContract,
  changes: changesContract,
  compare: compareContract,
  datacenter: datacenterContract,
  conversion: conversionContract,
  duty: dutyContract,
  inspection: inspectionContract,
  jobs: jobsContract,
  operators: operatorsContract,
  settings: settingsContract,
  standards: standardsContract,
  statistics: statisticsContract,
  servicedesk: servicedeskContract,
  assignments: assignmentsContract,
  staff: staffContract,
  assessment: assessmentContract,
  deliverables: deliverablesContract,
  workspace: workspaceContract,
};
export type Contract = typeof contract;
