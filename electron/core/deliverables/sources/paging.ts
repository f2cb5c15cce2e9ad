const PAGE = 1_000;
/** No register of ours holds more rows in the span of a report. */
const MOST = 50_000;

/** Reads a paged list to its end, or to the first page after which `enough` says so (lists come newest first). */
export async function allRows<Row>(
  read: (page: { offset: number; limit: number }) => Promise<{ total: number; rows: Row[] }>,
  enough: (row: Row) => boolean = () => false,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let offset = 0; offset < MOST; offset += PAGE) {
    const { rows } = await read({ offset, limit: PAGE });
    found.push(...rows);
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined || enough(last)) break;
  }
  return found;
}
