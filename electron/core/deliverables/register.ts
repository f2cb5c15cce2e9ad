import { createHash } from 'node:crypto';
import { z } from 'zod';
import source from '../../../resources/deliverables/register.json' with { type: 'json' };
import type { Calendar } from '../../../shared/domain/calendar.ts';
import { type DueRule, dueDay } from '../../../shared/domain/reportDue.ts';
import { PERIOD_KINDS, type PeriodKind, periodsEnding } from '../../../shared/domain/reportPeriod.ts';
import { addDays, beijingDay, type Day } from '../../../shared/domain/time.ts';
import { partOutlines, serviceOutlines } from '../../../shared/messages/deliverablesFigures.ts';
import type { Core } from '../core.ts';
import { type DefinitionRow, deliverablesStore } from './store.ts';

const dueRuleSchema: z.ZodType<DueRule> = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('workday-after'), count: z.number().int().min(1).max(30) }),
  z.object({ rule: z.literal('last-workday') }),
]);

const narrativeSchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  required: z.boolean(),
});
export type NarrativeField = z.infer<typeof narrativeSchema>;

const sectionSchema = z.object({
  title: z.string(),
  narratives: z.array(narrativeSchema),
  /** Sources (electron/core/deliverables/sources); one that is not there is left out. */
  parts: z.array(z.string()),
  /** Its parts are told in one sentence each, without tables and charts. */
  brief: z.boolean().default(false),
});
export type RegisterSection = z.infer<typeof sectionSchema>;

const registerSchema = z.object({
  version: z.number().int(),
  /** How many days ahead a report counts as due soon. */
  soonDays: z.number().int(),
  kinds: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      period: z.enum(PERIOD_KINDS),
      due: dueRuleSchema,
      recipient: z.string(),
      enabled: z.boolean(),
      /** Where the contract asks for it (seed.txt). */
      basis: z.string(),
      sections: z.array(sectionSchema),
    }),
  ),
});

const register = registerSchema.parse(source);
export const SOON_DAYS = register.soonDays;

/** A kind of report: as shipped, with what was agreed here over it. */
export interface ReportKind {
  id: string;
  name: string;
  period: PeriodKind;
  due: DueRule;
  recipient: string;
  enabled: boolean;
  since: Day;
  yearStart: string;
  basis: string;
  sections: readonly RegisterSection[];
  /** Grows with each change made here; 0 as shipped. */
  changes: number;
}

/** All kinds, in the order of the register. */
export async function reportKinds(core: Core): Promise<ReportKind[]> {
  const changed = new Map((await deliverablesStore(core.log).definitions()).map((row) => [row.kind, row]));
  const begun = beijingDay(core.workspace.config.createdAt);
  return register.kinds.map((kind) => {
    const row = changed.get(kind.id);
    return { ...kind, since: begun, yearStart: '01-01', changes: 0, ...(row ? ofRow(row) : {}) };
  });
}

function ofRow(row: DefinitionRow) {
  return {
    due: dueRuleSchema.parse(JSON.parse(row.due)),
    recipient: row.recipient,
    enabled: row.enabled === 1,
    since: row.since,
    yearStart: row.year_start,
    changes: row.version,
  };
}

/**
 * Which words, sections and figures a report of this kind is made of: part of each edition, so that two editions with
 * the same version speak of the same figures (口径版本).
 */
export function definitionVersion(kind: ReportKind): string {
  const made = JSON.stringify([kind.sections, partOutlines, serviceOutlines]);
  return `${register.version}-${createHash('sha256').update(made).digest('hex').slice(0, 8)}`;
}

/** A period of a kind with its day; `due` undefined where the calendar of that year is not published. */
export interface ExpectedReport {
  kind: ReportKind;
  key: string;
  from: Day;
  to: Day;
  due: Day | undefined;
}

/** Every report a rhythm asks for whose period ends within `from`…`to`. */
export function expectedReports(
  kinds: readonly ReportKind[],
  calendar: Calendar,
  { from, to }: { from: Day; to: Day },
): ExpectedReport[] {
  return kinds.flatMap((kind) => {
    if (!kind.enabled || kind.period === 'once') return [];
    const begin = from > kind.since ? from : kind.since;
    return periodsEnding(kind.period, begin, to, kind.yearStart)
      .filter((period) => kind.period !== 'day' || isWorkday(period.to, calendar))
      .map((period) => ({
        kind,
        key: period.key,
        from: period.from,
        to: period.to,
        due: dueDay(kind.due, period, calendar),
      }));
  });
}

function isWorkday(day: Day, calendar: Calendar): boolean {
  return dueDay({ rule: 'workday-after', count: 1 }, { to: addDays(day, -1) }, calendar) === day;
}
