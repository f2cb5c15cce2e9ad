/** `npm run bench -- <name> [options]`: measures, and prints JSON. */
import { runNamed } from './runner.ts';

process.exitCode = await runNamed(
  process.argv.slice(2),
  '',
  'npm run bench -- NAME [options], where NAME is one of:',
);
