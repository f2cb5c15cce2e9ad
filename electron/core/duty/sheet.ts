import type { RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import type { RosterRole, Slot } from '../../../shared/domain/roster.ts';
import { beijingStamp, showInstant, weekday } from '../../../shared/domain/time.ts';
import { dutyRosterMessages as words } from '../../../shared/messages/dutyRoster.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { writeCalendarFile } from './ics.ts';
import { typesetForm } from './paper.ts';
import { rosterMonth } from './roster.ts';

const sheet = words.sheet;

/** One line of form B: a day's shift. `rest` marks days off, `gap` roles without a person. */
export interface SheetRow {
  day: string;
  kind: string;
  rest: boolean;
  cells: string[];
}

/** The month as form B (check sheet columns): one line per day and shift. */
export function sheetRows(month: RosterMonth): SheetRow[] {
  const held = new Map(month.slots.map((slot) => [`${slot.day}|${slot.shift}|${slot.role}`, slot]));
  const people = new Map(month.people.map((person) => [person.id, person]));
  return month.days.flatMap(({ day, kind, label }) =>
    month.rules.shifts.map((shift): SheetRow => {
      const of = (role: RosterRole): [name: string, phone: string] => {
        const slot: Slot | undefined = held.get(`${day}|${shift.id}|${role}`);
        const person = slot && people.get(slot.personId);
        if (person) return [person.name, person.phone];
        return [month.rules.required.includes(role) ? sheet.gap : '', ''];
      };
      const notes = month.changes
        .filter((change) => change.day === day && change.shift === shift.id)
        .map((change) => `${change.fromName ?? sheet.gap}→${change.toName ?? sheet.gap}（${change.reason}）`)
        .reverse();
      const cells = [
        day,
        weekday(day),
        label,
        shift.name,
        ...of('primary'),
        ...of('leader'),
        ...of('backup'),
        notes.join('；'),
      ];
      return { day, kind, rest: kind !== 'workday', cells };
    }),
  );
}

/** The A4 landscape sheet. @throws DUTY_PRINT */
export async function printRoster(
  core: Core,
  actor: Actor,
  month: string,
): Promise<{ pdf: Uint8Array; pages: number; fileName: string }> {
  const board = await rosterMonth(core, month);
  const settings = await readSettings(core);
  const [year = '', number = ''] = month.split('-');
  const printed = await typesetForm(core, 'roster', {
    title: sheet.heading(year, number),
    author: settings.contractor,
    project: settings.project,
    customer: settings.customer,
    contractor: settings.contractor,
    state:
      board.state === 'published' && board.publishedAt
        ? sheet.published(board.publishedBy ?? '', beijingStamp(board.publishedAt).slice(0, 16))
        : sheet.draft,
    columns: sheet.columns,
    rows: sheetRows(board).map(({ day, rest, cells }) => ({
      rest,
      cells: [`${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`, ...cells.slice(1)],
    })),
    fairnessTitle: sheet.fairnessTitle,
    fairnessColumns: sheet.fairness,
    fairness: fairnessRows(board),
    printedAt: showInstant(core.now()),
  });
  await appendAudit(core, actor, 'duty.print', month, { state: board.state, pages: printed.pages });
  return { ...printed, fileName: words.fileName(month, 'pdf') };
}

function fairnessRows(board: RosterMonth): (string | number)[][] {
  const names = new Map(board.people.map(({ id, name }) => [id, name]));
  return board.fairness.month
    .filter(({ total, backup, leader }) => total + backup + leader > 0)
    .map(({ personId, primary, total, backup, leader }) => [
      names.get(personId) ?? '',
      primary.workday,
      primary.weekend,
      primary.holiday,
      primary['major-holiday'],
      primary.unpublished,
      total,
      backup,
      leader,
    ]);
}

/** The month as an Excel workbook or a calendar file; recorded as an export. */
export async function exportRoster(
  core: Core,
  actor: Actor,
  input: { month: string; format: 'xlsx' | 'ics'; personId?: string | undefined },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const board = await rosterMonth(core, input.month);
  const bytes =
    input.format === 'xlsx'
      ? await workbook(board)
      : Buffer.from(writeCalendarFile(board, { personId: input.personId, now: core.now() }), 'utf8');
  await appendAudit(core, actor, 'duty.export', input.month, {
    kind: input.format,
    bytes: bytes.byteLength,
  });
  return { fileName: words.fileName(input.month, input.format), bytes };
}

const WIDTHS = [12, 7, 22, 8, 16, 14, 12, 14, 14, 14, 50];
const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEFF2' } },
} as const;
const REST = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F5F5F5' } } } as const;

async function workbook(board: RosterMonth): Promise<Uint8Array> {
  const [year = '', month = ''] = board.month.split('-');
  const rows = sheetRows(board);
  const cells = new Map<string, { style: typeof HEAD | typeof REST }>();
  for (const column of sheet.columns.keys()) cells.set(`0,${column}`, { style: HEAD });
  for (const [index, row] of rows.entries()) {
    if (!row.rest) continue;
    for (const column of sheet.columns.keys()) cells.set(`${index + 1},${column}`, { style: REST });
  }
  const counts = fairnessRows(board);
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({
    sheets: [
      {
        name: sheet.heading(year, month),
        columns: WIDTHS.map((width) => ({ width })),
        rows: [[...sheet.columns], ...rows.map((row) => row.cells)],
        cells,
        freezePane: { rows: 1 },
        pageSetup: {
          orientation: 'landscape',
          paperSize: 'a4',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
        },
      },
      {
        name: sheet.fairnessTitle,
        columns: sheet.fairness.map(() => ({ width: 12 })),
        rows: [[...sheet.fairness], ...counts],
        freezePane: { rows: 1 },
      },
    ],
  });
}
