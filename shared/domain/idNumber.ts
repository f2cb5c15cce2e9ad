import { isDay } from './time.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

export type IdNumberFault =
  /** Neither 18 nor 15 characters, or a wrong character. */
  'shape' | 'birth-date' | 'check-digit';

export type IdNumberVerdict =
  | {
      ok: true;
      /** `old`: a 15-digit number of before 1999, to be replaced: a warning. */
      form: 'current' | 'old';
      district: string;
      /** `YYYY-MM-DD`. */
      birthDate: string;
      sex: '男' | '女';
    }
  | { ok: false; fault: IdNumberFault };

/** The 18th character for the first 17 digits, GB 11643 (ISO 7064 MOD 11-2). */
export function idCheckDigit(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
  return CHECKS[sum % 11] ?? '';
}

/** Judges a citizen's identity number by GB 11643: shape, birth date, check digit. The address code is left to its table. */
export function judgeIdNumber(text: string): IdNumberVerdict {
  if (/^\d{15}$/.test(text)) return judgeParts(text, 'old', `19${text.slice(6, 12)}`, text.slice(14));
  if (!/^\d{17}[\dX]$/.test(text)) return { ok: false, fault: 'shape' };
  const verdict = judgeParts(text, 'current', text.slice(6, 14), text.slice(16, 17));
  if (verdict.ok && idCheckDigit(text) !== text[17]) return { ok: false, fault: 'check-digit' };
  return verdict;
}

function judgeParts(
  text: string,
  form: 'current' | 'old',
  digits: string,
  sexDigit: string,
): IdNumberVerdict {
  const birthDate = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  if (!isDay(birthDate)) return { ok: false, fault: 'birth-date' };
  return {
    ok: true,
    form,
    district: text.slice(0, 6),
    birthDate,
    sex: Number(sexDigit) % 2 === 1 ? '男' : '女',
  };
}
