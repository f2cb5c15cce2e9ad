import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertRtf, processTypesetter } from '../../electron/core/conversion/convert.ts';
import { convertFiles } from '../../electron/core/conversion/files.ts';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { createRandom, mutate } from '../../electron/core/conversion/mutate.ts';
import { pdfReader } from '../../electron/core/conversion/proof/pdf-text.ts';
import { readSourceText } from '../../electron/core/conversion/proof/source-text.ts';
import { strip } from '../../electron/core/conversion/proof/strip.ts';
import { parseRtf } from '../../electron/core/conversion/rtf/parser.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

const corpus = resolve('../shared/corpus/rtf');
const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn(`conversion engine: no corpus at ${corpus}, its tests are skipped`);
const court = join(corpus, 'court');
const courtFiles = hasCorpus ? readdirSync(court).filter((name) => name.endsWith('.rtf')) : [];
let work = '';

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'conversion-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const SAMPLE = Buffer.from(String.raw`{\rtf1\ansi one\par}`);

describe.skipIf(!hasCorpus)('the court corpus', () => {
  it('gives the expected text, a sample of every kind', { timeout: 60_000 }, async () => {
    const reader = await pdfReader();
    for (const name of courtFiles.filter((_, index) => index % 3 === 0)) {
      const bytes = readFileSync(join(court, name));
      const outcome = await convertRtf(bytes, { to: 'pdf', proof: true });
      expect(outcome.status, name).toBe('converted');
      const expected = strip(readFileSync(join(court, name.replace(/rtf$/, 'txt')), 'utf8'));
      const { pages } = reader.read(outcome.output ?? new Uint8Array());
      const margins = readSourceText(bytes).margins;
      const header = margins.find((margin) => margin.header)?.text ?? '';
      const body = pages
        .map((page) => (header !== '' && page.startsWith(header) ? page.slice(header.length) : page))
        .map((page, index) =>
          page.replace(new RegExp(`(第${index + 1}页共${pages.length}页|-${index + 1}-|${index + 1})$`), ''),
        )
        .join('');
      const text = header !== '' && expected.startsWith(header) ? header + body : body;
      // A cell over two rows is drawn after them: in forms the same characters come in another order.
      if (name.includes('form')) expect([...text].sort().join(''), name).toBe([...expected].sort().join(''));
      else expect(text, name).toBe(expected);
      await processTypesetter().rest();
    }
  });

  it('never mixes documents in one long-lived process', { timeout: 60_000 }, async () => {
    const random = createRandom(2);
    const sources = courtFiles.slice(0, 40).map((name) => readFileSync(join(court, name)));
    for (let round = 0; round < 150; round++) {
      const outcome = await convertRtf(sources[random.below(sources.length)] as Buffer, {
        to: 'pdf',
        proof: true,
      });
      expect(outcome.status).toBe('converted');
      await processTypesetter().rest();
    }
  });

  it('survives mutated files', { timeout: 30_000 }, () => {
    const random = createRandom(20260101);
    const seeds = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.rtf'))
      .slice(0, 300)
      .map((name) => readFileSync(join(corpus, name)))
      .filter((bytes) => bytes.length < 20_000);
    for (let round = 0; round < 1500; round++) {
      const bytes = mutate(seeds[random.below(seeds.length)] as Buffer, random);
      const started = performance.now();
      parseRtf(bytes);
      readSourceText(bytes);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

describe('files and folders', () => {
  it('mirrors the tree, so equal names never collide', { timeout: 30_000 }, async () => {
    const source = join(work, 'in');
    mkdirSync(join(source, 'a'), { recursive: true });
    mkdirSync(join(source, 'b'), { recursive: true });
    for (const path of ['a/x.rtf', 'b/x.RTF', 'b/x.rtf', 'b/notes.txt'])
      writeFileSync(join(source, path), SAMPLE);
    writeFileSync(join(source, 'empty.rtf'), '');
    const out = join(work, 'out');
    const seen: number[] = [];
    const result = await convertFiles({
      paths: [source],
      out,
      to: 'pdf',
      workers: 2,
      proof: true,
      spawn: forkProcess,
      onProgress: ({ done }) => seen.push(done),
    });
    expect(result.error).toBeUndefined();
    expect(result.summary).toMatchObject({ total: 4, converted: 3, refused: 1, failed: 0 });
    const outputs = result.files.flatMap((file) => (file.output ? [file.output] : []));
    expect(new Set(outputs).size).toBe(3);
    for (const output of outputs) expect(readFileSync(output).subarray(0, 5).toString()).toBe('%PDF-');
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(readdirSync(join(out, 'b')).every((name) => name.endsWith('.pdf'))).toBe(true);
  });

  it('says in Chinese what is wrong with the input', async () => {
    const options = {
      out: join(work, 'o2'),
      to: 'pdf',
      workers: 1,
      proof: true,
      spawn: forkProcess,
    } as const;
    const missing = await convertFiles({ ...options, paths: [join(work, 'nothing')] });
    expect(missing.error).toMatchObject({
      code: 'CONVERSION_INPUT_MISSING',
      message: expect.stringMatching(/找不到/),
    });
    const file = join(work, 'file');
    writeFileSync(file, '');
    const source = join(work, 'one.rtf');
    writeFileSync(source, SAMPLE);
    const notFolder = await convertFiles({ ...options, paths: [source], out: file });
    expect(notFolder.error?.code).toBe('CONVERSION_OUT_NOT_FOLDER');
    mkdirSync(join(work, 'bare'));
    const none = await convertFiles({ ...options, paths: [join(work, 'bare')] });
    expect(none.error?.code).toBe('CONVERSION_NO_FILES');
    const workers = await convertFiles({ ...options, paths: [source], workers: 0 });
    expect(workers.error?.code).toBe('CONVERSION_WORKERS');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'names a folder it may not read',
    async () => {
      const closed = join(work, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0);
      const result = await convertFiles({
        paths: [closed],
        out: join(work, 'o3'),
        to: 'pdf',
        workers: 1,
        proof: false,
        spawn: forkProcess,
      });
      expect(result.error?.code).toBe('CONVERSION_INPUT_UNREADABLE');
      chmodSync(closed, 0o700);
    },
  );

  it('writes every format', { timeout: 30_000 }, async () => {
    const source = join(work, 'formats.rtf');
    copyFileSync(hasCorpus ? join(court, courtFiles[0] as string) : join(work, 'one.rtf'), source);
    for (const to of ['docx', 'html', 'txt'] as const) {
      const result = await convertFiles({
        paths: [source],
        out: join(work, to),
        to,
        workers: 1,
        proof: true,
        spawn: forkProcess,
      });
      expect(result.files[0]?.status, to).toBe('converted');
      expect(basename(result.files[0]?.output ?? '')).toBe(`formats.${to}`);
    }
  });
});

describe('the worker pool', () => {
  it('takes bytes and gives bytes, and survives the death of a worker', { timeout: 30_000 }, async () => {
    const pool = createConversionPool({
      workers: 1,
      spawn: (entry, options) => {
        const worker = forkProcess(entry, options);
        if (deaths++ === 0) setTimeout(() => worker.kill(), 150);
        return worker;
      },
    });
    let deaths = 0;
    const results = await Promise.all(
      Array.from({ length: 5 }, () =>
        runConversion(pool, { source: { bytes: SAMPLE }, to: 'pdf', proof: true }),
      ),
    );
    pool.close();
    for (const { outcome } of results) {
      expect(['converted', 'noted']).toContain(outcome.status);
      expect(outcome.output?.length).toBeGreaterThan(500);
    }
  });
});
