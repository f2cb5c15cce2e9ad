import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asErrorData } from '../../shared/errors/errors.ts';
import { launcherMessages as messages } from '../../shared/messages/launcher.ts';
import type { Core } from '../core/core.ts';
import { type HttpHost, startHttpHost } from '../hosts/http.ts';
import type { HttpRpc } from '../hosts/httpRpc.ts';
import { userDataFolder } from '../hosts/workspaceFolder.ts';
import { findBrowser } from './browsers.ts';
import { type BrowserWindow, openBrowserWindow } from './browserWindow.ts';
import { builtFolder } from './build.ts';

/** A browser that ends this soon has handed the window to another of its kind, or could not start. */
const SOONEST_CLOSE_MS = 3000;
/** Some browsers live on without windows: the console ends when none has been connected for this long. */
const QUIET_MS = 60_000;

interface Service {
  core: Core;
  rpc: HttpRpc;
}

/**
 * Serves the core on this machine and shows it in a browser window; without display or browser it prints the address and
 * goes on serving. Ends with the window, or when asked to.
 * @returns the exit code
 */
export async function serve(options: {
  workspaceDir: string;
  window: boolean;
  say: (line: string) => void;
}): Promise<number> {
  const { workspaceDir, say } = options;
  const asked = stopRequest();
  const opening = Promise.withResolvers<HttpRpc>();
  const port = preferredPort(workspaceDir);
  const host = await startHttpHost({
    rpc: opening.promise,
    pageDirectory: builtFolder('renderer'),
    preferredPort: port,
  });
  const profile = profileFolder(workspaceDir, host.origin.endsWith(`:${port}`));
  // The window and the core take about as long to start: the window first, because it starts in a process of its own.
  const window = options.window ? openWindow(host, profile.dir, say) : undefined;
  const service = openService(workspaceDir);
  service.then(({ rpc }) => opening.resolve(rpc), opening.reject);
  try {
    await service;
  } catch (error) {
    window?.close();
    await host.close();
    const data = asErrorData(error);
    process.stderr.write(`${messages.failed(data.message, data.code)}\n`);
    return 1;
  }
  if (window) say(messages.openedBrowser(window.name));
  else announce(host, options.window, say);
  const closed = window ? untilClosed(window, host, say) : new Promise<never>(() => undefined);
  await Promise.race([asked, closed]);
  say(messages.closing);
  window?.close();
  await host.close();
  await (await service).core.close();
  profile.remove();
  say(messages.closed);
  return 0;
}

async function openService(workspaceDir: string): Promise<Service> {
  const [{ openCore }, { router }, { createHttpRpc }, { forkProcess }] = await Promise.all([
    import('../core/open.ts'),
    import('../hosts/router.ts'),
    import('../hosts/httpRpc.ts'),
    import('../hosts/processes.ts'),
  ]);
  const core = await openCore({ workspaceDir, spawn: forkProcess, resumeJobs: true });
  return { core, rpc: createHttpRpc(router, core) };
}

function openWindow(host: HttpHost, profile: string, say: (line: string) => void): BrowserWindow | undefined {
  const program = findBrowser();
  if (!program) return undefined;
  const window = openBrowserWindow(program, host.ticketUrl(), profile);
  void window.ended.then(({ started }) => {
    if (!started) say(messages.browserFailed);
  });
  return window;
}

function announce(host: HttpHost, wantedWindow: boolean, say: (line: string) => void): void {
  say(wantedWindow ? messages.noBrowser : messages.noDisplay);
  say(messages.serving(host.url));
  say(messages.stopHint);
}

/** Resolves when the window was closed; goes on serving for ever when it could not be opened. */
async function untilClosed(
  window: BrowserWindow,
  host: HttpHost,
  say: (line: string) => void,
): Promise<void> {
  const opened = Date.now();
  const { started } = await Promise.race([window.ended, untilQuiet(host)]);
  if (!started) {
    say(messages.serving(host.url));
    await new Promise<never>(() => undefined);
  }
  if (Date.now() - opened < SOONEST_CLOSE_MS) await untilQuiet(host);
}

/** Resolves when no window has been connected for a while. */
async function untilQuiet(host: HttpHost): Promise<{ started: true }> {
  while (host.quietFor() < QUIET_MS) await sleep(1000, undefined, { ref: false });
  return { started: true };
}

/** Resolves at Ctrl-C or SIGTERM; a second Ctrl-C ends at once. */
function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    process.on('SIGHUP', stop);
  });
}

/** The same port for the same workspace: the page then finds what it kept (drafts, theme) and its compiled code. */
function preferredPort(workspaceDir: string): number {
  return 49_152 + (digestOf(workspaceDir).readUInt16BE() % 16_384);
}

/** The window's own profile, or a passing one when another console of the same workspace is using that. */
function profileFolder(workspaceDir: string, first: boolean): { dir: string; remove: () => void } {
  const name = digestOf(workspaceDir).toString('hex').slice(0, 16);
  if (first) return { dir: join(userDataFolder(), 'windows', name), remove: () => undefined };
  const dir = join(tmpdir(), `ops-window-${process.pid}`);
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }) };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
