import type { Knex } from 'knex';
import type { CalendarDay } from '../../../shared/domain/calendar.ts';

interface CalendarDayRow {
  day: string;
  kind: 'rest' | 'work';
  festival: string;
  major: number | null;
  source: string;
  entered_by: string;
  entered_at: string;
}

/** Days entered or imported here; they win over those the program carries. */
export function calendarStore(db: Knex) {
  return {
    async all(): Promise<CalendarDay[]> {
      const rows = await db<CalendarDayRow>('calendar_day').orderBy('day');
      return rows.map((row) => ({
        day: row.day,
        kind: row.kind,
        festival: row.festival,
        ...(row.major === null ? {} : { major: row.major === 1 }),
      }));
    },
    async save(days: readonly CalendarDay[], source: string, by: string, at: string): Promise<void> {
      for (const entry of days) {
        const row: CalendarDayRow = {
          day: entry.day,
          kind: entry.kind,
          festival: entry.festival,
          major: entry.major === undefined ? null : Number(entry.major),
          source,
          entered_by: by,
          entered_at: at,
        };
        await db('calendar_day').insert(row).onConflict('day').merge();
      }
    },
    /** Whether there was one. */
    async remove(day: string): Promise<boolean> {
      return (await db('calendar_day').where({ day }).delete()) === 1;
    },
  };
}
