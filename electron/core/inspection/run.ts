import { setTimeout as sleep } from 'node:timers/promises';
import type { Result, Sheet } from '../../../shared/contract/inspection.ts';
import { addDays, beijingDay, beijingStamp, type Day, showTime } from '../../../shared/domain/time.ts';
import { asErrorData, fail, isAbort, OpsError } from '../../../shared/errors/errors.ts';
import { inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import type { Actor, Core } from '../core.ts';
import type { JobRecord } from '../jobs/job.ts';
import type { JobContext, JobKind } from '../jobs/jobs.ts';
import { inTransaction } from '../log/log.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import type { Check, Reading } from './checks/check.ts';
import { checks } from './checks/index.ts';
import { voidOutdatedSignatures } from './entries.ts';
import { judge } from './judge.ts';
import { type DatacenterForRun, datacenterForRun } from './reader.ts';
import { mustFindSheet, mustHaveCome, openSheet } from './sheets.ts';
import { type ItemRecord, inspectionStore } from './store.ts';
import type { TemplateItem } from './template.ts';
import { itemInForce } from './thresholds.ts';

export const RUN_KIND = 'inspection.run';

interface RunParams {
  day: Day;
  /** Ids of automatic items; absent: all. */
  items?: string[];
}

/** How many items are asked at once: the data centre's sessions by default, and two for the others. */
const SIDE_BY_SIDE = 6;
const JOBS_LOOKED_AT = 50;
const LOOK_AGAIN_MS = 2_000;

/**
 * Opens the sheet when needed and starts its automatic items as a job; people's entries are never touched.
 * @throws INSPECTION_FROZEN, INSPECTION_NO_ITEM, INSPECTION_NOT_AUTOMATIC, INSPECTION_FUTURE, JOB_ALREADY_RUNNING
 */
export async function startChecks(
  core: Core,
  actor: Actor,
  input: { day: Day; items?: string[] | undefined },
): Promise<JobRecord> {
  mustHaveCome(core, input.day);
  const sheet = await openSheet(core, actor, input.day);
  if (sheet.frozen) throw fail('INSPECTION_FROZEN', messages.frozen(input.day));
  for (const id of input.items ?? []) {
    const item = sheet.items.find((candidate) => candidate.id === id);
    if (!item) throw fail('INSPECTION_NO_ITEM', messages.noItem(id));
    if (item.method !== 'automatic') throw fail('INSPECTION_NOT_AUTOMATIC', messages.notAutomatic(item.name));
  }
  return core.jobs.start(actor, RUN_KIND, { day: input.day, ...(input.items ? { items: input.items } : {}) });
}

/**
 * Runs the checks and waits for their end; a run of the same day going on in another window or process is waited for and
 * counts as this one. Throws what made the run itself fail.
 */
export async function runChecks(
  core: Core,
  actor: Actor,
  input: { day: Day; items?: string[] | undefined },
  signal?: AbortSignal,
): Promise<Sheet> {
  const ended = await startOrJoin(core, actor, input, signal);
  if (ended.error) throw fail(ended.error.code, ended.error.message);
  return mustFindSheet(core, input.day);
}

/** The ended job. A run whose process died is taken over as soon as its lease is out: waiting alone would never end. */
async function startOrJoin(
  core: Core,
  actor: Actor,
  input: { day: Day; items?: string[] | undefined },
  signal: AbortSignal | undefined,
): Promise<JobRecord> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await finished(core, actor, await startChecks(core, actor, input), signal);
    } catch (error) {
      if (!(error instanceof OpsError) || error.data.code !== 'JOB_ALREADY_RUNNING') throw error;
    }
    const other = await runningChecks(core, input.day);
    const ended = other && (await endsWithin(core, other.id, LOOK_AGAIN_MS));
    if (ended && covers(ended.params as RunParams, input.items)) return ended;
  }
}

