import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../support/sourceTree.ts';
import { temporaryFolder } from '../support/workspace.ts';

/** A tiny project of its own, with the real prepare step in it. */
let folder: ReturnType<typeof temporaryFolder>;
let root: string;

beforeEach(() => {
  folder = temporaryFolder();
  root = folder.dir;
  mkdirSync(join(root, 'electron/launcher'), { recursive: true });
  copyFileSync(join(ROOT, 'electron/launcher/prepare.mjs'), join(root, 'electron/launcher/prepare.mjs'));
  writeManifest({});
});
afterEach(() => folder.remove());

function writeManifest(dependencies: Record<string, string>): void {
  const manifest = { name: 'tiny', version: '1.0.0', dependencies };
  const locked = Object.entries(dependencies).map(([name, version]) => [
    `node_modules/${name}`,
    { version, integrity: `sha512-${Buffer.alloc(64).toString('base64')}` },
  ]);
  const packages = { '': manifest, ...Object.fromEntries(locked) };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ name: 'tiny', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  );
}

function prepare(environment: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'electron/launcher/prepare.mjs')], {
      env: {
        ...process.env,
        npm_config_cache: join(root, 'npm-cache'),
        npm_config_fetch_retries: '0',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    child.once('close', (code) => resolve({ code, said }));
  });
}

const stamp = () => join(root, 'node_modules/.installed-lock');

test('installs when the lock and what is installed differ, and does nothing when they agree', async () => {
  const first = await prepare();
  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toContain('正在安装依赖');
  expect(await prepare()).toEqual({ code: 0, said: '' });
  rmSync(stamp());
  // npm's own record says that all is there: no second install.
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: {} }));
  expect(await prepare()).toEqual({ code: 0, said: '' });
  expect(existsSync(stamp())).toBe(true);
});

test('a registry out of reach: one clear line, code 1, and the next run tries again', async () => {
  await prepare();
  writeManifest({ 'left-out': '1.0.0' });
  const failed = await prepare({ npm_config_registry: 'http://127.0.0.1:9/' });
  expect(failed.code).toBe(1);
  expect(failed.said).toContain('依赖没有装上：连不上软件包仓库');
  expect(failed.said).not.toMatch(/\bat .*prepare\.mjs/);
  expect(readFileSync(join(root, 'package.json'), 'utf8')).toContain('left-out');
  expect((await prepare({ npm_config_registry: 'http://127.0.0.1:9/' })).code).toBe(1);
});

test('two at once: one installs, the other waits for it', async () => {
  const both = await Promise.all([prepare(), prepare()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.filter(({ said }) => said.includes('正在安装依赖（npm ci）'))).toHaveLength(1);
  expect(existsSync(join(root, '.cache/prepare.lock'))).toBe(false);
});

test('a guard left by a dead process is taken over', async () => {
  mkdirSync(join(root, '.cache/prepare.lock'), { recursive: true });
  writeFileSync(join(root, '.cache/prepare.lock/pid'), '4194000');
  expect(await prepare()).toMatchObject({ code: 0 });
});

test('no lock: says what is missing', async () => {
  rmSync(join(root, 'package-lock.json'));
  expect(await prepare()).toEqual({ code: 1, said: expect.stringContaining('缺少 package-lock.json') });
});

test('the Node that scripts would run on must be 24', async () => {
  await prepare();
  rmSync(stamp());
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  const fake = process.platform === 'win32' ? '@echo 20.1.0\r\n' : '#!/bin/sh\necho 20.1.0\n';
  const name = process.platform === 'win32' ? 'node.cmd' : 'node';
  writeFileSync(join(root, 'node_modules/.bin', name), fake, { mode: 0o755 });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: {} }));
  const { code, said } = await prepare();
  expect(code).toBe(1);
  expect(said).toContain('需要 Node.js 24，而脚本会运行在 Node.js 20.1.0 上');
});
