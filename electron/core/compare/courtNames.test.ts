import { expect, it } from 'vitest';
import { courts, shipped } from '../reference/reference.ts';
import { courtNames } from './courtNames.ts';

it('names courts by code and mark, and nothing that only looks like one', () => {
  const [high] = courts();
  const name = high?.name ?? '';
  const code = String(high?.code);
  expect(courtNames(shipped, ['court_code', 'filed_date'], [code, '2026-01-01'])).toEqual([name, null]);
  expect(courtNames(shipped, ['JBFY', 'status'], [` ${high?.mark} `, code])).toEqual([name, null]);
  expect(courtNames(shipped, ['FYDM', 'court', 'court', 'court'], ['999999', '', null, '1'])).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
