import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../electron/launcher/browsers.ts';
import { build, isStale } from '../../electron/launcher/build.ts';
import accounts from '../../resources/demo/operators.json' with { type: 'json' };
import { shellMessages } from '../../shared/messages/shell.ts';
import { createDemoWorkspace, residentMb, startConsoleProcess } from '../support/consoleProcess.ts';
import { temporaryFolder } from '../support/workspace.ts';

const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];
const IDLE_MS = 10_000;

/**
 * From process start to the 今日 page a signed-in engineer can use, in a Chromium that has shown it before; and what the core
 * holds of memory when nobody does anything. `--runs N` (5), `--cases N` (2000).
 */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: { runs: { type: 'string' }, cases: { type: 'string' } },
  });
  const program = findBrowser();
  if (!program) throw new Error('no Chromium, Chrome or Edge here');
  if (isStale('renderer') && !(await build('renderer'))) throw new Error('the renderer does not build');
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'workspace');
  const profile = join(folder.dir, 'profile');
  try {
    await createDemoWorkspace(dir, '--cases', values.cases ?? '2000');
    const session = await signInOnce(dir, program, profile);
    await startOnce(dir, program, profile, session);
    const starts: Start[] = [];
    for (let i = 0; i < Number(values.runs ?? 5); i += 1)
      starts.push(await startOnce(dir, program, profile, session));
    const sorted = starts.map(({ interactiveMs }) => interactiveMs).sort((a, b) => a - b);
    return {
      medianMs: sorted[Math.floor(sorted.length / 2)],
      targetMs: 2000,
      runs: starts,
      coreIdleMb: await idleMemory(dir),
      targetIdleMb: 250,
    };
  } finally {
    folder.remove();
  }
}

interface Start {
  /** The address is printed: the core answers. */
  servingMs: number;
  interactiveMs: number;
}

/** Both are started together, as the launcher does. */
async function startOnce(dir: string, program: string, profile: string, session: string): Promise<Start> {
  const started = performance.now();
  const [host, context] = await Promise.all([
    startConsoleProcess(dir).then((process) => ({ process, servingMs: performance.now() - started })),
    openBrowser(program, profile),
  ]);
  await context.addInitScript((stored) => sessionStorage.setItem('ops.session', stored), session);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(host.process.url, { waitUntil: 'commit' });
  await untilInteractive(page);
  const interactiveMs = performance.now() - started;
  await context.close();
  await host.process.end('SIGTERM');
  return { servingMs: Math.round(host.servingMs), interactiveMs: Math.round(interactiveMs) };
}

function openBrowser(program: string, profile: string) {
  return chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless: true,
    args: QUIET_FLAGS,
    viewport: { width: 1440, height: 900 },
  });
}

/** The page's title stands there and its first button can be pressed. */
async function untilInteractive(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: shellMessages.nav.label }).waitFor();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('main button:enabled').first().click({ trial: true });
}

/** @returns what the page keeps of a sign-in, to be given to later windows */
async function signInOnce(dir: string, program: string, profile: string): Promise<string> {
  const host = await startConsoleProcess(dir);
  const context = await openBrowser(program, profile);
  const page = context.pages()[0] ?? (await context.newPage());
  const engineer = accounts.find(({ role }) => role === 'engineer');
  await page.goto(host.url);
  await page.getByLabel('用户名').fill(engineer?.loginName ?? '');
  await page.getByLabel('密码').fill(engineer?.password ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('navigation', { name: shellMessages.nav.label }).waitFor();
  const session = await page.evaluate(() => sessionStorage.getItem('ops.session') ?? '');
  await context.close();
  await host.end('SIGTERM');
  return session;
}

async function idleMemory(dir: string): Promise<number | undefined> {
  const host = await startConsoleProcess(dir);
  await sleep(IDLE_MS);
  const memory = residentMb(host.pid);
  await host.end('SIGTERM');
  return memory;
}
