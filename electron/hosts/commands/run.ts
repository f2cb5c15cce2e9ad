import { parseArgs } from 'node:util';
import { asErrorData, type ErrorData, isAbort } from '../../../shared/errors/errors.ts';
import { cliMessages } from '../../../shared/messages/cli.ts';
import type { Core } from '../../core/core.ts';
import { unattendedActor } from '../../core/operators/unattended.ts';
import type { SpawnProcess } from '../../core/processes/processes.ts';
import { forkProcess } from '../processes.ts';
import { workspaceFolder } from '../workspaceFolder.ts';
import type { Command, CommandContext } from './command.ts';
import { commandHelp, generalHelp } from './help.ts';
import { COMMAND_SOURCES } from './index.ts';

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

const GLOBAL_OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  workspace: { type: 'string' },
} as const;

/** A wrong use of the command line; exit code 2. */
class UsageError extends Error {}

/**
 * Runs one `ops` command. Answers go to standard output, progress and warnings to standard error.
 * @param spawn how this host makes worker processes
 * @returns the exit code: 0 the work was done, 1 it could not be done, 2 wrong usage
 */
export async function runCli(argv: readonly string[], spawn: SpawnProcess = forkProcess): Promise<number> {
  const asJson = argv.includes('--json');
  try {
    return await dispatch(argv, asJson, spawn);
  } catch (error) {
    if (error instanceof UsageError) {
      report({ code: 'USAGE', message: error.message }, asJson);
      return EXIT.usage;
    }
    if (isAbort(error)) {
      report({ code: 'CANCELLED', message: cliMessages.cancelled }, asJson);
      return EXIT.failed;
    }
    const data = asErrorData(error);
    if (data.code === 'INTERNAL' && process.env.OPS_DEBUG) console.error(error);
    report(data, asJson);
    return EXIT.failed;
  }
}

async function dispatch(argv: readonly string[], asJson: boolean, spawn: SpawnProcess): Promise<number> {
  const words = argv.filter((word) => !word.startsWith('-'));
  const first = words[0];
  if (first === undefined || first === 'help') {
    process.stdout.write(await generalHelp());
    return first === undefined && !argv.includes('--help') && !argv.includes('-h') ? EXIT.usage : EXIT.done;
  }
  const source = COMMAND_SOURCES[first];
  if (!source) throw new UsageError(cliMessages.unknownCommand(first));
  const { commands } = await source();
  const command = commands.find((candidate) => candidate.path.every((word, index) => argv[index] === word));
  if (!command) {
    if (argv.includes('--help') || argv.includes('-h')) {
      const asked = commands.filter((candidate) => candidate.path[0] === first);
      process.stdout.write(asked.map(commandHelp).join('\n'));
      return EXIT.done;
    }
    throw new UsageError(
      cliMessages.unknownVerb(first, commands.map((candidate) => candidate.path.join(' ')).join('、')),
    );
  }
  const parsed = parse(command, argv.slice(command.path.length));
  if (parsed.values.help) {
    process.stdout.write(commandHelp(command));
    return EXIT.done;
  }
  checkRequired(command, parsed.values);
  const answer = await runCommand(command, parsed, spawn);
  process.stdout.write(asJson ? `${JSON.stringify(answer.json, null, 2)}\n` : `${answer.text}\n`);
  return EXIT.done;
}

interface Parsed {
  values: Record<string, string | boolean | string[] | undefined>;
  positionals: string[];
}

function parse(command: Command, args: readonly string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, ...GLOBAL_OPTIONS },
      allowPositionals: command.allowPositionals ?? false,
      strict: true,
    });
    return { values: values as Parsed['values'], positionals };
  } catch (error) {
    const option = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? '';
    throw new UsageError(cliMessages.badOption(option, command.path.join(' ')));
  }
}

function checkRequired(command: Command, values: Parsed['values']): void {
  for (const name of command.required ?? []) {
    if (values[name] === undefined || values[name] === '') {
      throw new UsageError(cliMessages.missingOption(name, command.path.join(' ')));
    }
  }
}

async function runCommand(command: Command, parsed: Parsed, spawn: SpawnProcess) {
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let core: Core | undefined;
  try {
    const { needsWorkspace } = command;
    if (typeof needsWorkspace === 'function' ? needsWorkspace(parsed.values) : needsWorkspace) {
      core = await openWorkspace(parsed.values.workspace as string | undefined, spawn);
    }
    const context: CommandContext = {
      options: parsed.values,
      positionals: parsed.positionals,
      core: () => {
        if (!core)
          throw new Error(`command ${command.path.join(' ')} asks for a core without needsWorkspace`);
        return core;
      },
      actor: unattendedActor,
      spawn,
      note: (line) => process.stderr.write(`${line}\n`),
      usage: (message) => {
        throw new UsageError(message);
      },
      signal: abort.signal,
    };
    return await command.run(context);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await core?.close();
  }
}

/** The core is loaded only here: commands that need no workspace start without it. */
async function openWorkspace(folder: string | undefined, spawn: SpawnProcess): Promise<Core> {
  const { openCore } = await import('../../core/open.ts');
  return openCore({ workspaceDir: workspaceFolder(folder), spawn, resumeJobs: false });
}

/** Errors are for people on standard error; with --json machines read them on standard output too. */
function report(error: ErrorData, asJson: boolean): void {
  process.stderr.write(`${cliMessages.error(error.message, error.code)}\n`);
  if (asJson) process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
}
