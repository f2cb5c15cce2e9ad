import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LOG_KINDS, type LogKind } from '../../../shared/contract/dutyLog.ts';
import { beijingDay, isDay, showInstant, showTime } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { dutyAttendanceMessages } from '../../../shared/messages/dutyAttendance.ts';
import { dutyLogMessages } from '../../../shared/messages/dutyLog.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { attendanceMonth } from '../../core/duty/attendance.ts';
import { addLogEntry, listLog } from '../../core/duty/logbook.ts';
import { listPeople } from '../../core/duty/people.ts';
import { generateRoster, previewRoster } from '../../core/duty/planning.ts';
import { rosterMonth } from '../../core/duty/roster.ts';
import { exportRoster, printRoster, sheetRows } from '../../core/duty/sheet.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import type { Command, CommandContext } from './command.ts';
import { askCommands } from './dutyAsk.ts';
import { coverCommand } from './dutyCover.ts';
import { personNamed } from './dutyPerson.ts';
import { requestCommands } from './dutyRequests.ts';
import { shiftCommands } from './dutyShift.ts';

const words = dutyRosterMessages.command;
const MOST_LISTED = 2_000;
const MONTH = { month: { type: 'string' } } as const;

const show: Command = {
  path: ['duty', 'roster', 'show'],
  summary: words.show,
  usage: '[--month M]',
  options: MONTH,
  needsWorkspace: true,
  help: words.helpShow,
  async run(context) {
    const board = await rosterMonth(context.core(), monthOf(context));
    const names = new Map(board.people.map(({ id, name }) => [id, name]));
    const json = {
      ...board,
      slots: board.slots.map((slot) => ({ ...slot, name: names.get(slot.personId) ?? '' })),
      findings: board.findings.map((finding) => ({
        ...finding,
        name: finding.personId === null ? null : (names.get(finding.personId) ?? ''),
      })),
    };
    const rows = sheetRows(board).map((row) => row.cells.join('\t'));
    const findings = board.findings.map(
      ({ day, role, kind }) =>
        `${day}\t${dutyRosterMessages.roles[role]}\t${dutyRosterMessages.findings[kind]}`,
    );
    return { json, text: [`${board.month}\t${words.states[board.state]}`, ...rows, ...findings].join('\n') };
  },
};

const generate: Command = {
  path: ['duty', 'roster', 'generate'],
  summary: words.generate,
  usage: '--month M [--primary N] [--backup N] [--leader N] [--preview]',
  options: {
    ...MONTH,
    primary: { type: 'string' },
    backup: { type: 'string' },
    leader: { type: 'string' },
    preview: { type: 'boolean' },
  },
  required: ['month'],
  needsWorkspace: true,
  help: words.helpGenerate,
  async run(context) {
    const month = monthOf(context);
    const first = {
      primary: (await personNamed(context, 'primary'))?.id,
      backup: (await personNamed(context, 'backup'))?.id,
      leader: (await personNamed(context, 'leader'))?.id,
    };
    const result = context.options.preview
      ? await previewRoster(context.core(), { month, first })
      : await generateRoster(context.core(), context.actor(), { month, first });
    const said = words.generated(month, result.slots.length, result.findings.length);
    const names = new Map((await listPeople(context.core())).map(({ id, name }) => [id, name]));
    const slots = result.slots.map((slot) => ({ ...slot, name: names.get(slot.personId) ?? '' }));
    return {
      json: { month, written: !context.options.preview, ...result, slots },
      text: context.options.preview ? said + words.preview : said,
    };
  },
};

const exportCommand: Command = {
  path: ['duty', 'roster', 'export'],
  summary: words.export,
  usage: '--month M --out F [--person N]',
  options: { ...MONTH, out: { type: 'string' }, person: { type: 'string' } },
  required: ['month', 'out'],
  needsWorkspace: true,
  help: words.helpExport,
  async run(context) {
    const month = monthOf(context);
    const file = resolve(String(context.options.out));
    const ending = /\.(pdf|xlsx|ics)$/i.exec(file)?.[1]?.toLowerCase();
    if (ending === undefined) return context.usage(words.ending);
    if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
      throw fail('DUTY_FOLDER', words.noFolder);
    const personId = (await personNamed(context, 'person'))?.id;
    const bytes =
      ending === 'pdf'
        ? (await printRoster(context.core(), context.actor(), month)).pdf
        : (
            await exportRoster(context.core(), context.actor(), {
              month,
              format: ending as 'xlsx' | 'ics',
              personId,
            })
          ).bytes;
    writeFileAtomic(file, bytes);
    return { json: { file, bytes: bytes.byteLength }, text: words.written(file) };
  },
};

