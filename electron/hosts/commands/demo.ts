import { fail } from '../../../shared/errors/errors.ts';
import { demoMessages } from '../../../shared/messages/demo.ts';
import { demoCommandMessages as words } from '../../../shared/messages/demoCommands.ts';
import { createDemo } from '../../core/demo/demo.ts';
import { forkProcess } from '../processes.ts';
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

async function run(context: CommandContext) {
  const text = (name: string) => {
    const value = context.options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const engine = text('engine') ?? 'sqlite';
  if (engine !== 'sqlite' && engine !== 'postgres')
    throw fail('DEMO_ENGINE_INVALID', demoMessages.engineInvalid);
  const dir = text('dir');
  if (!dir) throw fail('DEMO_DIR_MISSING', demoMessages.dirMissing);
  const result = await createDemo({
    dir,
    engine,
    url: text('url'),
    cases: wholeNumber(text('cases'), 'DEMO_CASES_INVALID', demoMessages.casesInvalid),
    seed: wholeNumber(text('seed'), 'DEMO_SEED_INVALID', demoMessages.seedInvalid),
    efiles: wholeNumber(text('efiles'), 'DEMO_EFILES_INVALID', demoMessages.efilesInvalid),
    today: text('today'),
    spawn: forkProcess,
    signal: context.signal,
    onProgress: progressNotes(context.note),
  });
  const lines = [
    demoMessages.created(result.dir, result.cases, result.efiles, (result.elapsedMs / 1000).toFixed(1)),
    demoMessages.accounts,
    ...result.accounts.map(({ role, loginName, password }) => words.account(role, loginName, password)),
  ];
  return { json: result, text: lines.join('\n') };
}

/** A whole number without sign or spaces; anything else is the person's mistake. */
function wholeNumber(text: string | undefined, code: string, message: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw fail(code, message);
  return Number(text);
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
