import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCore } from '../../electron/core/open.ts';
import { createWorkspace, openWorkspace } from '../../electron/core/workspace/workspace.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { asErrorData } from '../../shared/errors/errors.ts';
import { errorOf, type TestWorkspace, temporaryFolder, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
beforeEach(async () => {
  test = await testWorkspace();
});
afterEach(() => test.remove());

const CONFIG = { name: 'x', demo: false, project: 'p', customer: 'c', contractor: 'd' };
const open = (dir: string) => openCore({ workspaceDir: dir, spawn: forkProcess, resumeJobs: false });

describe('a workspace folder', () => {
  it('keeps its key readable by its owner alone', () => {
    if (process.platform === 'win32') return;
    expect(statSync(join(test.dir, 'workspace.key')).mode & 0o777).toBe(0o600);
  });

  it('seals secrets so that another workspace cannot open them', async () => {
    const sealed = test.core.workspace.secrets.seal('tiger');
    expect(sealed).not.toContain('tiger');
    expect(openWorkspace(test.dir).secrets.open(sealed)).toBe('tiger');
    const other = await testWorkspace();
    expect((await errorOf(() => other.core.workspace.secrets.open(sealed))).code).toBe('SECRET_UNREADABLE');
    await other.remove();
  });

  it('is refused where it would touch what is there', async () => {
    expect((await errorOf(() => createWorkspace(test.dir, CONFIG))).code).toBe('WORKSPACE_EXISTS');
    const folder = temporaryFolder();
    writeFileSync(join(folder.dir, 'mine.txt'), 'keep');
    expect((await errorOf(() => createWorkspace(folder.dir, CONFIG))).code).toBe('WORKSPACE_NOT_EMPTY');
    expect(readFileSync(join(folder.dir, 'mine.txt'), 'utf8')).toBe('keep');
    folder.remove();
  });
});

describe('opening what is no sound workspace says what to do', () => {
  it('a folder that is not there', async () => {
    const error = await errorOf(open(join(test.dir, 'nowhere')));
    expect(error.code).toBe('WORKSPACE_NOT_FOUND');
    expect(error.message).toMatch(/--workspace/);
  });

  it('a folder that is something else', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder.dir, 'photo.jpg'), 'x');
    expect((await errorOf(open(folder.dir))).code).toBe('WORKSPACE_NOT_FOUND');
    folder.remove();
  });

  it('a half-written config', async () => {
    const whole = readFileSync(join(test.dir, 'workspace.json'), 'utf8');
    writeFileSync(join(test.dir, 'workspace.json'), whole.slice(0, whole.length / 2));
    expect((await errorOf(open(test.dir))).code).toBe('WORKSPACE_CONFIG_DAMAGED');
  });

  it('a config that lacks a field names the field', async () => {
    writeFileSync(
      join(test.dir, 'workspace.json'),
      JSON.stringify({ version: 1, ...CONFIG, customer: 7, createdAt: '' }),
    );
    expect((await errorOf(open(test.dir))).message).toContain('customer');
  });

  it('a config, or a log, from a newer program', async () => {
    writeFileSync(join(test.dir, 'workspace.json'), JSON.stringify({ version: 2 }));
    expect((await errorOf(open(test.dir))).code).toBe('WORKSPACE_FROM_FUTURE');
  });

  it('a missing or damaged log', async () => {
    const folder = temporaryFolder();
    const dir = join(folder.dir, 'w');
    createWorkspace(dir, CONFIG);
    expect((await errorOf(open(dir))).code).toBe('LOG_MISSING');
    expect(existsSync(join(dir, 'log.sqlite'))).toBe(false);
    writeFileSync(
      join(dir, 'log.sqlite'),
      'this is no database, but long enough to look like one'.repeat(100),
    );
    const damaged = await open(dir).catch((error: unknown) => asErrorData(error));
    expect(damaged).toMatchObject({ code: 'LOG_DAMAGED' });
    folder.remove();
  });

  it('a lost key', async () => {
    writeFileSync(join(test.dir, 'workspace.key'), 'short');
    expect((await errorOf(open(test.dir))).code).toBe('WORKSPACE_KEY_DAMAGED');
  });
});
