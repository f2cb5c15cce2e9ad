/** Who signs the form of a hand-over and acceptance, in the order of the form. */
export const ACCEPTANCE_SIDES = ['integrator', 'operator', 'customer'] as const;
export type AcceptanceSide = (typeof ACCEPTANCE_SIDES)[number];

/** How one thing on the list was found. */
export const LINE_RESULTS = ['pending', 'pass', 'fail'] as const;
export type LineResult = (typeof LINE_RESULTS)[number];

export interface AcceptanceState {
  lines: readonly { result: LineResult }[];
  /** Of the defects still open. */
  openDefects: readonly { category: string }[];
  signed: readonly AcceptanceSide[];
}

/** Why an acceptance cannot be ended so; undefined when it can. */
export type AcceptanceHindrance = 'noLines' | 'pending' | 'failedLines' | 'defects' | 'serious' | 'unsigned';

/**
 * `passed` needs every line passed and no open defect; `conditional` allows open defects that are not serious; `failed` may
 * be stated at any time. Every end but `failed` needs all three signatures.
 */
export function acceptanceHindrance(
  outcome: string,
  { lines, openDefects, signed }: AcceptanceState,
): AcceptanceHindrance | undefined {
  if (outcome === 'failed') return undefined;
  if (lines.length === 0) return 'noLines';
  if (lines.some(({ result }) => result === 'pending')) return 'pending';
  if (outcome === 'passed' && lines.some(({ result }) => result === 'fail')) return 'failedLines';
  if (outcome === 'passed' && openDefects.length > 0) return 'defects';
  if (openDefects.some(({ category }) => category === 'serious')) return 'serious';
  return ACCEPTANCE_SIDES.every((side) => signed.includes(side)) ? undefined : 'unsigned';
}
