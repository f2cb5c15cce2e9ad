import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findBrowser } from '../../electron/launcher/browsers.ts';

const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/**
 * Makes sure that end-to-end tests find a Chromium and a Chinese font: installs Debian's where they are missing and we
 * may, otherwise says what to install.
 * @returns whether there is a browser to test with
 */
export function prepareBrowser(say: (line: string) => void): boolean {
  const missing = PACKAGES.filter((name) => (name === 'chromium' ? !findBrowser() : !hasChineseFont()));
  if (missing.length > 0 && isDebian() && process.getuid?.() === 0) {
    say(`installing ${missing.join(', ')} (apt-get)`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (...args: string[]) =>
      spawnSync('apt-get', ['-qq', '-o', 'Acquire::Retries=2', ...args], {
        env: environment,
        encoding: 'utf8',
      });
    const install = () => run('install', '-y', '--no-install-recommends', ...missing);
    // Package lists may be absent (a fresh image) or old.
    const done = install().status === 0 || (run('update').status === 0 && install().status === 0);
    if (!done) say(`apt-get could not install ${missing.join(', ')}`);
  }
  if (!findBrowser()) {
    say(
      'NO BROWSER: end-to-end tests are skipped. Install Chromium, Chrome or Edge, or set OPS_BROWSER to one.',
    );
    return false;
  }
  if (process.platform === 'linux' && !hasChineseFont())
    say('No Chinese font: screenshots show boxes. Install fonts-noto-cjk (or any font with Chinese).');
  return true;
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true;
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}
