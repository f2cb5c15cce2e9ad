import { describe, expect, it } from 'vitest';
import { createPool, type PoolOptions } from './pool.ts';
import type { WorkerProcess } from './processes.ts';

type Behaviour = (
  task: string,
  attempt: number,
  reply: (result: string) => void,
  die: (code: number) => void,
) => void;

/** A worker without a process: answers, hangs or dies as told. */
function fakeSpawn(behaviour: Behaviour, started: { count: number }): PoolOptions['spawn'] {
  return () => {
    started.count++;
    let onMessage: (message: unknown) => void = () => {};
    let onExit: (code: number | null) => void = () => {};
    const worker: WorkerProcess = {
      send(message) {
        const { kind, id, task, attempt } = message as {
          kind: string;
          id: number;
          task: string;
          attempt: number;
        };
        if (kind === 'start') setImmediate(() => onMessage({ kind: 'ready' }));
        else {
          if (task.startsWith('disk')) setImmediate(() => onMessage({ kind: 'free', id }));
          const reply = (result: string): void =>
            void setImmediate(() => onMessage({ kind: 'done', id, result, rssMb: 50 }));
          behaviour(task, attempt, reply, (code) => setImmediate(() => onExit(code)));
        }
      },
      onMessage: (listener) => {
        onMessage = listener;
      },
      onExit: (listener) => {
        onExit = listener;
      },
      kill: () => void setImmediate(() => onExit(null)),
    };
    return worker;
  };
}

function pool(behaviour: Behaviour, options: Partial<PoolOptions> = {}) {
  const started = { count: 0 };
  const created = createPool<string, string>({
    spawn: fakeSpawn(behaviour, started),
    entry: 'none',
    size: 2,
    timeoutMs: 50,
    memoryLimitMb: 100,
    recycleAfter: { jobs: 100, rssMb: 90 },
    name: 'test',
    ...options,
  });
  return { created, started };
}

describe('pool', () => {
  it('runs jobs side by side', async () => {
    const { created, started } = pool((task, _attempt, reply) => reply(task.toUpperCase()));
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((task) => created.run(task)));
    expect(results.map((result) => result.ok && result.result)).toEqual(['A', 'B', 'C', 'D']);
    expect(started.count).toBe(2);
    created.close();
  });

  it('gives a job of a dead worker a second try', async () => {
    const { created } = pool((task, attempt, reply, die) => (attempt === 1 ? die(1) : reply(task)));
    expect(await created.run('x')).toMatchObject({ ok: true, attempts: 2 });
    created.close();
  });

  it('fails a job that kills two workers, and only that job', async () => {
    const { created } = pool((task, _attempt, reply, die) => (task === 'bad' ? die(134) : reply(task)));
    const [bad, good] = await Promise.all([created.run('bad'), created.run('good')]);
    expect(bad).toMatchObject({ ok: false, failure: 'memory', attempts: 2 });
    expect(good).toMatchObject({ ok: true });
    created.close();
  });

  it('kills a worker that hangs', async () => {
    const { created } = pool(() => {});
    expect(await created.run('x')).toMatchObject({ ok: false, failure: 'timeout', attempts: 2 });
    created.close();
  });

  it('replaces workers after their jobs', async () => {
    const { created, started } = pool((task, _attempt, reply) => reply(task), {
      size: 1,
      recycleAfter: { jobs: 2, rssMb: 90 },
    });
    for (const task of ['a', 'b', 'c', 'd', 'e']) expect(await created.run(task)).toMatchObject({ ok: true });
    expect(started.count).toBe(3);
    created.close();
  });

  it('sends jobs ahead; only the one being computed pays for a death', async () => {
    const tries: string[] = [];
    const { created, started } = pool(
      (task, attempt, reply, die) => {
        tries.push(`${task}${attempt}`);
        if (task === 'bad') setTimeout(() => die(1), 5);
        else if (task !== 'next' || started.count > 1) reply(task);
      },
      { size: 1, ahead: 1 },
    );
    const [bad, next] = await Promise.all([created.run('bad'), created.run('next')]);
    expect(bad).toMatchObject({ ok: false, attempts: 2 });
    expect(next).toMatchObject({ ok: true, attempts: 1 });
    expect(tries.filter((entry) => entry.startsWith('bad'))).toEqual(['bad1', 'bad2']);
    expect(tries).not.toContain('next2');
    created.close();
  });

  it('gives the next job while the last one waits for the disk, and waits for it before a replacement', async () => {
    const held: (() => void)[] = [];
    const { created, started } = pool(
      (task, _attempt, reply) => {
        if (task === 'disk1') held.push(() => reply(task));
        else reply(task);
      },
      { size: 1, timeoutMs: 5000, recycleAfter: { jobs: 1, rssMb: 90 } },
    );
    const first = created.run('disk1');
    expect(await created.run('x')).toMatchObject({ ok: true });
    expect(started.count).toBe(1);
    for (const finish of held) finish();
    expect(await first).toMatchObject({ ok: true, attempts: 1 });
    expect(await created.run('y')).toMatchObject({ ok: true });
    expect(started.count).toBe(2);
    created.close();
  });

  it('ends waiting and running jobs when cancelled', async () => {
    const controller = new AbortController();
    const { created } = pool(() => {}, { size: 1, timeoutMs: 5000 });
    const jobs = [
      created.run('a', { signal: controller.signal }),
      created.run('b', { signal: controller.signal }),
    ];
    setTimeout(() => controller.abort(), 20);
    for (const result of await Promise.all(jobs))
      expect(result).toMatchObject({ ok: false, failure: 'cancelled' });
    created.close();
  });
});
