/** LibreOffice's own results of a corpus, made once and kept under the system's temporary folder. */
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findLibreOffice } from '../../electron/core/conversion/rescue.ts';

const MAX_FILES_A_CALL = 200;
/** A call that writes nothing for this long hangs over the file that is next. */
const PATIENCE_MS = 30_000;

/** Where the results of a corpus are kept: `txt/` and `pdf/`, each file named by `flat`. */
export function officeFolder(corpus: string): string {
  const folder = join(tmpdir(), `recall-${Buffer.from(corpus).toString('hex').slice(-24)}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What LibreOffice is asked for, by the ending of the files it writes. */
const FILTERS = { txt: 'txt:Text (encoded):UTF8', pdf: 'pdf:writer_pdf_Export' } as const;
export type Wanted = keyof typeof FILTERS;

/** One call of LibreOffice; resolves when it ends or, after a pause without a new file, is killed. */
function call(
  program: string,
  wanted: Wanted,
  files: readonly string[],
  out: string,
  profile: string,
): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        '--headless',
        '--convert-to',
        FILTERS[wanted],
        '--outdir',
        out,
        ...files,
      ],
      { stdio: 'ignore', detached: true },
    );
    let written = -1;
    let last = performance.now();
    let killed = false;
    const watch = setInterval(() => {
      const now = readdirSync(out).length;
      if (now !== written) {
        written = now;
        last = performance.now();
      } else if (performance.now() - last > PATIENCE_MS && child.pid !== undefined) {
        killed = true;
        process.kill(-child.pid, 'SIGKILL');
      }
    }, 500);
    const end = (): void => {
      clearInterval(watch);
      done(!killed);
    };
    child.on('exit', end);
    child.on('error', end);
  });
}

/** Writes LibreOffice's result of every file once. A file without one is one it did not convert. */
export async function officeResults(
  wanted: Wanted,
  names: readonly string[],
  corpus: string,
  folder: string,
): Promise<void> {
  const program = findLibreOffice();
  if (!program) throw new Error('LibreOffice is not installed');
  const input = join(folder, 'in');
  const fresh = join(folder, 'fresh');
  const doneFile = join(folder, wanted === 'txt' ? 'tried.json' : `tried-${wanted}.json`);
  for (const path of [input, fresh, join(folder, wanted)]) mkdirSync(path, { recursive: true });
  const tried = new Set<string>(
    existsSync(doneFile) ? (JSON.parse(readFileSync(doneFile, 'utf8')) as string[]) : [],
  );
  let queue = names.filter((name) => !tried.has(name));
  while (queue.length > 0) {
    const batch = queue.slice(0, MAX_FILES_A_CALL);
    const paths = batch.map((name) => {
      const path = join(input, `${flat(name)}.rtf`);
      copyFileSync(join(corpus, name), path);
      return path;
    });
    const ended = await call(program, wanted, paths, fresh, join(folder, 'profile'));
    const got = new Set(readdirSync(fresh));
    let lastDone = -1;
    for (const [index, name] of batch.entries()) {
      const file = `${flat(name)}.${wanted}`;
      if (!got.has(file)) continue;
      lastDone = index;
      renameSync(join(fresh, file), join(folder, wanted, file));
    }
    // After a hang or a crash the file after the last one written is to blame.
    const reached = ended && lastDone >= 0 ? batch.length : Math.min(batch.length, lastDone + 2);
    for (const name of batch.slice(0, reached)) tried.add(name);
    queue = queue.slice(reached);
    writeFileSync(doneFile, JSON.stringify([...tried]));
  }
  rmSync(input, { recursive: true, force: true });
}

/** The name of a file's result, without its ending. */
export function flat(name: string): string {
  return name.replace(/\.rtf$/i, '').replace(/[^A-Za-z0-9._-]/g, '_');
}
