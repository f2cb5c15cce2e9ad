import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { fail, isAbort } from '../../../../shared/errors/errors.ts';
import { checkMessages as words } from '../../../../shared/messages/inspection.ts';
import type { ProbeRecord } from '../store.ts';
import type { Check, Reading } from './check.ts';

const LONGEST_PAGE = 200_000;

/** Looks at an address set in the settings: a page over HTTP, a port over TCP, or a folder (F54). */
export const probe: Check = async ({ params, probe: find, signal }) => {
  const target = await find(String(params.probe));
  if (!target) throw fail('CHECK_PROBE_UNSET', words.probeUnset);
  return probeTarget(target, signal);
};

/** One look at a target. What is down is a fault; the signal's end is one too: it did not answer in time. */
export async function probeTarget(
  target: Pick<ProbeRecord, 'kind' | 'target' | 'expect'>,
  signal: AbortSignal,
): Promise<Reading> {
  const start = performance.now();
  try {
    if (target.kind === 'http') return await probePage(target.target, target.expect, signal, start);
    if (target.kind === 'tcp') return await probePort(target.target, signal, start);
    return await probeFolder(target.target);
  } catch (error) {
    if (isAbort(error) && (signal.reason as { name?: string } | undefined)?.name !== 'TimeoutError')
      throw error;
    return { value: words.down, level: 'fault', remark: probeFault(error, start) };
  }
}

async function probePage(url: string, expect: string, signal: AbortSignal, start: number): Promise<Reading> {
  const response = await fetch(url, { signal, redirect: 'follow' });
  const body = (await response.text()).slice(0, LONGEST_PAGE);
  const elapsed = Math.round(performance.now() - start);
  if (!response.ok) {
    return {
      value: words.httpStatus(response.status),
      level: 'fault',
      remark: words.httpBad(response.status),
    };
  }
  if (expect !== '' && !body.includes(expect)) {
    return { value: words.httpStatus(response.status), level: 'fault', remark: words.httpMissing(expect) };
  }
  return { value: words.probeOk(elapsed), number: elapsed };
}

async function probePort(address: string, signal: AbortSignal, start: number): Promise<Reading> {
  const at = address.lastIndexOf(':');
  const socket = connect({
    host: address.slice(0, at).replace(/^\[(.*)\]$/, '$1'),
    port: Number(address.slice(at + 1)),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  } finally {
    socket.destroy();
  }
  const elapsed = Math.round(performance.now() - start);
  return { value: words.probeOk(elapsed), number: elapsed };
}

async function probeFolder(folder: string): Promise<Reading> {
  const files = await readdir(folder);
  return { value: words.folder(files.length), number: files.length };
}

function probeFault(error: unknown, start: number): string {
  const cause = (error as { cause?: unknown } | null)?.cause ?? error;
  const code = (cause as { code?: unknown } | null)?.code;
  if ((error as { name?: unknown } | null)?.name === 'TimeoutError') {
    return words.slow(Math.round((performance.now() - start) / 1000));
  }
  if (code === 'ECONNREFUSED') return words.refused;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM' || code === 'ENOTDIR')
    return words.folderAway;
  return words.unreachable;
}
