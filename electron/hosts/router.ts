import { assessmentRoutes } from './routes/assessment.ts';
import { assignmentsRoutes } from './routes/assignments.ts';
import { auditRoutes } from './routes/audit.ts';
import { boardRoutes } from './routes/board.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { changeorderRoutes } from './routes/changeorder.ts';
import { changesRoutes } from './routes/changes.ts';
import { compareRoutes } from './routes/compare.ts';
import { conversionRoutes } from './routes/conversion.ts';
import { datacenterRoutes } from './routes/datacenter.ts';
import { deliverablesRoutes } from './routes/deliverables.ts';
import { dutyRoutes } from './routes/duty.ts';
import { inspectionRoutes } from './routes/inspection.ts';
import { jobsRoutes } from './routes/jobs.ts';
import { operatorsRoutes } from './routes/operators.ts';
import { servicedeskRoutes } from './routes/servicedesk.ts';
import { settingsRoutes } from './routes/settings.ts';
import { staffRoutes } from './routes/staff.ts';
import { standardsRoutes } from './routes/standards.ts';
import { statisticsRoutes } from './routes/statistics.ts';
import { workspaceRoutes } from './routes/workspace.ts';

/** The one router every host mounts: shared/contract/index.ts, implemented. */
export const router = {
  audit: auditRoutes,
  board: boardRoutes,
  calendar: calendarRoutes,
  changes: changesRoutes,
  compare: compareRoutes,
  changeorder: changeorderRoutes,
  conversion: conversionRoutes,
  datacenter: datacenterRoutes,
  duty: dutyRoutes,
  inspection: inspectionRoutes,
  jobs: jobsRoutes,
  operators: operatorsRoutes,
  settings: settingsRoutes,
  standards: standardsRoutes,
  statistics: statisticsRoutes,
  servicedesk: servicedeskRoutes,
  assignments: assignmentsRoutes,
  staff: staffRoutes,
  assessment: assessmentRoutes,
  deliverables: deliverablesRoutes,
  workspace: workspaceRoutes,
};
