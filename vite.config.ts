import { cpSync, globSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import type { TestProjectInlineConfiguration } from 'vitest/config';

const ROOT = import.meta.dirname;
/** What both windows run: Electron 45's Chromium, and browsers of the last years. */
const RENDERER_TARGET = ['chrome120', 'edge120'];

/** The renderer: one page, code of the heavy libraries in files of their own so that a page loads what it shows. */
const renderer: UserConfig = {
  root: join(ROOT, 'renderer'),
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: join(ROOT, 'dist/renderer'),
    emptyOutDir: true,
    target: RENDERER_TARGET,
    assetsInlineLimit: 2048,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2500,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'grid', test: /node_modules[\\/]ag-grid/ },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)/ },
            {
              name: 'react',
              // Before the others: a group takes the modules it depends on along with it.
              priority: 1,
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/,
            },
          ],
        },
      },
    },
  },
};

/** Electron 45 embeds Node 24. */
const NODE_TARGET = 'node24';

/**
 * What Electron runs (`--mode app`): main, hosts, core and workers as plain JavaScript, file by file in the same folders,
 * so that what finds a resource or a worker beside itself finds it here too. Packages stay outside.
 */
const app: UserConfig = {
  root: ROOT,
  publicDir: false,
  plugins: [workerEntries(), preloadAndResources()],
  build: {
    ssr: true,
    outDir: join(ROOT, 'dist/app'),
    emptyOutDir: true,
    target: NODE_TARGET,
    minify: false,
    rolldownOptions: {
      input: [
        join(ROOT, 'electron/main/app.ts'),
        join(ROOT, 'electron/hosts/utility.ts'),
        ...globSync('electron/workers/*.ts', { cwd: ROOT }).map((path) => join(ROOT, path)),
      ],
      external: (id) => !/^[./]/.test(id) && !/^[a-zA-Z]:/.test(id),
      output: { format: 'es', preserveModules: true, preserveModulesRoot: ROOT, entryFileNames: '[name].js' },
    },
  },
};

/** A worker named beside its caller (`new URL('….ts', import.meta.url)`) is a `.js` file once built. */
function workerEntries(): Plugin {
  const entry = /(new URL\(\s*['"][^'"]+)\.ts(['"],\s*import\.meta\.url\s*\))/g;
  return {
    name: 'worker-entries',
    transform: (code) => (entry.test(code) ? { code: code.replace(entry, '$1.js$2'), map: null } : undefined),
  };
}

/** The preload must be one CommonJS file; resources lie where the built code looks for them. */
function preloadAndResources(): Plugin {
  let outDir = '';
  return {
    name: 'preload-and-resources',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      await build({
        configFile: false,
        root: ROOT,
        publicDir: false,
        logLevel: 'warn',
        build: {
          ssr: true,
          outDir: join(outDir, 'electron/preload'),
          emptyOutDir: false,
          target: NODE_TARGET,
          rolldownOptions: {
            input: join(ROOT, 'electron/preload/preload.ts'),
            external: ['electron'],
            output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
          },
        },
      });
      cpSync(join(ROOT, 'resources'), join(outDir, 'resources'), { recursive: true });
    },
  };
}

function project(
  name: string,
  include: string[],
  test: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  return {
    root: ROOT,
    test: { name, include, environment: 'node', testTimeout: 20_000, hookTimeout: 60_000, ...test },
  };
}

/** Vitest. End-to-end files run one at a time after all others: each starts a console and a browser. */
const tests: TestProjectInlineConfiguration[] = [
  project(
    'unit',
    [
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'shared/**/*.test.ts',
      'test/support/**/*.test.ts',
    ],
    {
      sequence: { groupOrder: 0 },
    },
  ),
  project('contract', ['test/contract/**/*.test.ts'], { sequence: { groupOrder: 0 } }),
  project('migrations', ['test/migrations/**/*.test.ts'], { sequence: { groupOrder: 0 } }),
  project('integration', ['test/integration/**/*.test.ts'], {
    globalSetup: [join(ROOT, 'test/support/globalServers.ts')],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { groupOrder: 1 },
  }),
  project('e2e', ['test/e2e/**/*.test.ts'], {
    globalSetup: [join(ROOT, 'test/support/demoTemplate.ts')],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // A browser on a busy machine may miss a moment; a fault misses it twice. The report names what was tried again.
    retry: 1,
    sequence: { groupOrder: 2 },
  }),
];

export default defineConfig(({ mode }) => {
  if (process.env.VITEST) return { root: ROOT, test: { projects: tests } };
  return mode === 'app' ? app : renderer;
});
