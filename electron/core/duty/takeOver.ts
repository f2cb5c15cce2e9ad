import { randomUUID } from 'node:crypto';
import type { HandoverInput } from '../../../shared/contract/duty.ts';
import type { MarkKind } from '../../../shared/contract/dutyAttendance.ts';
import type { LogInput } from '../../../shared/contract/dutyLog.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { recordStore } from './recordStore.ts';
import { dutyStore } from './store.ts';

/** What was kept before the console was: on paper or elsewhere. Instants are ISO. */
export interface EarlierRecords {
  marks: readonly { personId: string; operatorId: string; kind: MarkKind; at: string }[];
  shifts: readonly EarlierShift[];
  log: readonly (Omit<LogInput, 'time'> & { operatorId: string; at: string })[];
}

export interface EarlierShift {
  operatorId: string;
  signedInAt: string;
  signedOutAt: string;
  note: string;
  /** Written when signing out, signed by the next one; absent: nobody took over. */
  handover?: HandoverInput & { toOperatorId: string; acceptedAt: string };
}

/** Takes earlier records over as they were, in one transaction and with one entry in the audit; no clock vouches for them. */
export async function takeOverRecords(core: Core, actor: Actor, records: EarlierRecords): Promise<void> {
  await inTransaction(core.log, async (trx) => {
    for (const mark of records.marks)
      await recordStore(trx).putMark({
        id: randomUUID(),
        person_id: mark.personId,
        day: beijingDay(mark.at),
        kind: mark.kind,
        at: mark.at,
        source: 'sign',
        reason: '',
        recorded_by: mark.operatorId,
        recorded_at: mark.at,
        replaced_at: null,
      });
    for (const shift of records.shifts) {
      const id = randomUUID();
      const day = beijingDay(shift.signedInAt);
      await dutyStore(trx).insertShift({
        id,
        day,
        operator_id: shift.operatorId,
        signed_in_at: shift.signedInAt,
      });
      await dutyStore(trx).closeShift(id, { signed_out_at: shift.signedOutAt, note: shift.note });
      if (shift.handover) {
        const { toOperatorId, acceptedAt, faceToFace, systemState, ...texts } = shift.handover;
        await dutyStore(trx).insertHandover({
          id: randomUUID(),
          shift_id: id,
          from_operator: shift.operatorId,
          to_operator: toOperatorId,
          written_at: shift.signedOutAt,
          accepted_at: acceptedAt,
          face_to_face: faceToFace ? 1 : 0,
          system_state: systemState,
          ...texts,
        });
      }
    }
    for (const { operatorId, at, ...entry } of records.log)
      await recordStore(trx).insertEntry({
        id: randomUUID(),
        day: beijingDay(at),
        at,
        kind: entry.kind,
        who: entry.who,
        phone: entry.phone,
        content: entry.content,
        outcome: entry.outcome,
        shift_id: null,
        written_by: operatorId,
        written_at: at,
        void_reason: '',
        voided_by: null,
        voided_at: null,
      });
  });
  await appendAudit(core, actor, 'duty.takeOver', words.earlierRecords, {
    rows: records.marks.length + records.shifts.length + records.log.length,
  });
  core.changes.bump('duty');
}
