import { writeFileSync } from 'node:fs';
import { FILE_STATUSES, type FileStatus } from '../../../shared/contract/conversion.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { conversionWorkMessages } from '../../../shared/messages/conversionWork.ts';
import {
  type ConversionRunResult,
  conversionStatus,
  exportList,
  startConversion,
} from '../../core/conversion/conversion.ts';
import { sourceNamed } from '../../core/conversion/sources.ts';
import type { Core } from '../../core/core.ts';
import type { JobRecord } from '../../core/jobs/job.ts';
import type { Command, CommandContext } from './command.ts';

const words = conversionWorkMessages.command;
const LOOK_MS = 1_000;

const run: Command = {
  path: ['conversion', 'run'],
  summary: words.run,
  usage: '[--source ID]… [--now | --wait] [--search-all]',
  options: {
    source: { type: 'string', multiple: true },
    now: { type: 'boolean' },
    wait: { type: 'boolean' },
    'search-all': { type: 'boolean' },
  },
  needsWorkspace: true,
  help: words.helpRun,
  async run(context) {
    const { options } = context;
    if (options.now && options.wait) context.usage(words.bothWindows);
    const core = context.core();
    const sourceIds = await sourcesOf(core, options.source);
    const started = await startConversion(core, context.actor(), {
      ...(sourceIds ? { sourceIds } : {}),
      outsideWindow: options.now ? 'ignore' : options.wait ? 'wait' : 'skip',
      searchAll: options['search-all'] === true,
    });
    const job = await follow(context, core, started);
    if (job.error) throw fail(job.error.code, job.error.message);
    const result = job.result as ConversionRunResult;
    const { stopped, ...counts } = result;
    return {
      json: { job: job.id, ...counts, stopped },
      text: [words.line(counts), ...stopped.map((stop) => words.stoppedEarly(stop.source, stop.reason))].join(
        '\n',
      ),
    };
  },
};

const status: Command = {
  path: ['conversion', 'status'],
  summary: words.status,
  usage: '[--source ID]',
  options: { source: { type: 'string' } },
  needsWorkspace: true,
  help: words.helpStatus,
  async run({ core, options, note }) {
    const [sourceId] = (await sourcesOf(core(), options.source)) ?? [];
    const { lastRun, ...answer } = await conversionStatus(core(), sourceId);
    for (const { source, reason } of answer.stale) note(words.stoppedEarly(source, reason));
    const courts = answer.courts.map((court) => words.court(court.courtName, words.line(court)));
    return { json: { ...answer, lastRun }, text: [words.line(answer.counts), ...courts].join('\n') };
  },
};

const list: Command = {
  path: ['conversion', 'export'],
  summary: words.export,
  usage: '--out F [--status S]… [--source ID]',
  options: {
    out: { type: 'string' },
    status: { type: 'string', multiple: true },
    source: { type: 'string' },
  },
  required: ['out'],
  needsWorkspace: true,
  help: words.helpExport,
  async run(context) {
    const { core, actor, options } = context;
    const statuses = options.status as string[] | undefined;
    const wrong = statuses?.find((text) => !FILE_STATUSES.includes(text as FileStatus));
    if (wrong !== undefined) context.usage(words.badStatus(wrong));
    const [sourceId] = (await sourcesOf(core(), options.source)) ?? [];
    const file = String(options.out);
    const { csv, rows } = await exportList(core(), actor(), {
      ...(statuses ? { statuses: statuses as FileStatus[] } : {}),
      ...(sourceId ? { sourceId } : {}),
    });
    writeFileSync(file, csv);
    return { json: { file, rows }, text: words.exported(rows, file) };
  },
};

export const commands: readonly Command[] = [run, status, list];

async function sourcesOf(
  core: Core,
  given: CommandContext['options'][string],
): Promise<string[] | undefined> {
  if (given === undefined) return undefined;
  const names = Array.isArray(given) ? given : [String(given)];
  return Promise.all(names.map((name) => sourceNamed(core, name)));
}

/** Waits for the job's end, a line on standard error whenever it got further; Ctrl-C pauses it. */
async function follow(context: CommandContext, core: Core, started: JobRecord): Promise<JobRecord> {
  const { signal, note } = context;
  const cancel = () => void core.jobs.cancel(context.actor(), started.id);
  signal.addEventListener('abort', cancel, { once: true });
  let said = '';
  const timer = setInterval(async () => {
    const now = await core.jobs.get(started.id);
    if (!now || now.text === said) return;
    said = now.text;
    note(now.text);
  }, LOOK_MS).unref();
  try {
    const ended = await core.jobs.wait(started.id);
    signal.throwIfAborted();
    return ended;
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', cancel);
  }
}
