import type { Day } from '../../../shared/domain/time.ts';
import { lazy, readTable } from './table.ts';

/** One of the 145 data-quality rules, e.g. `GF010`. */
export interface QualityRule {
  code: string;
  category: string;
  /** What it applies to. */
  scope: string;
  field: string;
  rule: string;
  severity: '致命' | '错误' | '警告' | '提示';
  source: string;
}

export const qualityRules = lazy((): readonly QualityRule[] =>
  readTable('quality_rules.tsv', [
    'code',
    'category',
    'scope',
    'field',
    'rule',
    'severity',
    'source',
  ]).rows.map((row) => ({ ...row, severity: row.severity as QualityRule['severity'] })),
);

/** A statutory trial limit as published; `limit` and `extension` are its words. */
export interface TrialLimit {
  caseType: string;
  mark: string;
  situation: string;
  limit: string;
  extension: string;
  approver: string;
  basis: string;
}

export const trialLimits = lazy(
  (): readonly TrialLimit[] =>
    readTable('trial_limits.tsv', [
      'caseType',
      'mark',
      'situation',
      'limit',
      'extension',
      'approver',
      'basis',
    ]).rows,
);

/** A day of the published calendar that is not what its weekday says. */
export interface Holiday {
  year: number;
  day: Day;
  /** `off` day off, `work` 调休 workday, `unpublished` statutory day of a year whose calendar is not published. */
  kind: 'off' | 'work' | 'unpublished';
  /** 春节, 国庆节调休 … */
  name: string;
  source: string;
}

const KINDS: Record<string, Holiday['kind']> = { 休: 'off', 班: 'work' };

/** The calendar as carried; a year counts as published when it has `off` rows. */
export const holidays = lazy((): readonly Holiday[] =>
  readTable('holidays.tsv', ['year', 'day', 'kind', 'name', 'source']).rows.map((row) => ({
    year: Number(row.year),
    day: row.day,
    kind: KINDS[row.kind] ?? 'unpublished',
    name: row.name,
    source: row.source,
  })),
);

/** The years with a published calendar. */
export const publishedYears = lazy(
  (): ReadonlySet<number> => new Set(holidays().flatMap((row) => (row.kind === 'off' ? [row.year] : []))),
);
