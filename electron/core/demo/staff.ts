import type { Court } from '../reference/reference.ts';
import type { Kind } from './kinds.ts';
import { personName } from './people.ts';
import { createRandom, type Random, STREAM } from './random.ts';
import type { Row } from './rows.ts';

export const DEPARTMENTS = [
  '立案庭',
  '民事审判第一庭',
  '民事审判第二庭',
  '刑事审判庭',
  '行政审判庭',
  '执行局',
  '审判监督庭',
  '破产审判庭',
] as const;
const OF_GROUP: Record<Kind['group'], readonly number[]> = {
  civil: [1, 2],
  criminal: [3],
  admin: [4],
  enforcement: [5],
  bankruptcy: [7],
};
/** The first two of every court have left. */
const LEFT = 2;

/** How many people of a court the demo knows. */
export function staffCount(court: Court): number {
  return LEFT + DEPARTMENTS.length * (court.tier === '高级' ? 3 : court.tier === '中级' ? 2 : 1);
}

export function staffId(court: Court, place: number): string {
  return `${court.code}${String(place + 1).padStart(2, '0')}`;
}

export function staffName(seed: number, id: string): string {
  return personName(createRandom(seed, STREAM.reference, Number(id)));
}

/** The judge of a case: someone still there, of the department that tries such cases. */
export function judgeOf(
  random: Random,
  court: Court,
  group: Kind['group'],
): { id: string; tribunal: string } {
  const department = random.pick(OF_GROUP[group]);
  const round = random.int(0, (staffCount(court) - LEFT) / DEPARTMENTS.length - 1);
  return {
    id: staffId(court, LEFT + round * DEPARTMENTS.length + department),
    tribunal: DEPARTMENTS[department] ?? '',
  };
}

/** The `court_staff` rows of a court. */
export function staffRows(seed: number, court: Court): Row[] {
  return Array.from({ length: staffCount(court) }, (_, place) => {
    const id = staffId(court, place);
    return {
      staff_id: id,
      court_code: court.code,
      department: DEPARTMENTS[(place + DEPARTMENTS.length - LEFT) % DEPARTMENTS.length] ?? '',
      name: staffName(seed, id),
      sex: Number(id) % 3 === 0 ? '女' : '男',
      post: place % 4 === 0 ? '庭长' : '审判员',
      active: place < LEFT ? 0 : 1,
    };
  });
}
