/** GB 32100: 18 characters without I O S V Z; the last one checks the others, weights 3^i mod 31. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

export type CreditCodeFault = 'shape' | 'check-digit';

export type CreditCodeVerdict =
  | { ok: true; district: string /** Characters 9–17: the organisation code. */; organisationCode: string }
  | { ok: false; fault: CreditCodeFault };

/** The 18th character for the first 17. */
export function creditCheckDigit(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(first17[i] ?? '') * (WEIGHTS[i] ?? 0);
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/** Judges a 统一社会信用代码. Early issues with a wrong check digit exist: treat `check-digit` as a warning. */
export function judgeCreditCode(text: string): CreditCodeVerdict {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text))
    return { ok: false, fault: 'shape' };
  if (creditCheckDigit(text) !== text[17]) return { ok: false, fault: 'check-digit' };
  return { ok: true, district: text.slice(2, 8), organisationCode: text.slice(8, 17) };
}
