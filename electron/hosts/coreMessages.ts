import type { ErrorData } from '../../shared/errors/errors.ts';

/** What Electron's main process tells the process that hosts the core. Ports travel beside the message. */
export type ToCore =
  /** First: which workspace to open. */
  | { kind: 'open'; workspaceDir: string }
  /** A window's port (ports[0]): mount the router on it. */
  | { kind: 'window' }
  /** The worker asked for runs; ports[0] leads to it. */
  | { kind: 'worker'; id: number; pid: number | undefined }
  | { kind: 'worker-exit'; id: number; code: number | null }
  /** End: close the core and exit. */
  | { kind: 'close' };

/** What the core's process tells main. */
export type FromCore =
  | { kind: 'ready' }
  | { kind: 'failed'; error: ErrorData }
  /** Only main can make a process: fork this entry and hand both ends a port. */
  | { kind: 'fork'; id: number; entry: string; name: string; memoryLimitMb: number | undefined }
  | { kind: 'kill'; id: number };
