import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { fail } from '../../../shared/errors/errors.ts';
import { cliMessages } from '../../../shared/messages/cli.ts';

/** Beyond it a text does not fit into one string. */
const MOST_INPUT_BYTES = 500 << 20;

/**
 * Reads the JSON file given to `--input`; a byte-order mark is no fault.
 * @throws INPUT_NOT_FOUND, INPUT_NOT_JSON, NO_RIGHTS
 */
export function readJsonInput(path: string): unknown {
  const file = basename(path);
  const text = readTextInput(path);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw fail('INPUT_NOT_JSON', cliMessages.inputNotJson(file, placeOf(error, text)), { file }, error);
  }
}

/**
 * Reads a file a command was given.
 * @param most bytes beyond which it is refused before it is read
 * @throws INPUT_NOT_FOUND, INPUT_TOO_LARGE, NO_RIGHTS
 */
export function readInput(path: string, most = MOST_INPUT_BYTES): Buffer {
  const file = basename(path);
  try {
    if (statSync(path).size > most)
      throw fail('INPUT_TOO_LARGE', cliMessages.inputTooLarge(file, most >> 20));
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR')
      throw fail('INPUT_NOT_FOUND', cliMessages.inputMissing(path), { file }, error);
    throw error;
  }
}

/**
 * The same as text without a byte-order mark: UTF-8, or as Chinese Windows writes texts, GB 18030 and UTF-16.
 * @throws as readInput
 */
export function readTextInput(path: string): string {
  const bytes = readInput(path);
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The line at which reading stopped, where the parser tells the position. */
function placeOf(error: unknown, text: string): number | undefined {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}
