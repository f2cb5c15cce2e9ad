/** The tables of the data standards that are kept in versions, in the order the console shows them. */
export const STANDARD_KINDS = [
  'codes',
  'courts',
  'national-courts',
  'case-types',
  'exchange-types',
  'causes',
  'charges',
] as const;
export type StandardKind = (typeof STANDARD_KINDS)[number];

/** What may stand in a cell. `needed`: not empty. `shape`: what the whole text must match. `most`: characters. */
export interface StandardColumn {
  name: string;
  needed?: boolean;
  shape?: RegExp;
  most: number;
  /** The cell names a row of the same table (its key), or one of `roots`. */
  parent?: { roots: readonly string[] };
  unique?: boolean;
}

export interface StandardTable {
  columns: readonly StandardColumn[];
  /** The columns that tell an entry from every other. */
  key: readonly string[];
  /** Entries are compared by name within this column's value, to find a changed code; none: within the whole table. */
  group?: string;
  /** The column that holds what a person calls the entry. */
  title: string;
}

/** One entry, by column. */
export type StandardEntry = Readonly<Record<string, string>>;

const CODE_CLASS = /^\d{5,6}$/;
const COURT_CODE = /^\d{1,4}$/;

/**
 * The shape of each table. Widths are those of the centre's own tables (migrations/datacenter), so that what is accepted here
 * also fits there.
 */
export const STANDARD_TABLES: Readonly<Record<StandardKind, StandardTable>> = {
  codes: {
    columns: [
      { name: 'class', needed: true, shape: CODE_CLASS, most: 10 },
      { name: 'className', needed: true, most: 100 },
      { name: 'code', needed: true, shape: /^[\w.-]+$/, most: 30 },
      { name: 'name', needed: true, most: 200 },
    ],
    key: ['class', 'code'],
    group: 'class',
    title: 'name',
  },
  courts: {
    columns: [
      { name: 'code', needed: true, shape: COURT_CODE, most: 4 },
      { name: 'parent', needed: true, shape: COURT_CODE, most: 4, parent: { roots: ['0'] } },
      { name: 'levelCode', needed: true, shape: /^[A-Z0-9]{1,8}$/i, most: 8 },
      { name: 'name', needed: true, most: 100 },
      { name: 'mark', needed: true, most: 20, unique: true },
      { name: 'tier', needed: true, shape: /^(高级|中级|基层)$/, most: 10 },
      { name: 'district', shape: /^\d{6} \S+$/, most: 40 },
    ],
    key: ['code'],
    title: 'name',
  },
  'national-courts': {
    columns: [
      { name: 'code', needed: true, shape: COURT_CODE, most: 4 },
      { name: 'parent', needed: true, shape: /^-1$|^\d{1,4}$/, most: 4, parent: { roots: ['-1', '0'] } },
      { name: 'levelCode', needed: true, shape: /^[A-Z0-9]{1,8}$/i, most: 8 },
      { name: 'name', needed: true, most: 100 },
      { name: 'mark', needed: true, most: 20 },
    ],
    key: ['code'],
    title: 'name',
  },
  'case-types': {
    columns: [
      { name: 'code', needed: true, shape: /^\d{4}$/, most: 4 },
      { name: 'name', needed: true, most: 100 },
      { name: 'mark', most: 3 },
      { name: 'level', needed: true, shape: /^(大类|中类|小类)$/, most: 4 },
    ],
    key: ['code'],
    title: 'name',
  },
  'exchange-types': {
    columns: [
      { name: 'code', needed: true, shape: /^[0-9A-Z]{2}$/, most: 2 },
      { name: 'realtime', shape: /^\d{1,3}$/, most: 3 },
      { name: 'name', needed: true, most: 100 },
    ],
    key: ['code', 'realtime'],
    title: 'name',
  },
  causes: {
    columns: [
      { name: 'part', needed: true, most: 10 },
      { name: 'partName', needed: true, most: 100 },
      { name: 'ordinal', needed: true, shape: /^\d+(\.\d+)?$/, most: 10 },
      { name: 'name', needed: true, most: 100, unique: true },
      { name: 'level', needed: true, shape: /^[34]$/, most: 1 },
    ],
    key: ['ordinal'],
    title: 'name',
  },
  charges: {
    columns: [
      { name: 'name', needed: true, most: 100 },
      { name: 'article', needed: true, most: 40 },
    ],
    key: ['name'],
    title: 'name',
  },
};

