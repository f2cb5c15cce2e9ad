/** `npm run fuzz -- <name> [--runs N] [--seed S]`: random input, and as JSON what broke. */
import { runNamed } from './runner.ts';

process.exitCode = await runNamed(
  process.argv.slice(2),
  'fuzz-',
  'npm run fuzz -- NAME [--runs N] [--seed S], where NAME is one of:',
);
