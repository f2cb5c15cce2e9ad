import type { Reference } from '../reference/reference.ts';

/** Names under which databases keep a court: our own, and those of the courts' vendors (法院代码, 经办法院, 承办法院). */
const COURT_COLUMN = /court|^fy(dm|bh|id|mc|jc)?$|(jb|cb|ls|sl|la)fy|fydm|fybh/i;

/**
 * The names of courts among the values of a group, one per column: by code or mark (法院代字), of the province or the
 * country. Null where the column is no court's or the code is unknown; the code itself is always shown beside it.
 */
export function courtNames(
  reference: Pick<Reference, 'courtByCode' | 'courtByMark' | 'nationalCourtByCode'>,
  columns: readonly string[],
  values: readonly (string | null)[],
): (string | null)[] {
  return values.map((value, i) => {
    const text = value?.trim() ?? '';
    if (text === '' || !COURT_COLUMN.test(columns[i] ?? '')) return null;
    // Shorter numbers are as likely a library's own.
    const court = /^\d{4}$/.test(text)
      ? (reference.courtByCode(Number(text)) ?? reference.nationalCourtByCode(Number(text)))
      : reference.courtByMark(text);
    return court?.name ?? null;
  });
}
