import type { StandardImpact } from '../../../shared/contract/standards.ts';
import { asErrorData, isAbort } from '../../../shared/errors/errors.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import type { DatacenterConnection, Row } from '../datacenter/connection.ts';
import type { Fate } from './touched.ts';

const words = standardsMessages.impact;

/** A column of codes has few values; one with more holds something else. */
const MOST_VALUES = 3_000;
const SHOWN_VALUES = 200;
const ROWS_PER_COLUMN = 20;
const STATEMENT_MS = 120_000;

/** A column of the centre that holds codes. */
export interface CentreColumn {
  table: string;
  tableChinese: string;
  column: string;
  chinese: string;
  codes: string;
  /** Whether its rows belong to a case. */
  hasCase: boolean;
}

export type CountedColumn = StandardImpact['columns'][number];

/** Rows per value of a column that a change touches. A column that is not there or may not be read is noted, not an error. */
export async function countColumn(
  connection: DatacenterConnection,
  { table, tableChinese, column, chinese, codes }: CentreColumn,
  fate: (value: string) => Fate | undefined,
  signal: AbortSignal,
): Promise<CountedColumn> {
  const answer: CountedColumn = {
    table,
    tableChinese,
    column,
    chinese,
    codes,
    lost: 0,
    altered: 0,
    gained: 0,
    values: [],
    note: '',
  };
  try {
    const query = connection.builder()(table).select({ value: column }).count({ total: '*' }).groupBy(column);
    const rows = await connection.query<{ value: Row[string]; total: number | string }>(query, [], {
      maxRows: MOST_VALUES + 1,
      timeoutMs: STATEMENT_MS,
      signal,
    });
    if (rows.length > MOST_VALUES) return { ...answer, note: words.tooMany(MOST_VALUES) };
    for (const row of rows) {
      const value = row.value === null ? '' : String(row.value).trim();
      const found = value === '' ? undefined : fate(value);
      if (!found) continue;
      const total = Number(row.total);
      answer[found.becomes] += total;
      answer.values.push({ value, rows: total, ...found });
    }
    answer.values.sort((a, b) => b.rows - a.rows);
    answer.values.splice(SHOWN_VALUES);
    return answer;
  } catch (error) {
    if (isAbort(error)) throw error;
    const { code, message } = asErrorData(error);
    return { ...answer, note: code === 'DATACENTER_MISSING_OBJECT' ? words.missing : message };
  }
}

/** The first rows that hold a touched value, with the number of their case. */
export async function firstRows(
  connection: DatacenterConnection,
  { table, column, hasCase }: CentreColumn,
  counted: CountedColumn,
  signal: AbortSignal,
): Promise<StandardImpact['samples']> {
  if (!hasCase) return [];
  const values = counted.values.map(({ value }) => value).slice(0, 100);
  const builder = connection.builder();
  const query = builder(table)
    .select({ value: column, case_id: 'case_id' })
    .whereIn(column, values)
    .orderBy('case_id')
    .limit(ROWS_PER_COLUMN);
  const read = { maxRows: ROWS_PER_COLUMN, timeoutMs: STATEMENT_MS, signal };
  const rows = await connection.query<{ value: Row[string]; case_id: Row[string] }>(query, [], read);
  const ids = [...new Set(rows.map(({ case_id: id }) => String(id)))];
  const cases = await connection.query<Record<'case_id' | 'case_number' | 'court_code', Row[string]>>(
    builder('court_case').select('case_id', 'case_number', 'court_code').whereIn('case_id', ids),
    [],
    read,
  );
  const known = new Map(cases.map((row) => [String(row.case_id), row]));
  return rows.map((row) => ({
    table,
    column,
    value: String(row.value ?? ''),
    caseId: String(row.case_id ?? ''),
    caseNumber: String(known.get(String(row.case_id))?.case_number ?? ''),
    courtCode: String(known.get(String(row.case_id))?.court_code ?? ''),
  }));
}
