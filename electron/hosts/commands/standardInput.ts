import { text } from 'node:stream/consumers';
import type { Role } from '../../../shared/contract/base.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { cliMessages } from '../../../shared/messages/cli.ts';
import type { Actor } from '../../core/core.ts';
import { actorByPassword } from '../../core/operators/operators.ts';
import type { CommandContext } from './command.ts';

/** Options of commands that one of the console's people answers for by name. */
export const LOGIN = { login: { type: 'string' } } as const;

/**
 * The password of `--login`, from standard input: an option would stand in the shell's history.
 * @param example how the command is called, for whoever gave none
 * @throws PASSWORD_MISSING
 */
export async function passwordGiven(login: string, example: string): Promise<string> {
  const password = (await text(process.stdin)).trim();
  if (!password) throw fail('PASSWORD_MISSING', cliMessages.passwordMissing(login, example));
  return password;
}

/** Who `--login` and the password on standard input say acts. @throws as passwordGiven and actorByPassword */
export async function personActing(
  { core, options }: CommandContext,
  command: string,
  roles: readonly Role[],
): Promise<Actor> {
  const loginName = String(options.login);
  const password = await passwordGiven(loginName, `ops ${command} --login ${loginName} …`);
  return actorByPassword(core(), { loginName, password }, roles);
}
