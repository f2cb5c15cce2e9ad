import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fail } from '../../../shared/errors/errors.ts';
import { cliMessages } from '../../../shared/messages/cli.ts';

/**
 * Reads the JSON file given to `--input`; a byte-order mark is no fault.
 * @throws INPUT_NOT_FOUND, INPUT_NOT_JSON, NO_RIGHTS
 */
export function readJsonInput(path: string): unknown {
  const file = basename(path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR')
      throw fail('INPUT_NOT_FOUND', cliMessages.inputMissing(path), { file }, error);
    throw error;
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw fail('INPUT_NOT_JSON', cliMessages.inputNotJson(file, placeOf(error, text)), { file }, error);
  }
}

/** The line at which reading stopped, where the parser tells the position. */
function placeOf(error: unknown, text: string): number | undefined {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}