/** What tells an entry from every other of its table. */
export function entryKey(kind: StandardKind, entry: StandardEntry): string {
  return STANDARD_TABLES[kind].key.map((column) => entry[column] ?? '').join(' ');
}

export const DIFFERENCE_KINDS = ['added', 'removed', 'renamed', 'recoded', 'changed'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/**
 * One entry that is not the same in two versions. `renamed`: same key, other name; `recoded`: same name, other key;
 * `changed`: same key and name, something else differs.
 */
export interface StandardDifference {
  kind: DifferenceKind;
  key: string;
  before: StandardEntry | null;
  after: StandardEntry | null;
  /** The columns that differ. */
  columns: string[];
}

/**
 * What differs between two versions of a table, in the order: removed and changed as they stood, added as they come.
 * An entry whose name stands once among the removed and once among the added of its group counts as recoded.
 */
export function compareStandards(
  kind: StandardKind,
  before: readonly StandardEntry[],
  after: readonly StandardEntry[],
): StandardDifference[] {
  const { columns, title, group } = STANDARD_TABLES[kind];
  const old = byKey(kind, before);
  const fresh = byKey(kind, after);
  const placeOf = (entry: StandardEntry) => `${group ? entry[group] : ''}\t${entry[title] ?? ''}`;
  const gone = once(
    [...old].filter(([key]) => !fresh.has(key)).map(([, entry]) => entry),
    placeOf,
  );
  const come = once(
    [...fresh].filter(([key]) => !old.has(key)).map(([, entry]) => entry),
    placeOf,
  );
  const found: StandardDifference[] = [];
  const recoded = new Set<StandardEntry>();
  for (const [key, entry] of old) {
    const same = fresh.get(key);
    const place = placeOf(entry);
    const twin = same === undefined && gone.get(place) ? come.get(place) : undefined;
    const other = same ?? twin;
    if (twin) recoded.add(twin);
    if (!other) {
      found.push({ kind: 'removed', key, before: entry, after: null, columns: [] });
      continue;
    }
    const differing = columns.map(({ name }) => name).filter((name) => entry[name] !== other[name]);
    if (differing.length === 0) continue;
    const what = twin ? 'recoded' : differing.includes(title) ? 'renamed' : 'changed';
    found.push({ kind: what, key, before: entry, after: other, columns: differing });
  }
  for (const [key, entry] of fresh) {
    if (old.has(key) || recoded.has(entry)) continue;
    found.push({ kind: 'added', key, before: null, after: entry, columns: [] });
  }
  return found;
}

function byKey(kind: StandardKind, entries: readonly StandardEntry[]): Map<string, StandardEntry> {
  return new Map(entries.map((entry) => [entryKey(kind, entry), entry]));
}

/** The entries whose place no other one shares; null marks places that are shared. */
function once(
  entries: readonly StandardEntry[],
  placeOf: (entry: StandardEntry) => string,
): Map<string, StandardEntry | null> {
  const found = new Map<string, StandardEntry | null>();
  for (const entry of entries) {
    const place = placeOf(entry);
    found.set(place, found.has(place) ? null : entry);
  }
  return found;
}

export interface Activation {
  /** null: the version the console comes with. */
  versionId: string | null;
  /** `YYYY-MM-DD`, Beijing. */
  effectiveFrom: string;
  cancelled: boolean;
}

/** The switch that holds on a day: the latest one that has begun; undefined where none has (the version the console comes with). */
export function activationOn<A extends Activation>(activations: readonly A[], day: string): A | undefined {
  return activations
    .filter((one) => !one.cancelled && one.effectiveFrom <= day)
    .reduce<A | undefined>(
      (last, one) => (last && last.effectiveFrom > one.effectiveFrom ? last : one),
      undefined,
    );
}

/** Change orders one writing of a standard may become; more are for the database's administrator. */
export const STANDARD_ORDERS_MOST = 30;
