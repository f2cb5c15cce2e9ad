import { MessageChannel } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import type { FromCore } from './coreMessages.ts';
import { createMainBroker, type Port } from './mainBroker.ts';

/** A broker whose main is the test. */
function setUp() {
  const told: FromCore[] = [];
  const broker = createMainBroker((message) => told.push(message));
  const worker = broker.spawn(new URL('file:///app/electron/workers/conversion.js'), {
    name: 'rtf',
    memoryLimitMb: 512,
  });
  return { told, broker, worker };
}

/** Node's port, with the event shape that Electron's ports have. */
function electronPort(): { core: Port; worker: MessageChannel['port2'] } {
  const { port1, port2 } = new MessageChannel();
  const core: Port = {
    postMessage: (message) => port1.postMessage(message),
    on: (_event, listener) => port1.on('message', (data: unknown) => listener({ data })),
    start: () => port1.start(),
    close: () => port1.close(),
  };
  return { core, worker: port2 };
}

test('asks main for the process, by its entry and its limits', () => {
  const { told } = setUp();
  expect(told).toEqual([
    {
      kind: 'fork',
      id: 1,
      entry: 'file:///app/electron/workers/conversion.js',
      name: 'rtf',
      memoryLimitMb: 512,
    },
  ]);
});

test('what is sent before the port has come waits for it, in order; answers come back', async () => {
  const { broker, worker } = setUp();
  const heard: unknown[] = [];
  const answers: unknown[] = [];
  worker.onMessage((message) => answers.push(message));
  worker.send('first');
  worker.send('second');
  const { core, worker: far } = electronPort();
  far.on('message', (message) => {
    heard.push(message);
    far.postMessage(`${message} done`);
  });
  broker.receive({ kind: 'worker', id: 1, pid: 4711 }, core);
  worker.send('third');
  await vi.waitFor(() => expect(answers).toEqual(['first done', 'second done', 'third done']));
  expect(heard).toEqual(['first', 'second', 'third']);
  expect(worker.pid).toBe(4711);
  far.close();
});

test('an exit is told once, and later news of that worker is let go', () => {
  const { broker, worker } = setUp();
  const exits: (number | null)[] = [];
  worker.onExit((code) => exits.push(code));
  broker.receive({ kind: 'worker-exit', id: 1, code: 9 }, undefined);
  const { core, worker: far } = electronPort();
  const closed = vi.fn();
  broker.receive({ kind: 'worker', id: 1, pid: 1 }, { ...core, close: closed });
  expect(exits).toEqual([9]);
  expect(closed).toHaveBeenCalledOnce();
  far.close();
  core.close();
});

test('killing goes through main', () => {
  const { told, worker } = setUp();
  worker.kill();
  expect(told.at(-1)).toEqual({ kind: 'kill', id: 1 });
});