/** Whether a run of others looked at what is asked for. */
function covers(run: RunParams, items: readonly string[] | undefined): boolean {
  if (!run.items) return true;
  return items?.every((id) => run.items?.includes(id)) ?? false;
}

async function finished(
  core: Core,
  actor: Actor,
  job: JobRecord,
  signal: AbortSignal | undefined,
): Promise<JobRecord> {
  const cancel = () => void core.jobs.cancel(actor, job.id);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const ended = await core.jobs.wait(job.id);
    signal?.throwIfAborted();
    return ended;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

async function endsWithin(core: Core, jobId: string, ms: number): Promise<JobRecord | undefined> {
  const limit = AbortSignal.timeout(ms);
  try {
    return await core.jobs.wait(jobId, limit);
  } catch (error) {
    if (limit.aborted) return undefined;
    throw error;
  }
}

/** A run of this day going on in any process. */
export async function runningChecks(core: Core, day: Day): Promise<JobRecord | undefined> {
  const { rows } = await core.jobs.list({ offset: 0, limit: JOBS_LOOKED_AT, states: ['queued', 'running'] });
  return rows.find((job) => job.kind === RUN_KIND && (job.params as { day?: unknown }).day === day);
}

/** The job: taken up again after a kill, it goes on with the items that have no reading of this job yet. */
export const runChecksJob: JobKind<RunParams, { checked: number }> = {
  kind: RUN_KIND,
  title: ({ day, items }) => messages.jobTitle(day, items?.length),
  resumable: true,
  exclusive: ({ day }) => `${RUN_KIND} ${day}`,
  run: async (context) => {
    const { core, params, jobId } = context;
    const store = inspectionStore(core.log);
    const read = await store.readItems(jobId);
    const wanted = (await store.items(params.day)).filter(
      (row) => row.method === 'automatic' && (!params.items || params.items.includes(row.item_id)),
    );
    const centre = datacenterForRun(core);
    try {
      const checked = await runAll(context, centre, wanted, read);
      await finishRun(context);
      return { checked };
    } finally {
      await centre.close();
    }
  },
};

async function runAll(
  context: JobContext<RunParams>,
  centre: DatacenterForRun,
  rows: readonly ItemRecord[],
  read: ReadonlySet<string>,
): Promise<number> {
  const waiting = rows.filter((row) => !read.has(row.item_id));
  const busy = new Set<string>();
  let done = rows.length - waiting.length;
  const report = () =>
    context.progress({
      done,
      total: rows.length,
      text: busy.size > 0 ? messages.running([...busy].join('、')) : messages.jobFinished(done),
    });
  const worker = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      context.signal.throwIfAborted();
      busy.add(row.name);
      report();
      try {
        await runOne(context, centre, row);
        done += 1;
      } finally {
        busy.delete(row.name);
      }
      report();
    }
  };
  const workers = Array.from({ length: SIDE_BY_SIDE }, worker);
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return done;
}

/** One item, whatever happens to it; only the job's own cancellation and a failing log go through. */
async function runOne(
  context: JobContext<RunParams>,
  centre: DatacenterForRun,
  row: ItemRecord,
): Promise<void> {
  const { core, params } = context;
  const start = performance.now();
  const outcome = await attempt(context, centre, row);
  const at = core.now();
  const found = {
    value: outcome.reading?.value ?? null,
    number: outcome.reading?.number ?? null,
    result: outcome.result,
    remark: outcome.reading?.remark ?? outcome.reason,
  };
  await inTransaction(core.log, async (trx) => {
    const store = inspectionStore(trx);
    await store.insertReading({
      day: params.day,
      item_id: row.item_id,
      at: at.toISOString(),
      ...found,
      elapsed_ms: Math.round(performance.now() - start),
      job_id: context.jobId,
    });
    const current = await store.item(params.day, row.item_id);
    // A value of this day is not given up because a later try came to nothing; the try itself is remarked.
    const keeps = found.result === 'unchecked' && current?.auto_value != null;
    await store.updateAutomatic(
      params.day,
      row.item_id,
      keeps
        ? {
            auto_value: current.auto_value,
            auto_number: current.auto_number,
            auto_result: current.auto_result,
            auto_remark: messages.failedAgain(showTime(at), found.remark),
            auto_at: current.auto_at,
          }
        : {
            auto_value: found.value,
            auto_number: found.number,
            auto_result: found.result,
            auto_remark: found.remark,
            auto_at: at.toISOString(),
            ...(outcome.standard ? { standard: outcome.standard } : {}),
          },
    );
  });
  core.changes.bump('inspection');
}

