/** A worker process as the core sees it, whoever forked it. Messages are structured-cloneable. */
export interface WorkerProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
  pid?: number;
}

/** The host's way to make one: a Node fork, or Electron's main forking a utility process. */
export type SpawnProcess = (
  entry: URL | string,
  options: { memoryLimitMb?: number; name: string },
) => WorkerProcess;
