import type { Thresholds } from './template.ts';

/** A limit as the standard names it: sign, number, what is counted, and what going beyond it means. */
const LIMIT = /([≥＜]\s*)(\d+(?:\.\d+)?)([^≥＜，；]*?)(警告|故障)/g;

/** The standard in words with these limits in place of those it names. */
export function standardWith(standard: string, { warning, fault }: Thresholds): string {
  return standard.replace(LIMIT, (named, sign: string, _number: string, unit: string, level: string) => {
    const limit = level === '警告' ? warning : fault;
    return limit === undefined ? named : `${sign}${limit}${unit}${level}`;
  });
}
