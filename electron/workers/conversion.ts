/** Worker process of RTF conversion: reads a source, converts it, writes the result or hands it back. */
import { readFile } from 'node:fs/promises';
import { convertRtf, processTypesetter, unfinished } from '../core/conversion/convert.ts';
import type { ConversionJob, ConversionJobResult } from '../core/conversion/job.ts';
import { serveJobs } from '../core/processes/worker.ts';
import { writeFileAtomic } from '../core/workspace/atomic.ts';
import { connectParent } from './parent.ts';

function failureOf(error: unknown, path: string): { code: string; path: string } {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return { code: typeof code === 'string' ? code : 'UNKNOWN', path };
}

async function convert(job: ConversionJob, attempt: number): Promise<ConversionJobResult> {
  let bytes: Uint8Array;
  if ('bytes' in job.source) {
    bytes = job.source.bytes;
  } else {
    try {
      bytes = await readFile(job.source.path);
    } catch (error) {
      return {
        outcome: unfinished('failed', 'conversion.internal'),
        fileError: failureOf(error, job.source.path),
      };
    }
  }
  const outcome = await convertRtf(bytes, { to: job.to, proof: job.proof, simple: attempt > 1 });
  if (job.output && outcome.output) {
    try {
      writeFileAtomic(job.output, outcome.output);
    } catch (error) {
      return { outcome: { ...outcome, output: undefined }, fileError: failureOf(error, job.output) };
    }
    return { outcome: { ...outcome, output: undefined }, written: job.output };
  }
  return { outcome };
}

serveJobs<ConversionJob, ConversionJobResult>(connectParent(), async (job, attempt) => {
  const result = await convert(job, attempt);
  await processTypesetter().rest();
  return result;
});
