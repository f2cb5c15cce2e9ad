import type { DutyPerson } from '../../../shared/contract/dutyRoster.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { listPeople } from '../../core/duty/people.ts';
import type { CommandContext } from './command.ts';

/** The person of the roster with a name. @throws DUTY_PERSON_NOT_FOUND */
export async function personCalled({ core }: CommandContext, name: string): Promise<DutyPerson> {
  const person = (await listPeople(core())).find((each) => each.name === name);
  if (!person) throw fail('DUTY_PERSON_NOT_FOUND', dutyRosterMessages.command.person(name));
  return person;
}

/** The same of an option; undefined where it is not given. */
export async function personNamed(context: CommandContext, option: string): Promise<DutyPerson | undefined> {
  const name = context.options[option];
  return name === undefined ? undefined : personCalled(context, String(name));
}
