import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDemoWorkspace, ops } from '../support/consoleProcess.ts';
import { temporaryFolder } from '../support/workspace.ts';

interface Workday {
  dayKind: string;
  items: { service: string; result: string }[];
  counts: Record<string, number>;
}

/** The whole workday by its command over a fresh demo. `--cases N` (2000). */
export async function run(argv: string[]): Promise<object> {
  const { values } = parseArgs({ args: argv, options: { cases: { type: 'string' } } });
  const folder = temporaryFolder();
  const dir = join(folder.dir, 'workspace');
  try {
    const created = performance.now();
    await createDemoWorkspace(dir, '--cases', values.cases ?? '2000');
    const started = performance.now();
    const { code, stdout, stderr } = await ops('workday', 'run', '--workspace', dir, '--json');
    const ended = performance.now();
    if (code !== 0) throw new Error(`workday run ended with ${code}:\n${stderr}`);
    const { dayKind, items, counts } = JSON.parse(stdout) as Workday;
    return {
      workdaySeconds: Number(((ended - started) / 1000).toFixed(1)),
      targetSeconds: 60,
      demoSeconds: Number(((started - created) / 1000).toFixed(1)),
      dayKind,
      services: [...new Set(items.map(({ service }) => service))].length,
      items: items.length,
      counts,
    };
  } finally {
    folder.remove();
  }
}
