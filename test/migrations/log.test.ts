import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../electron/core/log/log.ts';
import { applyMigrations, logVersion } from '../../electron/core/log/migrate.ts';
import { migrations } from '../../migrations/log/index.ts';
import { bareLog } from '../support/knexLog.ts';
import { errorOf, temporaryFolder } from '../support/workspace.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.dir, 'log.sqlite');
});
afterEach(() => folder.remove());

const NOW = '2026-11-20T00:00:00.000Z';
const OPERATOR = {
  id: 'o1',
  login_name: 'zhang',
  name: '张三',
  role: 'engineer',
  password: 'x',
  created_at: NOW,
};

describe('the steps of the log', () => {
  it('are numbered by tens, growing, each once', () => {
    const numbers = migrations.map((step) => step.number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.every((number) => number % 10 === 0)).toBe(true);
  });

  it('bring an empty file to the newest version, and a second time change nothing', async () => {
    const log = await openLog(file, { create: true });
    expect(await logVersion(log)).toBe(migrations.at(-1)?.number);
    await applyMigrations(log, migrations);
    expect(await logVersion(log)).toBe(migrations.at(-1)?.number);
    await log.destroy();
  });

  it('run in WAL with full synchronous writes and foreign keys', async () => {
    const log = await openLog(file, { create: true });
    expect(await log.raw('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await log.raw('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await log.raw('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await log.destroy();
  });

  it('20 duty keeps what was entered under 10', async () => {
    const log = bareLog(file);
    await applyMigrations(log, migrations, 10);
    await log('operator').insert(OPERATOR);
    await log('setting').insert({ name: 'project', value: '"甲"', changed_by: '张三', changed_at: NOW });
    await applyMigrations(log, migrations, 20);
    expect(await log('operator').first('name', 'login_name')).toEqual({ name: '张三', login_name: 'zhang' });
    expect(await log('setting').first('value')).toEqual({ value: '"甲"' });
    await log('duty_shift').insert({ id: 's1', day: '2026-11-20', operator_id: 'o1', signed_in_at: NOW });
    expect(await log('duty_shift').first('note', 'signed_out_at')).toEqual({ note: '', signed_out_at: null });
    await log.destroy();
  });

  it('a step that fails half-way leaves the whole version before it', async () => {
    const log = bareLog(file);
    await applyMigrations(log, migrations, 10);
    const broken = {
      number: 15,
      name: 'broken',
      up: async (knex: typeof log) => {
        await knex.schema.createTable('half', (t) => t.string('id'));
        throw new Error('killed here');
      },
    };
    await expect(applyMigrations(log, [...migrations.slice(0, 1), broken])).rejects.toThrow('killed here');
    expect(await logVersion(log)).toBe(10);
    expect(await log.schema.hasTable('half')).toBe(false);
    await log.destroy();
  });

  it('two processes opening a new log at once both get a whole one', async () => {
    const logs = await Promise.all([openLog(file, { create: true }), openLog(file, { create: true })]);
    for (const log of logs) {
      expect(await logVersion(log)).toBe(migrations.at(-1)?.number);
      expect(await log('log_lock').count({ rows: '*' })).toEqual([{ rows: 1 }]);
      await log.destroy();
    }
  });

  it('a log from the future is refused in Chinese and not touched', async () => {
    const log = await openLog(file, { create: true });
    await log.raw('PRAGMA user_version = 99990');
    await log.destroy();
    const error = await errorOf(openLog(file, { create: false }));
    expect(error.code).toBe('LOG_FROM_FUTURE');
    expect(error.message).toContain('升级');
    const untouched = bareLog(file);
    expect(await logVersion(untouched)).toBe(99990);
    await untouched.destroy();
  });
});
