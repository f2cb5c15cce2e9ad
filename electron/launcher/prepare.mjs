/**
 * First half of `npm start`, `npm test` and `npm run ops`: makes what is installed equal to the lock.
 *
 * Runs under any Node ≥18, before a single dependency exists: plain JavaScript, Node's own modules only.
 * What is installed is read from npm's own record (`node_modules/.package-lock.json`), so that a folder installed
 * by hand with `npm ci` or `npm install` is not installed again. The answer is remembered in a stamp beside it.
 * Ends with code 0 when scripts can run, else with one clear line and code 1.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const MODULES = join(ROOT, 'node_modules');
const CACHE = join(ROOT, '.cache');
const STAMP = join(MODULES, '.installed-lock');
const GUARD = join(CACHE, 'prepare.lock');
const NODE_MAJOR = '24';
/** An install that takes longer has died without saying so. */
const GUARD_STALE_MS = 15 * 60_000;

/** What npm says when it gives up, and what a person can do about it; the first that fits is told. */
const REASONS = [
  [/_CERT|certificate/i, '软件包仓库的证书不被信任。请设置 NODE_EXTRA_CA_CERTS 指向本单位的根证书后重试。'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/,
    '连不上软件包仓库。请检查网络或 npm 的 registry、代理设置；内网机器请使用安装包，或从已装好的同型机器拷贝 node_modules。',
  ],
  [/ENOSPC/, '磁盘空间已满。请清理后重试。'],
  [
    /EACCES|EPERM|EBUSY|EROFS/,
    '没有写入程序文件夹的权限，或文件正被占用。请关闭正在运行的运维台、检查权限后重试。',
  ],
  [/EINTEGRITY/, '下载到的软件包与锁定的摘要不符。请检查软件包仓库是否被改动。'],
  [/spawn(Sync)? npm/, '找不到 npm。请安装带 npm 的 Node.js 18 或更高版本。'],
];

const quiet = process.argv.includes('--quiet');
try {
  main();
} catch (error) {
  stop('依赖没有准备好：无法读写程序文件夹。请检查权限和磁盘空间后重试。', error.message);
}

function main() {
  const wanted = wantedStamp();
  if (readText(STAMP) === wanted) {
    checkNode(false);
    return;
  }
  const release = acquireGuard(() => readText(STAMP) === wanted);
  if (release) {
    try {
      if (!installedEqualsLock()) install();
      linkNode();
      mkdirSync(MODULES, { recursive: true });
      writeFileSync(STAMP, wanted);
    } finally {
      release();
    }
  }
  checkNode(true);
}

/** The lock's digest and the platform it was installed for. */
function wantedStamp() {
  const lock = readText(join(ROOT, 'package-lock.json'));
  if (lock === undefined) stop('缺少 package-lock.json，无法确定要安装的依赖。请重新获取完整的程序文件夹。');
  const digest = createHash('sha256').update(lock).digest('hex');
  return `${digest} ${process.platform}-${process.arch}\n`;
}

/** Whether npm's own record of the installed packages holds every package of the lock, at its version. */
function installedEqualsLock() {
  const installed = readJson(join(MODULES, '.package-lock.json'));
  const lock = readJson(join(ROOT, 'package-lock.json'));
  if (!installed || !lock) return false;
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed.packages[path];
    if (!there) return entry.optional === true && !isForThisMachine(entry);
    return (
      there.version === entry.version && there.integrity === entry.integrity && existsSync(join(ROOT, path))
    );
  });
}

/** Whether an optional package is one of those that this machine needs (which C library it has is left to npm). */
function isForThisMachine(entry) {
  if (!entry.os && !entry.cpu) return false;
  if (entry.libc) return false;
  const os = [].concat(entry.os ?? process.platform);
  const cpu = [].concat(entry.cpu ?? process.arch);
  return os.includes(process.platform) && cpu.includes(process.arch);
}

