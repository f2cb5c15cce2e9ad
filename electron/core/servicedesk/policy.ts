import type { Policy } from '../../../shared/contract/servicedesk.ts';
import { policySchema } from '../../../shared/contract/servicedesk.ts';
import { CONTRACT_LIMITS, type SlaRules } from '../../../shared/domain/sla.ts';
import { appendAudit } from '../audit/audit.ts';
import { readWorkingTime } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { policyStore } from './store.ts';

/** What holds until somebody changes it: the wall clock, five minutes for “at once”, ten minutes of notice. */
const DEFAULTS: Policy = { clock: 'elapsed', respondMinutes: CONTRACT_LIMITS.respond, noticeMinutes: 10 };

export async function readPolicy(core: Core): Promise<Policy> {
  return policySchema.parse({ ...DEFAULTS, ...(await policyStore(core.log).all()) });
}

export async function savePolicy(core: Core, actor: Actor, changes: Partial<Policy>): Promise<Policy> {
  await inTransaction(core.log, (trx) =>
    policyStore(trx).save(changes, actor.name, core.now().toISOString()),
  );
  await appendAudit(core, actor, 'servicedesk.policy', Object.keys(changes).join(','), changes);
  core.changes.bump('servicedesk');
  return readPolicy(core);
}

/** The clock's rules as they stand now: policy, calendar, working hours. */
export async function readRules(core: Core): Promise<SlaRules & { noticeMinutes: number }> {
  const policy = await readPolicy(core);
  return {
    clock: policy.clock,
    limits: { ...CONTRACT_LIMITS, respond: policy.respondMinutes },
    workingTime: await readWorkingTime(core),
    noticeMinutes: policy.noticeMinutes,
  };
}
