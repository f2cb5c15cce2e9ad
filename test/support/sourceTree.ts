import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface Import {
  /** As written: `node:fs`, `zod`, `../core.ts`. */
  specifier: string;
  /** For relative ones the imported file, from the root, with `/`. */
  file: string | undefined;
  typeOnly: boolean;
  /** Loaded only when the code gets there: `import('…')`. */
  dynamic: boolean;
  /** What stands between `import` and `from`. */
  clause: string;
}

export interface SourceFile {
  /** From the root, with `/`. */
  path: string;
  text: string;
  imports: Import[];
}

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?([^'"`;]*?\s+from\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every TypeScript file of the product (no tests) with what it imports. */
export function productFiles(): SourceFile[] {
  return globSync('{electron,renderer,shared,migrations,resources}/**/*.{ts,tsx,mjs}', { cwd: ROOT })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .sort()
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const statements = [...text.matchAll(STATEMENT)].map(([, type, clause, specifier]) => ({
    specifier: specifier ?? '',
    typeOnly: type !== undefined,
    dynamic: false,
    clause: (clause ?? '').replace(/\s+from\s+$/, ''),
  }));
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, specifier]) => ({
    specifier: specifier ?? '',
    typeOnly: false,
    dynamic: true,
    clause: '',
  }));
  return {
    path,
    text,
    imports: [...statements, ...dynamic].map((each) => ({
      ...each,
      file: each.specifier.startsWith('.') ? posix.join(dirname(path), each.specifier) : undefined,
    })),
  };
}
