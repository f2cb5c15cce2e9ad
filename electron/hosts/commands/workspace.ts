import { resolve } from 'node:path';
import { fail } from '../../../shared/errors/errors.ts';
import { workspaceCommandMessages as words } from '../../../shared/messages/workspaceCommands.ts';
import { openCore } from '../../core/open.ts';
import { checkPassword, saveOperator } from '../../core/operators/operators.ts';
import { backupLog, listBackups, restoreLog, verifyBackup } from '../../core/workspace/backup.ts';
import { createWorkspace, openWorkspace } from '../../core/workspace/workspace.ts';
import { workspaceFolder } from '../workspaceFolder.ts';
import type { Command, CommandContext } from './command.ts';
import { passwordGiven } from './standardInput.ts';

const create: Command = {
  path: ['workspace', 'create'],
  summary: words.createSummary,
  usage: '--dir DIR --name NAME --customer NAME --contractor NAME --manager NAME --login LOGIN',
  options: {
    dir: { type: 'string' },
    name: { type: 'string' },
    customer: { type: 'string' },
    contractor: { type: 'string' },
    project: { type: 'string' },
    manager: { type: 'string' },
    login: { type: 'string' },
  },
  required: ['dir', 'name', 'customer', 'contractor', 'manager', 'login'],
  needsWorkspace: false,
  help: words.createHelp,
  run: createReal,
};

async function createReal(context: CommandContext) {
  const option = (name: string) => String(context.options[name] ?? '');
  const password = await passwordGiven(option('login'), 'ops workspace create …');
  checkPassword(password);
  const dir = resolve(option('dir'));
  createWorkspace(dir, {
    name: option('name'),
    demo: false,
    project: option('project') || words.defaultProject,
    customer: option('customer'),
    contractor: option('contractor'),
  });
  const core = await openCore({
    workspaceDir: dir,
    spawn: context.spawn,
    resumeJobs: false,
    createLog: true,
  });
  try {
    await saveOperator(core, context.actor(), {
      name: option('manager'),
      loginName: option('login'),
      role: 'manager',
      phone: '',
      active: true,
      password,
    });
  } finally {
    await core.close();
  }
  return { json: { dir }, text: words.created(dir) };
}

const backup: Command = {
  path: ['workspace', 'backup'],
  summary: words.backupSummary,
  usage: '',
  options: {},
  needsWorkspace: true,
  run: async (context) => {
    const made = await backupLog(context.core(), context.actor(), context.signal);
    const { count, bytes, pending } = made.files;
    if (pending > 0) context.note(words.backupPending(pending));
    const megabytes = (bytes / 2 ** 20).toFixed(1);
    return { json: made, text: words.backupDone(made.file, Math.ceil(made.bytes / 1024), count, megabytes) };
  },
};

const verify: Command = {
  path: ['workspace', 'verify'],
  summary: words.verifySummary,
  usage: '[--from FILE]',
  options: { from: { type: 'string' } },
  needsWorkspace: false,
  help: words.verifyHelp,
  run: async (context) => {
    const given = context.options.from;
    const dir = () => workspaceFolder(context.options.workspace as string | undefined);
    const file = given === undefined ? listBackups(openWorkspace(dir()))[0]?.file : resolve(String(given));
    if (file === undefined) throw fail('BACKUP_MISSING', words.verifyNone);
    const files = verifyBackup(file);
    return { json: { file, files: files ?? null }, text: words.verifyDone(file, files?.count) };
  },
};

const restore: Command = {
  path: ['workspace', 'restore'],
  summary: words.restoreSummary,
  usage: '--from FILE [--log-only]',
  options: { from: { type: 'string' }, 'log-only': { type: 'boolean' } },
  required: ['from'],
  needsWorkspace: false,
  help: words.restoreHelp,
  run: async (context) => {
    const dir = workspaceFolder(context.options.workspace as string | undefined);
    const done = restoreLog(dir, resolve(String(context.options.from)), new Date(), {
      logOnly: context.options['log-only'] === true,
    });
    if (done.pending > 0) context.note(words.backupPending(done.pending));
    return { json: done, text: words.restoreDone(done.replaced, done.restored, done.kept) };
  },
};

export const commands: readonly Command[] = [create, backup, verify, restore];
