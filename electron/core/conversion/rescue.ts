/**
 * LibreOffice as a rescue, where it is installed: for documents the model cannot draw faithfully. A profile of its own
 * for each call, at most 240 files a call (a batch silently stops at 247), and the whole process tree killed when no
 * result has come for a while; the file it hangs on is left out and the rest gets a new call.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A document, by path or by its bytes. */
export type RescueSource = { path: string } | { bytes: Uint8Array };

export interface RescueOptions {
  /** Time without a new result after which LibreOffice counts as hung, 60 s by default. */
  stallMs?: number;
  /** LibreOffice's program; found by itself when absent. */
  program?: string;
  signal?: AbortSignal;
}

/** LibreOffice stops without a word at 247 files; stay well below. */
export const MAX_RESCUE_FILES = 240;
const STALL_MS = 60_000;
const LOOK_MS = 250;

const PLACES = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  'C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe',
];

/** Path of LibreOffice's program on this machine, or undefined. */
export function findLibreOffice(): string | undefined {
  return PLACES.find((place) => existsSync(place));
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32')
      execFileSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Runs until it ends by itself (true), or until nothing new comes out of it, or the signal (false). */
function runOffice(
  program: string,
  arguments_: string[],
  out: string,
  stallMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, arguments_, { stdio: 'ignore', detached: process.platform !== 'win32' });
    let killed = false;
    let results = 0;
    let since = Date.now();
    const stop = (): void => {
      killed = true;
      killTree(child);
    };
    const watch = setInterval(() => {
      const now = readdirSync(out).length;
      if (now > results) {
        results = now;
        since = Date.now();
      } else if (Date.now() - since > stallMs) stop();
    }, LOOK_MS);
    const end = (): void => {
      clearInterval(watch);
      signal?.removeEventListener('abort', stop);
      resolve(!killed);
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.on('error', end);
    child.on('exit', end);
    if (signal?.aborted) stop();
  });
}

/**
 * Converts documents to PDF/A-2b with LibreOffice. `take` is handed the index and the path of each result; the file is gone
 * after it returns. Documents LibreOffice cannot read or hangs on have no result; nothing is thrown for them.
 * @returns whether LibreOffice was there at all
 */
export async function rescueWithLibreOffice(
  sources: readonly RescueSource[],
  take: (index: number, pdf: string) => Promise<void>,
  options: RescueOptions = {},
): Promise<boolean> {
  const program = options.program ?? findLibreOffice();
  if (!program) return false;
  let waiting = sources.map((_, index) => index);
  while (waiting.length > 0 && !options.signal?.aborted) {
    const batch = waiting.slice(0, MAX_RESCUE_FILES);
    const { done, whole } = await oneCall(program, sources, batch, take, options);
    const left = batch.filter((index) => !done.has(index));
    // After a whole call, what has no result cannot be read. After a kill, the first without one is what it hung on.
    waiting = [...(whole ? [] : left.slice(1)), ...waiting.slice(batch.length)];
  }
  return true;
}

async function oneCall(
  program: string,
  sources: readonly RescueSource[],
  batch: readonly number[],
  take: (index: number, pdf: string) => Promise<void>,
  { stallMs = STALL_MS, signal }: RescueOptions,
): Promise<{ done: Set<number>; whole: boolean }> {
  const work = mkdtempSync(join(tmpdir(), 'rescue-'));
  try {
    const [input, out] = [join(work, 'in'), join(work, 'out')];
    mkdirSync(input);
    mkdirSync(out);
    const files = batch.map((index) => {
      // Numbered names: two documents of one name would overwrite each other's result.
      const file = join(input, `${index}.rtf`);
      const source = sources[index] as RescueSource;
      if ('path' in source) copyFileSync(source.path, file);
      else writeFileSync(file, source.bytes);
      return file;
    });
    const whole = await runOffice(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(join(work, 'profile')).href}`,
        '--headless',
        '--norestore',
        '--convert-to',
        'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}',
        '--outdir',
        out,
        ...files,
      ],
      out,
      stallMs,
      signal,
    );
    const done = new Set<number>();
    for (const index of batch) {
      const pdf = join(out, `${index}.pdf`);
      if (!existsSync(pdf) || signal?.aborted) continue;
      done.add(index);
      await take(index, pdf);
    }
    return { done, whole };
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  }
}
