import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { memberInputSchema, StaffMember } from '../../../shared/contract/staff.ts';
import { beijingDay, type Day, isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { staffMessages as words } from '../../../shared/messages/staff.ts';
import type { Actor, Core } from '../core.ts';
import { listOperators } from '../operators/operators.ts';
import { recordStaff } from './recordStaff.ts';
import { type MemberRow, staffStore } from './store.ts';

export { previewBundle, saveBundle } from './bundle.ts';
export { printReplacement } from './print.ts';
export {
  approveReplacement,
  cancelReplacement,
  completeReplacement,
  fileReplacement,
  listReplacements,
  replacementNumbered,
  saveReplacement,
} from './replacements.ts';
export { answerRequest, askExpert, closeRequest, listRequests } from './requests.ts';

/** The people of the service, those who serve first; `left`: also those who no longer do. */
export async function listMembers(core: Core, left: boolean): Promise<StaffMember[]> {
  const today = beijingDay(core.now());
  const operators = await listOperators(core);
  const members = (await staffStore(core.log).members()).map((row) => present(row, today, operators));
  const order = { serving: 0, coming: 1, left: 2 };
  return members
    .filter(({ state }) => left || state !== 'left')
    .sort(
      (a, b) =>
        order[a.state] - order[b.state] ||
        a.place.localeCompare(b.place) ||
        Number(b.keyPost) - Number(a.keyPost),
    );
}

/** @throws STAFF_NOT_FOUND */
export async function memberNamed(core: Core, name: string): Promise<StaffMember> {
  const found = (await listMembers(core, false)).find((member) => member.name === name.trim());
  if (!found) throw fail('STAFF_NOT_FOUND', words.memberNamed(name));
  return found;
}

/**
 * Registers a person or changes what is known of one. Who leaves does so by a replacement.
 * @throws STAFF_CONTENT (with `details.field`), STAFF_NOT_FOUND, STAFF_LEFT, STAFF_REPLACEMENT_RUNNING
 */
export async function saveMember(
  core: Core,
  actor: Actor,
  input: z.infer<typeof memberInputSchema>,
): Promise<StaffMember> {
  const store = staffStore(core.log);
  const today = beijingDay(core.now());
  const before = input.id ? await store.member(input.id) : undefined;
  if (input.id && !before) throw fail('STAFF_NOT_FOUND', words.memberNotFound);
  if (before?.until && before.until < today) throw fail('STAFF_LEFT', words.leftMember);
  await checkMember(core, input, today);
  const keyPost = input.keyPost ? 1 : 0;
  if (
    before &&
    (before.post !== input.post || before.key_post !== keyPost) &&
    (await store.running(before.id))
  )
    throw fail('STAFF_REPLACEMENT_RUNNING', words.postFixed, { field: 'post' });
  const { id: _, keyPost: __, operatorId, ...content } = input;
  const row = {
    ...content,
    key_post: keyPost,
    operator_id: operatorId,
    changed_by: actor.name,
    changed_at: core.now().toISOString(),
  };
  const id = before?.id ?? randomUUID();
  if (before) await store.updateMember(id, row);
  else await store.insertMember({ id, until: '', ...row });
  await recordStaff(core, actor, 'saveMember', input.name, {
    post: words.posts[input.post],
    keyPost: input.keyPost,
    since: input.since,
  });
  const saved = await store.member(id);
  if (!saved) throw fail('STAFF_NOT_FOUND', words.memberNotFound);
  return present(saved, today, await listOperators(core));
}

async function checkMember(core: Core, input: z.infer<typeof memberInputSchema>, today: Day): Promise<void> {
  const at = (field: string, message: string) => fail('STAFF_CONTENT', message, { field });
  if (!isDay(input.since)) throw at('since', words.sinceWrong);
  const others = (await staffStore(core.log).members()).filter(
    ({ id, until }) => id !== input.id && (until === '' || until >= today),
  );
  if (others.some(({ name }) => name === input.name)) throw at('name', words.nameTaken(input.name));
  if (!input.operatorId) return;
  if (!(await listOperators(core)).some(({ id }) => id === input.operatorId))
    throw at('operatorId', words.operatorUnknown);
  const taken = others.find(({ operator_id }) => operator_id === input.operatorId);
  if (taken) throw at('operatorId', words.operatorTaken(taken.name));
}

/** What waits for the caller: filings before their day, key posts to approve, experts' questions and answers. */
export async function waitingStaff(core: Core, actor: Actor) {
  const store = staffStore(core.log);
  const staff = actor.role === 'engineer' || actor.role === 'manager';
  const filings = actor.role === 'manager' ? await store.countReplacements(['draft']) : 0;
  const approvals = actor.role === 'supervisor' ? await store.countReplacements(['filed'], true) : 0;
  const requests =
    actor.role === 'expert'
      ? await store.countRequests('open')
      : staff
        ? await store.countRequests('answered')
        : 0;
  return { count: filings + approvals + requests, filings, approvals, requests };
}

function present(
  row: MemberRow,
  today: Day,
  operators: readonly { id: string; name: string }[],
): StaffMember {
  return {
    id: row.id,
    name: row.name,
    post: row.post,
    place: row.place,
    keyPost: row.key_post === 1,
    level: row.level,
    employer: row.employer,
    phone: row.phone,
    email: row.email,
    qualifications: row.qualifications,
    note: row.note,
    since: row.since,
    operatorId: row.operator_id,
    until: row.until,
    state: row.until !== '' && row.until < today ? 'left' : row.since > today ? 'coming' : 'serving',
    operatorName: operators.find(({ id }) => id === row.operator_id)?.name ?? '',
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}
