import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One thing that can be measured: its file exports this. */
interface Measured {
  /** @param argv what follows its name on the command line; the answer is printed as JSON */
  run(argv: string[]): Promise<object>;
}

/** Files that run things instead of being run. */
const RUNNERS = ['bench', 'soak', 'fuzz', 'runner'];

/**
 * Runs `test/bench/<prefix><name>.ts` and prints its answer as JSON on standard output.
 * @param usage how the script is called, for the list of what there is
 * @returns the exit code: 2 when there is no such thing
 */
export async function runNamed(argv: string[], prefix: string, usage: string): Promise<number> {
  const names = globSync(`${prefix}*.ts`, { cwd: import.meta.dirname })
    .map((file) => basename(file, '.ts'))
    .filter((name) => !RUNNERS.includes(name) && (prefix !== '' || !/^(fuzz|soak)-/.test(name)))
    .map((name) => name.slice(prefix.length))
    .sort();
  const [name, ...rest] = argv;
  if (!name || !names.includes(name)) {
    process.stderr.write(`${usage}\n${names.map((each) => `  ${each}\n`).join('')}`);
    return 2;
  }
  const file = join(import.meta.dirname, `${prefix}${name}.ts`);
  const { run } = (await import(pathToFileURL(file).href)) as Measured;
  process.stdout.write(`${JSON.stringify(await run(rest), null, 2)}\n`);
  return 0;
}
