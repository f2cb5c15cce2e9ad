import { writtenDictionary } from '../datacenter/dictionary.ts';

/**
 * What the columns of a compared table are called in Chinese, by their names in lower case, as far as the dictionary of the
 * centre's tables says: of the first of the two tables it knows.
 */
export function columnNames(...tables: readonly (string | undefined)[]): Record<string, string> {
  const written = writtenDictionary().tables;
  const known = tables
    .map((table) => written.find(({ name }) => name === table?.split('.').at(-1)?.toLowerCase()))
    .find((table) => table !== undefined);
  return Object.fromEntries(known?.columns.map(({ name, chinese }) => [name, chinese]) ?? []);
}
