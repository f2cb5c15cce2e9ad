import type { StandardKind } from '../../../shared/domain/standardTables.ts';
import { STANDARD_ORDERS_MOST } from '../../../shared/domain/standardTables.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import { saveChange } from '../changeorder/changeorder.ts';
import type { Actor, Core } from '../core.ts';
import { orderStatements } from './orderStatements.ts';
import { withPlan } from './writing.ts';

const words = standardsMessages.writing;

/**
 * Draws up change orders for what writing the version of today would change: for who may not write it at once. They are
 * drafts; counting, approving and executing them goes the way of every change order.
 * @throws STANDARD_REASON, STANDARD_SAME, STANDARD_TOO_MANY and those of planWrite
 */
export async function orderWrite(
  core: Core,
  actor: Actor,
  { kind, applicant, reason }: { kind: StandardKind; applicant: string; reason: string },
): Promise<{ numbers: string[] }> {
  if (reason.trim().length < 4)
    throw fail('STANDARD_REASON', standardsMessages.reasonNeeded, { field: 'reason' });
  const { connectionId, versionName, statements } = await withPlan(
    core,
    kind,
    async (connection, plan, version, target) => ({
      connectionId: target.id,
      versionName: version.name,
      statements: orderStatements(connection, plan.changes),
    }),
  );
  if (statements.length === 0) throw fail('STANDARD_SAME', words.alreadySame);
  if (statements.length > STANDARD_ORDERS_MOST)
    throw fail('STANDARD_TOO_MANY', words.tooManyOrders(statements.length, STANDARD_ORDERS_MOST));
  const numbers: string[] = [];
  for (const [index, { sql }] of statements.entries()) {
    const title = words.orderTitle(versionName, index + 1, statements.length).slice(0, 80);
    numbers.push(
      (await saveChange(core, actor, { title, applicant, connectionId, sql, reason, incident: '' })).number,
    );
  }
  return { numbers };
}
