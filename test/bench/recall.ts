/**
 * Recall of conversion against LibreOffice: how many of the characters LibreOffice finds in a file stand in our
 * result too (as a multiset, white space aside). Both our text and the text read back from our PDF are measured.
 * Arguments: `--corpus DIR`, `--only PART` (of the path), `--no-pdf`, `--all` (list every miss in full).
 * Needs LibreOffice; its texts are kept under the system's temporary folder.
 */
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
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { pdfReader } from '../../electron/core/conversion/proof/pdf-text.ts';
import { findLibreOffice } from '../../electron/core/conversion/rescue.ts';
import { looksLikeRtf } from '../../electron/core/conversion/rtf/parser.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

const MAX_FILES_A_CALL = 200;
/** A call that writes nothing for this long hangs over the file that is next. */
const PATIENCE_MS = 30_000;
const GOOD = 0.98;

function option(args: readonly string[], name: string, fallback: string): string {
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
}

/** One call of LibreOffice; resolves when it ends or, after a pause without a new file, is killed. */
function call(program: string, files: readonly string[], out: string, profile: string): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        '--headless',
        '--convert-to',
        'txt:Text (encoded):UTF8',
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

/** Writes LibreOffice's text of every file once. A file without text is one it did not convert. */
async function officeTexts(names: readonly string[], corpus: string, folder: string): Promise<void> {
  const program = findLibreOffice();
  if (!program) throw new Error('LibreOffice is not installed');
  const input = join(folder, 'in');
  const fresh = join(folder, 'fresh');
  const doneFile = join(folder, 'tried.json');
  for (const path of [input, fresh, join(folder, 'txt')]) mkdirSync(path, { recursive: true });
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
    const ended = await call(program, paths, fresh, join(folder, 'profile'));
    const got = new Set(readdirSync(fresh));
    let lastDone = -1;
    for (const [index, name] of batch.entries()) {
      const file = `${flat(name)}.txt`;
      if (!got.has(file)) continue;
      lastDone = index;
      renameSync(join(fresh, file), join(folder, 'txt', file));
    }
    // After a hang or a crash the file after the last one written is to blame.
    const reached = ended && lastDone >= 0 ? batch.length : Math.min(batch.length, lastDone + 2);
    for (const name of batch.slice(0, reached)) tried.add(name);
    queue = queue.slice(reached);
    writeFileSync(doneFile, JSON.stringify([...tried]));
  }
  rmSync(input, { recursive: true, force: true });
}

function flat(name: string): string {
  return name.replace(/\.rtf$/i, '').replace(/[^A-Za-z0-9._-]/g, '_');
}

/** Characters that only stand for how a text is written, not for what it says, are told apart by nobody. */
function strip(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\ufeff\ufffc]+/gu, '');
}

/**
 * Case and width do not count (capitals are drawn as capitals), nor do private-use codes, by which LibreOffice's
 * text stands for symbols that we write as real characters.
 */
function fold(text: string): string {
  return text
    .replace(/[\ue000-\uf8ff]/g, '')
    .normalize('NFKC')
    .toUpperCase();
}

function missing(theirs: string, ours: string): { recall: number; text: string } {
  const counts = new Map<string, number>();
  for (const character of ours) counts.set(character, (counts.get(character) ?? 0) + 1);
  let total = 0;
  let text = '';
  for (const character of theirs) {
    total++;
    const count = counts.get(character) ?? 0;
    if (count > 0) counts.set(character, count - 1);
    else text += character;
  }
  return { recall: total === 0 ? 1 : 1 - [...text].length / total, text };
}

interface Miss {
  file: string;
  recall: number;
  characters: number;
  missing: string;
  status: string;
}

interface Share {
  files: number;
  good: number;
  percent: number;
}

function share(recalls: readonly number[]): Share {
  const good = recalls.filter((recall) => recall >= GOOD).length;
  return {
    files: recalls.length,
    good,
    percent: Math.round((good / Math.max(1, recalls.length)) * 1000) / 10,
  };
}

/** Measures, and returns the shares and every file below 0.98. */
export async function run(args: readonly string[]): Promise<object> {
  const corpus = resolve(option(args, 'corpus', '../shared/corpus/rtf'));
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  if (!findLibreOffice()) return { skipped: 'LibreOffice is not installed' };
  const only = option(args, 'only', '');
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.rtf'))
    .sort();
  const folder = join(tmpdir(), `recall-${Buffer.from(corpus).toString('hex').slice(-24)}`);
  mkdirSync(folder, { recursive: true });
  await officeTexts(names, corpus, folder);

  const pool = createConversionPool({ spawn: forkProcess, workers: 2 });
  const withPdf = !args.includes('--no-pdf');
  const reader = await pdfReader();
  const shares = {
    text: [] as number[],
    pdf: [] as number[],
    textFolded: [] as number[],
    pdfFolded: [] as number[],
  };
  const misses: Miss[] = [];
  const apart = { notRtf: [] as string[], noOfficeText: 0, officeTextEmpty: 0 };
  const status: Record<string, number> = {};
  const queue = names.filter((name) => name.includes(only));
  const lane = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const path = join(corpus, name);
      const officePath = join(folder, 'txt', `${flat(name)}.txt`);
      const bytes = readFileSync(path);
      if (!existsSync(officePath)) {
        apart.noOfficeText++;
        continue;
      }
      if (!looksLikeRtf(bytes)) {
        apart.notRtf.push(name);
        continue;
      }
      const theirs = strip(readFileSync(officePath, 'utf8'));
      if (theirs === '') {
        apart.officeTextEmpty++;
        continue;
      }
      const convert = async (to: 'txt' | 'pdf'): Promise<string> => {
        const { outcome } = await runConversion(pool, { source: { path }, to, proof: false });
        status[`${to} ${outcome.status}`] = (status[`${to} ${outcome.status}`] ?? 0) + 1;
        if (!outcome.output) return '';
        return to === 'txt'
          ? new TextDecoder().decode(outcome.output)
          : reader.read(outcome.output).pages.join('');
      };
      const ourText = strip(await convert('txt'));
      const text = missing(theirs, ourText);
      shares.text.push(text.recall);
      shares.textFolded.push(missing(fold(theirs), fold(ourText)).recall);
      const pdfText = withPdf ? strip(await convert('pdf')) : '';
      const pdf = withPdf ? missing(theirs, pdfText) : text;
      if (withPdf) {
        shares.pdf.push(pdf.recall);
        shares.pdfFolded.push(missing(fold(theirs), fold(pdfText)).recall);
      }
      for (const [kind, result] of Object.entries({ text, pdf })) {
        if (result.recall >= GOOD || (kind === 'pdf' && !withPdf)) continue;
        misses.push({
          file: name,
          recall: Math.round(result.recall * 1000) / 1000,
          characters: theirs.length,
          missing: args.includes('--all') ? result.text : result.text.slice(0, 80),
          status: kind,
        });
      }
    }
  };
  try {
    await Promise.all([lane(), lane()]);
  } finally {
    pool.close();
  }
  misses.sort((one, other) => (one.file < other.file ? -1 : 1));
  return {
    text: share(shares.text),
    pdf: share(shares.pdf),
    folded: { text: share(shares.textFolded), pdf: share(shares.pdfFolded) },
    apart,
    status,
    misses,
  };
}
