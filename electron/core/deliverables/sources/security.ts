import { auditPageMessages } from '../../../../shared/messages/auditPage.ts';
import { partOutlines } from '../../../../shared/messages/deliverablesFigures.ts';
import { auditPeriod } from '../../audit/audit.ts';
import type { ReportSource } from './source.ts';

/** Acts that take something out of the console: files, paper. */
const LEAVES = /\.(export|print|deliver)$|Export$/;

/** What the audit chain says of the span: exports and prints, refused sign-ins, people at work. */
export const securitySource: ReportSource = {
  id: 'security',
  outline: partOutlines.security,
  async collect({ core, span }) {
    const { actions, people } = await auditPeriod(core, span);
    const leaving = actions.filter(({ action }) => LEAVES.test(action)).sort((a, b) => b.total - a.total);
    const sum = (rows: readonly { total: number }[]) => rows.reduce((all, { total }) => all + total, 0);
    return {
      figures: {
        entries: sum(actions),
        exports: sum(leaving),
        logins: sum(actions.filter(({ action }) => action === 'operators.signInRefused')),
        people,
      },
      tables: {
        actions: leaving.map(({ action, total }) => [auditPageMessages.actions[action] ?? action, total]),
      },
    };
  },
};
