import { setTimeout as sleep } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';
import { eventIterator, oc } from '@orpc/contract';
import { implement } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { guard, type RequestContext } from '../../electron/hosts/guard.ts';
import { router as consoleRouter } from '../../electron/hosts/router.ts';
import { procedure } from '../../shared/contract/base.ts';
import { fail } from '../../shared/errors/errors.ts';
import { type Connected, connect, TRANSPORTS } from '../support/transports.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const probeContract = {
  /** Names no role: must be denied to everybody. */
  unnamed: oc.output(z.object({})),
  refuses: procedure('public').output(z.object({})),
  breaks: procedure('public').output(z.object({})),
  waits: procedure('public').output(z.object({})),
  counts: procedure('public')
    .input(z.object({ to: z.number().int().positive() }))
    .output(eventIterator(z.object({ done: z.number() }))),
  echoes: procedure('public')
    .input(z.object({ text: z.string(), bytes: z.file() }))
    .output(z.object({ text: z.string(), size: z.number() })),
};

/** What the handlers saw, for the tests. */
const seen = { waiting: 0, aborted: 0, closed: 0 };
const os = implement(probeContract).$context<RequestContext>().use(guard);
const router = os.router({
  unnamed: os.unnamed.handler(() => ({})),
  refuses: os.refuses.handler(() => {
    throw fail(
      'PROBE_REFUSED',
      '样例错误：请换一个文件。',
      { file: '日检.rtf', row: 3 },
      new Error('password=secret'),
    );
  }),
  breaks: os.breaks.handler(() => {
    throw new Error('connect postgres://ops:secret@10.0.0.1/centre');
  }),
  waits: os.waits.handler(async ({ signal }) => {
    seen.waiting += 1;
    try {
      await sleep(20_000, undefined, { signal });
    } catch (error) {
      seen.aborted += 1;
      throw error;
    }
    return {};
  }),
  counts: os.counts.handler(async function* ({ input, signal }) {
    try {
      for (let done = 1; done <= input.to; done += 1) {
        yield { done };
        await sleep(5, undefined, { signal });
      }
    } finally {
      seen.closed += 1;
    }
  }),
  echoes: os.echoes.handler(({ input }) => ({ text: input.text, size: input.bytes.size })),
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !condition(); tries += 1) await sleep(10);
  expect(condition()).toBe(true);
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  let workspace: TestWorkspace;
  let window: Connected<typeof router>;

  beforeAll(async () => {
    workspace = await testWorkspace();
    window = await connect(transport, router, workspace.core);
  });
  afterAll(async () => {
    await window.close();
    await workspace.remove();
  });

  test('a procedure that names no role is denied', async () => {
    await expect(window.client.unnamed()).rejects.toMatchObject({ data: { code: 'NOT_SIGNED_IN' } });
  });

  test('an error crosses as plain data: code, sentence, details, no cause and no stack of ours', async () => {
    const error = await window.client.refuses().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ORPCError);
    const { data, cause, stack } = error as ORPCError<string, unknown>;
    expect(data).toEqual({
      code: 'PROBE_REFUSED',
      message: '样例错误：请换一个文件。',
      details: { file: '日检.rtf', row: 3 },
    });
    expect(JSON.stringify({ data, cause, stack })).not.toMatch(
      /secret|transport\.test\.ts:\d+:\d+\)?\n.*handler/,
    );
  });

  test('an unexpected error says nothing of itself', async () => {
    const error = await window.client.breaks().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ data: { code: 'INTERNAL' } });
    expect(JSON.stringify(error)).not.toMatch(/secret|10\.0\.0\.1|postgres/);
  });

  test('wrong input names the field', async () => {
    await expect(window.client.counts({ to: -1 })).rejects.toMatchObject({
      data: { code: 'INPUT_INVALID', details: { field: 'to' } },
    });
  });

  test('giving a call up stops it in the core', async () => {
    const before = { ...seen };
    const abort = new AbortController();
    const call = window.client.waits(undefined, { signal: abort.signal }).catch(() => 'cancelled');
    await until(() => seen.waiting === before.waiting + 1);
    abort.abort();
    expect(await call).toBe('cancelled');
    await until(() => seen.aborted === before.aborted + 1);
  });

  test('progress comes as it is made and ends', async () => {
    const done: number[] = [];
    for await (const progress of await window.client.counts({ to: 5 })) done.push(progress.done);
    expect(done).toEqual([1, 2, 3, 4, 5]);
  });

  test('leaving a progress early stops it in the core', async () => {
    const before = seen.closed;
    for await (const progress of await window.client.counts({ to: 100_000 })) if (progress.done === 3) break;
    await until(() => seen.closed === before + 1);
  });

  test('text of every plane and files cross unchanged', async () => {
    const text = '（2026）川01民初1号 𠀀 \u0000 😀';
    const bytes = new File([new Uint8Array(100_000)], '卷宗.rtf');
    expect(await window.client.echoes({ text, bytes })).toEqual({ text, size: 100_000 });
  });

  test('a window that is gone cancels its calls', async () => {
    const before = { ...seen };
    const other = await connect(transport, router, workspace.core);
    const call = other.client.waits().catch(() => 'gone');
    await until(() => seen.waiting === before.waiting + 1);
    await other.close();
    await until(() => seen.aborted === before.aborted + 1);
    expect(await call).toBe('gone');
  });

  test('two windows of one core hear of a change', async () => {
    const windows = await Promise.all([
      connect(transport, consoleRouter, workspace.core),
      connect(transport, consoleRouter, workspace.core),
    ]);
    const heard = windows.map(async ({ client }) => {
      for await (const topics of await client.changes.watch()) if (topics.includes('duty')) return 'heard';
      return 'ended';
    });
    // A window that is not listening yet hears of the next change.
    const changing = setInterval(() => workspace.core.changes.bump('duty'), 50);
    expect(await Promise.all(heard)).toEqual(['heard', 'heard']);
    clearInterval(changing);
    for (const each of windows) await each.close();
  });
});
