import type { MessagePortMain, ParentPort } from 'electron';

/** A worker's line to the core that asked for it. */
export interface Parent {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/**
 * Connects a worker process to its core, whoever made the process: over Node's fork channel, or in Electron over the
 * port that main hands to a new utility process. Messages sent before the port has come wait for it. A worker whose core is
 * gone ends: nobody could take its result.
 */
export function connectParent(): Parent {
  const parentPort: ParentPort | undefined = process.parentPort;
  if (!parentPort) {
    process.once('disconnect', () => process.exit(0));
    return {
      // The core may die between two messages: the channel is then gone before `disconnect` is told.
      send: (message) => void process.send?.(message, undefined, {}, (error) => error && process.exit(0)),
      onMessage: (listener) => void process.on('message', listener),
    };
  }
  const port = new Promise<MessagePortMain>((resolve) => {
    parentPort.once('message', ({ ports }) => {
      const [first] = ports;
      if (!first) return;
      first.once('close', () => process.exit(0));
      resolve(first);
    });
  });
  return {
    send: (message) => void port.then((open) => open.postMessage(message)),
    onMessage(listener) {
      void port.then((open) => {
        open.on('message', ({ data }) => listener(data));
        open.start();
      });
    },
  };
}
