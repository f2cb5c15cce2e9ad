import { memberInputSchema, replacementInputSchema } from '../../../shared/contract/staff.ts';
import { addDays, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { staffDemo } from '../../../shared/messages/staffDemo.ts';
import type { Actor, Core } from '../core.ts';
import { listOperators } from '../operators/operators.ts';
import { askExpert, fileReplacement, saveMember, saveReplacement } from './staff.ts';

/** The demo's five people, one replacement of a key post that waits for approval, one question to the experts. */
export async function fillDemoStaff(core: Core, today: Day): Promise<void> {
  const operators = await listOperators(core);
  const account = (role: string) => operators.find((operator) => operator.loginName === role);
  const manager: Actor = {
    operatorId: account('manager')?.id ?? '',
    name: account('manager')?.name ?? '',
    role: 'manager',
    host: 'window',
  };
  const ago = (days: number): Core => {
    const now = beijingInstant(addDays(today, -days), '09:30');
    return { ...core, now: () => now };
  };
  const ids = new Map<string, string>();
  for (const { role, daysAgo, ...member } of staffDemo.members) {
    const operator = role ? account(role) : operators.find(({ name }) => name === member.name);
    const saved = await saveMember(
      ago(30),
      manager,
      memberInputSchema.parse({
        employer: staffDemo.employer,
        ...member,
        name: operator?.name ?? member.name,
        operatorId: operator?.id ?? null,
        since: addDays(today, -daysAgo),
      }),
    );
    ids.set(saved.name, saved.id);
  }
  const { leaving, writtenAgo, filedAgo, effectiveIn, filedTo, document, ...rest } = staffDemo.replacement;
  const effectiveOn = addDays(today, effectiveIn);
  const replacement = await saveReplacement(
    ago(writtenAgo),
    manager,
    replacementInputSchema.parse({
      ...rest,
      leavingId: ids.get(leaving),
      effectiveOn,
      handoverFrom: addDays(effectiveOn, -7),
      handoverTo: effectiveOn,
    }),
  );
  await fileReplacement(ago(filedAgo), manager, {
    id: replacement.id,
    filedOn: addDays(today, -filedAgo),
    filedTo,
    document,
  });
  await askExpert(ago(1), manager, staffDemo.request);
}
