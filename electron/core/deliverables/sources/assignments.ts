import { partOutlines } from '../../../../shared/messages/deliverablesFigures.ts';
import { assignmentFigures, recordsOfPeriod } from '../../assignments/assignments.ts';
import type { ReportSource } from './source.ts';

const LISTED = 40;

/** What leaders asked for, meetings, training, suggestions, coordination, plans: counted, and the assignments listed. */
export const assignmentsSource: ReportSource = {
  id: 'assignments',
  outline: partOutlines.assignments,
  async collect({ core, span }) {
    const figures = await assignmentFigures(core, span);
    const given = await recordsOfPeriod(core, 'assignment', span);
    return {
      figures: {
        given: figures.assignments.given,
        done: figures.assignments.done,
        doneInTime: figures.assignments.doneInTime,
        open: figures.assignments.open,
        overdue: figures.assignments.overdue,
        meetings: figures.meetings.count,
        actions: figures.meetings.actions,
        actionsDone: figures.meetings.actionsDone,
        training: figures.training.count,
        hours: figures.training.hours,
        suggestions: figures.suggestions.count,
        adopted: figures.suggestions.adopted,
        coordination: figures.coordination.count,
        events: figures.events,
        assurance: figures.assurance.count,
        planItems: figures.planItems.total,
        planDone: figures.planItems.done,
        keyDone: figures.planItems.keyDone,
      },
      tables: {
        assignments: given
          .slice(0, LISTED)
          .map((row) => [row.number, row.title, row.startsOn, row.dueOn, row.percent, row.doneOn, row.owner]),
      },
    };
  },
};
