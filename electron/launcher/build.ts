import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What can be built, with what it is built from. */
const TARGETS = {
  /** The page, for both windows. */
  renderer: { folder: 'renderer', sources: ['renderer', 'shared'], args: [] },
  /** Main, preload, hosts, core and workers as plain JavaScript, for Electron. */
  app: {
    folder: 'app',
    sources: ['electron', 'shared', 'migrations', 'resources'],
    args: ['--mode', 'app'],
  },
} as const;
export type Target = keyof typeof TARGETS;

const ALWAYS = ['vite.config.ts', 'package-lock.json', 'tsconfig.json'];

/** Where a target's files are. */
export function builtFolder(target: Target): string {
  return join(ROOT, 'dist', TARGETS[target].folder);
}

/** Whether the target must be built: its sources are not those that the last build was made of. */
export function isStale(target: Target): boolean {
  return readText(stampFile(target)) !== fingerprint(target);
}

/**
 * Builds a target beside the old one and puts it in its place in one step.
 * @returns whether it was built; what the tool says goes to standard error when it fails
 */
export async function build(target: Target): Promise<boolean> {
  const stamp = fingerprint(target);
  const fresh = join(ROOT, 'dist', `.${TARGETS[target].folder}-${process.pid}`);
  const output = await runVite([
    'build',
    '--outDir',
    fresh,
    '--emptyOutDir',
    '--logLevel',
    'warn',
    ...TARGETS[target].args,
  ]);
  if (output !== undefined) {
    rmSync(fresh, { recursive: true, force: true });
    process.stderr.write(output);
    return false;
  }
  const place = builtFolder(target);
  rmSync(stampFile(target), { force: true });
  rmSync(place, { recursive: true, force: true });
  renameSync(fresh, place);
  writeFileSync(stampFile(target), stamp);
  return true;
}

/** Name, size and time of every source file, as one digest. */
function fingerprint(target: Target): string {
  const digest = createHash('sha256');
  const found = globSync(
    TARGETS[target].sources.map((folder) => `${folder}/**/*.*`),
    { cwd: ROOT },
  );
  for (const path of [...ALWAYS, ...found.sort()]) {
    if (/\.test\.tsx?$/.test(path) || !existsSync(join(ROOT, path))) continue;
    const { size, mtimeMs } = statSync(join(ROOT, path));
    digest.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return digest.digest('hex');
}

/** @returns what the tool said when it failed, undefined when it worked */
function runVite(args: string[]): Promise<string | undefined> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // Whoever asks (a test run sets both), the product is what is built.
      env: { ...process.env, NODE_ENV: 'production', VITEST: '' },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    child.once('error', (error) => resolve(`${error.message}\n`));
    child.once('exit', (code) => resolve(code === 0 ? undefined : said));
  });
}

function stampFile(target: Target): string {
  return join(ROOT, 'dist', `${TARGETS[target].folder}.stamp`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
