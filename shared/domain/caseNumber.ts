/**
 * 案号 by 法〔2015〕137号 and 法〔2018〕335号: （收案年度）法院代字 类型代字 案件编号 号, e.g. `（2026）川0104民初12号`; the year stands in
 * full-width brackets, the number has no leading zero, 之一 … marks a part of a split document.
 */
export interface CaseNumber {
  year: number;
  /** 法院代字, e.g. `川0104`. */
  courtMark: string;
  /** 类型代字, e.g. `民初`. */
  typeMark: string;
  /** The digits as written, without leading zeros when well formed. */
  sequence: string;
  /** `之一`, or ''. */
  suffix: string;
}

/** Known marks; both are snapshots, so a mark not in them is to be verified, not wrong. */
export interface MarkTables {
  courtMarks: ReadonlySet<string>;
  typeMarks: ReadonlySet<string>;
}

export type CaseNumberFault =
  | 'empty'
  /** Half-width brackets round the year. */
  | 'brackets'
  | 'leading-zero'
  /** Not the shape of a case number at all. */
  | 'shape'
  /** Before 1949 or after the given year. */
  | 'year'
  /** Not one of the type marks. */
  | 'type-mark';

export type CaseNumberVerdict =
  /** `toVerify`: the court mark is unknown (待核). */
  | { ok: true; value: CaseNumber; toVerify: boolean }
  | { ok: false; fault: CaseNumberFault; value?: CaseNumber };

/** The high courts' one character or the Supreme Court's three, then up to four digits and a branch letter or name. */
const SHAPE =
  /^（(\d{4})）(最高法(?:[\u4e00-\u9fa5]{1,2}(?=[民刑行执赔破]))?|[\u4e00-\u9fa5]\d{0,4})([\u4e00-\u9fa5]{1,5}?)(\d+)号(之[一二三四五六七八九十百]+)?$/u;

/** `（2026）川0104民初12号`. */
export function formatCaseNumber(parts: {
  year: number;
  courtMark: string;
  typeMark: string;
  sequence: number | string;
  suffix?: string;
}): string {
  return `（${parts.year}）${parts.courtMark}${parts.typeMark}${parts.sequence}号${parts.suffix ?? ''}`;
}

/** Takes a case number apart; undefined when it has not the shape. A leading zero is kept for the caller to judge. */
export function parseCaseNumber(text: string): CaseNumber | undefined {
  const found = SHAPE.exec(text);
  if (!found) return undefined;
  const [, year, courtMark, typeMark, sequence, suffix] = found;
  return {
    year: Number(year),
    courtMark: courtMark ?? '',
    typeMark: typeMark ?? '',
    sequence: sequence ?? '',
    suffix: suffix ?? '',
  };
}

/** Judges a case number; `thisYear` is the latest year it may bear. An unknown court mark is 待核 (`toVerify`). */
export function judgeCaseNumber(text: string, thisYear: number, tables: MarkTables): CaseNumberVerdict {
  if (text === '') return { ok: false, fault: 'empty' };
  const value = parseCaseNumber(text);
  if (!value) return { ok: false, fault: /^\(\d{4}\)/.test(text) ? 'brackets' : 'shape' };
  if (value.sequence.startsWith('0')) return { ok: false, fault: 'leading-zero', value };
  if (value.year < 1949 || value.year > thisYear) return { ok: false, fault: 'year', value };
  if (!tables.typeMarks.has(value.typeMark)) return { ok: false, fault: 'type-mark', value };
  return { ok: true, value, toVerify: !tables.courtMarks.has(value.courtMark) };
}
