import { cliMessages } from '../../../shared/messages/cli.ts';
import type { Command } from './command.ts';
import { COMMAND_SOURCES } from './index.ts';

/** All commands, a line each. */
export async function generalHelp(): Promise<string> {
  const modules = await Promise.all(Object.values(COMMAND_SOURCES).map((source) => source()));
  // A file with commands of two first words comes twice.
  const all = new Set(modules.flatMap((module) => module.commands));
  const lines = [...all].map(
    (command) => `  ops ${command.path.join(' ')} ${command.usage}\n      ${command.summary}`,
  );
  return `${cliMessages.intro}\n\n${lines.join('\n')}\n\n${cliMessages.common}\n`;
}

export function commandHelp(command: Command): string {
  const head = `ops ${command.path.join(' ')} ${command.usage}\n  ${command.summary}\n`;
  const details = (command.help ?? []).map((line) => `  ${line}\n`).join('');
  return `${head}${details}\n${cliMessages.common}\n`;
}
