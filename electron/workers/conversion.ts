/** Worker process of RTF conversion: reads a source, converts it, writes the result or hands it back. */
import { readFileSync } from 'node:fs';
import { convertRtf, processTypesetter, proveRescued } from '../core/conversion/convert.ts';
import type { ConversionJob, ConversionJobResult } from '../core/conversion/job.ts';
import { type ConversionOutcome, unfinished } from '../core/conversion/outcome.ts';
import { serveJobs } from '../core/processes/worker.ts';
import { writeFileDurably } from '../core/workspace/atomic.ts';
import { connectParent } from './parent.ts';

function failureOf(error: unknown, path: string): { code: string; path: string } {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return { code: typeof code === 'string' ? code : 'UNKNOWN', path };
}

async function rescuedOutcome(
  bytes: Uint8Array,
  { pdf, onlyProven }: NonNullable<ConversionJob['rescued']>,
): Promise<ConversionOutcome> {
  const outcome = await proveRescued(bytes, readFileSync(pdf));
  return outcome.status !== 'noted' && onlyProven ? { ...outcome, output: undefined } : outcome;
}

async function convert(job: ConversionJob, attempt: number, free: () => void): Promise<ConversionJobResult> {
  let bytes: Uint8Array;
  if ('bytes' in job.source) {
    bytes = job.source.bytes;
  } else {
    try {
      bytes = readFileSync(job.source.path);
    } catch (error) {
      return {
        outcome: unfinished('failed', 'conversion.internal'),
        fileError: failureOf(error, job.source.path),
      };
    }
  }
  const outcome = job.rescued
    ? await rescuedOutcome(bytes, job.rescued)
    : await convertRtf(bytes, { to: job.to, proof: job.proof, simple: attempt > 1 });
  await processTypesetter().rest();
  if (!job.output || !outcome.output) return { outcome };
  const withoutOutput = { ...outcome, output: undefined };
  try {
    const written = writeFileDurably(job.output, outcome.output);
    free();
    await written;
  } catch (error) {
    return { outcome: withoutOutput, fileError: failureOf(error, job.output) };
  }
  return { outcome: withoutOutput, written: job.output };
}

serveJobs<ConversionJob, ConversionJobResult>(connectParent(), convert);
