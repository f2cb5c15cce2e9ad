import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { launcherMessages as messages } from '../../shared/messages/launcher.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const VERSION = (JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string })
  .version;
const PROGRAM: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
};
const RELEASES = 'https://github.com/electron/electron/releases/download/';
/** A start waits no longer than this to learn that the binary cannot be had. */
const PROBE_MS = 4000;
const DOWNLOAD_MS = 15 * 60_000;
/** After a failed fetch, later starts do not try again for this long. */
const RETRY_AFTER_MS = 6 * 3_600_000;

/**
 * Electron's program: the one of `ELECTRON_OVERRIDE_DIST_PATH`, else the package's, else fetched now. A fetch that
 * cannot work is found out within seconds, told in one line, and remembered for some hours.
 * @param cacheFolder where a failed fetch is remembered
 * @returns its path, or undefined
 */
export async function electronProgram(
  cacheFolder: string,
  say: (line: string) => void,
): Promise<string | undefined> {
  const installed = installedProgram();
  if (installed || process.env.ELECTRON_OVERRIDE_DIST_PATH) return installed;
  const memory = join(cacheFolder, 'electron-fetch.json');
  const source = artifactUrl();
  if (failedLately(memory, source)) return undefined;
  if (!(await answers(source))) {
    remember(memory, source);
    say(messages.electronUnreachable);
    return undefined;
  }
  say(messages.fetchingElectron);
  if (!(await runInstaller())) say(messages.electronFetchFailed);
  rmSync(memory, { force: true });
  return installedProgram();
}

/** The program as Electron's own package finds it (its index.js), without its habit of downloading at once. */
export function installedProgram(): string | undefined {
  const name = PROGRAM[process.platform];
  if (!name) return undefined;
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return existing(join(override, name));
  const version = readText(join(PACKAGE, 'dist', 'version'))
    ?.trim()
    .replace(/^v/, '');
  return version === VERSION ? existing(join(PACKAGE, 'dist', name)) : undefined;
}

/** Where the binary comes from, by the same settings that @electron/get reads. */
function artifactUrl(): string {
  const setting = (name: string): string | undefined =>
    process.env[`npm_config_electron_${name}`] ?? process.env[`ELECTRON_${name.toUpperCase()}`];
  const folder = (setting('custom_dir') ?? `v${VERSION}`).replace('{{ version }}', VERSION);
  const file = setting('custom_filename') ?? `electron-v${VERSION}-${process.platform}-${process.arch}.zip`;
  return `${setting('mirror') ?? RELEASES}${folder}/${file}`;
}

async function answers(url: string): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  try {
    const response = await fetch(url, {
      headers: { range: 'bytes=0-0' },
      signal: AbortSignal.timeout(PROBE_MS),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Runs the package's own download and unpacking (it checks the digest). */
function runInstaller(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
      stdio: 'ignore',
      timeout: DOWNLOAD_MS,
      windowsHide: true,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

function failedLately(memory: string, source: string): boolean {
  try {
    const failed = JSON.parse(readFileSync(memory, 'utf8')) as { source: string; at: number };
    return failed.source === source && Date.now() - failed.at < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

function remember(memory: string, source: string): void {
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify({ source, at: Date.now() }));
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
