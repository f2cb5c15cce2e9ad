import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  type DueItem,
  narrativeSchema,
  REPORT_FORMATS,
  type ReportFormat,
} from '../../../shared/contract/deliverables.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import {
  dueReports,
  editionFile,
  finaliseEdition,
  lastEdition,
  listTemplates,
  readTemplate,
  saveNarrative,
  saveTemplate,
  startGenerate,
  startRender,
} from '../../core/deliverables/deliverables.ts';
import type { JobRecord } from '../../core/jobs/job.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import type { Command, CommandContext } from './command.ts';
import { deliveryCommands } from './deliverablesDeliver.ts';
import { MOST_FILE, reportOf, text, WHICH, WHICH_USAGE } from './deliverablesInput.ts';
import { readInput, readTextInput } from './inputFile.ts';

const words = deliverablesMessages.command;
const list: Command = {
  path: ['deliverable', 'list'],
  summary: words.list,
  usage: '[--from D --to D]',
  options: { from: { type: 'string' }, to: { type: 'string' } },
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const due = await dueReports(context.core(), { from: text(context, 'from'), to: text(context, 'to') });
    return { json: due, text: due.rows.map(dueLine).join('\n') || words.listEmpty };
  },
};

const generate: Command = {
  path: ['deliverable', 'generate'],
  summary: words.generate,
  usage: WHICH_USAGE,
  options: WHICH,
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const report = await reportOf(context, true);
    await finished(context, await startGenerate(context.core(), context.actor(), report.reportId));
    const edition = await lastEdition(context.core(), report.reportId);
    const { id, number, digest, takenAt, definitionVersion } = edition;
    return {
      json: {
        reportId: report.reportId,
        title: report.title,
        editionId: id,
        number,
        digest,
        takenAt,
        definitionVersion,
      },
      text: words.generated(report.title, number, digest.slice(0, 16)),
    };
  },
};

const write: Command = {
  path: ['deliverable', 'write'],
  summary: words.write,
  usage: `${WHICH_USAGE} --input F`,
  options: { ...WHICH, input: { type: 'string' } },
  required: ['input'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const edition = await lastEdition(context.core(), (await reportOf(context, false)).reportId);
    const added = narrativeOf(resolve(text(context, 'input') ?? ''));
    const saved = await saveNarrative(context.core(), context.actor(), {
      id: edition.id,
      version: edition.narrativeVersion,
      narrative: { ...edition.narrative, ...added },
    });
    return {
      json: { editionId: saved.id, narrative: saved.narrative },
      text: words.written(Object.keys(added).length),
    };
  },
};

const finalise: Command = {
  path: ['deliverable', 'finalise'],
  summary: words.finalise,
  usage: WHICH_USAGE,
  options: WHICH,
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const report = await reportOf(context, false);
    const { id, narrativeVersion } = await lastEdition(context.core(), report.reportId);
    const edition = await finaliseEdition(context.core(), context.actor(), { id, version: narrativeVersion });
    return {
      json: { editionId: edition.id, number: edition.number, state: edition.state, digest: edition.digest },
      text: words.finalised(report.title, edition.number),
    };
  },
};

const render: Command = {
  path: ['deliverable', 'render'],
  summary: words.render,
  usage: `${WHICH_USAGE} [--format F …] --out DIR`,
  options: { ...WHICH, format: { type: 'string', multiple: true }, out: { type: 'string' } },
  required: ['out'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const core = context.core();
    const formats = formatsOf(context);
    const { id } = await lastEdition(core, (await reportOf(context, false)).reportId);
    await finished(context, await startRender(core, context.actor(), { id, formats }));
    const folder = resolve(text(context, 'out') ?? '');
    mkdirSync(folder, { recursive: true });
    const files: { format: ReportFormat; file: string; bytes: number }[] = [];
    for (const format of formats) {
      const { fileName, bytes } = await editionFile(core, context.actor(), { id, format, purpose: 'save' });
      const file = join(folder, fileName);
      writeFileAtomic(file, bytes);
      files.push({ format, file, bytes: bytes.byteLength });
    }
    return { json: { editionId: id, files }, text: files.map(({ file }) => words.rendered(file)).join('\n') };
  },
};

const template: Command = {
  path: ['deliverable', 'template'],
  summary: words.templates,
  usage: '[--kind K (--out F | --input F)]',
  options: { kind: { type: 'string' }, out: { type: 'string' }, input: { type: 'string' } },
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const core = context.core();
    const kind = text(context, 'kind');
    const [out, input] = [text(context, 'out'), text(context, 'input')];
    if ((out || input) && !kind) context.usage(words.whichNeeded);
    if (kind && input) {
      const bytes = readInput(input, MOST_FILE);
      const saved = await saveTemplate(core, context.actor(), { kind, fileName: basename(input), bytes });
      return { json: saved, text: words.checked(saved.kindName) };
    }
    if (kind && out) {
      const file = resolve(out);
      writeFileAtomic(file, (await readTemplate(core, kind)).bytes);
      return { json: { kind, file }, text: words.rendered(file) };
    }
    const all = (await listTemplates(core)).filter((each) => kind === undefined || each.kind === kind);
    return { json: all, text: all.map((each) => each.fault || words.checked(each.kindName)).join('\n') };
  },
};

export const commands: readonly Command[] = [
  list,
  generate,
  write,
  finalise,
  render,
  ...deliveryCommands,
  template,
];

/** Waits for a job of this command; its failure is the command's. */
async function finished(context: CommandContext, job: JobRecord): Promise<void> {
  const core = context.core();
  const cancel = () => void core.jobs.cancel(context.actor(), job.id);
  context.signal.addEventListener('abort', cancel, { once: true });
  try {
    const ended = await core.jobs.wait(job.id);
    context.signal.throwIfAborted();
    if (ended.error) throw fail(ended.error.code, ended.error.message);
    if (ended.state !== 'succeeded') throw fail('DELIVERABLE_STOPPED', words.stopped);
  } finally {
    context.signal.removeEventListener('abort', cancel);
  }
}

function formatsOf(context: CommandContext): ReportFormat[] {
  const given = context.options.format;
  if (!Array.isArray(given) || given.length === 0) return [...REPORT_FORMATS];
  return given.map((name) => {
    const format = REPORT_FORMATS.find((each) => each === name);
    return format ?? context.usage(words.badFormat(name));
  });
}

function narrativeOf(file: string): Record<string, string> {
  let raw: unknown;
  try {
    raw = JSON.parse(readTextInput(file));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fail('DELIVERABLE_NARRATIVE', words.badNarrative, { file: basename(file) }, error);
  }
  const parsed = narrativeSchema.safeParse(raw);
  if (!parsed.success) throw fail('DELIVERABLE_NARRATIVE', words.badNarrative, { file: basename(file) });
  return parsed.data;
}

function dueLine(item: DueItem): string {
  const state = item.overdue ? deliverablesMessages.overdue : deliverablesMessages.states[item.state];
  const late = item.lateDays > 0 ? words.late(item.lateDays) : '';
  return [item.due ?? words.noDue, state, item.title, item.recipient, late].filter(Boolean).join('\t');
}
