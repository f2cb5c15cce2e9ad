import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Import, productFiles, ROOT, type SourceFile } from '../support/sourceTree.ts';

/** Folder → the folders its files may import from, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  shared: [],
  resources: ['shared'],
  migrations: ['shared'],
  'electron/core': ['shared', 'migrations', 'resources'],
  'electron/workers': ['electron/core', 'shared', 'resources'],
  'electron/hosts': ['electron/core', 'shared', 'package.json'],
  'electron/launcher': ['electron/hosts', 'electron/core', 'shared'],
  'electron/preload': ['shared'],
  'electron/main': ['electron/hosts', 'electron/core', 'shared'],
  renderer: ['shared'],
};

/** Folder → the folders whose types alone it may import. */
const MAY_IMPORT_TYPES: Record<string, readonly string[]> = { migrations: ['electron/core'] };

interface Confined {
  what: string;
  matches: (given: Import) => boolean;
  /** Folders that may; everybody else may not. */
  only: readonly string[];
}

const CONFINED: Confined[] = [
  {
    what: 'oRPC',
    matches: ({ specifier }) => specifier.startsWith('@orpc/'),
    only: ['shared/contract', 'electron/hosts', 'renderer/rpc'],
  },
  {
    what: 'Electron at run time',
    matches: ({ specifier, typeOnly }) => specifier === 'electron' && !typeOnly,
    only: ['electron/main', 'electron/preload'],
  },
  {
    what: "Electron's types",
    matches: ({ specifier }) => specifier === 'electron',
    only: ['electron/main', 'electron/preload', 'electron/hosts', 'electron/workers'],
  },
  {
    what: 'React and what draws',
    matches: ({ specifier }) => /^(react|antd|ag-grid|@ant-design|@tanstack)/.test(specifier),
    only: ['renderer'],
  },
  {
    what: 'ECharts (charts of printed reports are drawn without a window)',
    matches: ({ specifier }) => specifier.startsWith('echarts'),
    only: ['renderer', 'electron/core/deliverables/render'],
  },
  {
    what: "an HTTP server (asking one is the core's business, being one is not)",
    matches: ({ specifier, clause }) => /^node:https?$/.test(specifier) && /\bcreateServer\b/.test(clause),
    only: ['electron/hosts'],
  },
  {
    what: "Node's modules",
    matches: ({ specifier }) => specifier.startsWith('node:'),
    only: ['electron', 'migrations', 'resources'],
  },
];

const files = productFiles();
const sources = files.map((file) => [file.path, file] as const);

function layerOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((layer) => path === layer || path.startsWith(`${layer}/`));
}

/** `file: specifier` of every import that breaks the rule. */
function breaches(rule: (file: SourceFile, given: Import) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((given) => rule(file, given)).map((given) => `${file.path}: ${given.specifier}`),
  );
}

describe('imports', () => {
  test('there is something to check', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(200);
  });

  test('every file stands in a layer', () => {
    expect(files.map((file) => file.path).filter((path) => !layerOf(path))).toEqual([]);
  });

  test('run one way: shared ← core ← hosts ← main, shared ← renderer', () => {
    const wrong = breaches(({ path }, { file, typeOnly }) => {
      if (!file) return false;
      const own = layerOf(path) ?? '';
      const types = typeOnly ? (MAY_IMPORT_TYPES[own] ?? []) : [];
      const allowed = [own, ...(MAY_IMPORT[own] ?? []), ...types];
      return !allowed.some((layer) => file === layer || file.startsWith(`${layer}/`));
    });
    expect(wrong).toEqual([]);
  });

  test.each(CONFINED)('$what stays where it belongs', ({ matches, only }) => {
    const wrong = breaches(
      ({ path }, given) => matches(given) && !only.some((folder) => path.startsWith(`${folder}/`)),
    );
    expect(wrong).toEqual([]);
  });

  test('name their file with its extension and exist', () => {
    const wrong = breaches((_, { file, specifier }) => {
      const path = file?.replace(/\?.*$/, '');
      return path !== undefined && (!/\.\w+(\?.*)?$/.test(specifier) || !existsSync(join(ROOT, path)));
    });
    expect(wrong).toEqual([]);
  });

  test('no capability reaches into the parts or tables of another: only its use-case file or kinds', () => {
    const wrong = breaches(({ path }, { file }) => {
      const from = /^electron\/core\/([^/]+)\//.exec(path)?.[1];
      const to = file && /^electron\/core\/([^/]+)\/store\.ts$/.exec(file)?.[1];
      return from !== undefined && to !== undefined && to !== '' && from !== to;
    });
    expect(wrong).toEqual([]);
  });
});

test('only a store touches the tables of the log', () => {
  const touching = sources
    .filter(([path]) => path.startsWith('electron/') && !path.endsWith('/store.ts'))
    .filter(([, { text }]) =>
      /\bcore\.log\s*\(|\bcore\.log\.(raw|transaction|schema|select|from|table)\b/.test(text),
    )
    .map(([path]) => path);
  expect(touching).toEqual([]);
});

test('the top level is what the house says', () => {
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''));
  const found = readdirSync(ROOT).filter((name) => name !== '.git' && !ignored.includes(name));
  const documents = found.filter((name) => /\.md$/.test(name) || ['LICENSE', 'docs'].includes(name));
  const plumbing = ['.ci', '.gitignore', '.gitattributes', '.npmrc', 'package-lock.json'];
  const house = found.filter(
    (name) => !documents.includes(name) && !plumbing.includes(name) && !/\.log$/.test(name),
  );
  expect(house.sort()).toEqual(
    [
      'electron',
      'renderer',
      'shared',
      'resources',
      'migrations',
      'test',
      'package.json',
      'tsconfig.json',
      'electron-builder.yml',
      'vite.config.ts',
    ].sort(),
  );
});

describe('the lock', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<
      string,
      { version?: string; integrity?: string; resolved?: string; optionalDependencies?: object }
    >;
  };
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

  test('names no registry: any mirror serves it', () => {
    expect(packages.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('pins every package by its digest', () => {
    expect(packages.filter(([, entry]) => !entry.integrity).map(([path]) => path)).toEqual([]);
  });

  test('holds the packages of every platform, so that npm ci works on each', () => {
    const absent = packages.flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter(
          (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
        )
        .map((name) => `${path}: ${name}`),
    );
    expect(absent).toEqual([]);
  });

  test('pins every direct dependency exactly', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const ranges = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}).filter(
        ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
      ),
    );
    expect(ranges).toEqual([]);
  });
});
