import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { unfinished } from '../../electron/core/conversion/outcome.ts';
import { findLibreOffice, rescueWithLibreOffice } from '../../electron/core/conversion/rescue.ts';
import { createRescuer, rescueDocuments } from '../../electron/core/conversion/rescuer.ts';
import { openConverter } from '../../electron/core/conversion/work/engine.ts';
import { saveSettings } from '../../electron/core/settings/settings.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { rtf } from '../support/conversionCentre.ts';
import { signedIn, temporaryFolder, testWorkspace } from '../support/workspace.ts';

let folder: ReturnType<typeof temporaryFolder>;
let pool: ReturnType<typeof createConversionPool>;
beforeAll(() => {
  folder = temporaryFolder();
  pool = createConversionPool({ spawn: forkProcess, workers: 1 });
});
afterAll(() => {
  pool.close();
  folder.remove();
});

/** A program that stands for LibreOffice: told what to do with each input and the output folder. */
function standIn(name: string, body: string): string {
  const file = join(folder.dir, name);
  writeFileSync(
    file,
    `#!/bin/sh\nfor a in "$@"; do case "$last" in --outdir) out="$a";; esac; last="$a"; done\n` +
      `for a in "$@"; do case "$a" in *.rtf) n=$(basename "$a" .rtf)\n${body}\n;; esac; done\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

/** Whether a process runs; one that has ended and waits to be reaped does not. */
function isRunning(pid: string): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).trim().startsWith('Z');
  } catch {
    return false;
  }
}

const isWindows = process.platform === 'win32';

describe.skipIf(isWindows)('a rescue that goes wrong', () => {
  it('kills a hang with its children, leaves that file out and goes on with the rest', async () => {
    const program = standIn(
      'hangs',
      `if [ "$n" = 1 ]; then sleep 300 & echo $! > ${folder.dir}/child; wait; fi\necho pdf > "$out/$n.pdf"`,
    );
    const taken: number[] = [];
    const sources = ['甲', '乙', '丙'].map((text) => ({ bytes: Buffer.from(rtf(text)) }));
    const started = Date.now();
    const there = await rescueWithLibreOffice(sources, async (index) => void taken.push(index), {
      program,
      stallMs: 600,
    });
    expect(there).toBe(true);
    expect(taken).toEqual([0, 2]);
    expect(Date.now() - started).toBeLessThan(10_000);
    const child = readFileSync(join(folder.dir, 'child'), 'utf8').trim();
    expect(isRunning(child)).toBe(false);
  });

  it('takes nothing that the proof does not carry: a page without the text keeps our own result', async () => {
    const other = join(folder.dir, 'other.pdf');
    const made = await runConversion(pool, {
      source: { bytes: Buffer.from(rtf('完全是另一份文书的正文')) },
      to: 'pdf',
      proof: true,
      output: other,
    });
    expect(made.written).toBe(other);
    const program = standIn('lies', `cp ${other} "$out/$n.pdf"`);
    const source = { bytes: Buffer.from(rtf('本院认为，原告的请求成立。')) };
    const doubtful = { ...unfinished('failed', 'conversion.internal'), status: 'doubtful' as const };
    const taken: number[] = [];
    await rescueDocuments(pool, [{ source, outcome: doubtful }], (index) => taken.push(index), { program });
    expect(taken).toEqual([]);
    const rescuer = createRescuer(pool, { program });
    const failed = await rescuer.rescue({ source, outcome: unfinished('failed', 'conversion.timeout') });
    rescuer.close();
    // Where we have nothing, a doubtful page is better than none, and says so.
    expect(failed).toMatchObject({ status: 'doubtful' });
    expect(failed.notes.map(({ code }) => code)).toContain('rescued');
    expect(failed.differences?.length).toBeGreaterThan(0);
  });

  it('that does not start leaves everything as it was', async () => {
    const rescuer = createRescuer(pool, { program: join(folder.dir, 'none') });
    const outcome = unfinished('failed', 'conversion.timeout');
    expect(await rescuer.rescue({ source: { bytes: Buffer.from(rtf('甲')) }, outcome })).toBe(outcome);
    rescuer.close();
  });
});

const office = findLibreOffice();
if (!office)
  process.stderr.write('skipped: LibreOffice is not installed, the rescue is not tried for real\n');

describe.skipIf(!office)('LibreOffice itself', () => {
  it('converts what failed; the proof says whether its text is whole', { timeout: 120_000 }, async () => {
    const texts = ['本院认为，原告的请求成立。', '判决如下：驳回上诉。'];
    mkdirSync(join(folder.dir, 'out'), { recursive: true });
    const results = new Map<number, unknown>();
    await rescueDocuments(
      pool,
      texts.map((text, index) => ({
        source: { bytes: Buffer.from(rtf(text)) },
        outcome: unfinished('failed', 'conversion.timeout'),
        output: join(folder.dir, 'out', `${index}.pdf`),
      })),
      (index, result) => results.set(index, result),
    );
    for (const index of texts.keys()) {
      expect(results.get(index)).toMatchObject({ outcome: { status: 'noted', pages: 1 } });
      const file = join(folder.dir, 'out', `${index}.pdf`);
      expect(existsSync(file)).toBe(true);
      expect(readFileSync(file).toString('latin1')).toContain('pdfaid');
    }
  });

  it('is asked by a run only where the settings say so', { timeout: 120_000 }, async () => {
    const { core, remove } = await testWorkspace();
    // A broken hexadecimal pair, which our reader and our proof take differently.
    const bytes = Buffer.from("{\\rtf1\nx\\u345\\'3?x\n\\par}\n");
    const { signal } = new AbortController();
    const toPdf = async () => {
      const converter = await openConverter(core);
      try {
        return await converter.toPdf(bytes, signal);
      } finally {
        converter.close();
      }
    };
    const own = await toPdf();
    expect(own.notes.map(({ code }) => code)).not.toContain('rescued');
    await saveSettings(core, await signedIn(core, 'manager'), { conversionRescue: true });
    const rescued = await toPdf();
    expect(rescued.pdf?.length).toBeGreaterThan(500);
    if (own.status === 'doubtful') {
      expect(rescued.status).toBe('noted');
      expect(rescued.notes.map(({ code }) => code)).toContain('rescued');
    }
    await remove();
  });
});
