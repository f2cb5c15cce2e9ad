import { FILE_STATUSES } from '../../../shared/contract/conversion.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { workdayMessages as messages } from '../../../shared/messages/workday.ts';
import { convertAndWait } from '../conversion/conversion.ts';
import type { Actor, Core } from '../core.ts';
import { backupIsDue, backupLog } from '../workspace/backup.ts';
import { runChecks } from './run.ts';

export interface StepOutcome {
  id: string;
  title: string;
  state: 'done' | 'skipped' | 'failed';
  message: string;
}

export interface StepContext {
  core: Core;
  actor: Actor;
  day: Day;
  note: (line: string) => void;
  signal: AbortSignal | undefined;
  /** How the steps before this one ended. */
  earlier: readonly StepOutcome[];
}

export interface WorkdayStep {
  id: string;
  title: string;
  run(context: StepContext): Promise<{ message: string; skipped?: boolean }>;
}

const backup: WorkdayStep = {
  id: 'backup',
  title: messages.backup,
  async run({ core, actor, signal }) {
    if (!backupIsDue(core)) return { message: messages.backupFresh, skipped: true };
    const { bytes } = await backupLog(core, actor, signal);
    return { message: messages.backupDone(Math.ceil(bytes / 1024)) };
  },
};

const inspection: WorkdayStep = {
  id: 'inspection',
  title: messages.inspection,
  async run({ core, actor, day, signal }) {
    const { counts } = await runChecks(core, actor, { day }, signal);
    return { message: messages.inspectionDone(counts) };
  },
};

/** How long the place of the documents may be away before the step is given up: the sheet must not wait for it. */
const PATIENCE_MS = 5_000;
/** Items that speak of what the conversion changes. */
const CONVERTED_ITEMS = ['casefile.rtf-waiting', 'casefile.rtf-converted', 'casefile.rtf-failed'];

const conversion: WorkdayStep = {
  id: 'conversion',
  title: messages.conversion,
  async run({ core, actor, note, signal }) {
    let shown = 0;
    const done = await convertAndWait(
      core,
      actor,
      { patienceMs: PATIENCE_MS, outsideWindow: 'skip' },
      {
        ...(signal ? { signal } : {}),
        onProgress: (progress) => {
          const tenths = progress.total > 0 ? Math.floor((progress.done / progress.total) * 10) : 0;
          if (tenths > shown) note(`  ${messages.conversionProgress(progress.done, progress.total)}`);
          shown = Math.max(shown, tenths);
        },
      },
    );
    const { waiting, ...handled } = done;
    const total = FILE_STATUSES.reduce(
      (sum, status) => sum + (status === 'waiting' ? 0 : handled[status]),
      0,
    );
    if (total === 0) return { message: messages.conversionNone(waiting), skipped: true };
    return { message: messages.conversionDone(done) };
  },
};

const recheck: WorkdayStep = {
  id: 'recheck',
  title: messages.recheck,
  async run({ core, actor, day, signal, earlier }) {
    if (earlier.find((step) => step.id === 'conversion')?.state !== 'done') {
      return { message: messages.recheckSkipped, skipped: true };
    }
    const sheet = await runChecks(core, actor, { day, items: CONVERTED_ITEMS }, signal);
    const items = sheet.items.filter((item) => CONVERTED_ITEMS.includes(item.id));
    return { message: items.map((item) => `${item.name} ${item.value}`).join('，') };
  },
};

/**
 * What a workday consists of, in order. The copy of the log comes first, so that the sheet can say it is fresh; the items
 * on RTF documents are looked at again after the conversion, so that the sheet says what is left.
 */
export const WORKDAY_STEPS: readonly WorkdayStep[] = [backup, inspection, conversion, recheck];
