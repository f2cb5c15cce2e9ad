import {
  STANDARD_TABLES,
  type StandardEntry,
  type StandardKind,
} from '../../../shared/domain/standardTables.ts';
import { lazy, readTable, type Table } from './table.ts';

/** Where the version the console comes with stands. */
const FILES: Readonly<Record<StandardKind, string>> = {
  codes: 'code_items.tsv',
  courts: 'courts_sichuan.tsv',
  'national-courts': 'courts_national.tsv',
  'case-types': 'case_types.tsv',
  'exchange-types': 'exchange_types.tsv',
  causes: 'civil_causes.tsv',
  charges: 'criminal_charges.tsv',
};

const tables = Object.fromEntries(
  Object.entries(FILES).map(([kind, file]) => [
    kind,
    lazy(() =>
      readTable(
        file,
        STANDARD_TABLES[kind as StandardKind].columns.map(({ name }) => name),
      ),
    ),
  ]),
) as Record<StandardKind, () => Table<string>>;

/** The version of a table the console comes with: what its file says of source and version, and its entries. */
function shippedTable(kind: StandardKind): Table<string> {
  return tables[kind]();
}

/** Its entries alone; the civil causes without the notes on which parts the extract leaves out. */
export function shippedRows(kind: StandardKind): readonly StandardEntry[] {
  const { rows } = shippedTable(kind);
  return kind === 'causes' ? rows.filter((row) => /^[\d.]+$/.test(row.ordinal ?? '')) : rows;
}
