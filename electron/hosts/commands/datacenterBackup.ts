import { backupPlanInputSchema } from '../../../shared/contract/datacenterBackup.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterBackupMessages } from '../../../shared/messages/datacenterBackup.ts';
import {
  listBackupPlans,
  restoreBackup,
  runBackup,
  saveBackupPlan,
} from '../../core/datacenter/backup/backup.ts';
import { connectionNamed } from '../../core/datacenter/datacenter.ts';
import type { Command, CommandAnswer, CommandContext } from './command.ts';

const words = datacenterBackupMessages.command;
const DEFAULT_MINUTES = 60;

/** `ops datacenter backup`: the plans of the backup library; adding, running and restoring one. */
export const backupCommand: Command = {
  path: ['datacenter', 'backup'],
  summary: words.summary,
  usage: '[--run P | --restore P --table T … --reason R --yes | --add P --source C --target C [--every N]]',
  options: {
    run: { type: 'string' },
    restore: { type: 'string' },
    table: { type: 'string', multiple: true },
    reason: { type: 'string' },
    yes: { type: 'boolean' },
    add: { type: 'string' },
    source: { type: 'string' },
    target: { type: 'string' },
    every: { type: 'string' },
  },
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { run, restore, add } = context.options;
    if (typeof add === 'string') return addPlan(context, add);
    if (typeof run === 'string') {
      const { jobId } = await runBackup(context.core(), context.actor(), await planNamed(context, run));
      return finished(context, jobId);
    }
    if (typeof restore === 'string') return restorePlan(context, restore);
    return listed(context);
  },
};

async function listed(context: CommandContext): Promise<CommandAnswer> {
  const plans = await listBackupPlans(context.core());
  const lines = plans.map((plan) =>
    [
      plan.name,
      `${plan.sourceName} → ${plan.targetName}`,
      plan.lastSuccessAt ?? '',
      plan.completeness ?? '',
      plan.lastError,
    ].join('\t'),
  );
  return { json: plans, text: lines.join('\n') || words.empty };
}

async function addPlan(context: CommandContext, name: string): Promise<CommandAnswer> {
  const { source, target, every } = context.options;
  if (typeof source !== 'string' || typeof target !== 'string') return context.usage(words.addNeeds);
  const core = context.core();
  const input = backupPlanInputSchema.safeParse({
    name,
    sourceId: (await connectionNamed(core, source)).id,
    targetId: (await connectionNamed(core, target)).id,
    everyMinutes: every === undefined ? DEFAULT_MINUTES : Number(every),
  });
  if (!input.success) return context.usage(words.addNeeds);
  const plan = await saveBackupPlan(core, context.actor(), input.data);
  return { json: plan, text: plan.name };
}

async function restorePlan(context: CommandContext, name: string): Promise<CommandAnswer> {
  const { table, reason, yes } = context.options;
  if (yes !== true || typeof reason !== 'string' || reason.trim().length < 4 || !Array.isArray(table))
    return context.usage(words.restoreYes);
  const { jobId } = await restoreBackup(context.core(), context.actor(), {
    id: await planNamed(context, name),
    tables: table,
    reason,
  });
  return finished(context, jobId);
}

async function finished(context: CommandContext, jobId: string): Promise<CommandAnswer> {
  const job = await context.core().jobs.wait(jobId, context.signal);
  if (job.error) throw fail(job.error.code, job.error.message);
  return { json: job.result, text: JSON.stringify(job.result) };
}

async function planNamed(context: CommandContext, name: string): Promise<string> {
  const plan = (await listBackupPlans(context.core())).find((candidate) => candidate.name === name);
  if (!plan) throw fail('BACKUP_NOT_FOUND', words.noPlan(name));
  return plan.id;
}
