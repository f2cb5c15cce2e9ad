import { expect, test } from 'vitest';
import { productFiles } from '../support/sourceTree.ts';

/** The packages that the program loads before its first answer; each of the others waits until somebody needs it. */
test('the core starts without the libraries of workbooks, documents and foreign databases', () => {
  expect(packagesLoadedWith('electron/core/open.ts', 'electron/hosts/router.ts')).toEqual([
    '@orpc/contract',
    '@orpc/server',
    'better-sqlite3',
    'fflate',
    'knex',
    'zod',
  ]);
});

test('a command that needs no workspace starts without the core, converting without its engine', () => {
  expect(packagesLoadedWith('electron/hosts/cli.ts', 'electron/hosts/commands/run.ts')).toEqual([]);
  expect(packagesLoadedWith('electron/hosts/commands/convert.ts')).toEqual([]);
});

function packagesLoadedWith(...entries: string[]): string[] {
  const files = new Map(productFiles().map((file) => [file.path, file]));
  const packages = new Set<string>();
  const seen = new Set(entries);
  for (const path of seen) {
    for (const { specifier, file, typeOnly, dynamic } of files.get(path)?.imports ?? []) {
      if (typeOnly || dynamic) continue;
      if (file) seen.add(file);
      else if (!specifier.startsWith('node:')) packages.add(/^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '');
    }
  }
  return [...packages].sort();
}
