import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';

/** Every change of this capability: an audit entry and the topic. */
export async function recordStaff(
  core: Core,
  actor: Actor,
  act: string,
  target: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await appendAudit(core, actor, `staff.${act}`, target, detail);
  core.changes.bump('staff');
}
