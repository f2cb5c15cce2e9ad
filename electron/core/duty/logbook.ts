import { randomUUID } from 'node:crypto';
import type { LogEntry, LogInput, LogKind } from '../../../shared/contract/dutyLog.ts';
import { beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyLogMessages as words } from '../../../shared/messages/dutyLog.ts';
import { appendAudit } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { type NamedLogRow, recordStore } from './recordStore.ts';
import { dutyStore } from './store.ts';

/** Entries of `from`…`to`, newest first. @throws CALENDAR_DAY_INVALID, DUTY_LOG_RANGE */
export async function listLog(
  core: Core,
  page: { from: Day; to: Day; kinds?: readonly LogKind[] | undefined; offset: number; limit: number },
): Promise<{ total: number; rows: LogEntry[] }> {
  requireDay(page.from);
  requireDay(page.to);
  if (page.to < page.from) throw fail('DUTY_LOG_RANGE', words.rangeReversed, { field: 'to' });
  const { rows, total } = await recordStore(core.log).listEntries(page);
  return { total, rows: rows.map(presentEntry) };
}

/**
 * Writes what happened, now or at a time earlier today (a time still to come today is taken for yesterday's, as the night
 * shift writes it down after midnight). It belongs to the writer's shift where there is one.
 * @throws DUTY_LOG_FUTURE
 */
export async function addLogEntry(core: Core, actor: Actor, input: LogInput): Promise<LogEntry> {
  const now = core.now();
  const shift = await dutyStore(core.log).openShiftOf(actor.operatorId);
  const at = momentOf(input.time, now, shift?.signed_in_at);
  const id = randomUUID();
  await recordStore(core.log).insertEntry({
    id,
    day: beijingDay(at),
    at: at.toISOString(),
    kind: input.kind,
    who: input.who,
    phone: input.phone,
    content: input.content,
    outcome: input.outcome,
    shift_id: shift?.id ?? null,
    written_by: actor.operatorId,
    written_at: now.toISOString(),
    void_reason: '',
    voided_by: null,
    voided_at: null,
  });
  return recorded(core, actor, id, 'duty.log', { kind: input.kind, content: input.content });
}

/** Only a night shift, begun the day before, may mean yesterday by a time that is still to come. */
function momentOf(time: string | undefined, now: Date, signedInAt: string | undefined): Date {
  if (time === undefined) return now;
  const today = beijingInstant(beijingDay(now), time);
  if (today <= now) return today;
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (signedInAt !== undefined && yesterday.toISOString() >= signedInAt) return yesterday;
  throw fail('DUTY_LOG_FUTURE', words.inFuture(time), { field: 'time' });
}

/** Strikes an entry through; it stays readable with the reason. @throws DUTY_LOG_STRUCK, DUTY_LOG_NOT_FOUND */
export async function strikeLogEntry(
  core: Core,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<LogEntry> {
  const struck = await recordStore(core.log).strikeEntry(input.id, {
    void_reason: input.reason,
    voided_by: actor.operatorId,
    voided_at: core.now().toISOString(),
  });
  if (!struck) throw fail('DUTY_LOG_STRUCK', words.alreadyStruck);
  return recorded(core, actor, input.id, 'duty.strikeLog', { reason: input.reason });
}

async function recorded(
  core: Core,
  actor: Actor,
  id: string,
  action: string,
  detail: Record<string, unknown>,
): Promise<LogEntry> {
  await appendAudit(core, actor, action, id, detail);
  core.changes.bump('duty');
  const row = await recordStore(core.log).entry(id);
  if (!row) throw fail('DUTY_LOG_NOT_FOUND', words.notFound);
  return presentEntry(row);
}

export function presentEntry(row: NamedLogRow): LogEntry {
  return {
    id: row.id,
    day: row.day,
    at: row.at,
    kind: row.kind,
    who: row.who,
    phone: row.phone,
    content: row.content,
    outcome: row.outcome,
    writtenBy: row.writer_name,
    writtenAt: row.written_at,
    voidReason: row.void_reason,
    voidedBy: row.voider_name,
  };
}
