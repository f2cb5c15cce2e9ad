/** `npm run soak -- <name> [--minutes N]`: does the same for a long time and prints as JSON what grew. */
import { runNamed } from './runner.ts';

process.exitCode = await runNamed(
  process.argv.slice(2),
  'soak-',
  'npm run soak -- NAME [--minutes N], where NAME is one of:',
);
