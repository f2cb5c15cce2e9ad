import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { commandLine } from './commandLine.ts';

test('without words it opens the window of the named workspace', () => {
  const asked = commandLine(['/opt/console/console', '--no-sandbox', '--workspace', '/data/w']);
  expect(asked).toEqual({ kind: 'window', workspaceDir: resolve('/data/w') });
  expect(commandLine(['console', '--workspace=/data/w']).workspaceDir).toBe(resolve('/data/w'));
});

test('ops takes everything after it', () => {
  const asked = commandLine([
    'electron',
    'app.js',
    'ops',
    'workday',
    'run',
    '--workspace',
    '/data/w',
    '--json',
  ]);
  expect(asked).toEqual({
    kind: 'ops',
    workspaceDir: resolve('/data/w'),
    args: ['workday', 'run', '--workspace', '/data/w', '--json'],
  });
});
