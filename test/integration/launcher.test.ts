import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../electron/launcher/browsers.ts';
import { build, isStale } from '../../electron/launcher/build.ts';
import { ROOT } from '../support/sourceTree.ts';
import { windowCookie } from '../support/transports.ts';
import { type TestWorkspace, temporaryFolder, testWorkspace } from '../support/workspace.ts';

const ROOT_ON_LINUX = process.platform === 'linux' && process.getuid?.() === 0;

let workspace: TestWorkspace;
let folder: ReturnType<typeof temporaryFolder>;
const running: Started[] = [];

interface Started {
  child: ChildProcess;
  said: () => string;
  until(text: string | RegExp): Promise<string>;
  ended: Promise<number | null>;
}

beforeAll(async () => {
  if (isStale('renderer') && !(await build('renderer'))) throw new Error('the renderer does not build');
  workspace = await testWorkspace();
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(async () => {
  await workspace.remove();
  folder.remove();
});

function start(args: string[], environment: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, [join(ROOT, 'electron/launcher/start.ts'), ...args], {
    env: { ...process.env, XDG_DATA_HOME: folder.dir, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const started: Started = {
    child,
    ended,
    said: () => said,
    async until(text) {
      for (let tries = 0; tries < 1000; tries += 1) {
        const found =
          typeof text === 'string' ? (said.includes(text) ? text : undefined) : text.exec(said)?.[0];
        if (found !== undefined) return found;
        await sleep(20);
      }
      throw new Error(`never said ${text}:\n${said}`);
    },
  };
  running.push(started);
  return started;
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/;

describe('without a display', () => {
  test.skipIf(process.platform !== 'linux')(
    'prints the address, serves, and ends cleanly at Ctrl-C',
    async () => {
      const console = start(['--workspace', workspace.dir]);
      const url = await console.until(ADDRESS);
      expect(console.said()).toContain('没有显示器');
      const cookie = await windowCookie(url);
      const page = await fetch(new URL('/', url), { headers: { cookie } });
      expect(page.status).toBe(200);
      console.child.kill('SIGINT');
      expect(await console.ended).toBe(0);
      expect(console.said()).toContain('运维台已结束');
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  test('two consoles of one workspace live side by side', async () => {
    const first = start(['--workspace', workspace.dir, '--no-window']);
    const firstUrl = await first.until(ADDRESS);
    const second = start(['--workspace', workspace.dir, '--no-window']);
    const secondUrl = await second.until(ADDRESS);
    expect(new URL(secondUrl).port).not.toBe(new URL(firstUrl).port);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect((await fetch(firstUrl, { redirect: 'manual' })).status).toBe(303);
  });

  test('the same workspace is found at the same port again', async () => {
    const ports: string[] = [];
    for (let i = 0; i < 2; i += 1) {
      const console = start(['--workspace', workspace.dir, '--no-window']);
      ports.push(new URL(await console.until(ADDRESS)).port);
      console.child.kill('SIGTERM');
      await console.ended;
    }
    expect(ports[0]).toBe(ports[1]);
  });
});

describe('bad input', () => {
  test('a folder that is no workspace is left alone', async () => {
    const dir = join(folder.dir, 'photos');
    mkdirSync(dir);
    writeFileSync(join(dir, 'holiday.jpg'), 'x');
    const console = start(['--workspace', dir, '--no-window']);
    expect(await console.ended).toBe(1);
    expect(console.said()).toMatch(/启动失败：.*工作区/);
    expect(console.said()).not.toMatch(/\bat .*\.ts/);
    expect(readFileSync(join(dir, 'holiday.jpg'), 'utf8')).toBe('x');
  });

  test('an unknown option: usage, code 2', async () => {
    const console = start(['--wokspace', 'x']);
    expect(await console.ended).toBe(2);
    expect(console.said()).toContain('用法：');
  });
});

describe.skipIf(process.platform === 'win32')('in a browser window', () => {
  /** A browser that notes how it was called and stays until it is told to go. */
  function fakeBrowser(name: string, stays: string): { program: string; flags: () => string[] } {
    const program = join(folder.dir, name);
    writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > "$0.flags"\n${stays}\n`, { mode: 0o755 });
    return { program, flags: () => readFileSync(`${program}.flags`, 'utf8').trim().split('\n') };
  }
  const display = { DISPLAY: ':99', OPS_WINDOW: 'browser' };

  test('opens an app window with a profile of its own; the sandbox goes only as root, and that is said', async () => {
    const { program, flags } = fakeBrowser('chromium', 'exec sleep 60');
    const console = start(['--workspace', workspace.dir], { ...display, OPS_BROWSER: program });
    await console.until('运维台已打开（chromium 应用窗口）');
    const given = flags();
    expect(given.find((flag) => flag.startsWith('--app='))).toMatch(
      /^--app=http:\/\/127\.0\.0\.1:\d+\/\?token=/,
    );
    expect(given.find((flag) => flag.startsWith('--user-data-dir='))).toContain(folder.dir);
    expect(given.includes('--no-sandbox')).toBe(ROOT_ON_LINUX);
    expect(console.said().includes('不带沙箱')).toBe(ROOT_ON_LINUX);
    // The address on the command line, which everybody on the machine can read, works once.
    const url = given.find((flag) => flag.startsWith('--app='))?.slice('--app='.length) ?? '';
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(401);
    console.child.kill('SIGTERM');
    expect(await console.ended).toBe(0);
  });

  test('ends when its window is closed', async () => {
    const { program } = fakeBrowser('chrome', 'exec sleep 4');
    const console = start(['--workspace', workspace.dir], { ...display, OPS_BROWSER: program });
    expect(await console.ended).toBe(0);
    expect(console.said()).toContain('运维台已结束');
  });

  test('a browser that does not start: the address is printed and served', async () => {
    const { program } = fakeBrowser('edge', 'exit 1');
    const console = start(['--workspace', workspace.dir], { ...display, OPS_BROWSER: program });
    const url = await console.until(ADDRESS);
    expect(console.said()).toContain('浏览器窗口没有打开');
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  });

  test('no browser at all: the address is printed and served', async () => {
    const console = start(['--workspace', workspace.dir], {
      ...display,
      OPS_BROWSER: join(folder.dir, 'none'),
    });
    await console.until(ADDRESS);
    expect(console.said()).toContain('没有找到 Chromium、Chrome 或 Edge');
  });
});

describe.skipIf(process.platform === 'win32')('Electron out of reach', () => {
  const environment = (mirror: string) => ({
    DISPLAY: ':99',
    OPS_BROWSER: join(folder.dir, 'none'),
    ELECTRON_MIRROR: mirror,
    XDG_DATA_HOME: join(folder.dir, `data-${new URL(mirror).port}`),
  });

  test('a source that never answers costs seconds, once, and one line', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const mirror = `http://127.0.0.1:${port}/`;
    const began = performance.now();
    const first = start(['--workspace', workspace.dir], environment(mirror));
    await first.until('没有取到 Electron');
    expect(performance.now() - began).toBeLessThan(9000);
    await first.until(ADDRESS);
    first.child.kill('SIGTERM');
    await first.ended;
    const second = start(['--workspace', workspace.dir], environment(mirror));
    await second.until(ADDRESS);
    expect(second.said()).not.toContain('Electron，');
    silent.close();
  });

  test('an override that holds no Electron falls back without a download', async () => {
    const console = start(['--workspace', workspace.dir], {
      ...environment('http://127.0.0.1:9/'),
      ELECTRON_OVERRIDE_DIST_PATH: join(folder.dir, 'empty'),
    });
    await console.until(ADDRESS);
    expect(console.said()).not.toContain('正在获取');
  });
});

test('browsers are looked for where each system keeps them', () => {
  expect(findBrowser({ OPS_BROWSER: '/nowhere' }, 'linux')).toBeUndefined();
  expect(findBrowser({ PATH: folder.dir }, 'win32')).toBeUndefined();
  const program = join(folder.dir, 'path', 'google-chrome');
  mkdirSync(join(folder.dir, 'path'));
  writeFileSync(program, '', { mode: 0o755 });
  expect(
    existsSync('/usr/bin/chromium') ? 'found' : findBrowser({ PATH: join(folder.dir, 'path') }, 'linux'),
  ).toBe(existsSync('/usr/bin/chromium') ? 'found' : program);
});
