import { runCli } from '../hosts/commands/run.ts';
import { spawnFromMain } from './processes.ts';

/**
 * `<app> ops …`: the same command line as in development, with workers made by main.
 * @returns the exit code, once everything printed has been taken
 */
export async function runOps(args: readonly string[]): Promise<number> {
  const code = await runCli(args, spawnFromMain);
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  return code;
}
