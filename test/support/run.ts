/**
 * `npm test`: everything that must hold, one line of result at the end. Lint, type check and each build count as one
 * test each. `npm test -- unit e2e` runs only the named steps.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../electron/launcher/build.ts';
import { prepareBrowser } from './browserSetup.ts';
import { add, type Counts, countsOf, NO_COUNTS, resultLine } from './counts.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MODULES = join(ROOT, 'node_modules');
const reports = mkdtempSync(join(tmpdir(), 'ops-test-'));

interface Step {
  name: string;
  run: () => Promise<Counts>;
}

const steps: Step[] = [
  { name: 'lint', run: () => check('@biomejs/biome/bin/biome', 'check', '--config-path=.ci') },
  { name: 'types', run: () => check('typescript/bin/tsc', '--noEmit') },
  ...['unit', 'contract', 'migrations', 'integration'].map((name) => ({ name, run: () => suite(name) })),
  { name: 'build', run: buildAll },
  { name: 'e2e', run: endToEnd },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; known: ${steps.map((step) => step.name).join(', ')}`);
  process.exit(2);
}

let total = NO_COUNTS;
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const started = Date.now();
  console.log(`\n── ${step.name}`);
  const counts = await step.run();
  total = add(total, counts);
  console.log(`── ${step.name}: ${resultLine(counts)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
rmSync(reports, { recursive: true, force: true });
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${resultLine(total)}`);

/** A tool that passes or fails as a whole. */
async function check(script: string, ...args: string[]): Promise<Counts> {
  const code = await node(script, args);
  return code === 0 ? { ...NO_COUNTS, passed: 1 } : { ...NO_COUNTS, failed: 1 };
}

/** Both builds: the page, and what Electron runs. */
async function buildAll(): Promise<Counts> {
  const built = [await build('renderer'), await build('app')];
  const passed = built.filter(Boolean).length;
  return { ...NO_COUNTS, passed, failed: built.length - passed };
}

/** One vitest project. */
async function suite(project: string): Promise<Counts> {
  const report = join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json'];
  const code = await node('vitest/vitest.mjs', [...args, `--outputFile.json=${report}`]);
  return countsOf(report, code);
}

async function endToEnd(): Promise<Counts> {
  prepareBrowser((line) => console.log(line));
  return suite('e2e');
}

/** Runs a package's script on this Node, its output being ours. */
function node(script: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(MODULES, script), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
        NO_COLOR: process.stdout.isTTY ? '' : '1',
      },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
