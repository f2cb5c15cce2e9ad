import { STANDARD_KINDS, type StandardKind } from '../../../shared/domain/standardTables.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import { listWrites, planWrite, startUndoWrite, startWrite } from '../../core/standards/writing.ts';
import type { Command, CommandAnswer, CommandContext } from './command.ts';

const words = standardsMessages.writing.command;
const MOST_STATEMENTS = 10_000;

/** `ops standard write`: prints what the version in force changes in the centre's code table; with --apply writes it. */
export const writeCommand: Command = {
  path: ['standard', 'write'],
  summary: words.summary,
  usage: '--kind K [--apply --reason R --yes | --undo ID --reason R --yes | --list]',
  options: {
    kind: { type: 'string' },
    apply: { type: 'boolean' },
    undo: { type: 'string' },
    list: { type: 'boolean' },
    reason: { type: 'string' },
    yes: { type: 'boolean' },
  },
  required: ['kind'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { kind, apply, undo, list, reason, yes } = context.options;
    if (!STANDARD_KINDS.includes(kind as StandardKind)) return context.usage(words.kind);
    const core = context.core();
    if (list === true) {
      const writes = await listWrites(core, kind as StandardKind);
      const lines = writes.map((one) =>
        [one.id, one.writtenAt, one.versionName, one.state, one.reason].join('\t'),
      );
      return { json: writes, text: lines.join('\n') };
    }
    if (apply === true || typeof undo === 'string') {
      if (yes !== true || typeof reason !== 'string') return context.usage(words.confirm);
      const job =
        typeof undo === 'string'
          ? await startUndoWrite(core, context.actor(), { id: undo, reason })
          : await startWrite(core, context.actor(), { kind: kind as StandardKind, reason });
      return finished(context, job.id);
    }
    const plan = await planWrite(core, kind as StandardKind, MOST_STATEMENTS);
    context.note(standardsMessages.writing.counts(plan.inserted, plan.updated, plan.kept));
    return { json: plan, text: plan.statements.map((sql) => `${sql};`).join('\n') };
  },
};

async function finished(context: CommandContext, jobId: string): Promise<CommandAnswer> {
  const job = await context.core().jobs.wait(jobId, context.signal);
  if (job.error) throw fail(job.error.code, job.error.message);
  return { json: job.result, text: JSON.stringify(job.result) };
}
