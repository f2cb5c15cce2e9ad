import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Section } from '../../electron/core/conversion/document.ts';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { walkBlocks } from '../../electron/core/conversion/model-text.ts';
import { pdfReader } from '../../electron/core/conversion/proof/pdf-text.ts';
import { parseRtf } from '../../electron/core/conversion/rtf/parser.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

/**
 * The text of every court document read back from its PDF, in order, equals the expected text, white space aside:
 * by PDFium, by PDF.js and by Poppler (`pdftotext -raw`), all of which read in the order the page is drawn. A running
 * header counts once, page numbers not at all, as in the expected texts.
 */
const FOLDER = resolve('../shared/corpus/rtf/court');
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.rtf')) : [];
const poppler = hasPoppler();

function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Converted {
  name: string;
  status: string;
  pdf: Uint8Array;
  expected: string;
  header: string;
  /** The footer of a page, by its number and the number of pages. */
  footer: (page: number, pages: number) => string;
}

const bare = (text: string): string => text.replace(/\s+/g, '');

function marginText(part: Section['header'] | undefined, page: number, pages: number): string {
  let text = '';
  walkBlocks(part?.default?.blocks ?? [], (block) => {
    if (block.kind !== 'paragraph') return;
    for (const inline of block.inlines) {
      if (inline.kind === 'text') text += inline.text;
      else if (inline.kind === 'field') text += String(inline.what === 'page' ? page : pages);
    }
  });
  return bare(text);
}

/** The text of all pages without running headers (but the first) and footers. */
function bodyOf(pages: readonly string[], { header, footer, expected }: Converted): string {
  return pages
    .map((page, index) => {
      let text = bare(page);
      const isKept = index === 0 && expected.startsWith(header);
      if (header !== '' && !isKept && text.startsWith(header)) text = text.slice(header.length);
      const end = footer(index + 1, pages.length);
      return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
    })
    .join('');
}

const converted: Converted[] = [];

describe.skipIf(names.length === 0)(`texts of the court documents (${FOLDER})`, () => {
  beforeAll(async () => {
    const pool = createConversionPool({ spawn: forkProcess, workers: 2 });
    try {
      const queue = [...names];
      const lane = async (): Promise<void> => {
        for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
          const path = join(FOLDER, name);
          const { outcome } = await runConversion(pool, { source: { path }, to: 'pdf', proof: true });
          const section = parseRtf(readFileSync(path)).document.sections[0];
          converted.push({
            name,
            status: outcome.status,
            pdf: outcome.output ?? new Uint8Array(),
            expected: bare(readFileSync(path.replace(/rtf$/, 'txt'), 'utf8').replace(/^\ufeff/, '')),
            header: marginText(section?.header, 1, 1),
            footer: (page, pages) => marginText(section?.footer, page, pages),
          });
        }
      };
      await Promise.all([lane(), lane()]);
    } finally {
      pool.close();
    }
  }, 60_000);

  const different = async (
    read: (pdf: Uint8Array, name: string) => string[] | Promise<string[]>,
  ): Promise<string[]> => {
    const found: string[] = [];
    for (const file of converted) {
      if (bodyOf(await read(file.pdf, file.name), file) !== file.expected) found.push(file.name);
    }
    return found;
  };

  it('passes its own proof', () => {
    expect(converted).toHaveLength(names.length);
    expect(converted.filter(({ status }) => status === 'doubtful').map(({ name }) => name)).toEqual([]);
  });

  it('is read back whole and in order by PDFium', async () => {
    const reader = await pdfReader();
    expect(await different((pdf) => reader.read(pdf).pages)).toEqual([]);
  });

  it('is read back whole and in order by PDF.js', async () => {
    const read = async (pdf: Uint8Array): Promise<string[]> => {
      const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false });
      const document = await loading.promise;
      const pages: string[] = [];
      for (let number = 1; number <= document.numPages; number++) {
        const { items } = await (await document.getPage(number)).getTextContent();
        pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
      }
      await loading.destroy();
      return pages;
    };
    expect(await different(read)).toEqual([]);
  }, 60_000);

  describe.skipIf(!poppler)('Poppler', () => {
    const folder = mkdtempSync(join(tmpdir(), 'court-texts-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('is read back whole and in order by pdftotext -raw', async () => {
      const path = join(folder, 'page.pdf');
      const read = (pdf: Uint8Array): string[] => {
        writeFileSync(path, pdf);
        const text = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
        return text.split('\f').slice(0, -1);
      };
      expect(await different(read)).toEqual([]);
    }, 60_000);
  });
});
