import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpHost, startHttpHost } from '../../electron/hosts/http.ts';
import { createHttpRpc } from '../../electron/hosts/httpRpc.ts';
import { router } from '../../electron/hosts/router.ts';
import { testPage, windowCookie } from '../support/transports.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let workspace: TestWorkspace;
let page: ReturnType<typeof testPage>;
let host: HttpHost;
let port: number;
let cookie: string;

/** A request with exactly these headers: no browser and no fetch adds its own. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, setHost: !('host' in headers) },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    sent.once('error', reject).end(body);
  });
}

beforeAll(async () => {
  workspace = await testWorkspace();
  page = testPage();
  host = await startHttpHost({ rpc: createHttpRpc(router, workspace.core), pageDirectory: page.dir });
  port = Number(new URL(host.origin).port);
  cookie = await windowCookie(host.url);
});
afterAll(async () => {
  await host.close();
  page.remove();
  await workspace.remove();
});

const STATE = '/rpc/workspace/state';

describe('without the token', () => {
  test.each(['/', '/index.html', '/assets/main-1a2b.js', STATE, '/no-such', '/rpc'])(
    '%s is not served',
    async (path) => {
      expect((await ask('GET', path)).status).toBe(401);
      expect((await ask('GET', path, { cookie: `${cookie.split('=')[0]}=wrong` })).status).toBe(401);
    },
  );

  test('calls are not served either', async () => {
    expect((await ask('POST', STATE, { origin: host.origin }, '{}')).status).toBe(401);
  });

  test.each(['', 'x', '%00', 'a'.repeat(5000)])(
    'a wrong token (%#) is refused and gives no cookie',
    async (token) => {
      const answer = await ask('GET', `/?token=${token}`);
      expect(answer.status).toBe(401);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );
});

describe('with the token', () => {
  test('the address gives a cookie for this host only and leads to a clean address', async () => {
    const { search } = new URL(host.url);
    const answer = await ask('GET', `/${search}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const given = String(answer.headers['set-cookie']);
    expect(given).toMatch(/HttpOnly; SameSite=Strict; Path=\/$/);
    expect(given).not.toContain(search.slice('?token='.length));
  });

  test('a ticket opens one window', async () => {
    const { search } = new URL(host.ticketUrl());
    expect((await ask('GET', `/${search}`)).status).toBe(303);
    expect((await ask('GET', `/${search}`)).status).toBe(401);
  });

  test('the page and its files come with the policy', async () => {
    const index = await ask('GET', '/', { cookie });
    expect(index.status).toBe(200);
    expect(index.body).toContain('<title>page</title>');
    const policy = String(index.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:/);
    expect(index.headers['cache-control']).toBe('no-cache');
    expect(index.headers['x-content-type-options']).toBe('nosniff');
    expect(index.headers['referrer-policy']).toBe('no-referrer');
    const script = await ask('GET', '/assets/main-1a2b.js', { cookie });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  test('what has not changed is not sent again', async () => {
    const { headers } = await ask('GET', '/', { cookie });
    const again = await ask('GET', '/', { cookie, 'if-none-match': String(headers.etag) });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  test('the routes of the page lead to the page; a missing file is missing', async () => {
    expect((await ask('GET', '/duty/2026-11-20', { cookie })).body).toContain('<title>page</title>');
    expect((await ask('GET', '/duty', { cookie })).body).toContain('<title>page</title>');
    expect((await ask('GET', '/assets/missing.js', { cookie })).status).toBe(404);
  });

  test.each([
    '/../package.json',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/package.json',
    '//etc/passwd',
    '/assets/..\\..\\x.js',
  ])('no path leads out of the page: %s', async (path) => {
    const answer = await ask('GET', path, { cookie });
    if (answer.status === 200) expect(answer.body).toContain('<title>page</title>');
    else expect([400, 404]).toContain(answer.status);
  });

  test('calls are answered and never kept', async () => {
    const answer = await ask(
      'POST',
      STATE,
      { cookie, origin: host.origin, 'content-type': 'application/json' },
      '{}',
    );
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(answer.body)).toMatchObject({ json: { name: '测试工作区' } });
  });

  test('an unknown procedure and a broken body are answered, not fatal', async () => {
    const headers = { cookie, origin: host.origin, 'content-type': 'application/json' };
    expect((await ask('POST', '/rpc/no/such', headers, '{}')).status).toBe(404);
    expect((await ask('POST', '/rpc/operators/signIn', headers, '{"json":')).status).toBe(400);
    expect((await ask('POST', STATE, headers, '{}')).status).toBe(200);
  });

  test('the page cannot be written to', async () => {
    expect((await ask('PUT', '/index.html', { cookie, origin: host.origin }, 'x')).status).toBe(405);
  });
});

describe('from elsewhere', () => {
  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '[::1]', ''])(
    'a request for host "%s" is refused, even with the cookie',
    async (name) => {
      expect((await ask('GET', '/', { cookie, host: name })).status).toBe(403);
    },
  );

  test.each(['http://evil.example', 'null', 'http://localhost', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'a page of %s is refused, even with the cookie',
    async (origin) => {
      expect((await ask('POST', STATE, { cookie, origin }, '{}')).status).toBe(403);
      expect((await ask('GET', '/', { cookie, origin })).status).toBe(403);
    },
  );

  test('a call that does not say where it comes from is refused', async () => {
    expect((await ask('POST', STATE, { cookie }, '{}')).status).toBe(403);
  });

  test.each(['cross-site', 'same-site'])('what a browser marks as %s is refused', async (site) => {
    expect((await ask('GET', STATE, { cookie, 'sec-fetch-site': site })).status).toBe(403);
  });

  test('only this machine can connect', () => {
    expect(new URL(host.url).hostname).toBe('127.0.0.1');
  });

  test('rubbish on the wire does not end the host', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('\u0000\u0001 rubbish\r\n\r\n'));
      socket.resume().once('close', () => resolve());
    });
    expect((await ask('GET', '/', { cookie })).status).toBe(200);
  });
});

test('a taken port is not fought for', async () => {
  const second = await startHttpHost({
    rpc: createHttpRpc(router, workspace.core),
    pageDirectory: page.dir,
    preferredPort: port,
  });
  expect(second.origin).not.toBe(host.origin);
  await second.close();
});
