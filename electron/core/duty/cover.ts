import type { RosterFinding, RosterRole } from '../../../shared/domain/roster.ts';
import { addDays, beijingDay, type Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { rosterMonth } from './roster.ts';

/** How the roster stands for some days: what is wrong on them, and which of their months are not published. */
export interface DutyCover {
  from: Day;
  to: Day;
  /** Nobody is registered for duty at all. */
  empty: boolean;
  /** `urgent`: today's or tomorrow's. */
  findings: { day: Day; role: RosterRole; kind: RosterFinding['kind']; name: string; urgent: boolean }[];
  unpublished: { month: string; urgent: boolean }[];
}

/** How many days from today on should stand: a week. */
export const COVER_DAYS = 7;

/** Whether the duties from `day` on are covered for a week, without a gap, a double booking or somebody who is away. */
export async function dutyCover(core: Core, day: Day = beijingDay(core.now())): Promise<DutyCover> {
  const to = addDays(day, COVER_DAYS - 1);
  const soon = addDays(day, 1);
  const months = [...new Set([day.slice(0, 7), to.slice(0, 7)])];
  const boards = await Promise.all(months.map((month) => rosterMonth(core, month)));
  const people = boards[0]?.people ?? [];
  const findings = boards.flatMap((board) =>
    board.findings
      .filter((finding) => finding.day >= day && finding.day <= to)
      .map((finding) => ({
        day: finding.day,
        role: finding.role,
        kind: finding.kind,
        name: people.find(({ id }) => id === finding.personId)?.name ?? '',
        urgent: finding.day <= soon,
      })),
  );
  return {
    from: day,
    to,
    empty: people.length === 0,
    findings,
    unpublished: boards
      .filter(({ state }) => state !== 'published')
      .map(({ month }) => ({ month, urgent: month <= soon.slice(0, 7) })),
  };
}
