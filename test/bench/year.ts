import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import type { Core } from '../../electron/core/core.ts';
import {
  beginReport,
  lastEdition,
  lastPeriodKey,
  startGenerate,
  startRender,
} from '../../electron/core/deliverables/deliverables.ts';
import type { JobRecord } from '../../electron/core/jobs/job.ts';
import { openCore } from '../../electron/core/open.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { searchDesk } from '../../electron/core/servicedesk/servicedesk.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { findBrowser } from '../../electron/launcher/browsers.ts';
import { build, isStale } from '../../electron/launcher/build.ts';
import accounts from '../../resources/demo/operators.json' with { type: 'json' };
import { componentMessages } from '../../shared/messages/components.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { createDemoWorkspace, ops, startConsoleProcess } from '../support/consoleProcess.ts';
import { temporaryFolder } from '../support/workspace.ts';
import { liveOneYear } from '../support/yearOfUse.ts';

/** A page that is not there by then counts as this slow. */
const GIVE_UP_MS = 5_000;

/**
 * One year of use in the log, then: each page from click to content in Chromium (`--runs N`, 5; the first opening loads
 * the page's code and counts on its own), full-text searches, and a monthly report with charts as Word, PDF and Excel.
 * `--keep DIR` makes the workspace there, or takes the one already there.
 */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: { runs: { type: 'string' }, keep: { type: 'string' } },
  });
  const program = findBrowser();
  if (!program) throw new Error('no Chromium, Chrome or Edge here');
  if (isStale('renderer') && !(await build('renderer'))) throw new Error('the renderer does not build');
  const folder = temporaryFolder();
  const dir = values.keep ?? join(folder.dir, 'workspace');
  try {
    const year = existsSync(dir) ? 'kept' : await makeYear(dir);
    const searches = await timeSearches(dir);
    const monthly = await timeMonthly(dir);
    const pages = await openPages(dir, program, Number(values.runs ?? 5));
    return {
      year,
      searches: { targetMs: 100, ...searches },
      monthly: { targetMs: 5_000, ...monthly },
      slowestPageMs: Math.max(...pages.map(({ medianMs }) => medianMs)),
      targetPageMs: 300,
      pages,
    };
  } finally {
    folder.remove();
  }
}

async function makeYear(dir: string): Promise<object> {
  await createDemoWorkspace(dir);
  await ops('workday', 'run', '--workspace', dir, '--json');
  const started = performance.now();
  const year = await liveOneYear(dir);
  return { ...year, livedSeconds: Math.round((performance.now() - started) / 1000) };
}

/** Words of one, two and more characters, some of which nothing has. */
async function timeSearches(dir: string): Promise<{ medianMs: number; slowestMs: number }> {
  const texts = [
    '卷',
    '超时',
    '表空间',
    '卷宗转换缓慢',
    '重启服务并核对',
    '没有这样的词语',
    '接口 返回',
    '第 1999 件',
  ];
  return inCore(dir, async (core) => {
    const times: number[] = [];
    for (const text of [...texts, ...texts, ...texts]) {
      const started = performance.now();
      await searchDesk(core, { text });
      times.push(performance.now() - started);
    }
    return { medianMs: rounded(median(times)), slowestMs: rounded(Math.max(...times)) };
  });
}

/** The last whole month: figures frozen, then Word, PDF and Excel with charts. */
async function timeMonthly(dir: string): Promise<{ figuresMs: number; filesMs: number }> {
  return inCore(dir, async (core) => {
    const actor = unattendedActor();
    const started = performance.now();
    const report = await beginReport(core, actor, {
      kind: 'monthly',
      key: await lastPeriodKey(core, 'monthly'),
    });
    await done(core, await startGenerate(core, actor, report.reportId));
    const frozen = performance.now();
    const edition = await lastEdition(core, report.reportId);
    await done(core, await startRender(core, actor, { id: edition.id, formats: ['docx', 'pdf', 'xlsx'] }));
    return { figuresMs: Math.round(frozen - started), filesMs: Math.round(performance.now() - frozen) };
  });
}

async function done(core: Core, job: JobRecord): Promise<void> {
  const ended = await core.jobs.wait(job.id);
  if (ended.state !== 'succeeded') throw new Error(`${ended.title}: ${ended.error?.message}`);
}

async function inCore<T>(dir: string, work: (core: Core) => Promise<T>): Promise<T> {
  const core = await openCore({ workspaceDir: dir, spawn: forkProcess, resumeJobs: false });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

interface Opened {
  page: string;
  firstMs: number;
  medianMs: number;
}

async function openPages(dir: string, program: string, runs: number): Promise<Opened[]> {
  const host = await startConsoleProcess(dir);
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const manager = accounts.find(({ role }) => role === 'manager');
    await page.goto(host.url);
    await page.getByLabel(shellMessages.signIn.loginName).fill(manager?.loginName ?? '');
    await page.getByLabel(shellMessages.signIn.password).fill(manager?.password ?? '');
    await page.getByRole('button', { name: shellMessages.signIn.submit, exact: true }).click();
    const nav = page.getByRole('navigation', { name: shellMessages.nav.label });
    await nav.waitFor();
    // A person reads 今日 before the first click; the window loads the other pages' code meanwhile.
    await page.waitForTimeout(5000);
    const names = (await nav.getByRole('link').allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
    const times = new Map<string, number[]>(names.map((name) => [name, []]));
    for (let round = 0; round <= runs; round++) {
      for (const [place, name] of names.entries()) {
        times.get(name)?.push(await clickToContent(page, place));
        await page.waitForTimeout(300);
      }
    }
    return names.map((name) => {
      const [first = 0, ...later] = times.get(name) ?? [];
      return { page: name, firstMs: Math.round(first), medianMs: Math.round(median(later)) };
    });
  } finally {
    await browser.close();
    await host.end('SIGTERM');
  }
}

/** Clicks the link in the page itself and counts until nothing grey is left and the frame is painted. */
function clickToContent(page: Page, place: number): Promise<number> {
  return page.evaluate(
    ({ place, label, loading, giveUpMs }) =>
      new Promise<number>((resolve) => {
        const link = document.querySelectorAll<HTMLElement>(`nav[aria-label="${label}"] a`)[place];
        const before = document.querySelector('main h1');
        const started = performance.now();
        link?.click();
        const look = () => {
          const main = document.querySelector('main');
          const title = main?.querySelector('h1');
          const waiting = main?.querySelector(`[role="status"][aria-label="${loading}"], .ant-spin-spinning`);
          const here = title && (title !== before || link?.getAttribute('aria-current') === 'page');
          const spent = performance.now() - started;
          if (spent > giveUpMs) resolve(spent);
          else if (here && !waiting && spent > 16)
            requestAnimationFrame(() => resolve(performance.now() - started));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    { place, label: shellMessages.nav.label, loading: componentMessages.page.loading, giveUpMs: GIVE_UP_MS },
  );
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
