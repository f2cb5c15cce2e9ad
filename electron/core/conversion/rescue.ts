/**
 * Rescue by LibreOffice, where it is installed: for documents the model cannot draw faithfully. Its own
 * profile per call, at most 240 files a call (a batch silently stops at 247), a time limit, the whole
 * process tree killed at its end. Results are marked by the caller (note `rescued`).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface RescueFile {
  source: string;
  /** Where the PDF is to lie. */
  output: string;
}

export interface RescueOptions {
  files: readonly RescueFile[];
  /** Time for the whole call; files not done by then are not rescued. */
  timeoutMs: number;
  program?: string;
  signal?: AbortSignal;
}

/** LibreOffice stops without a word at 247 files; stay well below. */
export const MAX_RESCUE_FILES = 240;

const PLACES = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
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

function runOffice(program: string, arguments_: string[], options: RescueOptions): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(program, arguments_, { stdio: 'ignore', detached: process.platform !== 'win32' });
    const stop = (): void => killTree(child);
    const timer = setTimeout(stop, options.timeoutMs);
    options.signal?.addEventListener('abort', stop, { once: true });
    const end = (): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', stop);
      resolve();
    };
    child.on('error', end);
    child.on('exit', end);
  });
}

/**
 * Converts files to PDF with LibreOffice. Returns the files that have a result; never throws for a file.
 * Throws `RangeError` when given more than `MAX_RESCUE_FILES`, or two sources of one name.
 */
export async function rescueWithLibreOffice(options: RescueOptions): Promise<RescueFile[]> {
  const program = options.program ?? findLibreOffice();
  if (!program || options.files.length === 0) return [];
  const names = new Set(options.files.map((file) => basename(file.source, extname(file.source))));
  if (options.files.length > MAX_RESCUE_FILES || names.size < options.files.length) {
    throw new RangeError('at most 240 files with different names a call');
  }
  const work = mkdtempSync(join(tmpdir(), 'rescue-'));
  try {
    await runOffice(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(join(work, 'profile')).href}`,
        '--headless',
        '--norestore',
        '--convert-to',
        'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}',
        '--outdir',
        join(work, 'out'),
        ...options.files.map((file) => file.source),
      ],
      options,
    );
    const rescued: RescueFile[] = [];
    for (const file of options.files) {
      const result = join(work, 'out', `${basename(file.source, extname(file.source))}.pdf`);
      if (!existsSync(result)) continue;
      await mkdir(dirname(file.output), { recursive: true });
      await moveFile(result, file.output);
      rescued.push(file);
    }
    return rescued;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch {
    // Another file system: copy beside the target, then rename there.
    const { copyFile } = await import('node:fs/promises');
    await copyFile(from, `${to}.tmp`);
    await rename(`${to}.tmp`, to);
  }
}
