import type { FileStatus } from '../../../../shared/contract/conversion.ts';
import type { ConversionNote } from '../document.ts';

/** A file as a search meets it: everything but its content. */
export interface FoundFile {
  key: string;
  caseId: string;
  courtCode: number | null;
  name: string;
  /** In lower case, without dot. */
  suffix: string;
  byteSize: number | null;
  /** Its version as the source tells it: a digest where it keeps one, else size and time. */
  stamp: string;
  /** SHA-256 where the source keeps one. */
  digest: string | null;
}

export interface SearchOptions {
  signal: AbortSignal;
  /** Only files added since may hide RTF under another suffix; null: all. */
  since: string | null;
}

/** The most content a place hands over at once. */
export const READ_AT_ONCE_BYTES = 64 << 20;

/** Where files come from. Its originals are never written to. */
export interface SourcePlace {
  /**
   * Pages of files that may want conversion: those whose suffix says RTF and whose result is not known to be there, and
   * those of other suffixes whose bytes say RTF. A page is at most 1,000 files.
   */
  search(options: SearchOptions): AsyncIterable<FoundFile[]>;
  /** What to hand to the next search as `since`: taken before this one begins. */
  mark(): Promise<string | null>;
  /**
   * Content by key; keys that are gone are absent. Stops early, with `complete` false, when it holds more than 64 MB:
   * what the source says of sizes is not relied on.
   */
  read(
    keys: readonly string[],
    signal: AbortSignal,
  ): Promise<{ contents: Map<string, Uint8Array>; complete: boolean }>;
  /**
   * What the result table beside the source holds, whoever wrote it; null where there is none or it keeps no digests.
   * `count` is cheap: only when it is more than the log knows, the pages are worth reading.
   */
  results: ResultsBeside | null;
  /** Waiting files per court asked of the source itself, or null where it cannot tell. */
  countWaiting(signal: AbortSignal): Promise<Map<number | null, number> | null>;
  /** Files whose suffix says RTF, per court; null where it cannot tell. */
  countRtf(signal: AbortSignal): Promise<Map<number | null, number> | null>;
  close(): Promise<void>;
}

/** Results that stand beside the originals, by this or another workstation. */
export interface ResultsBeside {
  count(signal: AbortSignal): Promise<number>;
  pages(signal: AbortSignal): AsyncIterable<{ file: FoundFile; result: PresentResult }[]>;
}

/** A result on its way to its place. */
export interface ResultToWrite {
  key: string;
  caseId: string;
  courtCode: number | null;
  name: string;
  /** What identifies the version of the source: its own digest, else that of its bytes. */
  digest: string;
  status: Exclude<FileStatus, 'waiting'>;
  pdf: Uint8Array | null;
  pages: number | null;
  reason: string;
  notes: readonly ConversionNote[];
  forced: boolean;
}

/** What the place already holds for a key. */
export interface PresentResult {
  digest: string;
  status: Exclude<FileStatus, 'waiting'>;
  pages: number | null;
}

/** Where results go. */
export interface TargetPlace {
  /** Whether the place itself says which source a result was made from; else the log must remember. */
  keepsDigest: boolean;
  /** What is there for these files. For places without digests: the SHA-256 of the result. */
  present(files: readonly FileLocation[], signal: AbortSignal): Promise<Map<string, PresentResult>>;
  /**
   * Writes all or none; returns the keys that a result of the same source was already there for (written by somebody
   * else meanwhile) and that were left as they are.
   */
  write(results: readonly ResultToWrite[], signal: AbortSignal): Promise<Map<string, PresentResult>>;
  readPdf(file: FileLocation, signal: AbortSignal): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** What a place needs to know of a file to find its result. */
export interface FileLocation {
  key: string;
  caseId: string;
  courtCode: number | null;
  name: string;
}
