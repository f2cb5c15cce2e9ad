/** A cell as it is exported. */
export type CsvValue = string | number | null;

/**
 * Rows as CSV that Excel and WPS open rightly: UTF-8 with a byte order mark, CRLF, quotes doubled. Texts that a
 * spreadsheet would run as a formula get an apostrophe in front (OWASP, CSV injection); digits longer than 11 get a
 * tab behind, else they are shown as 1.23E+14 and lose their last digits.
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [csvLine(header)];
  for (const row of rows) lines.push(csvLine(row));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** One line of it, without its end: for files written piece by piece. */
export function csvLine(row: readonly CsvValue[]): string {
  return row.map(cell).join(',');
}

function cell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = /^\d{12,}$/.test(value) ? `${value}\t` : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
