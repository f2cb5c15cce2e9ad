import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';

/** Keeps a browser that only shows the console from doing anything else, above all from reaching out of the network. */
const QUIET_FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-background-mode',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-domain-reliability',
  '--disable-features=Translate,MediaRouter,OptimizationHints,msEdgeStartupBoost',
  '--password-store=basic',
  '--lang=zh-CN',
];

/** Whether a window can be shown here. Windows and macOS always have a desktop. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** As root on Linux no browser and no Electron starts with its sandbox. */
export function mustDropSandbox(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

export interface BrowserWindow {
  /** Shown to the person, e.g. `chromium`. */
  name: string;
  /** Resolves when the browser has ended (its windows are closed), with whether it ever ran. */
  ended: Promise<{ started: boolean }>;
  close(): void;
}

/**
 * Opens the address as an app window with a profile of its own, so that nothing of the person's own browsing mixes in.
 * @param profile folder that keeps the window's place and what the page remembers
 */
export function openBrowserWindow(program: string, url: string, profile: string): BrowserWindow {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const flags = [...QUIET_FLAGS, `--user-data-dir=${profile}`, '--window-size=1440,900', `--app=${url}`];
  if (mustDropSandbox()) flags.push('--no-sandbox');
  const child = spawn(program, flags, { stdio: 'ignore', windowsHide: false });
  return {
    name: basename(program).replace(/\.exe$/i, ''),
    ended: endOf(child),
    close: () => void child.kill(),
  };
}

function endOf(child: ChildProcess): Promise<{ started: boolean }> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ started: false }));
    child.once('exit', (code) => resolve({ started: code === 0 || code === null }));
  });
}
