import { lazy, readTable } from './table.ts';

export type CourtTier = '高级' | '中级' | '基层';

/** A court of Sichuan, FYB/T 51202. */
export interface Court {
  /** Four digits, e.g. 3000. */
  code: number;
  parent: number;
  /** e.g. `N11`. */
  levelCode: string;
  name: string;
  /** 法院代字, e.g. `川0104`. */
  mark: string;
  tier: CourtTier;
  /** GB/T 2260 code of its district, '' where it has none (railway and development-zone courts). */
  district: string;
  districtName: string;
}

/** Every court of Sichuan: the high court first, then by code as published. */
export const courts = lazy((): readonly Court[] =>
  readTable('courts_sichuan.tsv', [
    'code',
    'parent',
    'levelCode',
    'name',
    'mark',
    'tier',
    'district',
  ]).rows.map((row) => {
    const [district = '', districtName = ''] = row.district.split(' ');
    return {
      code: Number(row.code),
      parent: Number(row.parent),
      levelCode: row.levelCode,
      name: row.name,
      mark: row.mark,
      tier: row.tier as CourtTier,
      district,
      districtName,
    };
  }),
);

const byCode = lazy(() => new Map(courts().map((court) => [court.code, court])));
const byMark = lazy(() => new Map(courts().map((court) => [court.mark, court])));

/** The Sichuan court of a four-digit code. */
export function courtByCode(code: number): Court | undefined {
  return byCode().get(code);
}

/** The Sichuan court of a mark; undefined means 待核, for the table is a snapshot. */
export function courtByMark(mark: string): Court | undefined {
  return byMark().get(mark);
}

/** A court anywhere in the country: code, parent, name, mark. */
export interface NationalCourt {
  code: number;
  parent: number;
  levelCode: string;
  name: string;
  mark: string;
}

/** The national table, 3,560 courts. */
export const nationalCourts = lazy((): readonly NationalCourt[] =>
  readTable('courts_national.tsv', ['code', 'parent', 'levelCode', 'name', 'mark']).rows.map((row) => ({
    ...row,
    code: Number(row.code),
    parent: Number(row.parent),
  })),
);

/** Every known court mark of the country, Sichuan's later snapshot included. */
export const courtMarks = lazy(
  (): ReadonlySet<string> => new Set([...nationalCourts().map((court) => court.mark), ...byMark().keys()]),
);

/** The GB/T 2260 districts the courts of Sichuan name (code → name). */
export const districts = lazy(
  (): ReadonlyMap<string, string> =>
    new Map(
      courts()
        .filter((court) => court.district !== '')
        .map((court) => [court.district, court.districtName]),
    ),
);
