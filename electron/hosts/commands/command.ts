import type { ParseArgsConfig } from 'node:util';
import type { Actor, Core } from '../../core/core.ts';
import type { SpawnProcess } from '../../core/processes/processes.ts';

/** What a command's `run` is handed. Answers go to standard output by the CLI host; progress and warnings to `note`. */
export interface CommandContext {
  /** Parsed option values, by long name. */
  options: Record<string, string | boolean | string[] | undefined>;
  positionals: string[];
  /** The open core; only for commands with `needsWorkspace`. Throws otherwise. */
  core: () => Core;
  actor: () => Actor;
  /** The host's way to make a worker process, for commands that work without a core. */
  spawn: SpawnProcess;
  /** One line on standard error. */
  note: (line: string) => void;
  /** Ends the command as wrong usage (exit code 2) with a Chinese sentence. */
  usage: (message: string) => never;
  signal: AbortSignal;
}

/** The answer: `json` is printed with --json, `text` otherwise. */
export interface CommandAnswer {
  json: unknown;
  text: string;
}

/** One `ops <capability> <verb>` command. */
export interface Command {
  /** e.g. `['sheet', 'pdf']`; one word for top-level ones such as `convert`. */
  path: readonly string[];
  /** One Chinese sentence for --help. */
  summary: string;
  /** e.g. `--date D --out F`. */
  usage: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** Long names that must be given; missing → exit code 2. */
  required?: readonly string[];
  allowPositionals?: boolean;
  /** Whether a workspace is opened first; a function where it depends on the options (`--connection NAME`). */
  needsWorkspace: boolean | ((options: CommandContext['options']) => boolean);
  /** Detailed help lines, Chinese: what each option means, an example. */
  help?: readonly string[];
  run: (context: CommandContext) => Promise<CommandAnswer>;
}