async function attempt(
  context: JobContext<RunParams>,
  centre: DatacenterForRun,
  row: ItemRecord,
): Promise<{ reading?: Reading; result: Result; reason: string; standard?: string }> {
  const { core, params } = context;
  const item = await itemInForce(inspectionStore(core.log), row.item_id);
  const check = item?.check ? checks[item.check] : undefined;
  if (!item || !check) return { result: 'unchecked', reason: messages.noItem(row.item_id) };
  const timeout = AbortSignal.timeout(item.timeoutSeconds * 1000);
  const signal = AbortSignal.any([context.signal, timeout]);
  try {
    const reading = await withinTime(ask(context, centre, row, item, check, signal), signal);
    return { reading, result: judge(reading, item.thresholds), reason: '', standard: item.standard };
  } catch (error) {
    context.signal.throwIfAborted();
    if (timeout.aborted) return { result: 'unchecked', reason: messages.timedOut(item.timeoutSeconds) };
    if (!(error instanceof OpsError))
      recordUnexpected(core.workspace, `check ${row.item_id} ${params.day}`, error);
    const data = asErrorData(error);
    return { result: 'unchecked', reason: data.code === 'INTERNAL' ? messages.checkFailed : data.message };
  }
}

async function ask(
  { core, params }: JobContext<RunParams>,
  centre: DatacenterForRun,
  row: ItemRecord,
  item: TemplateItem,
  check: Check,
  signal: AbortSignal,
): Promise<Reading> {
  const now = core.now();
  const next = addDays(params.day, 1);
  return check({
    core,
    reader: item.connection === 'datacenter' ? await centre.reader(signal) : absent,
    params: item.params,
    day: params.day,
    from: `${params.day} 00:00:00`,
    to: `${next} 00:00:00`,
    asOf: beijingDay(now) > params.day ? `${params.day} 23:59:59` : beijingStamp(now),
    lastNumber: row.last_number,
    probe: (id) => inspectionStore(core.log).probe(id),
    signal,
  });
}

/** A template that lets a check ask the data centre must say so; one that does not has no reader. */
const absent = {
  rows: () => Promise.reject(new TypeError('item has no connection')),
  one: () => Promise.reject(new TypeError('item has no connection')),
  health: () => Promise.reject(new TypeError('item has no connection')),
};

/** A probe answers a timeout itself; anything that does not heed its signal is left behind a second later. */
async function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const done = new AbortController();
  const deadline = new Promise<never>((_, reject) => {
    const late = () => {
      sleep(1000, undefined, { signal: done.signal }).then(
        () => reject(signal.reason),
        (error: unknown) => {
          if (!isAbort(error)) reject(error);
        },
      );
    };
    if (signal.aborted) late();
    else signal.addEventListener('abort', late, { once: true });
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    done.abort();
  }
}

async function finishRun({ core, params, jobId }: JobContext<RunParams>): Promise<void> {
  const at = core.now().toISOString();
  await inTransaction(core.log, async (trx) => {
    const store = inspectionStore(trx);
    await store.markRun(params.day, jobId, at);
    await voidOutdatedSignatures(store, params.day, at, messages.voidedByRun);
  });
  core.changes.bump('inspection');
}
