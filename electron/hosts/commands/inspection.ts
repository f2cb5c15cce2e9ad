import { resolve } from 'node:path';
import type { Sheet } from '../../../shared/contract/inspection.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { inspectionMessages, resultNames, stateNames } from '../../../shared/messages/inspection.ts';
import { workdayMessages as words } from '../../../shared/messages/workday.ts';
import {
  listThresholds,
  mustFindSheet,
  runWorkday,
  saveSheets,
  saveThresholds,
  workdayJson,
} from '../../core/inspection/inspection.ts';
import type { Command, CommandContext } from './command.ts';

const workdayRun: Command = {
  path: ['workday', 'run'],
  summary: words.commandRun,
  usage: '[--date D]',
  options: { date: { type: 'string' } },
  needsWorkspace: true,
  help: words.commandRunHelp,
  run: async (context) => {
    const answer = await runWorkday(context.core(), context.actor(), {
      date: text(context, 'date'),
      note: context.note,
      signal: context.signal,
    });
    return { json: workdayJson(answer), text: `${sheetText(answer.sheet)}\n${words.fileLine(answer.file)}` };
  },
};

const sheetPdf: Command = {
  path: ['sheet', 'pdf'],
  summary: words.commandPdf,
  usage: '(--date D | --from D --to D) --out F',
  options: {
    date: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
  },
  required: ['out'],
  needsWorkspace: true,
  help: words.commandPdfHelp,
  run: async (context) => {
    const date = text(context, 'date');
    const from = text(context, 'from');
    const to = text(context, 'to');
    if (date ? from || to : !from || !to) context.usage(words.oneDayOrRange);
    const { file, pages, days } = await saveSheets(context.core(), context.actor(), {
      from: date ?? from ?? '',
      to: date ?? to ?? '',
      file: resolve(text(context, 'out') ?? ''),
    });
    return { json: { file, pages, days }, text: words.printed(file, pages, days.length) };
  },
};

const sheetShow: Command = {
  path: ['sheet', 'show'],
  summary: words.commandShow,
  usage: '[--date D]',
  options: { date: { type: 'string' } },
  needsWorkspace: true,
  help: words.commandShowHelp,
  run: async (context) => {
    const sheet = await mustFindSheet(
      context.core(),
      text(context, 'date') ?? beijingDay(context.core().now()),
    );
    return { json: sheet, text: sheetText(sheet) };
  },
};

const sheetThresholds: Command = {
  path: ['sheet', 'thresholds'],
  summary: words.commandThresholds,
  usage: '[--item I [--warning N] [--fault N] --reason S]',
  options: {
    item: { type: 'string' },
    warning: { type: 'string' },
    fault: { type: 'string' },
    reason: { type: 'string' },
  },
  needsWorkspace: true,
  help: words.commandThresholdsHelp,
  run: async (context) => {
    const id = text(context, 'item');
    const reason = text(context, 'reason')?.trim();
    const warning = limit(context, 'warning');
    const fault = limit(context, 'fault');
    if (!id && (reason || warning !== null || fault !== null)) context.usage(words.needItem);
    if (id && !reason) context.usage(words.needItem);
    const items =
      id && reason
        ? await saveThresholds(context.core(), context.actor(), { id, warning, fault, reason })
        : await listThresholds(context.core());
    return {
      json: items,
      text: items.map(({ number, name, standard }) => `${number.padEnd(5)} ${name}：${standard}`).join('\n'),
    };
  },
};

export const commands: readonly Command[] = [workdayRun, sheetPdf, sheetShow, sheetThresholds];

function limit(context: CommandContext, name: string): number | null {
  const value = text(context, name);
  if (value === undefined) return null;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) context.usage(words.notNumber(name));
  return number;
}

function text(context: CommandContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A sheet for the terminal: one line an item. */
function sheetText(sheet: Sheet): string {
  const lines = sheet.items.map((item) => {
    const remark = item.explanation ? `　${item.explanation}` : '';
    return `  ${item.number.padEnd(5)} ${resultNames[item.result]}　${item.name}：${item.value || '—'}${remark}`;
  });
  return [
    words.sheetLine(sheet.day, sheet.dayLabel, stateNames[sheet.state], sheet.digest),
    ...lines,
    inspectionMessages.summary(sheet.counts),
  ].join('\n');
}
