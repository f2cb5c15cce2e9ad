import type { StandardEntry, StandardKind } from '../../../shared/domain/standardTables.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import type { DatacenterConnection, Row, Writer } from '../datacenter/connection.ts';
import { CODE_VERSION } from '../reference/reference.ts';

const words = standardsMessages.writing;
const LONGEST_LABEL = 20;

/** A row of a code table of the centre; only texts and numbers. */
type CodeRow = Record<string, string | number | null>;

/** One row as it stood and as it shall stand; `before` null: a new row. */
export interface CodeChange {
  table: string;
  key: CodeRow;
  before: CodeRow | null;
  after: CodeRow;
}

export interface CodePlan {
  changes: CodeChange[];
  /** Rows of the centre that the version no longer has: they stay, for cases refer to them. */
  kept: number;
}

interface CodeTable {
  table: string;
  key: readonly string[];
  columns: readonly string[];
  row: (entry: StandardEntry, label: string) => CodeRow;
  /** Only rows of the version's own label are looked at. */
  byLabel: boolean;
}

/** The centre's own tables of standards (migrations/datacenter): the other kinds have none. */
const TABLES: Partial<Record<StandardKind, CodeTable>> = {
  codes: {
    table: 'code_item',
    key: ['class_code', 'code', 'version'],
    columns: ['class_code', 'class_name', 'code', 'name', 'version'],
    byLabel: true,
    row: (entry, label) => ({
      class_code: entry.class ?? '',
      class_name: entry.className ?? '',
      code: entry.code ?? '',
      name: entry.name ?? '',
      version: label,
    }),
  },
  courts: {
    table: 'court',
    key: ['code'],
    columns: ['code', 'parent_code', 'level_code', 'name', 'mark', 'tier'],
    byLabel: false,
    row: (entry) => ({
      code: Number(entry.code),
      parent_code: Number(entry.parent),
      level_code: entry.levelCode ?? '',
      name: entry.name ?? '',
      mark: entry.mark ?? '',
      tier: entry.tier ?? '',
    }),
  },
};

/** Whether the centre keeps a table of this kind. */
export function hasCodeTable(kind: StandardKind): boolean {
  return TABLES[kind] !== undefined;
}

/** What `code_item.version` says of a version; at most 20 characters. */
export function versionLabel(version: { id: string | null; name: string }): string {
  if (version.id === null) return CODE_VERSION;
  return version.name.length <= LONGEST_LABEL
    ? version.name
    : `${version.name.slice(0, 11)}#${version.id.slice(0, 8)}`;
}

/** What has to change so that the centre's table holds the entries of a version; nothing when it does. */
export async function planCodes(
  connection: DatacenterConnection,
  kind: StandardKind,
  entries: readonly StandardEntry[],
  label: string,
  reader: Pick<Writer, 'query'> = connection,
): Promise<CodePlan> {
  const { table, key, columns, row, byLabel } = tableOf(kind);
  const query = connection
    .builder()(table)
    .select(...columns);
  const found = await reader.query<Row>(byLabel ? query.where({ version: label }) : query);
  const keyOf = (of: Record<string, unknown>) => JSON.stringify(key.map((name) => String(of[name] ?? '')));
  const standing = new Map(found.map((one) => [keyOf(one), one]));
  const changes: CodeChange[] = [];
  // The list may write one code twice; the centre's key takes the last, as the demo does.
  const wanted = new Map(entries.map((entry) => row(entry, label)).map((one) => [keyOf(one), one]));
  for (const [name, after] of wanted) {
    const there = standing.get(name);
    const before = there ? plain(there, columns) : null;
    standing.delete(name);
    if (before && same(before, after)) continue;
    changes.push({
      table,
      key: Object.fromEntries(key.map((part) => [part, after[part] ?? null])),
      before,
      after,
    });
  }
  return { changes, kept: standing.size };
}

/** The statements that make the changes, as text. */
export function codeStatements(connection: DatacenterConnection, changes: readonly CodeChange[]): string[] {
  const builder = connection.builder();
  return changes.map(({ table, key, before, after }) =>
    (before ? builder(table).where(key).update(after) : builder(table).insert(after)).toString(),
  );
}

/** Makes the changes inside a transaction; each must touch one row. @throws STANDARD_WRITE_COUNT */
export async function applyCodes(
  connection: DatacenterConnection,
  writer: Writer,
  changes: readonly CodeChange[],
): Promise<void> {
  const builder = connection.builder();
  for (const { table, key, before, after } of changes) {
    const count = await writer.execute(
      before ? builder(table).where(key).update(after) : builder(table).insert(after),
    );
    if (before && count !== 1) throw fail('STANDARD_WRITE_COUNT', words.count(table, count));
  }
}

/** Puts the rows back as they stood. @throws STANDARD_WRITE_MOVED when one is no longer as it was written */
export async function undoCodes(
  connection: DatacenterConnection,
  writer: Writer,
  kind: StandardKind,
  changes: readonly CodeChange[],
): Promise<void> {
  const { columns } = tableOf(kind);
  const builder = connection.builder();
  for (const { table, key, before, after } of changes) {
    const [now] = await writer.query<Row>(
      builder(table)
        .select(...columns)
        .where(key),
    );
    if (!now || !same(plain(now, columns), after))
      throw fail('STANDARD_WRITE_MOVED', words.moved(table, Object.values(key).join(' ')));
    await writer.execute(
      before ? builder(table).where(key).update(before) : builder(table).where(key).delete(),
    );
  }
}

function tableOf(kind: StandardKind): CodeTable {
  const table = TABLES[kind];
  if (!table) throw fail('STANDARD_NO_TABLE', words.noTable(standardsMessages.kinds[kind]));
  return table;
}

function plain(row: Row, columns: readonly string[]): CodeRow {
  return Object.fromEntries(
    columns.map((name) => {
      const value = row[name] ?? null;
      return [name, value instanceof Uint8Array ? null : value];
    }),
  );
}

/** An empty text is NULL on Oracle. */
function same(one: CodeRow, other: CodeRow): boolean {
  return Object.keys(other).every((name) => String(one[name] ?? '') === String(other[name] ?? ''));
}
