import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StandardEntry, StandardKind } from '../../../shared/domain/standardTables.ts';

const FOLDER = new URL('../../../resources/domain/', import.meta.url);

/** One domain table: what its file says of its source and version, and its rows by the names of the header row. */
export interface Table<Column extends string> {
  source: string;
  version: string;
  rows: Record<Column, string>[];
}

/**
 * Reads a table of `resources/domain`: lines starting with `#` tell source and version, then a header row, then tab-separated
 * rows; a missing last cell reads as ''. A file without one of the columns is a broken build and throws.
 */
export function readTable<Column extends string>(file: string, columns: readonly Column[]): Table<Column> {
  const lines = readFileSync(fileURLToPath(new URL(file, FOLDER)), 'utf8').split('\n');
  const notes = lines.filter((line) => line.startsWith('#'));
  const [header, ...body] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const names = (header ?? '').split('\t');
  const places = columns.map((column) => {
    const place = names.indexOf(column);
    if (place < 0) throw new Error(`resources/domain/${file}: column ${column} is missing`);
    return [column, place] as const;
  });
  return {
    source: note(notes, 'source'),
    version: note(notes, 'version'),
    rows: body.map((line) => {
      const cells = line.split('\t');
      return Object.fromEntries(places.map(([column, place]) => [column, cells[place] ?? ''])) as Record<
        Column,
        string
      >;
    }),
  };
}

/** Gives the rows of a versioned table; asked once per reference, when first needed. */
export type RowsOf = (kind: StandardKind) => readonly StandardEntry[];

/** A value computed at its first use and kept. */
export function lazy<Value>(make: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}

/** A cell of an entry; '' where it has none. */
export function cell(entry: StandardEntry, column: string): string {
  return entry[column] ?? '';
}

function note(notes: readonly string[], name: string): string {
  const line = notes.find((text) => text.startsWith(`# ${name}: `));
  return line?.slice(name.length + 4) ?? '';
}
