import type { Counts, Sheet } from '../../../shared/contract/inspection.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { asErrorData, isAbort } from '../../../shared/errors/errors.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { workdayMessages as messages } from '../../../shared/messages/workday.ts';
import type { Actor, Core } from '../core.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { shownRemark } from './present.ts';
import { saveSheetInResults } from './saveSheet.ts';
import { mustFindSheet, openSheet } from './sheets.ts';
import { type StepOutcome, WORKDAY_STEPS } from './workdaySteps.ts';

export interface WorkdayAnswer {
  sheet: Sheet;
  /** Path of the printed sheet. */
  file: string;
  steps: StepOutcome[];
}

/**
 * A whole workday without a window: the steps of `WORKDAY_STEPS` one after another, then the printed sheet. A step that
 * fails is reported and does not stop the others; the sheet is printed in any case, with what is unchecked and why.
 * Of a day to come only the empty form is printed.
 * @throws CALENDAR_DAY_INVALID, and what printing throws
 */
export async function runWorkday(
  core: Core,
  actor: Actor,
  options: { date?: Day | undefined; note?: (line: string) => void; signal?: AbortSignal } = {},
): Promise<WorkdayAnswer> {
  const day = options.date ?? beijingDay(core.now());
  const note = options.note ?? (() => undefined);
  await openSheet(core, actor, day);
  const steps: StepOutcome[] = [];
  const come = day <= beijingDay(core.now());
  if (!come) note(messages.notCome(day));
  for (const step of come ? WORKDAY_STEPS : []) {
    options.signal?.throwIfAborted();
    note(step.title);
    const { id, title } = step;
    try {
      const answer = await step.run({ core, actor, day, note, signal: options.signal, earlier: steps });
      steps.push({ id, title, state: answer.skipped ? 'skipped' : 'done', message: answer.message });
    } catch (error) {
      if (isAbort(error)) throw error;
      const data = asErrorData(error);
      if (data.code === 'INTERNAL') recordUnexpected(core.workspace, `workday ${id}`, error);
      steps.push({ id, title, state: 'failed', message: data.message });
    }
    const last = steps.at(-1);
    if (last?.message) note(`  ${last.message}`);
  }
  const file = await saveSheetInResults(core, actor, day);
  return { sheet: await mustFindSheet(core, day), file, steps };
}

/** What `ops workday run --json` prints; its shape is fixed. Results are the words of the form. */
export function workdayJson({ sheet, file, steps }: WorkdayAnswer): {
  date: Day;
  dayKind: string;
  items: {
    service: string;
    item: string;
    name: string;
    method: string;
    value: string;
    result: string;
    remark: string;
  }[];
  counts: Counts;
  sheet: string;
  digest: string;
  steps: StepOutcome[];
} {
  return {
    date: sheet.day,
    dayKind: sheet.dayKind,
    items: sheet.items.map((item) => ({
      service: item.service,
      item: item.id,
      name: item.name,
      method: item.method,
      value: item.value,
      result: resultNames[item.result],
      remark: shownRemark(item),
    })),
    counts: sheet.counts,
    sheet: file,
    digest: sheet.digest,
    steps,
  };
}
