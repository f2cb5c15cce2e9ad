/**
 * The one place that talks to Typst. Everything printed (converted documents, check sheets, reports)
 * goes through here, so that fonts, PDF/A and memory are handled once.
 */

import { join, parse } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { listFontPaths } from './fonts.ts';
import { TypesetError } from './typesetError.ts';

/** Files the markup refers to, by absolute virtual path without the leading slash. */
export type TypesetFiles = Record<string, Uint8Array>;

export interface TypesetOptions {
  files?: TypesetFiles;
  /** Write PDF/A-2b (default) rather than plain PDF 1.7. */
  pdfa?: boolean;
  /** Creation time written in the document, in seconds since 1970; now if absent. */
  timestamp?: number;
}

export interface Typesetter {
  /** Compiles Typst markup to a PDF. Throws `TypesetError` when the markup or a file is not acceptable. */
  pdf(markup: string, options?: TypesetOptions): Uint8Array;
  /** The same, with the number of pages. */
  typeset(markup: string, options?: TypesetOptions): { pdf: Uint8Array; pages: number };
  /**
   * Gives memory back between documents: drops memoised layouts and lets finalisers run. Await it at
   * least every few documents: native memory is only freed when the event loop turns.
   */
  rest(): Promise<void>;
}

/** Nothing stays in Typst's cache from one document to the next: they share no layout, and looking through it costs. */
const CACHE_AGE = 0;
/** A folder that does not exist: markup can only read the files handed over with it. */
const WORKSPACE = join(parse(process.cwd()).root, 'typeset-virtual');
const MAIN = join(WORKSPACE, 'main.typ');
const BODY = join(WORKSPACE, 'body.txt');
/**
 * One thread for the compiler: every processor has a worker of its own, and a second thread in each takes turns with the
 * other worker's. Read once, when the first document is compiled.
 */
const THREADS = '1';
/** The collector's own pace keeps native memory flat; this is for what it overlooks. */
const COLLECT_EVERY = 384;

function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

function describe(diagnostics: unknown[]): string {
  return diagnostics
    .map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
    .join('\n')
    .slice(0, 2000);
}

/**
 * Creates a typesetter over the system's fonts and, where needed, the packaged ones (about 100 ms).
 * `fontBlobs` are faces made in memory, used for what no other face has.
 */
export function createTypesetter(options: { fontPaths?: string[]; fontBlobs?: Buffer[] } = {}): Typesetter {
  const fontPaths = options.fontPaths ?? listFontPaths();
  const fontBlobs = options.fontBlobs ?? [];
  process.env.RAYON_NUM_THREADS ??= THREADS;
  // Memory first: the compiler's native code panics when asked for memory after folders.
  const fontArgs = [
    ...(fontBlobs.length > 0 ? [{ fontBlobs }] : []),
    ...(fontPaths.length > 0 ? [{ fontPaths }] : []),
  ];
  const compiler = NodeCompiler.create({
    workspace: WORKSPACE,
    ...(fontArgs.length > 0 ? { fontArgs } : {}),
  });
  let collect: (() => void) | undefined;
  let documents = 0;
  // The one source never changes and reads each document as data. A source that changes is patched by the compiler,
  // which has been seen to keep a character of the document before; one for each document is never forgotten
  // (see docs/adr/0031).
  compiler.addSource(MAIN, '#eval(read("/body.txt"), mode: "markup")');

  function typeset(markup: string, { files, pdfa = true, timestamp }: TypesetOptions = {}) {
    for (const [path, content] of Object.entries(files ?? {})) {
      compiler.mapShadow(
        join(WORKSPACE, path),
        Buffer.from(content.buffer, content.byteOffset, content.byteLength),
      );
    }
    try {
      compiler.mapShadow(BODY, Buffer.from(markup));
      const compiled = compiler.compile({ mainFilePath: MAIN, resetRead: true });
      const document = compiled.result;
      if (!document) {
        const failure = compiled.takeDiagnostics();
        throw new TypesetError(failure ? describe(failure.shortDiagnostics) : 'no document');
      }
      const pages = document.numOfPages;
      const pdf = compiler.pdf(document, {
        ...(pdfa ? { pdfStandard: 'a-2b' } : {}),
        creationTimestamp: timestamp ?? Math.floor(Date.now() / 1000),
      });
      return { pdf, pages };
    } catch (error) {
      throw error instanceof TypesetError ? error : new TypesetError(String(error));
    } finally {
      compiler.unmapShadow(BODY);
      for (const path of Object.keys(files ?? {})) compiler.unmapShadow(join(WORKSPACE, path));
      compiler.evictCache(CACHE_AGE);
    }
  }

  return {
    typeset,
    pdf: (markup, typesetOptions) => typeset(markup, typesetOptions).pdf,
    async rest() {
      documents++;
      if (documents % COLLECT_EVERY === 0) {
        collect ??= exposedCollector();
        collect();
      }
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
}
