/** GB 11714: eight characters and a check character, written with or without a hyphen. */
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The ninth character for the first eight: `C9 = 11 − Σ(Ci × Wi) mod 11`, 10 → `X`, 11 → `0`. */
export function organisationCheckDigit(first8: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += Number.parseInt(first8[i] ?? '0', 36) * (WEIGHTS[i] ?? 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

export type OrganisationCodeFault = 'shape' | 'check-digit';

/** Judges an 组织机构代码; `creditCode` given, characters 9–17 of it must be the same code. */
export function judgeOrganisationCode(
  text: string,
  creditCode?: string,
): { ok: true } | { ok: false; fault: OrganisationCodeFault | 'credit-code' } {
  const plain = text.replace(/^([0-9A-Z]{8})-([0-9X])$/, '$1$2');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(plain)) return { ok: false, fault: 'shape' };
  if (organisationCheckDigit(plain) !== plain[8]) return { ok: false, fault: 'check-digit' };
  if (creditCode && creditCode.slice(8, 17) !== plain) return { ok: false, fault: 'credit-code' };
  return { ok: true };
}
