import { fail } from '../../../shared/errors/errors.ts';
import { changeorderMessages as words } from '../../../shared/messages/changeorder.ts';
import type { DatacenterConnection, Writer } from '../datacenter/datacenter.ts';
import { fromImage, type ImageColumn, type ImageValue, lockClauses, toImage } from './columns.ts';
import type { ImageWriter } from './image.ts';
import { keyBatches, type Subject } from './subject.ts';

export interface Image {
  before: ImageValue[][];
  after: ImageValue[][];
}

interface Hooks {
  signal: AbortSignal;
  progress: (text: string, rows: number) => void;
  /** Called when everything is done and proven, before the commit; throwing rolls back. */
  beforeCommit: () => Promise<void>;
}

/**
 * Runs a change in one transaction: the rows it will touch are locked, saved and counted; then it runs; then its count
 * and the rows after it are held against what was predicted. Any difference rolls everything back.
 * @throws CHANGEORDER_COUNT and the engine's errors
 */
export async function executeChange(
  connection: DatacenterConnection,
  subject: Subject,
  predicted: number,
  image: ImageWriter,
  hooks: Hooks,
): Promise<number> {
  const { change } = subject;
  const inserting = change.kind === 'insert';
  return connection.write(
    async (writer) => {
      const keys = inserting
        ? subject.newKeys.map((key) => key.map((part): ImageValue => part))
        : await saveBefore(connection, writer, subject, predicted, image, hooks);
      if (inserting) {
        const existing = await rowsByKey(writer, subject, keys, false);
        if (existing.length > 0) throw fail('CHANGEORDER_EXISTS', words.exists(existing.length));
      }
      const actual = await writer.execute(change.statement);
      if (actual !== predicted) throw fail('CHANGEORDER_COUNT', words.countAfter(predicted, actual));
      const after = await rowsByKey(writer, subject, keys, false);
      const wanted = change.kind === 'delete' ? 0 : predicted;
      if (after.length !== wanted) throw fail('CHANGEORDER_COUNT', words.afterMissing(after.length, wanted));
      for (let at = 0; at < after.length; at += 1_000) await image.after(after.slice(at, at + 1_000));
      hooks.progress(words.progress.after(after.length), after.length);
      await hooks.beforeCommit();
      return actual;
    },
    { signal: hooks.signal },
  );
}

/** Streams the rows as they stand into the image, under lock. @returns their keys */
async function saveBefore(
  connection: DatacenterConnection,
  writer: Writer,
  { change, columns, keys }: Subject,
  predicted: number,
  image: ImageWriter,
  hooks: Hooks,
): Promise<ImageValue[][]> {
  const lock = lockClauses(connection.engine);
  const order = keys.map(({ quoted }) => quoted).join(', ');
  const sql = `SELECT ${columns.map(({ read }, index) => `${read} AS c${index}`).join(', ')} FROM ${change.tableText}${lock.afterTable} WHERE ${change.condition} ORDER BY ${order}${lock.atEnd}`;
  const places = keyPlaces(columns, keys);
  const found: ImageValue[][] = [];
  for await (const page of writer.pages(sql)) {
    const rows = page.map((row) => row.map(toImage));
    for (const row of rows) found.push(places.map((place) => row[place] ?? null));
    if (found.length > predicted) break;
    await image.before(rows);
    hooks.progress(words.progress.before(found.length), found.length);
  }
  if (found.length !== predicted) {
    throw fail('CHANGEORDER_COUNT', words.countBefore(predicted, found.length));
  }
  return found;
}

/** Full rows by key, sorted by key as text; locked on demand. */
async function rowsByKey(
  writer: Pick<Writer, 'pages'>,
  subject: Subject,
  keys: readonly ImageValue[][],
  locked: false | ReturnType<typeof lockClauses>,
): Promise<ImageValue[][]> {
  const list = subject.columns.map(({ read }, index) => `${read} AS c${index}`).join(', ');
  const rows: ImageValue[][] = [];
  for (const { where, bindings } of keyBatches(subject, keys as ImageValue[][])) {
    const sql = `SELECT ${list} FROM ${subject.change.tableText}${locked ? locked.afterTable : ''} WHERE ${where}${locked ? locked.atEnd : ''}`;
    for await (const page of writer.pages(sql, bindings.map(fromImage))) {
      for (const row of page) rows.push(row.map(toImage));
    }
  }
  return sortedByKey(subject, rows);
}

