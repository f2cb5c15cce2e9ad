import type { DutyPerson, DutyRequest } from '../../../shared/contract/dutyRoster.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { mustFindPerson, personOf } from './people.ts';
import { requestStore } from './requestStore.ts';
import { mustFindRequest, recordedRequest } from './requests.ts';

/**
 * Whoever would take a duty answers; when all have agreed the request goes to its approver, one refusal ends it. For
 * somebody without an account a colleague who did not ask writes down what they said and how (`note`).
 * @throws DUTY_REQUEST_NOT_FOUND, DUTY_NO_PERSON, DUTY_CONSENT_OTHER, DUTY_CONSENT_OWN, DUTY_CONSENT_NOTE,
 *   DUTY_CONSENT_GIVEN
 */
export async function answerRequest(
  core: Core,
  actor: Actor,
  input: { id: string; personId?: string | undefined; agreed: boolean; note: string },
): Promise<DutyRequest> {
  const row = await mustFindRequest(core, input.id);
  const person = await answering(core, actor, input.personId, row.created_by);
  const behalf = person.operatorId !== actor.operatorId;
  if (input.note === '' && (behalf || !input.agreed))
    throw fail('DUTY_CONSENT_NOTE', behalf ? words.behalfNeedsNote : words.declineNeedsNote, {
      field: 'note',
    });
  const at = core.now().toISOString();
  await inTransaction(core.log, async (trx) => {
    const store = requestStore(trx);
    const consents = await store.consents([row.id]);
    if (!consents.some(({ person_id }) => person_id === person.id))
      throw fail('DUTY_CONSENT_OTHER', words.notAsked(person.name));
    const answered =
      (await store.find(row.id))?.state === 'asked' &&
      (await store.answer(row.id, person.id, {
        answer: input.agreed ? 'agreed' : 'declined',
        answered_by: actor.operatorId,
        answered_at: at,
        note: input.note,
      }));
    if (!answered) throw fail('DUTY_CONSENT_GIVEN', words.alreadyAnswered);
    if (!input.agreed)
      await store.move(row.id, 'asked', {
        state: 'declined',
        decided_by: actor.operatorId,
        decided_at: at,
        note: input.note,
      });
    else if (consents.every(({ person_id, answer }) => person_id === person.id || answer === 'agreed'))
      await store.move(row.id, 'asked', { state: 'waiting' });
  });
  return recordedRequest(core, actor, row.id, input.agreed ? 'duty.agree' : 'duty.decline', {
    kind: row.kind,
    person: person.name,
    note: input.note,
  });
}

/** Whose answer it is: one's own, or that of somebody who has no account. */
async function answering(
  core: Core,
  actor: Actor,
  personId: string | undefined,
  createdBy: string,
): Promise<DutyPerson> {
  const own = await personOf(core, actor);
  if (personId === undefined || personId === own?.id) {
    if (!own) throw fail('DUTY_NO_PERSON', words.noPersonToAnswer);
    return own;
  }
  const person = await mustFindPerson(core, personId);
  if (person.operatorId !== null) throw fail('DUTY_CONSENT_OTHER', words.answersThemselves(person.name));
  if (createdBy === actor.operatorId) throw fail('DUTY_CONSENT_OWN', words.notYourOwnPartner);
  return person;
}
