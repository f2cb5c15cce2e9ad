import { cell, lazy, type RowsOf } from './table.ts';

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

/** A court anywhere in the country: code, parent, name, mark. */
export interface NationalCourt {
  code: number;
  parent: number;
  levelCode: string;
  name: string;
  mark: string;
}

/** Courts out of the versions in force. */
export function courtsOf(rowsOf: RowsOf) {
  /** Every court of Sichuan: the high court first, then by code as published. */
  const courts = lazy((): readonly Court[] =>
    rowsOf('courts').map((row) => {
      const [district = '', districtName = ''] = cell(row, 'district').split(' ');
      return {
        code: Number(row.code),
        parent: Number(row.parent),
        levelCode: cell(row, 'levelCode'),
        name: cell(row, 'name'),
        mark: cell(row, 'mark'),
        tier: cell(row, 'tier') as CourtTier,
        district,
        districtName,
      };
    }),
  );
  const byCode = lazy(() => new Map(courts().map((court) => [court.code, court])));
  const byMark = lazy(() => new Map(courts().map((court) => [court.mark, court])));
  /** The national table, 3,560 courts. */
  const nationalCourts = lazy((): readonly NationalCourt[] =>
    rowsOf('national-courts').map((row) => ({
      code: Number(row.code),
      parent: Number(row.parent),
      levelCode: cell(row, 'levelCode'),
      name: cell(row, 'name'),
      mark: cell(row, 'mark'),
    })),
  );
  const nationalByCode = lazy(() => new Map(nationalCourts().map((court) => [court.code, court])));
  return {
    courts,
    /** The Sichuan court of a four-digit code. */
    courtByCode: (code: number): Court | undefined => byCode().get(code),
    /** The Sichuan court of a mark; undefined means 待核, for the table is a snapshot. */
    courtByMark: (mark: string): Court | undefined => byMark().get(mark),
    nationalCourts,
    nationalCourtByCode: (code: number): NationalCourt | undefined => nationalByCode().get(code),
    /** Every known court mark of the country, Sichuan's later snapshot included. */
    courtMarks: lazy(
      (): ReadonlySet<string> =>
        new Set([...nationalCourts().map((court) => court.mark), ...byMark().keys()]),
    ),
    /** The GB/T 2260 districts the courts of Sichuan name (code → name). */
    districts: lazy(
      (): ReadonlyMap<string, string> =>
        new Map(
          courts()
            .filter((court) => court.district !== '')
            .map((court) => [court.district, court.districtName]),
        ),
    ),
  };
}
