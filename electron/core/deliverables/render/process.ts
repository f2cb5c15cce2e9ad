import type { ReportFormat } from '../../../../shared/contract/deliverables.ts';
import type { SpawnProcess } from '../../processes/processes.ts';
import type { RenderedFile, RenderRequest } from './render.ts';

const ENTRY = new URL('../../../workers/report.ts', import.meta.url);
const MEMORY_LIMIT_MB = 1024;
const TIMEOUT_MS = 180_000;

export type RenderReply = { step: ReportFormat | 'charts' } | { files: RenderedFile[] } | { error: string };

/**
 * Renders in a process of its own, so that the core goes on answering and keeps none of the memory.
 * @throws Error with the worker's words when it could not; AbortError when given up
 */
export function renderInProcess(
  spawn: SpawnProcess,
  request: RenderRequest,
  told: (step: ReportFormat | 'charts') => void,
  signal: AbortSignal,
): Promise<RenderedFile[]> {
  signal.throwIfAborted();
  const worker = spawn(ENTRY, { name: 'report', memoryLimitMb: MEMORY_LIMIT_MB });
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      act();
      worker.kill();
    };
    const abort = () => finish(() => reject(new DOMException('given up', 'AbortError')));
    const timer = setTimeout(() => finish(() => reject(new Error('timeout'))), TIMEOUT_MS);
    signal.addEventListener('abort', abort, { once: true });
    worker.onMessage((message) => {
      const reply = message as RenderReply;
      if ('step' in reply) told(reply.step);
      else if ('files' in reply) finish(() => resolve(reply.files));
      else finish(() => reject(new Error(reply.error)));
    });
    worker.onExit((code) => finish(() => reject(new Error(`exit ${code}`))));
    worker.send(request);
  });
}
