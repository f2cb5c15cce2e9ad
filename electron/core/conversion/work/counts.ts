import type {
  ConversionCounts,
  ConversionStatus,
  CourtProgress,
  FileStatus,
} from '../../../../shared/contract/conversion.ts';
import { FILE_STATUSES } from '../../../../shared/contract/conversion.ts';
import { asErrorData } from '../../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';
import type { Core } from '../../core.ts';
import { type Reference, shipped } from '../../reference/reference.ts';
import { referenceOn } from '../../standards/inForce.ts';
import { conversionStore, type SourceRow } from '../store.ts';
import { openSource } from './openSource.ts';

/** A count of the centre is used again for this many times as long as it took, at least this long: asking costs ≤5 %. */
const REST_FACTOR = 20;
const SHORTEST_REST_MS = 2_000;
const LONGEST_ASK_MS = 20_000;

type PerCourt = Map<number | null, number>;
interface Answer {
  waiting: PerCourt | null;
  /** What was done with when the source was asked: what is done with since waits no longer. */
  finished: PerCourt;
  reason: string;
}
interface Asked {
  until: number;
  answer: Promise<Answer>;
}

const asked = new WeakMap<Core, Map<string, Asked>>();

export function noCounts(): ConversionCounts {
  return Object.fromEntries(FILE_STATUSES.map((status) => [status, 0])) as ConversionCounts;
}

/** Forgets the counts of a source, or of all: after a run their numbers are others. */
export function forgetCounts(core: Core, sourceId?: string): void {
  if (sourceId === undefined) asked.delete(core);
  else asked.get(core)?.delete(sourceId);
}

/**
 * Where the files of the sources stand, per court. Finished ones come from the log's counters; waiting ones are counted by
 * the source's own database by index, without reading any content, and reused for a while.
 */
export async function countBoard(
  core: Core,
  rows: readonly SourceRow[],
): Promise<Pick<ConversionStatus, 'counts' | 'courts' | 'stale'>> {
  const store = conversionStore(core.log);
  const reference = await referenceOn(core);
  const courts = new Map<number | null, CourtProgress>();
  const stale: ConversionStatus['stale'] = [];
  const courtOf = (code: number | null) => {
    const known = courts.get(code);
    if (known) return known;
    const fresh = { courtCode: code, courtName: courtName(code, reference), ...noCounts(), lastAt: null };
    courts.set(code, fresh);
    return fresh;
  };
  const logged: PerCourt = new Map();
  for (const row of await store.board(rows.map((source) => source.id))) {
    const court = courtOf(row.court_code);
    if (row.last_at && (court.lastAt ?? '') < row.last_at) court.lastAt = row.last_at;
    if (row.status !== 'waiting') court[row.status] += row.total;
  }
  for (const row of rows) {
    const { waiting, reason } = await waitingOf(core, row);
    if (reason) stale.push({ source: row.name, reason });
    for (const [code, total] of waiting) logged.set(code, (logged.get(code) ?? 0) + total);
  }
  for (const [code, total] of logged) courtOf(code).waiting += total;
  const all = [...courts.values()].filter((court) => FILE_STATUSES.some((status) => court[status] > 0));
  const counts = noCounts();
  for (const court of all) for (const status of FILE_STATUSES) counts[status] += court[status];
  all.sort((a, b) => (a.courtCode ?? Number.MAX_SAFE_INTEGER) - (b.courtCode ?? Number.MAX_SAFE_INTEGER));
  return { counts, courts: all, stale };
}

/** What waits of one source: what it says itself, where it can, with what only the log knows; else what the log knows. */
async function waitingOf(core: Core, row: SourceRow): Promise<{ waiting: PerCourt; reason: string }> {
  const { waiting, finished, reason } = await askSource(core, row);
  const store = conversionStore(core.log);
  if (waiting) {
    const left = without(waiting, finished, await store.finishedRtf(row.id));
    return { waiting: sum(left, await store.waitingUnseen(row.id)), reason };
  }
  const board = await store.board([row.id]);
  const known: PerCourt = new Map();
  for (const entry of board) if (entry.status === 'waiting') known.set(entry.court_code, entry.total);
  return { waiting: known, reason };
}

function askSource(core: Core, row: SourceRow): Asked['answer'] {
  const cache = asked.get(core) ?? new Map<string, Asked>();
  asked.set(core, cache);
  const held = cache.get(row.id);
  if (held && Date.now() < held.until) return held.answer;
  const started = Date.now();
  const entry: Asked = { until: Number.POSITIVE_INFINITY, answer: askNow(core, row) };
  cache.set(row.id, entry);
  void entry.answer.finally(() => {
    const took = Date.now() - started;
    entry.until = Date.now() + Math.max(SHORTEST_REST_MS, took * REST_FACTOR);
  });
  return entry.answer;
}

/** Never rejects: a source that is away is told as such, and the page stays. */
async function askNow(core: Core, row: SourceRow): Promise<Answer> {
  const finished = await conversionStore(core.log).finishedRtf(row.id);
  try {
    const opened = await openSource(core, row);
    const signal = AbortSignal.timeout(LONGEST_ASK_MS);
    try {
      const waiting = await opened.source.countWaiting(signal);
      if (waiting) return { waiting, finished, reason: '' };
      const unseen = await unsearched(core, row, await opened.source.countRtf(signal));
      return { waiting: unseen, finished, reason: '' };
    } finally {
      await opened.close();
    }
  } catch (error) {
    const reason = (error as Error).name === 'TimeoutError' ? words.countTooSlow : asErrorData(error).message;
    return { waiting: null, finished, reason };
  }
}

/** Where results lie elsewhere: what waits in the log, and what has come to the source since the last search. */
async function unsearched(core: Core, row: SourceRow, rtf: PerCourt | null): Promise<PerCourt | null> {
  if (!rtf) return null;
  const store = conversionStore(core.log);
  const [known, board] = await Promise.all([store.knownRtf(row.id), store.board([row.id])]);
  const waiting: PerCourt = new Map();
  for (const entry of board) if (entry.status === 'waiting') waiting.set(entry.court_code, entry.total);
  for (const [code, total] of await store.waitingUnseen(row.id))
    waiting.set(code, Math.max(0, (waiting.get(code) ?? 0) - total));
  for (const [code, total] of rtf) {
    const fresh = Math.max(0, total - (known.get(code) ?? 0));
    waiting.set(code, (waiting.get(code) ?? 0) + fresh);
  }
  return waiting;
}

/** What waited, less what was finished between the two looks. */
function without(waiting: PerCourt, before: PerCourt, now: PerCourt): PerCourt {
  return new Map(
    [...waiting].map(([code, count]) => {
      const done = (now.get(code) ?? 0) - (before.get(code) ?? 0);
      return [code, Math.max(0, count - Math.max(0, done))];
    }),
  );
}

function sum(one: PerCourt, other: PerCourt): PerCourt {
  const total = new Map(one);
  for (const [code, count] of other) total.set(code, (total.get(code) ?? 0) + count);
  return total;
}

/** A court's name by its code: the province's table, then the nation's. */
export function courtName(code: number | null, reference: Reference = shipped): string {
  if (code === null) return words.noCourt;
  const court = reference.courtByCode(code) ?? reference.nationalCourtByCode(code);
  return court?.name ?? words.unknownCourt(code);
}

/** Counts of one run, with what still waits. */
export function countsOf(done: ReadonlyMap<FileStatus, number>, waiting: number): ConversionCounts {
  const counts = noCounts();
  for (const [status, total] of done) counts[status] = total;
  return { ...counts, waiting };
}
