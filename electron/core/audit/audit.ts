import { createHash } from 'node:crypto';
import { addDays, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import type { Actor, Core } from '../core.ts';
import { type AuditRow, auditStore } from './store.ts';

/**
 * Records an act that changes, sends or exports something. Entries form a hash chain: changing or removing one breaks
 * every later one. `detail` is plain data without secrets.
 */
export async function appendAudit(
  core: Core,
  actor: Actor,
  action: string,
  target: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await auditStore(core.log).append(
    {
      at: core.now().toISOString(),
      operator_id: actor.operatorId,
      operator_name: actor.name,
      host: actor.host,
      action,
      target,
      detail: JSON.stringify(detail),
    },
    chainHash,
  );
  core.changes.bump('audit');
}

/** What ends nearly every writing use case of a capability: the act on record, its topic told to the windows. */
export function recorder(topic: string) {
  return async (
    core: Core,
    actor: Actor,
    action: string,
    target: string,
    detail: Record<string, unknown> = {},
  ): Promise<void> => {
    await appendAudit(core, actor, action, target, detail);
    core.changes.bump(topic);
  };
}

export async function listAudit(core: Core, page: { offset: number; limit: number }) {
  const { rows, total } = await auditStore(core.log).list(page);
  return {
    total,
    rows: rows.map((row) => ({
      id: row.id,
      at: row.at,
      operatorName: row.operator_name,
      host: row.host,
      action: row.action,
      target: row.target,
      detail: row.detail,
    })),
  };
}

/** How often each act was recorded on the days `from`…`to`, for reports. */
export function auditPeriod(core: Core, { from, to }: { from: Day; to: Day }) {
  return auditStore(core.log).countsBetween(
    beijingInstant(from, '00:00').toISOString(),
    beijingInstant(addDays(to, 1), '00:00').toISOString(),
  );
}

/** Recomputes the whole chain page by page. @returns the id of the first entry that does not fit, or null. */
export async function verifyAudit(core: Core): Promise<{ entries: number; brokenAt: number | null }> {
  const store = auditStore(core.log);
  let previous = '';
  let entries = 0;
  for (let after = 0; ; ) {
    const rows = await store.after(after, 1000);
    for (const row of rows) {
      entries += 1;
      if (row.previous_hash !== previous || row.hash !== chainHash(row, previous))
        return { entries, brokenAt: row.id };
      previous = row.hash;
      after = row.id;
    }
    if (rows.length === 0) return { entries, brokenAt: null };
  }
}

/** SHA-256 over the entry's fields and the hash before it. */
function chainHash(entry: Omit<AuditRow, 'id' | 'hash' | 'previous_hash'>, previous: string): string {
  const fields = [
    previous,
    entry.at,
    entry.operator_id,
    entry.operator_name,
    entry.host,
    entry.action,
    entry.target,
    entry.detail,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
