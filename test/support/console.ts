import { cpSync } from 'node:fs';
import { join } from 'node:path';
import {
  _electron,
  type Browser,
  type BrowserContext,
  chromium,
  type ElectronApplication,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { findBrowser } from '../../electron/launcher/browsers.ts';
import { build, builtFolder, isStale } from '../../electron/launcher/build.ts';
import { installedProgram } from '../../electron/launcher/electronBinary.ts';
import accounts from '../../resources/demo/operators.json' with { type: 'json' };
import type { Role } from '../../shared/contract/base.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { startConsoleProcess } from './consoleProcess.ts';
import { temporaryFolder } from './workspace.ts';

/** Keeps a headless browser quiet: no start pages, no calls home. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
];

export type WindowKind = 'chromium' | 'electron';

/** A console that runs for a test file: its own process, its own workspace, its own window. */
export interface TestConsole {
  kind: WindowKind;
  /** The workspace folder. */
  dir: string;
  page: Page;
  /** `http://127.0.0.1:port` or `app://console`. */
  origin: string;
  /** The address with its token; empty in Electron. */
  url: string;
  /** What the page's console and scripts complained of. */
  complaints: string[];
  /** A second window of the same console; Chromium only. */
  newWindow(): Promise<Page>;
  /** Signs in by the sign-in page as the demo's operator of the role; signs out before if somebody is in. */
  signIn(role: Role): Promise<void>;
  /**
   * Kills the console's process as a crash would, does what is to be done meanwhile, starts it again on the same workspace and
   * brings the page to its new address. Chromium only.
   */
  crash(meanwhile?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** The windows that can be tested here. */
export function windowKinds(): WindowKind[] {
  return [
    ...(findBrowser() ? (['chromium'] as const) : []),
    ...(installedProgram() ? (['electron'] as const) : []),
  ];
}

/**
 * The same tests in every window there is. `body` is handed a function that gives the running console. Without a browser the
 * tests are skipped, with a line that says so.
 */
export function describeConsole(title: string, body: (running: () => TestConsole) => void): void {
  const kinds = windowKinds();
  if (kinds.length === 0) console.warn(`SKIPPED: ${title} (no Chromium, Chrome, Edge or Electron here)`);
  describe.skipIf(kinds.length === 0).each(kinds.length > 0 ? kinds : (['chromium'] as const))(
    `${title} (%s)`,
    (kind) => {
      let running: TestConsole | undefined;
      beforeAll(async () => {
        running = await openConsole(kind);
      });
      afterAll(async () => {
        await running?.close();
        expect(running?.complaints ?? []).toEqual([]);
      });
      body(() => {
        if (!running) throw new Error('the console did not start');
        return running;
      });
    },
  );
}

/** Starts a console on a copy of the run's demo workspace. */
export async function openConsole(kind: WindowKind): Promise<TestConsole> {
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'workspace');
  cpSync(inject('demoTemplate'), dir, { recursive: true });
  for (const target of kind === 'electron' ? (['renderer', 'app'] as const) : (['renderer'] as const))
    if (isStale(target) && !(await build(target))) throw new Error(`the ${target} does not build`);
  const environment = { ...process.env, XDG_DATA_HOME: folder.dir, APPDATA: folder.dir, HOME: folder.dir };
  const opened =
    kind === 'electron' ? await openElectron(dir, environment) : await openChromium(dir, environment);
  const complaints = listen(opened.page);
  return {
    ...opened,
    kind,
    dir,
    complaints,
    signIn: (role) => signInAt(opened.page, role),
    async close() {
      await opened.close();
      folder.remove();
    },
  };
}

type Opened = Pick<TestConsole, 'page' | 'origin' | 'url' | 'newWindow' | 'crash' | 'close'>;

async function openChromium(dir: string, environment: NodeJS.ProcessEnv): Promise<Opened> {
  let host = await startConsoleProcess(dir, environment);
  const browser: Browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    headless: true,
    args: CHROMIUM_FLAGS,
    // Without a character set of the system Chromium gives no file a Chinese name.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const context: BrowserContext = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
  });
  const newWindow = async () => {
    const page = await context.newPage();
    await page.goto(host.url);
    return page;
  };
  const page = await newWindow();
  return {
    page,
    origin: new URL(host.url).origin,
    url: host.url,
    newWindow,
    async crash(meanwhile) {
      await host.end('SIGKILL');
      await meanwhile?.();
      host = await startConsoleProcess(dir, environment);
      await page.goto(host.url);
    },
    async close() {
      await browser.close();
      await host.end('SIGTERM');
    },
  };
}

async function openElectron(dir: string, environment: NodeJS.ProcessEnv): Promise<Opened> {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  const entry = join(builtFolder('app'), 'electron/main/app.js');
  const launch = (): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: installedProgram() ?? '',
      args: [entry, ...(root ? ['--no-sandbox'] : []), '--workspace', dir],
      env: environment as Record<string, string>,
    });
  const app = await launch();
  return {
    page: await app.firstWindow(),
    origin: 'app://console',
    url: '',
    newWindow: () => Promise.reject(new Error('Electron has one window')),
    crash: () => Promise.reject(new Error('ends the window too: open another console')),
    close: () => app.close(),
  };
}

/** The list of pages: there as soon as somebody is signed in, and only then. */
export function navigation(page: Page): Locator {
  return page.getByRole('navigation', { name: shellMessages.nav.label });
}

/** Signs in by the form, as a person does. */
export async function signInAt(page: Page, role: Role): Promise<void> {
  const account = accounts.find((each) => each.role === role);
  if (!account) throw new Error(`no demo account for ${role}`);
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await page.getByLabel('用户名').fill(account.loginName);
  await page.getByLabel('密码').fill(account.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await navigation(page).waitFor();
}

/** Errors of scripts, and whatever the console and the policy report. A lost core is not a complaint of the page. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    if (/net::ERR_|status of 4\d\d/.test(text)) return;
    complaints.push(`console: ${text}`);
  });
  return complaints;
}
