/** Sends documents to LibreOffice and has the same proof as ever judge what comes back. */
import { type ConversionJob, type ConversionJobResult, type ConversionPool, runConversion } from './job.ts';
import type { ConversionOutcome } from './outcome.ts';
import { type RescueOptions, rescueWithLibreOffice } from './rescue.ts';

export interface RescueTask {
  source: ConversionJob['source'];
  /** Our own outcome: doubtful or failed. */
  outcome: ConversionOutcome;
  /** Where the result goes when it is taken; absent: it comes back in `outcome.output`. */
  output?: string;
}

/** Whether an outcome is one that LibreOffice may better: a doubtful or failed PDF. */
export function mayBeRescued(outcome: ConversionOutcome): boolean {
  return outcome.status === 'doubtful' || outcome.status === 'failed';
}

/**
 * Tries each task with LibreOffice. A result is taken when its text is proven, or when we have none of our own (then it
 * is doubtful). `onResult` is called for each one taken; the others keep our own outcome.
 */
export async function rescueDocuments(
  pool: ConversionPool,
  tasks: readonly RescueTask[],
  onResult: (index: number, result: ConversionJobResult) => void,
  options: RescueOptions = {},
): Promise<void> {
  await rescueWithLibreOffice(
    tasks.map(({ source }) => source),
    async (index, pdf) => {
      const { source, outcome, output } = tasks[index] as RescueTask;
      const job: ConversionJob = {
        source,
        to: 'pdf',
        proof: true,
        rescued: { pdf, onlyProven: outcome.status === 'doubtful' },
        ...(output ? { output } : {}),
      };
      const result = await runConversion(pool, job, options.signal);
      const taken = result.fileError || result.written || result.outcome.output;
      if (taken) onResult(index, result);
    },
    options,
  );
}

/** Takes documents one by one and hands them to LibreOffice together: all that wait when its last call has ended. */
export function createRescuer(pool: ConversionPool, options: Omit<RescueOptions, 'signal'> = {}) {
  let waiting: { task: RescueTask; settle: (outcome: ConversionOutcome) => void }[] = [];
  let running = false;
  const closed = new AbortController();

  async function work(): Promise<void> {
    if (running) return;
    running = true;
    while (waiting.length > 0 && !closed.signal.aborted) {
      const batch = waiting;
      waiting = [];
      try {
        await rescueDocuments(
          pool,
          batch.map(({ task }) => task),
          (index, result) => batch[index]?.settle(result.outcome),
          { ...options, signal: closed.signal },
        );
      } finally {
        for (const { task, settle } of batch) settle(task.outcome);
      }
    }
    running = false;
  }

  return {
    /** The rescued outcome, or our own where it is no better or the signal comes. */
    rescue(task: RescueTask, signal?: AbortSignal): Promise<ConversionOutcome> {
      return new Promise((settle, reject) => {
        if (signal?.aborted || closed.signal.aborted) return settle(task.outcome);
        signal?.addEventListener('abort', () => settle(task.outcome), { once: true });
        waiting.push({ task, settle });
        work().catch(reject);
      });
    },
    /** Ends LibreOffice; what waits keeps our own outcome. */
    close(): void {
      closed.abort();
      for (const { task, settle } of waiting.splice(0)) settle(task.outcome);
    },
  };
}

export type Rescuer = ReturnType<typeof createRescuer>;