const log: Command = {
  path: ['duty', 'log'],
  summary: words.log,
  usage: '[--from D] [--to D] | --add TEXT [--kind K] [--time HH:mm] [--who W] [--phone P]',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    add: { type: 'string' },
    kind: { type: 'string' },
    time: { type: 'string' },
    who: { type: 'string' },
    phone: { type: 'string' },
  },
  needsWorkspace: true,
  help: words.helpLog,
  async run(context) {
    const { options } = context;
    const kind = options.kind === undefined ? undefined : String(options.kind);
    if (kind !== undefined && !LOG_KINDS.includes(kind as LogKind)) context.usage(words.kind(kind));
    if (options.add !== undefined) return addToLog(context, (kind ?? 'event') as LogKind);
    const today = beijingDay(context.core().now());
    const from = dayOf(context, 'from', today);
    const page = await listLog(context.core(), {
      from,
      to: dayOf(context, 'to', from > today ? from : today),
      kinds: kind === undefined ? undefined : [kind as LogKind],
      offset: 0,
      limit: MOST_LISTED,
    });
    const lines = page.rows.map((entry) =>
      [
        showInstant(entry.at),
        dutyLogMessages.kinds[entry.kind],
        entry.who,
        entry.content,
        entry.outcome,
        entry.writtenBy,
      ].join('\t'),
    );
    return { json: page.rows, text: lines.join('\n') || words.none };
  },
};

async function addToLog(context: CommandContext, kind: LogKind) {
  const { options } = context;
  const time = options.time === undefined ? undefined : String(options.time);
  if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) context.usage(words.time(time));
  const content = String(options.add).trim();
  if (content === '' || content.length > 500) context.usage(words.content);
  const entry = await addLogEntry(context.core(), context.actor(), {
    kind,
    time,
    who: String(options.who ?? ''),
    phone: String(options.phone ?? ''),
    content,
    outcome: '',
  });
  return { json: entry, text: `${showInstant(entry.at)}\t${dutyLogMessages.kinds[kind]}\t${entry.content}` };
}

const attendance: Command = {
  path: ['duty', 'attendance'],
  summary: words.attendance,
  usage: '[--month M] [--faults]',
  options: { ...MONTH, faults: { type: 'boolean' } },
  needsWorkspace: true,
  help: words.helpAttendance,
  async run(context) {
    const month = await attendanceMonth(context.core(), monthOf(context));
    const names = new Map(month.people.map(({ id, name }) => [id, name]));
    const cells = month.cells.filter(({ verdict }) => !context.options.faults || verdict === 'faulty');
    const json = {
      ...month,
      cells: cells.map((cell) => ({ ...cell, name: names.get(cell.personId) ?? '' })),
    };
    const { verdicts, faults } = dutyAttendanceMessages;
    const at = (instant: string | null) => (instant ? showTime(instant) : '—');
    const lines = cells.map((cell) =>
      [
        cell.day,
        names.get(cell.personId) ?? '',
        at(cell.inAt),
        at(cell.outAt),
        cell.faults.map((fault) => faults[fault]).join('、') || verdicts[cell.verdict],
      ].join('\t'),
    );
    return { json, text: lines.join('\n') || words.none };
  },
};

export const commands: readonly Command[] = [
  show,
  generate,
  exportCommand,
  log,
  attendance,
  coverCommand,
  ...shiftCommands,
  ...requestCommands,
  ...askCommands,
];

function monthOf(context: CommandContext): string {
  const given = context.options.month;
  if (given === undefined) return beijingDay(context.core().now()).slice(0, 7);
  const month = String(given);
  return isDay(`${month}-01`) ? month : context.usage(words.month(month));
}

function dayOf(context: CommandContext, option: string, otherwise: string): string {
  const given = context.options[option];
  if (given === undefined) return otherwise;
  return isDay(String(given)) ? String(given) : context.usage(words.day(String(given)));
}
