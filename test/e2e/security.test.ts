import { request } from 'node:http';
import { expect, test } from 'vitest';
import { describeConsole, type TestConsole } from '../support/console.ts';

/** The status of a request with exactly these headers, made by another program of this machine. */
function status(
  { origin }: TestConsole,
  path: string,
  headers: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(new URL(path, origin), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });
}

async function cookieOf({ page }: TestConsole): Promise<string> {
  const [cookie] = await page.context().cookies();
  return `${cookie?.name}=${cookie?.value}`;
}

describeConsole('security', (running) => {
  test('the token is gone from the address and not readable by the page', async () => {
    const { page, origin } = running();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    expect(page.url()).toMatch(new RegExp(`^${origin}/(#.*)?$`));
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test('nothing is served without the token', async () => {
    const { kind } = running();
    if (kind === 'electron') return;
    for (const path of ['/', '/index.html', '/rpc/workspace/state', '/assets/x.js'])
      expect(await status(running(), path), path).toBe(401);
    expect(await status(running(), '/?token=guess')).toBe(401);
  });

  test('another name for this machine is refused even with the cookie', async () => {
    if (running().kind === 'electron') return;
    const cookie = await cookieOf(running());
    expect(await status(running(), '/', { cookie })).toBe(200);
    expect(await status(running(), '/', { cookie, host: 'rebind.example' })).toBe(403);
    expect(await status(running(), '/', { cookie, origin: 'http://evil.example' })).toBe(403);
  });

  test("another site's page in the same browser gets nothing", async () => {
    const { kind, page, origin } = running();
    if (kind === 'electron') return;
    const other = await page.context().newPage();
    await other.goto('data:text/html,<p>other</p>');
    const answer = await other.evaluate(
      (address) =>
        fetch(`${address}/rpc/workspace/state`, { method: 'POST', credentials: 'include' }).then(
          String,
          () => 'refused',
        ),
      origin,
    );
    expect(answer).toBe('refused');
    await other.goto(origin).catch(() => undefined);
    await other.close();
  });

  test('the policy forbids foreign code, eval and foreign connections', async () => {
    const { page, complaints } = running();
    const found = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      );
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      // In a turn of its own: what the debugger itself evaluates is let through.
      await new Promise((resolve) => setTimeout(resolve, 0));
      let evaluated = true;
      try {
        new Function('return 1')();
      } catch {
        evaluated = false;
      }
      const fetched = await fetch('http://127.0.0.1:9/').then(
        () => true,
        () => false,
      );
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        injected: 'injected' in window,
        evaluated,
        fetched,
        violations: [...new Set(violations)].sort(),
      };
    });
    // These were ours.
    complaints.splice(0);
    expect(found).toMatchObject({ injected: false, evaluated: false, fetched: false });
    expect(found.violations).toEqual(expect.arrayContaining(['connect-src', 'frame-src', 'script-src-elem']));
  });

  test('the page reaches no Node and no Electron', async () => {
    const { page } = running();
    const found = await page.evaluate(() =>
      ['require', 'process', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in window),
    );
    expect(found).toEqual([]);
  });

  test('it cannot be left and opens no other window', async () => {
    const { page, kind, complaints } = running();
    if (kind !== 'electron') return;
    const before = page.url();
    await page.evaluate(() => {
      location.href = 'https://example.org/';
    });
    expect(page.url()).toBe(before);
    expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull();
    complaints.splice(0);
  });
});
