import { fail } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages as words } from '../../../../shared/messages/exportFiles.ts';

const NAMED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '0': '\0', '\\': '\\' };

/**
 * A terminator as people and bcp write it (`\t`, `|#|`, `~\r\n`, `\x1F`) → its characters.
 * @throws FILES_TERMINATOR
 */
export function terminator(what: 'column' | 'row', typed: string): string {
  const wrong = (why: string) =>
    fail('FILES_TERMINATOR', words.terminator(what, why), { field: `files.${what}Terminator` });
  const text = typed.replace(/\\(x[0-9a-fA-F]{2}|.|$)/gs, (all, code: string) => {
    if (code.length === 3) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const known = NAMED[code];
    if (known === undefined) throw wrong(words.terminators.escape(all));
    return known;
  });
  if (text === '') throw wrong(words.terminators.empty);
  if (text.includes('"')) throw wrong(words.terminators.quote);
  return text;
}

/** Both at once; neither may hold the other. @throws FILES_TERMINATOR */
export function terminators(typed: { columnTerminator: string; rowTerminator: string }): {
  column: string;
  row: string;
} {
  const column = terminator('column', typed.columnTerminator);
  const row = terminator('row', typed.rowTerminator);
  // `|` and `|\n` are usual: a row may end with the column's terminator before its own.
  if (column.includes(row) || column === row)
    throw fail('FILES_TERMINATOR', words.terminator('row', words.terminators.same), {
      field: 'files.rowTerminator',
    });
  return { column, row };
}
