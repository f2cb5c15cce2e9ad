import { Readable } from 'node:stream';
import { vi } from 'vitest';
import { runCli } from '../../electron/hosts/commands/run.ts';
import type { OpsAnswer } from './consoleProcess.ts';

/**
 * Runs one `ops` command in this process, which spares a start of Node each time; one at a time, because the standard
 * streams are the process's.
 * @param input what stands on standard input
 */
export async function opsHere(input: string, ...args: string[]): Promise<OpsAnswer> {
  const answer: OpsAnswer = { code: 1, stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr') =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      answer[name] += String(chunk);
      return true;
    });
  const given = Readable.from([Buffer.from(input)]);
  const streams = [
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(given as unknown as typeof process.stdin),
    into('stdout'),
    into('stderr'),
  ];
  try {
    answer.code = await runCli(args);
  } finally {
    for (const stream of streams) stream.mockRestore();
  }
  return answer;
}
