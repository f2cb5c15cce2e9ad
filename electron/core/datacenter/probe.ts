import { statSync } from 'node:fs';
import { connect } from 'node:net';
import type { ConnectionTest } from '../../../shared/contract/datacenter.ts';
import { asErrorData, isAbort } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { listTables, ping } from './catalogue.ts';
import { connectTarget } from './connect.ts';
import type { ConnectionOptions, DatacenterConnection } from './connection.ts';
import { faultError, socketFault } from './fault.ts';
import { measureHealth } from './health.ts';
import { describeTarget, type Target } from './url.ts';

const words = datacenterMessages.test;

/** A test is asked for by a person who waits. */
const STATEMENT_TIMEOUT_MS = 10_000;

type Step = ConnectionTest['steps'][number];

/**
 * Tests a target in three steps, stopping at the first that fails: something listens (or the file is there), it lets
 * us in, it lets us read. Never throws for what is wrong with the target; that is in the answer.
 */
export async function probeTarget(
  target: Target,
  options: ConnectionOptions,
  now: Date,
  signal?: AbortSignal,
): Promise<ConnectionTest> {
  const test: ConnectionTest = {
    ok: false,
    engine: target.engine,
    target: describeTarget(target),
    steps: [],
    version: null,
    latencyMs: null,
    notes: [],
    error: null,
  };
  const connection = connectTarget(target, {
    ...options,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    writable: false,
  });
  try {
    await step(test, 'reachable', () => reach(target, options.connectTimeoutMs, signal));
    await step(test, 'signedIn', async () => {
      test.version = await connection.serverVersion();
      return words.signedIn(test.version);
    });
    await step(test, 'readable', () => read(test, connection, now, signal));
    test.ok = test.error === null;
    return test;
  } finally {
    await connection.close();
  }
}

async function step(test: ConnectionTest, name: Step['step'], work: () => Promise<string>): Promise<void> {
  if (test.error) {
    test.steps.push({ step: name, state: 'skipped', ms: null, text: words.skipped });
    return;
  }
  const from = performance.now();
  const ms = () => Math.round(performance.now() - from);
  try {
    const text = await work();
    test.steps.push({ step: name, state: 'passed', ms: ms(), text });
  } catch (error) {
    if (isAbort(error)) throw error;
    const { code, message } = asErrorData(error);
    test.error = { code, message };
    test.steps.push({ step: name, state: 'failed', ms: ms(), text: message });
  }
}

async function read(
  test: ConnectionTest,
  connection: DatacenterConnection,
  now: Date,
  signal?: AbortSignal,
): Promise<string> {
  test.latencyMs = await ping(connection, { signal });
  const tables = await listTables(connection, { signal });
  if (tables.length === 0) test.notes.push(words.nothingVisible);
  else if (!tables.includes('court_case')) test.notes.push(words.noCourtCase);
  const health = await measureHealth({ now: () => now }, connection, signal);
  for (const item of health.items) {
    if (item.skipped) test.notes.push(words.partial(HEALTH_ITEM_NAMES[item.id], item.skipped));
  }
  return tables.length === 0 ? words.readableEmpty : words.readable(tables.length);
}

/** Opens and closes a TCP connection, or looks for the file. */
async function reach(target: Target, timeoutMs: number, signal?: AbortSignal): Promise<string> {
  const seconds = { connect: Math.round(timeoutMs / 1000), statement: 0 };
  if (target.engine === 'sqlite') {
    if (statSync(target.file, { throwIfNoEntry: false })?.isFile()) return words.reachableFile;
    throw faultError(new Error('no such file'), { kind: 'fileMissing' }, target, seconds);
  }
  const from = performance.now();
  try {
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ host: target.host, port: target.port, signal });
      socket.setTimeout(timeoutMs, () =>
        socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
      );
      socket.once('connect', () => {
        socket.destroy();
        resolve();
      });
      socket.once('error', reject);
    });
  } catch (error) {
    throw faultError(error, socketFault(error) ?? { kind: 'unreachable' }, target, seconds);
  }
  return words.reachable(Math.round(performance.now() - from));
}