/** Runs `npm ci`. No package of ours needs its install script (docs/adr: Node by its platform packages). */
function install() {
  say('正在安装依赖（npm ci），首次约需一分钟……');
  freeRunningNode();
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--prefer-offline',
    '--engine-strict=false',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  const npm = npmCommand();
  const result = spawnSync(npm.file, [...npm.args, ...args], {
    cwd: ROOT,
    shell: npm.shell,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status === 0) return;
  const output = `${result.stderr ?? ''}${result.stdout ?? ''}${result.error ? result.error.message : ''}`;
  stop(reason(output), output);
}

/** The npm that called us, run by the Node that runs it; else the npm beside this Node; else the one on the path. */
function npmCommand() {
  const node = process.env.npm_node_execpath ?? process.execPath;
  const beside = ['../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js'].map((path) =>
    join(dirname(node), path),
  );
  const script = [process.env.npm_execpath, ...beside].find(
    (path) => path && /npm-cli\.c?js$/.test(path) && existsSync(path),
  );
  if (script && existsSync(node)) return { file: node, args: [script], shell: false };
  return { file: 'npm', args: [], shell: process.platform === 'win32' };
}

/** Windows cannot delete a program that runs, but can rename it: ours may be the Node that npm is about to replace. */
function freeRunningNode() {
  if (process.platform !== 'win32') return;
  const running = realpathSync(process.execPath);
  if (!running.startsWith(realpathSync(ROOT) + sep)) return;
  const aside = join(CACHE, 'replaced');
  rmQuietly(aside);
  mkdirSync(aside, { recursive: true });
  const target = join(aside, `node-${process.pid}.exe`);
  renameSync(running, target);
  if (process.env.npm_node_execpath === process.execPath) process.env.npm_node_execpath = target;
}

/** Why npm gave up, in one line a person can act on. */
function reason(output) {
  const known = REASONS.find(([pattern]) => pattern.test(output));
  return `依赖没有装上：${known ? known[1] : 'npm ci 失败，原因见下。'}`;
}

/**
 * Stops when the Node that scripts run on is not 24. It is `node_modules/.bin/node` where a platform package gives
 * one, else the Node on the path.
 */
function checkNode(justInstalled) {
  const bin = join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const own = existsSync(bin);
  if (process.versions.node.split('.')[0] === NODE_MAJOR && (!own || (!justInstalled && runsFromModules())))
    return;
  const command = own ? bin : 'node';
  const shell = process.platform === 'win32';
  const result = spawnSync(shell ? `"${command}"` : command, ['-p', 'process.versions.node'], {
    encoding: 'utf8',
    shell,
  });
  const version = result.status === 0 ? result.stdout.trim() : undefined;
  if (version?.split('.')[0] === NODE_MAJOR) return;
  stop(
    version
      ? `运维台需要 Node.js ${NODE_MAJOR}，而脚本会运行在 Node.js ${version} 上。请安装 Node.js ${NODE_MAJOR}，并使其在 PATH 中最先被找到。`
      : `没有可用的 Node.js ${NODE_MAJOR}：随依赖安装的 Node 在这台机器上无法运行。请安装 Node.js ${NODE_MAJOR} 后删除 node_modules 重试。`,
  );
}

/**
 * Puts Node's platform package on the path of npm scripts. npm 9 and 10 leave `.bin/node` out: they give the name to
 * another platform's package, which they then do not install.
 */
function linkNode() {
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const program = join(MODULES, name, 'bin', windows ? 'node.exe' : 'node');
  const link = join(MODULES, '.bin', windows ? 'node.cmd' : 'node');
  if (!existsSync(program) || existsSync(link)) return;
  rmQuietly(link);
  mkdirSync(dirname(link), { recursive: true });
  if (windows) writeFileSync(link, `@"%~dp0\\..\\${name}\\bin\\node.exe" %*\r\n`);
  else symlinkSync(join('..', name, 'bin', 'node'), link);
}

function runsFromModules() {
  return realpathSync(process.execPath).startsWith(realpathSync(MODULES) + sep);
}

/**
 * One install at a time: a folder made atomically, holding its maker's process id. Waits for another's install;
 * returns what lets go of the guard, or undefined when the other one did the work.
 */
function acquireGuard(isDone) {
  mkdirSync(CACHE, { recursive: true });
  const holder = join(GUARD, 'pid');
  let told = false;
  for (;;) {
    try {
      mkdirSync(GUARD);
      writeFileSync(holder, String(process.pid));
      let held = true;
      const release = () => {
        if (held) rmQuietly(GUARD);
        held = false;
      };
      for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
        process.once(signal, () => {
          release();
          process.exit(code);
        });
      }
      process.once('exit', release);
      if (!isDone()) return release;
      release();
      return undefined;
    } catch (error) {
      if (error.code !== 'EEXIST')
        stop('无法写入程序文件夹，依赖没有装上。请检查权限和磁盘空间后重试。', error.message);
    }
    if (isAbandoned(holder)) {
      rmQuietly(GUARD);
      continue;
    }
    if (!told) say('另一个进程正在安装依赖，等待其完成……');
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

/** Whether the guard's maker has died, or has held it for longer than an install can last. */
function isAbandoned(holder) {
  const age = ageMs(GUARD);
  if (age === undefined) return false;
  const pid = Number(readText(holder) ?? 0);
  if (pid === 0) return age > 5_000;
  if (age > GUARD_STALE_MS) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(path) {
  try {
    return JSON.parse(readText(path) ?? '');
  } catch {
    return undefined;
  }
}

function rmQuietly(path) {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Left behind for the next run: on Windows a renamed program can still be running.
  }
}

function say(line) {
  if (!quiet) process.stderr.write(`${line}\n`);
}

/** Ends with code 1, one clear line and, where there is one, the end of what the tool said. */
function stop(line, output = '') {
  process.stderr.write(`${line}\n`);
  const tail = output.trim().split('\n').filter(Boolean).slice(-8);
  if (tail.length > 0) process.stderr.write(`${tail.map((text) => `  ${text}`).join('\n')}\n`);
  process.exit(1);
}
