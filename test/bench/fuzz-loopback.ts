import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { createDemoWorkspace, residentMb, startConsoleProcess } from '../support/consoleProcess.ts';
import { windowCookie } from '../support/transports.ts';
import { temporaryFolder } from '../support/workspace.ts';

interface Answer {
  status: number;
  body: string;
}

const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];
const PROCEDURES = [
  'workspace/state',
  'operators/signIn',
  'operators/save',
  'jobs/list',
  'audit/list',
  'changes/no',
  '../x',
  '',
];

/** Header values a client can really send. */
const headerValue = fc.stringMatching(/^[\x20-\x7e]{0,200}$/);
const path = fc.oneof(
  fc.constantFrom(...PROCEDURES).map((name) => `/rpc/${name}`),
  fc.stringMatching(/^[\x21-\x7e]{0,80}$/).map((text) => `/${text}`),
  fc.constantFrom(
    '/',
    '/index.html',
    '/?token=',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/../../package.json',
    '/rpc',
  ),
);
const body = fc.oneof(
  fc.string({ maxLength: 2000 }),
  fc.json().map((text) => `{"json":${text}}`),
  fc.json().map((text) => `{"json":${text},"meta":[[1,"a"],["bigint","json"]]}`),
  fc.constantFrom('', '{', '{"json":', '{"json":{"__proto__":{"role":"manager"}}}', '[]', 'null'),
);
const anyRequest = fc.record({
  method: fc.constantFrom(...METHODS),
  path,
  body,
  withCookie: fc.boolean(),
  withOrigin: fc.boolean(),
  headers: fc.dictionary(
    fc.constantFrom(
      'x-ops-session',
      'content-type',
      'content-disposition',
      'range',
      'if-none-match',
      'accept',
      'last-event-id',
    ),
    headerValue,
    { maxKeys: 4 },
  ),
});

/**
 * Throws random requests at a running console: it must go on living, never answer without its cookie, never with a server error,
 * and never with a stack or a path of ours. `--runs N` (2000), `--seed S`.
 */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({
    args: argv,
    options: { runs: { type: 'string' }, seed: { type: 'string' } },
  });
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'workspace');
  await createDemoWorkspace(dir, '--cases', '50');
  const console = await startConsoleProcess(dir);
  try {
    const { origin } = new URL(console.url);
    const cookie = await windowCookie(console.url);
    const statuses: Record<string, number> = {};
    const before = residentMb(console.pid);
    const outcome = await fc.check(
      fc.asyncProperty(anyRequest, async (given) => {
        const answer = await ask(origin, given, cookie);
        if (!answer) return;
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        if (!given.withCookie && answer.status < 400)
          throw new Error(`served without the cookie: ${answer.status}`);
        if (answer.status >= 500) throw new Error(`server error: ${answer.body.slice(0, 200)}`);
        if (/\n\s+at |node_modules|electron\/(core|hosts)/.test(answer.body))
          throw new Error('a stack or a path of ours');
      }),
      { numRuns: Number(values.runs ?? 2000), ...(values.seed ? { seed: Number(values.seed) } : {}) },
    );
    const rubbish = await throwRubbish(new URL(origin), 200);
    const alive = (await fetch(origin, { headers: { cookie } })).status === 200;
    return {
      runs: outcome.numRuns,
      seed: outcome.seed,
      failed: outcome.failed,
      counterexample: outcome.counterexample ?? null,
      reason: outcome.errorInstance instanceof Error ? outcome.errorInstance.message : null,
      statuses,
      rubbish,
      alive,
      memoryMb: { before, after: residentMb(console.pid) },
    };
  } finally {
    await console.end('SIGTERM');
    folder.remove();
  }
}

interface Given {
  method: string;
  path: string;
  body: string;
  withCookie: boolean;
  withOrigin: boolean;
  headers: Record<string, string>;
}

/** @returns undefined when the client itself refuses to send this */
function ask(origin: string, given: Given, cookie: string): Promise<Answer | undefined> {
  const { hostname, port } = new URL(origin);
  const headers = {
    ...given.headers,
    ...(given.withCookie ? { cookie } : {}),
    ...(given.withOrigin ? { origin } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method: given.method, path: given.path, headers, agent: false, timeout: 10_000 },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer in 10 s')));
    sent.on('error', reject);
    sent.end(['GET', 'HEAD'].includes(given.method) ? undefined : given.body);
  });
}

/** Bytes that are no HTTP, on connections of their own. @returns how many were sent */
async function throwRubbish({ hostname, port }: URL, count: number): Promise<number> {
  const bytes = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 500 }), count);
  for (const each of bytes) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.end(each));
      socket.resume().once('close', () => resolve());
      socket.once('error', () => resolve());
    });
  }
  return count;
}
