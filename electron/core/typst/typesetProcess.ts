import type { SpawnProcess } from '../processes/processes.ts';
import { TypesetError } from './typesetError.ts';
import type { TypesetFiles } from './typesetter.ts';

export interface TypesetRequest {
  markup: string;
  files: TypesetFiles;
  /** Creation time written in the document, in seconds since 1970. */
  timestamp: number;
}

export type TypesetReply = { pdf: Uint8Array; pages: number } | { error: string };

const ENTRY = new URL('../../workers/typeset.ts', import.meta.url);
const MEMORY_LIMIT_MB = 1024;
const TIMEOUT_MS = 120_000;

/**
 * Typesets one document in a process of its own, so that the core goes on answering and keeps none of the memory.
 * @throws TypesetError when the markup is not acceptable, or the process died or gave no answer in two minutes
 */
export function typesetInProcess(
  spawn: SpawnProcess,
  request: TypesetRequest,
): Promise<{ pdf: Uint8Array; pages: number }> {
  const worker = spawn(ENTRY, { name: 'typeset', memoryLimitMb: MEMORY_LIMIT_MB });
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      clearTimeout(timer);
      act();
      worker.kill();
    };
    const timer = setTimeout(() => finish(() => reject(new TypesetError('timeout'))), TIMEOUT_MS);
    worker.onMessage((message) => {
      const reply = message as TypesetReply;
      finish(() => ('error' in reply ? reject(new TypesetError(reply.error)) : resolve(reply)));
    });
    worker.onExit((code) => finish(() => reject(new TypesetError(`exit ${code}`))));
    worker.send(request);
  });
}
