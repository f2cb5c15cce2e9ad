import { allCodes, CODE_VERSION, courts } from '../reference/reference.ts';
import { organisation, personName } from './people.ts';
import { createRandom, STREAM } from './random.ts';
import type { Row } from './rows.ts';
import { staffRows } from './staff.ts';

/** The tables that hold before any case: courts, codes, staff, lawyers. */
export function* referenceRows(seed: number): Generator<readonly [table: string, rows: Row[]]> {
  yield [
    'court',
    courts().map((court) => ({
      code: court.code,
      parent_code: court.parent,
      level_code: court.levelCode,
      name: court.name,
      mark: court.mark,
      tier: court.tier,
    })),
  ];
  const codes = new Map(allCodes().map((code) => [`${code.classCode} ${code.code}`, code]));
  yield [
    'code_item',
    [...codes.values()].map((code) => ({
      class_code: code.classCode,
      class_name: code.className,
      code: code.code,
      name: code.name,
      version: CODE_VERSION,
    })),
  ];
  yield ['court_staff', courts().flatMap((court) => staffRows(seed, court))];
  const random = createRandom(seed, STREAM.reference, 1);
  yield [
    'lawyer',
    Array.from({ length: 400 }, (_, place) => ({
      lawyer_id: `51${String(place + 1).padStart(6, '0')}`,
      name: personName(random),
      license_number: `151${random.int(2006, 2024)}${random.int(10, 20)}${random.int(1_000_000, 9_999_999)}`,
      firm: `四川${organisation(random).name.slice(2, 6)}律师事务所`,
    })),
  ];
}
