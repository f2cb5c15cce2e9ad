import type { DutyRequest } from '../../../shared/contract/dutyRoster.ts';
import { addDays, beijingDay, showTime } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import type { Actor, Core } from '../core.ts';
import { personOf } from './people.ts';
import { requestStore } from './requestStore.ts';
import { mustFindRequest, recordedRequest } from './requests.ts';

/**
 * 销假: the person is back. Coming back early ends the leave with the half day before; duties handed over stay handed over.
 * @throws DUTY_NOT_YOURS, DUTY_NOT_ON_LEAVE
 */
export async function returnFromLeave(core: Core, actor: Actor, id: string): Promise<DutyRequest> {
  const row = await mustFindRequest(core, id);
  const own = await personOf(core, actor);
  if (row.person_id !== own?.id && actor.role !== 'manager') throw fail('DUTY_NOT_YOURS', words.notYourLeave);
  const now = core.now();
  const today = beijingDay(now);
  if (row.kind !== 'leave' || row.state !== 'approved') throw fail('DUTY_NOT_ON_LEAVE', words.notOnLeave);
  if (row.returned_at !== null) throw fail('DUTY_NOT_ON_LEAVE', words.backAlready);
  const from = row.from_day ?? '';
  if (today < from) throw fail('DUTY_NOT_ON_LEAVE', words.leaveAhead(from));
  const morning = showTime(now) < '12:00';
  const last = morning
    ? { to_day: addDays(today, -1), to_half: 'pm' as const }
    : { to_day: today, to_half: 'am' as const };
  const early = `${last.to_day}${last.to_half}` < `${row.to_day}${row.to_half}`;
  const first = await requestStore(core.log).endLeave(id, {
    returned_at: now.toISOString(),
    ...(early ? last : {}),
  });
  if (!first) throw fail('DUTY_NOT_ON_LEAVE', words.backAlready);
  return recordedRequest(core, actor, id, 'duty.returned', { person: row.person_name });
}
