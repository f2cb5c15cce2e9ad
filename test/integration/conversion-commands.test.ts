import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoWorkspace, ops } from '../support/consoleProcess.ts';
import { rtf } from '../support/conversionCentre.ts';
import { temporaryFolder } from '../support/workspace.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

describe('ops convert', () => {
  it('walks folders, mirrors them, and ends with 0 even when files were refused', async () => {
    const input = join(folder.dir, 'rtf');
    const out = join(folder.dir, 'pdf');
    mkdirSync(join(input, '甲'), { recursive: true });
    mkdirSync(join(input, '乙'));
    writeFileSync(join(input, '甲', '判决书.rtf'), rtf('判决'));
    writeFileSync(join(input, '乙', '判决书.RTF'), rtf('同名的判决'));
    writeFileSync(join(input, '空.rtf'), '');
    const { code, stdout } = await ops('convert', input, '--out', out, '--workers', '1', '--json');
    expect(code).toBe(0);
    const { files, summary } = JSON.parse(stdout) as {
      files: { source: string; status: string; output?: string; pages: number; ms: number }[];
      summary: { total: number; converted: number; refused: number };
    };
    expect(summary).toMatchObject({ total: 3, converted: 2, refused: 1 });
    expect(files.find((file) => file.source.endsWith('空.rtf'))).toMatchObject({
      status: 'refused',
      pages: 0,
    });
    expect(existsSync(join(out, '甲', '判决书.pdf'))).toBe(true);
    const rescue = await ops('convert', input, '--out', out, '--to', 'docx', '--rescue');
    expect(rescue).toMatchObject({ code: 2 });
    expect(rescue.stderr).toContain('--rescue 只用于转换成 pdf');
    expect(existsSync(join(out, '乙', '判决书.pdf'))).toBe(true);
  });

  it('says in Chinese what is wrong: 1 for bad input, 2 for wrong usage', async () => {
    const out = join(folder.dir, 'out');
    const [absent, format, workers, nothing, noOut] = await Promise.all([
      ops('convert', join(folder.dir, '没有'), '--out', out),
      ops('convert', folder.dir, '--out', out, '--to', 'doc'),
      ops('convert', folder.dir, '--out', out, '--workers', '0'),
      ops('convert', '--out', out),
      ops('convert', folder.dir),
    ]);
    expect([absent, format, workers, nothing, noOut].map(({ code }) => code)).toEqual([1, 2, 2, 2, 2]);
    expect(absent.stderr).toContain('找不到输入');
    expect(format.stderr).toContain('不支持的输出格式');
    expect(nothing.stderr).toContain('ops convert');
  });
});

describe('ops conversion', () => {
  it('runs over the demo, tells the status per court, exports the list', async () => {
    const dir = join(folder.dir, 'demo');
    await createDemoWorkspace(dir, '--cases', '200');
    const at = ['--workspace', dir];
    const before = JSON.parse((await ops('conversion', 'status', '--json', ...at)).stdout);
    expect(before.counts.waiting).toBeGreaterThan(10);
    expect(before.courts.length).toBeGreaterThan(5);

    const run = await ops('conversion', 'run', '--json', ...at);
    expect(run.code).toBe(0);
    const result = JSON.parse(run.stdout);
    expect(result.waiting).toBe(0);
    expect(result.converted + result.noted).toBeGreaterThan(0);
    expect(result.failed).toBe(0);

    const after = JSON.parse((await ops('conversion', 'status', '--json', ...at)).stdout);
    expect(after.counts.waiting).toBe(0);
    expect(after.lastRun.state).toBe('succeeded');
    const file = join(folder.dir, 'list.csv');
    expect((await ops('conversion', 'export', '--out', file, ...at)).code).toBe(0);
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(lines[0]).toContain('法院');
    const handled = Object.values(after.counts as Record<string, number>).reduce(
      (sum, count) => sum + count,
      0,
    );
    expect(lines).toHaveLength(handled + 1);

    const wrong = await ops('conversion', 'run', '--source', '没有的', ...at);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('没有名为“没有的”的来源');
    expect((await ops('conversion', 'run', '--now', '--wait', ...at)).code).toBe(2);
    expect((await ops('conversion', 'export', '--status', 'x', '--out', file, ...at)).code).toBe(2);
  });
});
