import { OpsError } from '../../../shared/errors/errors.ts';
import { demoMessages } from '../../../shared/messages/demo.ts';
import { demoCommandMessages as words } from '../../../shared/messages/demoCommands.ts';
import { createDemo, type DemoResult } from '../../core/demo/demo.ts';
import type { Command, CommandContext } from './command.ts';

const create: Command = {
  path: ['demo', 'create'],
  summary: words.summary,
  usage: '--dir DIR [--cases N] [--seed S] [--efiles N] [--engine sqlite|postgres --url URL] [--today D]',
  options: {
    dir: { type: 'string' },
    cases: { type: 'string' },
    seed: { type: 'string' },
    efiles: { type: 'string' },
    engine: { type: 'string' },
    url: { type: 'string' },
    today: { type: 'string' },
  },
  required: ['dir'],
  needsWorkspace: false,
  help: words.help,
  run,
};

/** What is wrong with the given values, not with the machine. */
const USAGE = /^DEMO_(CASES|SEED|EFILES|TODAY|URL)_/;

async function run(context: CommandContext) {
  const result = await make(context);
  const lines = [
    demoMessages.created(result.dir, result.cases, result.efiles, (result.elapsedMs / 1000).toFixed(1)),
    demoMessages.accounts,
    ...result.accounts.map(({ role, loginName, password }) => words.account(role, loginName, password)),
  ];
  return { json: result, text: lines.join('\n') };
}

async function make(context: CommandContext): Promise<DemoResult> {
  const text = (name: string) => {
    const value = context.options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const whole = (name: string, message: string) => {
    const value = text(name);
    if (value === undefined) return undefined;
    return /^\d{1,15}$/.test(value) ? Number(value) : context.usage(message);
  };
  const engine = text('engine') ?? 'sqlite';
  if (engine !== 'sqlite' && engine !== 'postgres') return context.usage(demoMessages.engineInvalid);
  try {
    return await createDemo({
      dir: text('dir') || context.usage(demoMessages.dirMissing),
      engine,
      url: text('url'),
      cases: whole('cases', demoMessages.casesInvalid),
      seed: whole('seed', demoMessages.seedInvalid),
      efiles: whole('efiles', demoMessages.efilesInvalid),
      today: text('today'),
      spawn: context.spawn,
      signal: context.signal,
      onProgress: progressNotes(context.note),
    });
  } catch (error) {
    if (error instanceof OpsError && USAGE.test(error.data.code)) return context.usage(error.data.message);
    throw error;
  }
}

/** One line per step, and per tenth of a long one. */
function progressNotes(note: (line: string) => void) {
  let last = '';
  return ({ done, total, text }: { done: number; total: number; text: string }) => {
    const line = words.progress(text, Math.floor((done / Math.max(total, 1)) * 10) * 10);
    if (line !== last) note(line);
    last = line;
  };
}

export const commands: readonly Command[] = [create];
