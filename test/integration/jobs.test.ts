import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../electron/core/core.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { fail } from '../../shared/errors/errors.ts';
import { countingJob } from '../fixtures/countingJob.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let actor: Actor;
beforeEach(async () => {
  test = await testWorkspace();
  actor = unattendedActor();
});
afterEach(() => test.remove());

function counted(): number[] {
  return readFileSync(join(test.dir, 'counted.txt'), 'utf8').trim().split('\n').map(Number);
}

describe('a job', () => {
  it('runs to its end with a durable record', async () => {
    test.core.jobs.register(countingJob(0));
    const started = await test.core.jobs.start(actor, 'test.count', { upTo: 5 });
    const ended = await test.core.jobs.wait(started.id);
    expect(ended).toMatchObject({ state: 'succeeded', done: 5, total: 5, result: { counted: 5 } });
    expect(counted()).toEqual([1, 2, 3, 4, 5]);
  });

  it('is cancelled, and taken up again from its checkpoint', async () => {
    test.core.jobs.register(countingJob(5));
    const { id } = await test.core.jobs.start(actor, 'test.count', { upTo: 30 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await test.core.jobs.cancel(actor, id);
    expect((await test.core.jobs.wait(id)).state).toBe('cancelled');
    await test.core.jobs.restart(actor, id);
    expect((await test.core.jobs.wait(id)).state).toBe('succeeded');
    expect(counted()).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('is cancelled from another process', async () => {
    test.core.jobs.register(countingJob(5));
    const second = await test.again();
    const { id } = await test.core.jobs.start(actor, 'test.count', { upTo: 10_000 });
    await second.jobs.cancel(actor, id);
    expect((await second.jobs.wait(id)).state).toBe('cancelled');
  });

  it('never runs twice side by side, in whichever process', async () => {
    const second = await test.again();
    for (const core of [test.core, second]) core.jobs.register(countingJob(5));
    const { id } = await test.core.jobs.start(actor, 'test.count', { upTo: 20 });
    expect((await errorOf(second.jobs.start(actor, 'test.count', { upTo: 20 }))).code).toBe(
      'JOB_ALREADY_RUNNING',
    );
    await test.core.jobs.wait(id);
  });

  it('that fails keeps its Chinese reason, and one that breaks shows no inner word', async () => {
    test.core.jobs.register({
      kind: 'test.fails',
      title: () => '会失败',
      resumable: false,
      run: async () => {
        throw fail('TEST_REASON', '磁盘没插好，请插好后重试。');
      },
    });
    test.core.jobs.register({
      kind: 'test.breaks',
      title: () => '会出错',
      resumable: false,
      run: async () => {
        throw new Error('secret inner word');
      },
    });
    const failed = await test.core.jobs.wait((await test.core.jobs.start(actor, 'test.fails', {})).id);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'TEST_REASON' } });
    const broken = await test.core.jobs.wait((await test.core.jobs.start(actor, 'test.breaks', {})).id);
    expect(broken.error?.code).toBe('INTERNAL');
    expect(JSON.stringify(broken)).not.toContain('secret');
    expect(readFileSync(join(test.dir, 'diagnostics.log'), 'utf8')).toContain('secret inner word');
  });

  it('whose process was killed goes on where it stood, nothing done twice', async () => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../fixtures/jobProcess.ts'), test.dir],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [id] = (await once(child.stdout, 'data')).map((chunk: Buffer) => chunk.toString().trim());
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const done = counted().length;
    expect(done).toBeGreaterThan(1);

    await test.core
      .log('job')
      .where({ id })
      .update({ params: JSON.stringify({ upTo: done + 5 }), lease_until: 1 });
    test.core.jobs.register(countingJob(0));
    await test.core.jobs.resume();
    const ended = await test.core.jobs.wait(id ?? '');
    expect(ended.state).toBe('succeeded');
    const numbers = counted();
    expect(new Set(numbers).size).toBe(done + 5);
    // The kill may fall between a number's line and its checkpoint: at most that one is repeated.
    expect(numbers.length - new Set(numbers).size).toBeLessThanOrEqual(1);
  });

  it('of a dead process that cannot be resumed becomes 中断', async () => {
    test.core.jobs.register({
      kind: 'test.once',
      title: () => '一次性',
      resumable: false,
      run: () => new Promise(() => {}),
    });
    const { id } = await test.core.jobs.start(actor, 'test.once', {});
    await test.core.log('job').where({ id }).update({ lease_until: 1, lease_owner: 'dead' });
    const second = await test.again();
    await second.jobs.resume();
    expect((await second.jobs.get(id))?.state).toBe('interrupted');
  });
});

it('a job of a process killed just before the window opened is taken up once its lease has run out', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    test.core.jobs.register({
      kind: 'test.once',
      title: () => '一次性',
      resumable: false,
      run: () => new Promise(() => {}),
    });
    const second = await test.again();
    const { id } = await test.core.jobs.start(actor, 'test.once', {});
    const lease = (until: number) =>
      test.core.log('job').where({ id }).update({ lease_until: until, lease_owner: 'dead' });
    await lease(Date.now() + 60_000);
    await second.jobs.resume();
    expect((await second.jobs.get(id))?.state).toBe('running');
    await lease(1);
    vi.advanceTimersByTime(15_000);
    await vi.waitFor(async () => expect((await second.jobs.get(id))?.state).toBe('interrupted'), 10_000);
  } finally {
    vi.useRealTimers();
  }
});

it('waiting for a job whose process died ends with 中断 instead of never', async () => {
  test.core.jobs.register(countingJob(5));
  const second = await test.again();
  const { id } = await test.core.jobs.start(actor, 'test.count', { upTo: 10_000 });
  await test.core.log('job').where({ id }).update({ lease_until: 1, lease_owner: 'dead' });
  expect((await second.jobs.wait(id)).state).toBe('interrupted');
});