function sortedByKey(subject: Subject, rows: ImageValue[][]): ImageValue[][] {
  const places = keyPlaces(subject.columns, subject.keys);
  const keyOf = (row: ImageValue[]) => JSON.stringify(places.map((place) => String(row[place])));
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

function keyPlaces(columns: readonly ImageColumn[], keys: readonly ImageColumn[]): number[] {
  return keys.map((key) => columns.findIndex(({ name }) => name === key.name));
}

/** What a database holds now of the rows of an image. */
export type Standing = 'before' | 'after' | 'other';

/** Whether the rows stand as before the change, as after it, or otherwise. */
export async function standingOf(
  connection: DatacenterConnection,
  subject: Subject,
  image: Image,
): Promise<Standing> {
  const reader = {
    pages: async function* (
      statement: Parameters<Writer['pages']>[0],
      bindings?: Parameters<Writer['pages']>[1],
    ) {
      for await (const { rows } of connection.tablePages(statement, bindings)) yield rows;
    },
  };
  const keys = keysOf(subject, image);
  const now = await rowsByKey(reader, subject, keys, false);
  if (same(now, sortedByKey(subject, image.after))) return 'after';
  return same(now, sortedByKey(subject, image.before)) ? 'before' : 'other';
}

function keysOf(subject: Subject, image: Image): ImageValue[][] {
  const places = keyPlaces(subject.columns, subject.keys);
  const rows = image.before.length > 0 ? image.before : image.after;
  return rows.map((row) => places.map((place) => row[place] ?? null));
}

/** What must stand as before after an undo: a trigger may set further columns of an updated row. */
function compared(subject: Subject, rows: ImageValue[][]): ImageValue[][] {
  if (subject.change.kind !== 'update') return rows;
  const places = subject.columns.flatMap(({ name, key }, index) =>
    key > 0 || subject.change.columns.includes(name) ? [index] : [],
  );
  return rows.map((row) => places.map((place) => row[place] ?? null));
}

const same = (left: readonly ImageValue[][], right: readonly ImageValue[][]) =>
  left.length === right.length &&
  left.every((row, index) => JSON.stringify(row) === JSON.stringify(right[index]));

/**
 * Puts the rows of an image back in one transaction, after proving that each stands as the change left it.
 * @throws CHANGEORDER_CHANGED when one does not, CHANGEORDER_COUNT
 */
export async function undoChange(
  connection: DatacenterConnection,
  subject: Subject,
  image: Image,
  hooks: Hooks,
): Promise<number> {
  return connection.write(
    async (writer) => {
      const lock = lockClauses(connection.engine);
      const now = await rowsByKey(writer, subject, keysOf(subject, image), lock);
      const after = sortedByKey(subject, image.after);
      const before = sortedByKey(subject, image.before);
      if (!same(now, after)) {
        const held = new Set(now.map((row) => JSON.stringify(row)));
        const changed = Math.max(
          1,
          after.filter((row) => !held.has(JSON.stringify(row))).length,
          now.length - after.length,
        );
        throw fail('CHANGEORDER_CHANGED', words.undoChanged(changed));
      }
      const wanted = Math.max(before.length, after.length);
      let restored = 0;
      for (let i = 0; i < wanted; i++) {
        restored += await restoreRow(writer, subject, before[i], after[i]);
        if (i % 500 === 499) hooks.progress(words.progress.undo(restored), restored);
      }
      if (restored !== wanted) throw fail('CHANGEORDER_COUNT', words.undoCount(wanted, restored));
      const back = await rowsByKey(writer, subject, keysOf(subject, image), false);
      if (!same(compared(subject, back), compared(subject, before)))
        throw fail('CHANGEORDER_COUNT', words.undoCount(wanted, back.length));
      await hooks.beforeCommit();
      return restored;
    },
    { signal: hooks.signal },
  );
}

function restoreRow(
  writer: Writer,
  { change, columns, keys }: Subject,
  before: ImageValue[] | undefined,
  after: ImageValue[] | undefined,
): Promise<number> {
  const table = change.tableText;
  const byKey = keys.map(({ quoted, write }) => `${quoted} = ${write}`).join(' AND ');
  const keyValues = (row: ImageValue[]) =>
    keyPlaces(columns, keys).map((place) => fromImage(row[place] ?? null));
  if (before && after) {
    const differing = columns
      .map((column, index) => ({ column, index }))
      .filter(({ index }) => JSON.stringify(before[index]) !== JSON.stringify(after[index]));
    // A row the change set to what it was already: there is nothing to put back, and it counts as put back.
    if (differing.length === 0) return Promise.resolve(1);
    const set = differing.map(({ column }) => `${column.quoted} = ${column.write}`).join(', ');
    const values = differing.map(({ index }) => fromImage(before[index] ?? null));
    return writer.execute(`UPDATE ${table} SET ${set} WHERE ${byKey}`, [...values, ...keyValues(after)]);
  }
  if (before) {
    const list = columns.map(({ quoted }) => quoted).join(', ');
    const places = columns.map(({ write }) => write).join(', ');
    return writer.execute(`INSERT INTO ${table} (${list}) VALUES (${places})`, before.map(fromImage));
  }
  return writer.execute(`DELETE FROM ${table} WHERE ${byKey}`, keyValues(after ?? []));
}
