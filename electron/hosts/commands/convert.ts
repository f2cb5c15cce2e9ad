import { availableParallelism } from 'node:os';
import { fail } from '../../../shared/errors/errors.ts';
import { conversionInput } from '../../../shared/messages/conversion.ts';
import { conversionWorkMessages, FILE_STATUS_NAMES } from '../../../shared/messages/conversionWork.ts';
import { convertFiles } from '../../core/conversion/files.ts';
import type { ConversionFormat } from '../../core/conversion/outcome.ts';
import { findLibreOffice } from '../../core/conversion/rescue.ts';
import type { Command, CommandContext } from './command.ts';

const words = conversionWorkMessages.command;
const FORMATS: readonly string[] = ['pdf', 'docx', 'html', 'txt'];
const MOST_WORKERS = 64;
const NOTE_MS = 1_000;

const convert: Command = {
  path: ['convert'],
  summary: words.convert,
  usage: 'FILE|DIR… --out DIR [--to pdf|docx|html|txt] [--workers N] [--rescue]',
  options: {
    out: { type: 'string' },
    to: { type: 'string' },
    workers: { type: 'string' },
    rescue: { type: 'boolean' },
  },
  required: ['out'],
  allowPositionals: true,
  needsWorkspace: false,
  help: words.helpConvert,
  async run(context) {
    if (context.positionals.length === 0) context.usage(words.noInput);
    const to = String(context.options.to ?? 'pdf');
    if (!FORMATS.includes(to)) context.usage(conversionInput.badFormat(to));
    const rescue = context.options.rescue === true;
    if (rescue && to !== 'pdf') context.usage(conversionInput.rescueOnlyPdf());
    if (rescue && !findLibreOffice()) context.note(conversionInput.noLibreOffice());
    const { files, summary, error } = await convertFiles({
      paths: context.positionals,
      out: String(context.options.out),
      to: to as ConversionFormat,
      workers: workersOf(context),
      proof: true,
      rescue,
      spawn: context.spawn,
      signal: context.signal,
      onProgress: noteNowAndThen(context.note),
    });
    context.signal.throwIfAborted();
    if (error) throw fail(error.code, error.message, error.details);
    const listed = files.map((file) => {
      const why = file.notes.map((note) => note.message).join('；');
      return words.file(file.source, FILE_STATUS_NAMES[file.status], file.status === 'converted' ? '' : why);
    });
    return {
      json: { files, summary },
      text: [...listed, words.summary(summary.total, summary.pages, (summary.ms / 1000).toFixed(1))].join(
        '\n',
      ),
    };
  },
};

export const commands: readonly Command[] = [convert];

function workersOf(context: CommandContext): number {
  if (context.options.workers === undefined) return availableParallelism();
  const workers = Number(context.options.workers);
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    context.usage(conversionInput.badWorkers());
  return workers;
}

function noteNowAndThen(note: (line: string) => void) {
  let last = Date.now();
  return ({ done, total }: { done: number; total: number }) => {
    if (Date.now() - last < NOTE_MS) return;
    last = Date.now();
    note(words.progress(done, total));
  };
}
