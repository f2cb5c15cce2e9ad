import { z } from 'zod';
import type { CalendarDay } from '../../../shared/domain/calendar.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { calendarMessages as messages } from '../../../shared/messages/calendar.ts';

const DAY_NAMES = ['日期', 'date', 'day'];
const KIND_NAMES = ['休/班', '休班', '类型', 'kind', 'type'];
const FESTIVAL_NAMES = ['节日', '名称', 'festival', 'name'];
const MAJOR_NAMES = ['重大', '重大节假日', 'major'];

/**
 * Reads a file of days: CSV or TSV with a header (日期, 休/班, 节日, 重大), or a JSON array of
 * `{day, kind: 'rest'|'work', festival, major?}`. Nothing is guessed: the first cell that is not understood stops it.
 * @throws CALENDAR_FILE_BAD naming file, row and field
 */
export function parseCalendarFile(fileName: string, content: string): CalendarDay[] {
  const text = content.replace(/^\uFEFF/, '').trim();
  const days =
    text.startsWith('[') || text.startsWith('{') ? fromJson(fileName, text) : fromTable(fileName, text);
  if (days.length === 0) throw bad(messages.empty(fileName), fileName);
  return days;
}

function fromTable(fileName: string, text: string): CalendarDay[] {
  const lines = text.split(/\r\n|\r|\n/);
  const head = cells(lines[0] ?? '');
  const column = (names: readonly string[]) => head.findIndex((cell) => names.includes(cell.toLowerCase()));
  const [day, kind, festival, major] = [DAY_NAMES, KIND_NAMES, FESTIVAL_NAMES, MAJOR_NAMES].map(column) as [
    number,
    number,
    number,
    number,
  ];
  if (day < 0 || kind < 0) throw bad(messages.badHeader(fileName), fileName, 1);
  const read = createReader(fileName);
  lines.slice(1).forEach((line, index) => {
    if (line.trim() === '') return;
    const row = cells(line);
    read.add(index + 2, row[day] ?? '', row[kind] ?? '', row[festival] ?? '', row[major] ?? '');
  });
  return read.days;
}

const jsonSchema = z.array(
  z.object({
    day: z.string().optional(),
    date: z.string().optional(),
    kind: z.string().optional(),
    festival: z.string().optional(),
    name: z.string().optional(),
    major: z.boolean().optional(),
  }),
);

function fromJson(fileName: string, text: string): CalendarDay[] {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw fail('CALENDAR_FILE_BAD', messages.badJson(fileName), { file: fileName }, error);
  }
  const parsed = jsonSchema.safeParse(Array.isArray(raw) ? raw : (raw as { days?: unknown }).days);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const row = typeof issue?.path[0] === 'number' ? issue.path[0] + 1 : 1;
    const field = String(issue?.path[1] ?? 'days');
    throw bad(messages.badRow(fileName, row, field, '', issue?.message ?? ''), fileName, row);
  }
  const read = createReader(fileName);
  parsed.data.forEach((entry, index) => {
    const major = entry.major === undefined ? '' : entry.major ? '是' : '否';
    read.add(
      index + 1,
      entry.day ?? entry.date ?? '',
      entry.kind ?? '',
      entry.festival ?? entry.name ?? '',
      major,
    );
  });
  return read.days;
}

function createReader(fileName: string) {
  const days: CalendarDay[] = [];
  const seen = new Set<string>();
  return {
    days,
    add(row: number, dayText: string, kindText: string, festival: string, majorText: string): void {
      const day = normalDay(dayText);
      if (!day) throw bad(messages.badRow(fileName, row, '日期', dayText, messages.dayHint), fileName, row);
      const kind = readKind(kindText);
      if (!kind)
        throw bad(messages.badRow(fileName, row, '休/班', kindText, messages.kindHint), fileName, row);
      const major = readMajor(majorText);
      if (major === null)
        throw bad(messages.badRow(fileName, row, '重大', majorText, messages.majorHint), fileName, row);
      if (seen.has(day)) throw bad(messages.twice(fileName, row, day), fileName, row);
      seen.add(day);
      days.push({
        day,
        kind,
        festival: festival.trim().slice(0, 40),
        ...(major === undefined ? {} : { major }),
      });
    },
  };
}

/** `2027-1-1`, `2027/01/01` and `2027年1月1日` are the same day. */
function normalDay(text: string): string | undefined {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.trim());
  if (!match) return undefined;
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function readKind(text: string): 'rest' | 'work' | undefined {
  const word = text.trim().toLowerCase();
  if (['休', '休息', '放假', 'rest', 'holiday'].includes(word)) return 'rest';
  if (['班', '上班', '调休', '调休上班', 'work', 'workday'].includes(word)) return 'work';
  return undefined;
}

function readMajor(text: string): boolean | undefined | null {
  const word = text.trim().toLowerCase();
  if (word === '') return undefined;
  if (['是', '重大', 'true', '1'].includes(word)) return true;
  if (['否', 'false', '0'].includes(word)) return false;
  return null;
}

function cells(line: string): string[] {
  return line
    .split(line.includes('\t') ? '\t' : /[,，]/)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function bad(message: string, file: string, row?: number) {
  return fail('CALENDAR_FILE_BAD', message, row === undefined ? { file } : { file, row });
}
