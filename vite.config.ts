import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
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
              test: /node_modules[\\/](react|react-dom|react-router|scheduler|@tanstack)[\\/]/,
            },
          ],
        },
      },
    },
  },
};

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
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    sequence: { groupOrder: 2 },
  }),
];

export default defineConfig(() =>
  process.env.VITEST ? { root: ROOT, test: { projects: tests } } : renderer,
);
