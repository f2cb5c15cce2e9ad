import type { z } from 'zod';
import { cliMessages } from '../../../shared/messages/cli.ts';
import type { CommandContext } from './command.ts';

/**
 * What the options make, checked as a call from a window is; what does not fit ends the command as wrong usage, naming the
 * option.
 * @param options the option's name where it differs from the field's: `{ body: 'text' }`
 */
export function checked<T extends z.ZodType>(
  context: CommandContext,
  schema: T,
  value: unknown,
  options: Readonly<Record<string, string>> = {},
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const option = options[field] ?? field;
  if (issue?.code === 'too_big') return context.usage(cliMessages.tooLong(option, Number(issue.maximum)));
  if (issue?.code === 'too_small')
    return context.usage(
      issue.minimum > 1
        ? cliMessages.tooShort(option, Number(issue.minimum))
        : cliMessages.missingText(option),
    );
  return context.usage(cliMessages.unfit(option));
}

/** The same against what a procedure takes, so that command and window refuse alike. */
export function checkedFor<T extends z.ZodType>(
  context: CommandContext,
  procedure: { '~orpc': { inputSchema?: T | undefined } },
  value: unknown,
  options: Readonly<Record<string, string>> = {},
): z.output<T> {
  const { inputSchema } = procedure['~orpc'];
  if (!inputSchema) throw new Error('procedure without an input');
  return checked(context, inputSchema, value, options);
}

/** Of two opposite options exactly one is given; whether it is the first. */
export function firstOf({ options, usage }: CommandContext, first: string, second: string): boolean {
  if (Boolean(options[first]) === Boolean(options[second])) usage(cliMessages.oneOfTwo(first, second));
  return Boolean(options[first]);
}
